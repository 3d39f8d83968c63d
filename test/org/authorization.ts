import { createHash, timingSafeEqual } from 'node:crypto';
import { invalidSession, invalidToken, notPermitted, Refusal } from './errors';
import { isObject, textIn } from './directory/request';
import { clientTarget } from './oauth/clients';
import { checkProof, InvalidProof } from './oauth/dpop';
import { algorithms } from './oauth/jws';
import { covers } from './oauth/scopes';
import type { AccessToken } from './oauth/tokens';
import type { Org } from './org';
import type { Received } from './request';
import {
	customRolesPermit,
	type HeldRole,
	isInReach,
	type IsMember,
	readResource,
} from './permissions';
import { permits, type Act } from './roles';
import type { CustomAssignment } from './directory/roleStore';
import type { Caller, Reply, Route } from './route';

/** SSWS tokens are not limited by scopes; this set says so to whoever asks. */
class EveryScope extends Set<string> {
	override has(): boolean {
		return true;
	}
}

/**
 * Finds out who calls the management API (RFC 6750, RFC 9449 section 7, and Okta's SSWS scheme).
 * Refusals of access tokens have an empty body and tell everything in `WWW-Authenticate`.
 */
export async function authenticateCaller(org: Org, received: Received): Promise<Caller> {
	const { authorization } = received.headers;
	if (authorization === undefined) throw invalidSession();
	const [scheme = '', credentials = ''] = authorization.split(/ +/, 2);
	switch (scheme.toLowerCase()) {
		case 'ssws':
			if (!sameSecret(credentials, org.apiToken())) throw invalidToken();
			org.apiTokens.use(org.ownApiToken);
			return administrator(org, 'ssws');
		case 'bearer':
			return callerOf(org, bearerToken(org, received, credentials));
		case 'dpop':
			return callerOf(org, await dpopToken(org, received, credentials));
		default:
			throw invalidToken();
	}
}

/** Lists that aren't refused to an app without any admin role, but empty. */
const EMPTY_WITHOUT_ROLE = new Set(['GET /api/v1/users', 'GET /api/v1/groups', 'GET /api/v1/apps']);

/**
 * The token's scopes first, then the app's admin roles: both must allow the call.
 *
 * @returns whether the caller sees anything of what is asked for
 */
export function authorize(
	org: Org,
	caller: Caller,
	route: Route,
	received: Received,
	params: Readonly<Record<string, string>>,
): boolean {
	const { method } = received;
	if (!route.scopes.some((scope) => covers(caller.scopes, scope, method))) {
		throw challenge(received, 'Bearer', {
			status: 403,
			scope: route.scopes.join(' '),
			error: 'insufficient_scope',
			description: 'The access token provided does not contain the required scopes.',
		});
	}
	const act: Act = { method, template: route.route.split(' ')[1] ?? '', scopes: route.scopes };
	if (caller.roles.size === 0 && EMPTY_WITHOUT_ROLE.has(route.route)) return false;
	const isPermitted =
		permits(caller.roles, act) ||
		customRolesPermit(caller.customRoles, { ...act, params }, membership(org));
	if (!isPermitted) throw notPermitted();
	return true;
}

/** Lists that leave out what custom roles don't extend to, by what they list. */
const SHOWN: Readonly<Record<string, string>> = {
	'GET /api/v1/users': 'users',
	'GET /api/v1/groups': 'groups',
	'GET /api/v1/apps': 'apps',
};

/** A reply without what is beyond the reach of a caller who has custom roles alone. */
export function withinReach(org: Org, caller: Caller, route: Route, reply: Reply): Reply {
	const area = SHOWN[route.route];
	const act: Act = {
		method: 'GET',
		template: route.route.split(' ')[1] ?? '',
		scopes: route.scopes,
	};
	if (area === undefined || !Array.isArray(reply.body) || permits(caller.roles, act)) return reply;
	const rows: unknown[] = reply.body;
	const isSeen = (row: unknown) =>
		isObject(row) && isInReach(caller.customRoles, area, textIn(row, 'id') ?? '', membership(org));
	return { ...reply, body: rows.filter(isSeen) };
}

const membership =
	({ directory }: Org): IsMember =>
	(groupId, userId) => {
		const group = directory.groups.get(groupId);
		const user = directory.findUser(userId);
		return group !== undefined && user !== undefined && directory.isMember(group, user.position);
	};

function bearerToken(org: Org, received: Received, value: string): AccessToken {
	const token = liveToken(org, received, 'Bearer', value);
	if (token.jkt !== undefined) {
		throw challenge(received, 'DPoP', {
			status: 400,
			error: 'invalid_request',
			description:
				'The resource request must use the DPoP authentication scheme when using a DPoP bound token.',
		});
	}
	return token;
}

async function dpopToken(org: Org, received: Received, value: string): Promise<AccessToken> {
	const token = liveToken(org, received, 'DPoP', value);
	if (token.jkt === undefined) {
		throw invalidAccessToken(received, 'DPoP', 'The presented access_token is not DPoP bound.');
	}
	const header = received.headers.dpop;
	if (header === undefined) {
		throw challenge(received, 'DPoP', {
			status: 400,
			error: 'invalid_request',
			description: 'The resource request requires a DPoP proof.',
		});
	}
	try {
		const { jkt, nonce } = await checkProof(header, {
			clock: org.clock,
			used: org.usedProofs,
			method: received.method,
			origin: received.origin,
			path: received.namedPath,
			accessToken: value,
		});
		if (jkt !== token.jkt) {
			throw new InvalidProof('The access_token is not bound to the provided DPoP proof.');
		}
		if (org.resourceNonces && (nonce === undefined || !org.nonces.accepts(nonce))) {
			throw nonceDemanded(org, received);
		}
	} catch (error) {
		if (!(error instanceof InvalidProof)) throw error;
		throw challenge(received, 'DPoP', {
			status: 400,
			error: 'invalid_dpop_proof',
			description: error.message,
		});
	}
	return token;
}

function liveToken(org: Org, received: Received, scheme: Scheme, value: string): AccessToken {
	if (value === '') {
		throw challenge(received, scheme, {
			status: 401,
			error: 'invalid_request',
			description: 'The access token is missing.',
		});
	}
	const token = org.tokens.get(value);
	if (!token) throw invalidAccessToken(received, scheme, 'The access token is invalid.');
	if (org.tokens.isExpired(token)) {
		throw invalidAccessToken(received, scheme, 'The token has expired.');
	}
	if (token.revoked || org.clients.get(token.clientId)?.app.status !== 'ACTIVE') {
		throw invalidAccessToken(received, scheme, 'The access token has been revoked.');
	}
	return token;
}

function callerOf(org: Org, { clientId, scopes }: AccessToken): Caller {
	const client = org.clients.get(clientId);
	if (!client) throw new Error(`A token of the client ${clientId}, which is gone, was accepted`);
	return {
		clientId,
		actor: clientTarget(client),
		scopes,
		roles: new Set(client.roles.map(({ type }) => type)),
		customRoles: client.roles.flatMap(({ custom }) => (custom ? [heldRole(org, custom)] : [])),
	};
}

/** The person who looks after the org: in the Admin Console, and behind its SSWS token. */
export const administrator = (org: Org, clientId: string): Caller => ({
	clientId,
	actor: org.directory.administrator,
	scopes: new EveryScope(),
	roles: new Set(['SUPER_ADMIN']),
	customRoles: [],
});

/** What is left of an assignment whose role or set is gone permits nothing. */
function heldRole({ directory }: Org, { role, resourceSet }: CustomAssignment): HeldRole {
	const held = directory.customRoles.find(({ id }) => id === role);
	const set = directory.resourceSets.find(({ id }) => id === resourceSet);
	return {
		permissions: new Set(held?.permissions.keys()),
		resources: (set?.resources ?? []).flatMap(({ address }) => readResource(address) ?? []),
	};
}

type Scheme = 'Bearer' | 'DPoP';

const invalidAccessToken = (received: Received, scheme: Scheme, description: string): Refusal =>
	challenge(received, scheme, { status: 401, error: 'invalid_token', description });

export function tokenRevoked(received: Received): Refusal {
	const scheme = /^dpop /i.test(received.headers.authorization ?? '') ? 'DPoP' : 'Bearer';
	return invalidAccessToken(received, scheme, 'The access token has been revoked.');
}

/** RFC 9449 section 9. Okta's API doesn't ask for nonces yet, but a client has to be ready. */
export function nonceDemanded(org: Org, received: Received): Refusal {
	const { message, reply } = challenge(received, 'DPoP', {
		status: 401,
		error: 'use_dpop_nonce',
		description: 'Resource server requires nonce in DPoP proof.',
	});
	return new Refusal(message, {
		...reply,
		headers: { ...reply.headers, 'dpop-nonce': org.nonces.current() },
	});
}

interface Reason {
	status: number;
	scope?: string;
	error: string;
	description: string;
}

/** RFC 6750 section 3 and RFC 9449 section 7.1, with the extra parameters Okta adds. */
function challenge({ origin, rawPath }: Received, scheme: Scheme, reason: Reason): Refusal {
	const parameters: [string, string | undefined][] = [
		['algs', scheme === 'DPoP' ? [...algorithms].join(' ') : undefined],
		['authorization_uri', `${origin}/oauth2/v1/authorize`],
		['realm', origin],
		['scope', reason.scope],
		['error', reason.error],
		['error_description', reason.description],
		['resource', rawPath],
	];
	const value = parameters
		.filter(([, text]) => text !== undefined)
		.map(([name, text]) => `${name}="${text ?? ''}"`)
		.join(', ');
	return new Refusal(reason.description, {
		status: reason.status,
		headers: { 'www-authenticate': `${scheme} ${value}` },
	});
}

function sameSecret(left: string, right: string): boolean {
	const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(left), digest(right));
}
