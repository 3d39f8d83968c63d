import { notFound, validationFailed } from '../errors';
import { type Call, OktaError, type Reply, type Route } from '../route';
import { iso } from './model';
import {
	bodyOf,
	isObject,
	type JsonObject,
	noContent,
	ok,
	param,
	requiredText,
	textIn,
} from './request';

/** What devices of a platform have to have. */
export interface DeviceAssurance {
	readonly id: string;
	readonly created: number;
	lastUpdated: number;
	terms: JsonObject;
}

const POLICIES = '/api/v1/device-assurances';
const POLICY = `${POLICIES}/{deviceAssuranceId}`;

const desktop = ['diskEncryptionType', 'osVersion', 'screenLockType', 'secureHardwarePresent'];

/** The members that the schema of each platform has. */
const members: Readonly<Record<string, readonly string[]>> = {
	ANDROID: [...desktop, 'callerContext', 'jailbreak', 'thirdPartySignalProviders'],
	CHROMEOS: ['thirdPartySignalProviders'],
	IOS: ['jailbreak', 'osVersion', 'screenLockType', 'thirdPartySignalProviders'],
	MACOS: [...desktop, 'thirdPartySignalProviders'],
	WINDOWS: [...desktop, 'osVersionConstraints', 'thirdPartySignalProviders'],
};

const policiesOf = ({ org }: Call) => org.directory.deviceAssurances;

const show =
	({ origin }: Call) =>
	({ id, created, lastUpdated, terms }: DeviceAssurance) => ({
		...terms,
		id,
		createdBy: '00u1emaK22p5R0LTO0g4',
		createdDate: iso(created),
		lastUpdate: iso(lastUpdated),
		lastUpdatedBy: '00u1emaK22p5R0LTO0g4',
		_links: { self: { href: `${origin}${POLICIES}/${id}` } },
	});

function policyOf(call: Call): DeviceAssurance {
	const id = param(call, 'deviceAssuranceId');
	const policy = policiesOf(call).get(id);
	if (!policy) throw notFound(id, 'DeviceAssurance');
	return policy;
}

/** What of the body Okta's schema of the platform takes; its words for the rest are not recorded. */
function termsIn(call: Call): JsonObject {
	const body = bodyOf(call);
	requiredText(body, 'name');
	const platform = requiredText(body, 'platform');
	const own = members[platform];
	if (!own) throw validationFailed('platform', `platform: ${platform} is none`);
	const ofOthers = Object.values(members).flat();
	const strange = Object.keys(body).find((name) => ofOthers.includes(name) && !own.includes(name));
	if (strange !== undefined)
		throw validationFailed(strange, `${strange}: ${platform} does not support it`);
	const conditions = Object.keys(body).filter((name) => own.includes(name));
	// Recorded, r0142.
	if (conditions.length === 0 && body.devicePostureChecks === undefined)
		throw validationFailed(
			'deviceAssuranceMediated',
			'Please select at least one device condition before saving',
		);
	const minimum = isObject(body.osVersion) ? textIn(body.osVersion, 'minimum') : undefined;
	if (minimum !== undefined && !/^\d+(\.\d+){0,3}$/.test(minimum))
		throw validationFailed('osVersion', 'osVersion.minimum: It is no version');
	return body;
}

function create(call: Call): Reply {
	const terms = termsIn(call);
	const now = call.org.clock.now();
	return ok(
		show(call)(policiesOf(call).add((id) => ({ id, created: now, lastUpdated: now, terms }))),
	);
}

function replace(call: Call): Reply {
	const policy = policyOf(call);
	const terms = termsIn(call);
	if (terms.platform !== policy.terms.platform)
		throw validationFailed('platform', 'platform: It cannot be changed');
	policiesOf(call).change(policy, { terms, lastUpdated: call.org.clock.now() });
	return ok(show(call)(policy));
}

/** That Okta keeps what is in use is in its reference, which has 409 for it; the words are not. */
function remove(call: Call): Reply {
	const policy = policyOf(call);
	const rules = call.org.directory.policies.list().flatMap((one) => one.rules);
	if (rules.some((rule) => JSON.stringify(rule).includes(policy.id)))
		throw new OktaError({
			status: 409,
			errorCode: 'E0000001',
			errorSummary: 'Api validation failed: deviceAssurance',
			errorCauses: ['The device assurance policy is used by a rule'],
		});
	policiesOf(call).delete(policy);
	return noContent();
}

const read = ['okta.deviceAssurance.read'];
const manage = ['okta.deviceAssurance.manage'];

export const deviceAssuranceRoutes: Route[] = [
	{
		route: `GET ${POLICIES}`,
		scopes: read,
		handle: (call) => ok(policiesOf(call).list().map(show(call))),
	},
	{ route: `POST ${POLICIES}`, scopes: manage, handle: create },
	{ route: `GET ${POLICY}`, scopes: read, handle: (call) => ok(show(call)(policyOf(call))) },
	{ route: `PUT ${POLICY}`, scopes: manage, handle: replace },
	{ route: `DELETE ${POLICY}`, scopes: manage, handle: remove },
];
