import { validationFailed } from '../errors';
import { OktaError, type Call, type Reply, type Route } from '../route';
import type { App } from '../directory/appStore';
import { iso } from '../directory/model';
import {
	bodyOf,
	created,
	isObject,
	type JsonObject,
	noContent,
	objectIn,
	ok,
	param,
	requiredText,
	textIn,
} from '../directory/request';
import { dataPage, filtered, languageOf, notThere, showStamps, stamps, touch } from './answers';
import type { Entitlement, EntitlementGrant, EntitlementValue } from './store';

const ENTITLEMENTS = '/governance/api/v1/entitlements';
const ENTITLEMENT = `${ENTITLEMENTS}/{entitlementId}`;
const GRANTS = '/governance/api/v1/grants';

const appOrn = (appId: string) => `orn:okta:idp:00o11edPwGqbUrsDm0g4:apps:oidc:${appId}`;
const userOrn = (userId: string) => `orn:okta:directory:00o11edPwGqbUrsDm0g4:users:${userId}`;

const parentOf = (appId: string) => ({
	parent: { externalId: appId, type: 'APPLICATION' },
	parentResourceOrn: appOrn(appId),
});

const showOutline =
	({ origin }: Call) =>
	(entitlement: Entitlement) => {
		const { id, appId, name, externalValue, description, multiValue, dataType } = entitlement;
		const self = `${origin}${ENTITLEMENTS}/${id}`;
		return {
			id,
			name,
			externalValue,
			...(description !== undefined && { description }),
			multiValue,
			required: false,
			dataType,
			...parentOf(appId),
			...showStamps(entitlement),
			_links: { self: { href: self }, values: { href: `${self}/values` } },
		};
	};

const showValue = (value: EntitlementValue) => {
	const { id, name, externalValue, description } = value;
	return {
		id,
		name,
		externalValue,
		...(description !== undefined && { description }),
		orn: `orn:okta:governance:00o11edPwGqbUrsDm0g4:entitlement-values:${id}`,
		...showStamps(value),
	};
};

const show = (call: Call) => (entitlement: Entitlement) => ({
	...showOutline(call)(entitlement),
	values: entitlement.values.map(showValue),
});

function entitlementOf(call: Call): Entitlement {
	const found = call.org.directory.governance.entitlements.get(param(call, 'entitlementId'));
	if (!found) throw notThere();
	return found;
}

/** The app that a body names; Okta answers 404 where it has no entitlement management. */
function appIn({ org }: Call, target: JsonObject): App {
	const app = org.directory.apps.get(requiredText(target, 'externalId'));
	if (!app || requiredText(target, 'type') !== 'APPLICATION') throw notThere();
	return app;
}

function create(call: Call): Reply {
	const { governance } = call.org.directory;
	const body = bodyOf(call);
	const app = appIn(call, objectIn(body, 'parent'));
	const { multiValue, values = [] } = body;
	if (typeof multiValue !== 'boolean')
		throw validationFailed('/multiValue/0 must cannot be null', 'must have required field');
	const dataType = requiredText(body, 'dataType');
	if (dataType !== (multiValue ? 'array' : 'string'))
		throw validationFailed(`/dataType ${dataType} does not fit multiValue`);
	if (!Array.isArray(values)) throw validationFailed('/values must be array');
	const made = values.filter(isObject).map((value) =>
		governance.values.add((id) => ({
			id,
			name: requiredText(value, 'name'),
			externalValue: requiredText(value, 'externalValue'),
			description: textIn(value, 'description'),
			...stamps(call),
		})),
	);
	const entitlement = governance.entitlements.add((id) => ({
		id,
		appId: app.id,
		name: requiredText(body, 'name'),
		externalValue: requiredText(body, 'externalValue'),
		description: textIn(body, 'description'),
		multiValue,
		dataType,
		values: made,
		...stamps(call),
	}));
	return created(show(call)(entitlement));
}

function remove(call: Call): Reply {
	call.org.directory.governance.entitlements.delete(entitlementOf(call));
	return noContent();
}

const language = languageOf<Entitlement>(
	(entitlement, name) => {
		const held: Record<string, unknown> = {
			'parent.externalId': entitlement.appId,
			'parent.type': 'APPLICATION',
			parentResourceOrn: appOrn(entitlement.appId),
			name: entitlement.name,
			created: iso(entitlement.created),
			id: entitlement.id,
			externalValue: entitlement.externalValue,
		};
		return held[name];
	},
	['parent.externalId', 'parent.type', 'parentResourceOrn', 'id', 'externalValue'],
	['created'],
	{ name: ['sw', 'co'] },
);

const valueLanguage = languageOf<EntitlementValue>(
	(value, name) => (name === 'name' ? value.name : iso(value.created)),
	['labelValueId'],
	['created'],
	{ name: ['sw', 'co'] },
);

function listValues(call: Call): Reply {
	const { id, appId, values } = entitlementOf(call);
	return dataPage(call, filtered(call, values, valueLanguage), (value) => ({
		...showValue(value),
		entitlementId: id,
		...parentOf(appId),
	}));
}

const GRANT_TYPES = new Set(['ENTITLEMENT-BUNDLE', 'CUSTOM', 'POLICY', 'ENTITLEMENT']);

const showGrant =
	({ origin, org }: Call) =>
	(grant: EntitlementGrant) => {
		const { id, appId, userId, grantType, details } = grant;
		const { expirationDate } = objectIn(details, 'scheduleSettings');
		const isOver =
			typeof expirationDate === 'string' && Date.parse(expirationDate) < org.clock.now();
		return {
			action: 'ALLOW',
			actor: 'API',
			...details,
			id,
			grantType,
			status: isOver ? 'EXPIRED' : 'ACTIVE',
			target: { externalId: appId, type: 'APPLICATION' },
			targetResourceOrn: appOrn(appId),
			targetPrincipal: { externalId: userId, type: 'OKTA_USER' },
			targetPrincipalOrn: userOrn(userId),
			...showStamps(grant),
			_links: { self: { href: `${origin}${GRANTS}/${id}` } },
		};
	};

function createGrant(call: Call): Reply {
	const { directory } = call.org;
	const body = bodyOf(call);
	const grantType = requiredText(body, 'grantType');
	if (!GRANT_TYPES.has(grantType)) throw validationFailed(`/grantType ${grantType} is unknown`);
	const userId = requiredText(objectIn(body, 'targetPrincipal'), 'externalId');
	if (directory.findUser(userId)?.id !== userId)
		throw validationFailed(
			`/targetPrincipal/externalId ${userId} not found`,
			`${userId} not found`,
		);
	const isBundle = grantType === 'ENTITLEMENT-BUNDLE';
	if (isBundle) requiredText(body, 'entitlementBundleId');
	// Which app a bundle is of is known to Okta; here every bundle is of the first.
	const appId = isBundle
		? (directory.apps.list()[0]?.id ?? '')
		: appIn(call, objectIn(body, 'target')).id;
	const grant = directory.governance.grants.add((id) => ({
		id,
		appId,
		userId,
		grantType,
		details: body,
		...stamps(call),
	}));
	return created(showGrant(call)(grant));
}

function grantOf(call: Call): EntitlementGrant {
	const grant = call.org.directory.governance.grants.get(param(call, 'grantId'));
	if (!grant) throw notThere();
	return grant;
}

function updateGrant(call: Call): Reply {
	const grant = grantOf(call);
	const body = bodyOf(call);
	if (requiredText(body, 'id') !== grant.id)
		throw validationFailed(`/grantId ${grant.id} not found`, `${grant.id} not found`);
	grant.details = { ...grant.details, scheduleSettings: objectIn(body, 'scheduleSettings') };
	touch(call, grant);
	return ok(showGrant(call)(grant));
}

const grantLanguage = languageOf<EntitlementGrant>(
	({ appId, userId, details }, name) => {
		const held: Record<string, unknown> = {
			'target.externalId': appId,
			'target.type': 'APPLICATION',
			targetResourceOrn: appOrn(appId),
			'targetPrincipal.externalId': userId,
			'targetPrincipal.type': 'OKTA_USER',
			targetPrincipalOrn: userOrn(userId),
			entitlementBundleId: details.entitlementBundleId,
			action: details.action ?? 'ALLOW',
		};
		return held[name];
	},
	[
		'target.externalId',
		'target.type',
		'targetResourceOrn',
		'targetPrincipal.externalId',
		'targetPrincipal.type',
		'targetPrincipalOrn',
		'entitlementBundleId',
		'entitlements.id',
		'entitlements.values.id',
		'action',
	],
);

function listGrants(call: Call): Reply {
	if (!/\btarget(\.externalId|ResourceOrn) eq/.test(call.query.get('filter') ?? ''))
		throw new OktaError({
			status: 400,
			errorCode: 'E0000029',
			errorSummary: 'Invalid filter',
			errorCauses: ["Cannot find value found for target resource'"],
		});
	const grants = call.org.directory.governance.grants.list();
	return dataPage(call, filtered(call, grants, grantLanguage), showGrant(call));
}

const read = ['okta.governance.entitlements.read'];
const manage = ['okta.governance.entitlements.manage'];

export const entitlementRoutes: Route[] = [
	{
		route: `GET ${ENTITLEMENTS}`,
		scopes: read,
		handle(call) {
			const all = filtered(call, call.org.directory.governance.entitlements.list(), language);
			const reply = dataPage(call, all, showOutline(call));
			const page = isObject(reply.body) ? reply.body : {};
			return { ...reply, body: { ...page, metadata: { total: all.length } } };
		},
	},
	{ route: `POST ${ENTITLEMENTS}`, scopes: manage, handle: create },
	{
		route: `GET ${ENTITLEMENT}`,
		scopes: read,
		handle: (call) => ok(show(call)(entitlementOf(call))),
	},
	{ route: `DELETE ${ENTITLEMENT}`, scopes: manage, handle: remove },
	{ route: `GET ${ENTITLEMENT}/values`, scopes: read, handle: listValues },
	{ route: `GET ${GRANTS}`, scopes: read, handle: listGrants },
	{ route: `POST ${GRANTS}`, scopes: manage, handle: createGrant },
	{
		route: `GET ${GRANTS}/{grantId}`,
		scopes: read,
		handle: (call) => ok(showGrant(call)(grantOf(call))),
	},
	{ route: `PATCH ${GRANTS}/{grantId}`, scopes: manage, handle: updateGrant },
];
