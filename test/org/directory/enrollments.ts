import { randomInt } from 'node:crypto';
import { notFound, validationFailed } from '../errors';
import type { Call, Reply, Route } from '../route';
import { tacAuthenticatorId } from './authenticators';
import { userOf } from './lookup';
import { iso, type User } from './model';
import { wrongStatus } from './refusals';
import { bodyOf, noContent, objectIn, ok, param, requiredText } from './request';
import { userTarget } from './targets';

/** A temporary access code: what a person without any factor yet signs in with. */
export interface AccessCode {
	readonly id: string;
	readonly code: string;
	readonly multiUse: boolean;
	readonly created: number;
	readonly expires: number;
}

const MINUTE = 60_000;
/** Minutes. */
const LIFETIME = { default: 10, min: 10, max: 14_400 };

const show =
	({ origin }: Call, { id }: User) =>
	({ id: enrollmentId, created, expires, multiUse, code }: AccessCode, showCode: boolean) => {
		const self = `${origin}/api/v1/users/${id}/authenticator-enrollments/${enrollmentId}`;
		return {
			type: 'tac',
			id: enrollmentId,
			key: 'tac',
			name: 'Temporary Access Code',
			status: 'ACTIVE',
			created: iso(created),
			lastUpdated: iso(created),
			profile: { multiUse, expiresAt: iso(expires), ...(showCode ? { tac: code } : {}) },
			_links: { self: { href: self, hints: { allow: ['GET', 'DELETE'] } } },
		};
	};

/** The user's code that still works. A new one takes the place of an old one. */
function currentCode(call: Call, user: User): AccessCode | undefined {
	const { accessCodes, clock } = call.org.directory;
	const code = accessCodes.get(user.id);
	return code && code.expires > clock.now() ? code : undefined;
}

function create(call: Call): Reply {
	const { accessCodes, clock, ids, log } = call.org.directory;
	const user = userOf(call, 'userId');
	if (user.status === 'DEPROVISIONED' || user.status === 'SUSPENDED') throw wrongStatus();
	const body = bodyOf(call);
	if (requiredText(body, 'authenticatorId') !== tacAuthenticatorId(call))
		throw validationFailed('authenticatorId', 'authenticatorId: Not a TAC authenticator');
	const profile = objectIn(body, 'profile');
	const minutes = Number(profile.ttl ?? LIFETIME.default);
	if (!Number.isInteger(minutes) || minutes < LIFETIME.min || minutes > LIFETIME.max)
		throw validationFailed('ttl', `ttl: From ${LIFETIME.min} to ${LIFETIME.max} minutes`);
	const created = clock.now();
	const code: AccessCode = {
		id: ids.of('tac', user.position),
		code: String(randomInt(1e8)).padStart(8, '0'),
		multiUse: profile.multiUse === true,
		created,
		expires: created + minutes * MINUTE,
	};
	accessCodes.set(user.id, code);
	log.record(call, {
		eventType: 'user.mfa.factor.activate',
		displayMessage: 'Activate factor for user',
		targets: [userTarget(user)],
		outcome: { result: 'SUCCESS', reason: 'User set up TEMPORARY_ACCESS_CODE factor' },
		debugData: { factor: 'TEMPORARY_ACCESS_CODE' },
	});
	return ok(show(call, user)(code, true));
}

function list(call: Call): Reply {
	const user = userOf(call, 'userId');
	const code = currentCode(call, user);
	return ok(code ? [show(call, user)(code, false)] : []);
}

function codeOf(call: Call): { user: User; code: AccessCode } {
	const user = userOf(call, 'userId');
	const code = currentCode(call, user);
	const id = param(call, 'enrollmentId');
	if (code?.id !== id) throw notFound(id, 'AuthenticatorEnrollment');
	return { user, code };
}

function get(call: Call): Reply {
	const { user, code } = codeOf(call);
	return ok(show(call, user)(code, false));
}

function remove(call: Call): Reply {
	const { user } = codeOf(call);
	call.org.directory.accessCodes.delete(user.id);
	call.org.log.record(call, {
		eventType: 'user.mfa.factor.deactivate',
		displayMessage: 'Reset factor for user',
		targets: [userTarget(user)],
		outcome: { result: 'SUCCESS', reason: 'User reset TEMPORARY_ACCESS_CODE factor' },
		debugData: { factor: 'TEMPORARY_ACCESS_CODE' },
	});
	return noContent();
}

const read = ['okta.users.read'];
const manage = ['okta.users.manage'];
const ENROLLMENTS = '/api/v1/users/{userId}/authenticator-enrollments';

export const enrollmentRoutes: Route[] = [
	{ route: `GET ${ENROLLMENTS}`, scopes: read, handle: list },
	{ route: `POST ${ENROLLMENTS}/tac`, scopes: manage, handle: create },
	{ route: `GET ${ENROLLMENTS}/{enrollmentId}`, scopes: read, handle: get },
	{ route: `DELETE ${ENROLLMENTS}/{enrollmentId}`, scopes: manage, handle: remove },
];
