import { notFound, validationFailed } from '../errors';
import { randomId } from '../ids';
import type { Call, Reply, Route } from '../route';
import { userBy, userOf } from './lookup';
import { iso, type User } from './model';
import {
	bodyOf,
	isObject,
	noContent,
	ok,
	param,
	requiredText,
	textsIn,
	type JsonObject,
} from './request';

/** A security key that is set up for somebody before it reaches them. */
export interface Preregistration {
	readonly id: string;
	status: 'PENDING_ACTIVATION' | 'ACTIVE' | 'INACTIVE';
	readonly created: number;
	lastUpdated: number;
}

function keysOf(call: Call, user: User): Preregistration[] {
	const { preregistrations } = call.org.directory;
	const keys = preregistrations.get(user.id) ?? [];
	preregistrations.set(user.id, keys);
	return keys;
}

/** The user a body names, and the provider, of which there is one. */
function readOrder(call: Call): { body: JsonObject; user: User } {
	const body = bodyOf(call);
	if (requiredText(body, 'fulfillmentProvider') !== 'yubico')
		throw validationFailed('fulfillmentProvider', 'fulfillmentProvider: Not a known provider');
	return { body, user: userBy(call, requiredText(body, 'userId')) };
}

function enroll(call: Call): Reply {
	const { body, user } = readOrder(call);
	const domains = textsIn(body, 'enrollmentRpIds');
	if (!isObject(body.yubicoTransportKeyJWK) || domains.length === 0)
		throw validationFailed('enroll', 'A transport key and a relying party are needed');
	const now = call.org.directory.clock.now();
	const made = domains.map((): Preregistration => {
		const id = `fwf${randomId('', 13).replaceAll(/\W/g, 'x').slice(0, 17)}`;
		return { id, status: 'PENDING_ACTIVATION', created: now, lastUpdated: now };
	});
	keysOf(call, user).push(...made);
	return ok({
		userId: user.id,
		fulfillmentProvider: 'yubico',
		credRequests: made.map(({ id }, index) => ({
			authenticatorEnrollmentId: id,
			credRequestJwe: `eyJhbGciOiJFQ0RILUVTIn0..${index}`,
			keyId: `key-${index}`,
		})),
		pinRequestJwe: 'eyJhbGciOiJFQ0RILUVTIn0..pin',
	});
}

/** The key of a user by its ID. Okta's name of its kind was not recorded. */
function keyOf(call: Call, user: User, id: string): Preregistration {
	const key = keysOf(call, user).find((one) => one.id === id);
	if (!key) throw notFound(id, 'AuthenticatorEnrollment');
	return key;
}

function activate(call: Call): Reply {
	const { body, user } = readOrder(call);
	const responses = Array.isArray(body.credResponses) ? body.credResponses.filter(isObject) : [];
	if (responses.length === 0)
		throw validationFailed('credResponses', 'credResponses: The field cannot be left blank');
	const keys = responses.map((one) =>
		keyOf(call, user, requiredText(one, 'authenticatorEnrollmentId')),
	);
	for (const key of keys) move(call, key, 'ACTIVE');
	return ok({
		userId: user.id,
		fulfillmentProvider: 'yubico',
		authenticatorEnrollmentIds: keys.map(({ id }) => id),
	});
}

function move(call: Call, key: Preregistration, status: Preregistration['status']): void {
	key.status = status;
	key.lastUpdated = call.org.directory.clock.now();
}

function order(call: Call): Reply {
	const { user } = readOrder(call);
	call.org.directory.log.record(call, {
		eventType: 'system.mfa.preregister.initiate',
		displayMessage: 'Initiate preregistration of a security key',
		targets: [{ id: user.id, type: 'User', alternateId: user.id, displayName: user.id }],
	});
	return noContent();
}

function sendPin(call: Call): Reply {
	const { body, user } = readOrder(call);
	keyOf(call, user, requiredText(body, 'authenticatorEnrollmentId'));
	return noContent();
}

function list(call: Call): Reply {
	const user = userOf(call, 'userId');
	const keys = keysOf(call, user);
	return ok(
		keys.map(({ id, status, created, lastUpdated }) => ({
			id,
			factorType: 'webauthn',
			provider: 'FIDO',
			vendorName: 'YUBICO',
			status,
			created: iso(created),
			lastUpdated: iso(lastUpdated),
			profile: {},
		})),
	);
}

const pathKey = (call: Call) =>
	keyOf(call, userOf(call, 'userId'), param(call, 'authenticatorEnrollmentId'));

function markError(call: Call): Reply {
	move(call, pathKey(call), 'INACTIVE');
	return noContent();
}

function remove(call: Call): Reply {
	const gone = pathKey(call);
	const user = userOf(call, 'userId');
	call.org.directory.preregistrations.set(
		user.id,
		keysOf(call, user).filter((key) => key !== gone),
	);
	return noContent();
}

const BASE = '/webauthn-registration/api/v1';
const ONE = `${BASE}/users/{userId}/enrollments/{authenticatorEnrollmentId}` as const;
const manage = ['okta.users.manage'];

export const preregistrationRoutes: Route[] = [
	{ route: `POST ${BASE}/enroll`, scopes: manage, handle: enroll },
	{ route: `POST ${BASE}/activate`, scopes: manage, handle: activate },
	{ route: `POST ${BASE}/initiate-fulfillment-request`, scopes: manage, handle: order },
	{ route: `POST ${BASE}/send-pin`, scopes: manage, handle: sendPin },
	{ route: `GET ${BASE}/users/{userId}/enrollments`, scopes: ['okta.users.read'], handle: list },
	{ route: `POST ${ONE}/mark-error`, scopes: manage, handle: markError },
	{ route: `DELETE ${ONE}`, scopes: manage, handle: remove },
];
