import { notFound } from '../errors';
import type { Call, Reply, Route } from '../route';
import { inOrder, page } from './cursor';
import type { Grant } from './grantStore';
import { userOf } from './lookup';
import { iso, type User } from './model';
import { noContent, ok, param } from './request';
import { userTarget } from './targets';

const PAGE = { default: 20, max: 200 };

function show(call: Call, user: User): (grant: Grant) => Record<string, unknown> {
	const self = `${call.origin}/api/v1/users/${user.id}`;
	return (grant) => ({
		id: grant.id,
		status: 'ACTIVE',
		created: iso(grant.created),
		lastUpdated: iso(grant.created),
		issuer: call.origin,
		clientId: grant.clientId,
		userId: user.id,
		scopeId: grant.scope,
		source: 'END_USER',
		_links: {
			self: { href: `${self}/grants/${grant.id}` },
			app: { href: `${call.origin}/api/v1/apps/${grant.clientId}` },
			client: { href: `${call.origin}/oauth2/v1/clients/${grant.clientId}` },
			user: { href: self },
		},
	});
}

function list(call: Call): Reply {
	const user = userOf(call, 'userId');
	const scope = call.query.get('scopeId');
	const grants = call.org.directory.grants
		.of(user.id)
		.filter((grant) => !scope || grant.scope === scope);
	return page(call, {
		list: `grants of ${user.id}`,
		size: PAGE,
		rows: inOrder(grants),
		show: show(call, user),
	});
}

function grantOf(call: Call): { user: User; grant: Grant } {
	const user = userOf(call, 'userId');
	const id = param(call, 'grantId');
	const grant = call.org.directory.grants.of(user.id).find((candidate) => candidate.id === id);
	if (!grant) throw notFound(id, 'OAuth2ScopeConsentGrant');
	return { user, grant };
}

function revoke(call: Call): Reply {
	const { user, grant } = grantOf(call);
	call.org.directory.grants.delete(user.id, grant);
	record(call, user, 'revoke', 'Consent revoked');
	return noContent();
}

function revokeAll(call: Call): Reply {
	const user = userOf(call, 'userId');
	call.org.directory.grants.deleteAll(user.id);
	record(call, user, 'revoke.user', 'All consent revoked for user');
	return noContent();
}

function record(call: Call, user: User, what: string, displayMessage: string): void {
	call.org.log.record(call, {
		eventType: `app.oauth2.as.consent.${what}`,
		displayMessage,
		targets: [userTarget(user)],
	});
}

const read = ['okta.users.read'];
const manage = ['okta.users.manage'];

export const grantRoutes: Route[] = [
	{ route: 'GET /api/v1/users/{userId}/grants', scopes: read, handle: list },
	{ route: 'DELETE /api/v1/users/{userId}/grants', scopes: manage, handle: revokeAll },
	{
		route: 'GET /api/v1/users/{userId}/grants/{grantId}',
		scopes: read,
		handle: (call) => {
			const { user, grant } = grantOf(call);
			return ok(show(call, user)(grant));
		},
	},
	{ route: 'DELETE /api/v1/users/{userId}/grants/{grantId}', scopes: manage, handle: revoke },
];
