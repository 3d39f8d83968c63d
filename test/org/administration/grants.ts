import { bodyOf, noContent, ok, param, requiredText } from '../directory/request';
import { notFound, validationFailed } from '../errors';
import { clientTarget, type OAuthClient, type ScopeGrant } from '../oauth/clients';
import { knownScopes } from '../oauth/scopes';
import type { Call, Reply, Route } from '../route';

/** The client of the app a path names: E0000007 when it is no OAuth app. */
export function appClientOf(call: Call): OAuthClient {
	const id = param(call, 'appId');
	const client = call.org.clients.ofApp(id);
	if (!client) throw notFound(id, 'AppInstance');
	return client;
}

function grantOf(call: Call, client: OAuthClient): ScopeGrant {
	const id = param(call, 'grantId');
	const grant = client.grants.find((candidate) => candidate.id === id);
	if (!grant) throw notFound(id, 'OAuth2ScopeConsentGrant');
	return grant;
}

const view =
	({ origin, caller }: Call, { clientId, app }: OAuthClient) =>
	({ id, scopeId, created: at }: ScopeGrant): Record<string, unknown> => ({
		id,
		status: 'ACTIVE',
		created: at,
		createdBy: { id: caller.clientId, type: 'PublicClientApp' },
		lastUpdated: at,
		issuer: origin,
		clientId,
		scopeId,
		source: 'ADMIN',
		_links: {
			self: {
				href: `${origin}/api/v1/apps/${app.id}/grants/${id}`,
				hints: { allow: ['GET', 'DELETE'] },
			},
			app: { href: `${origin}/api/v1/apps/${app.id}`, title: app.label },
			client: { href: `${origin}/oauth2/v1/clients/${clientId}`, title: app.label },
		},
	});

function grant(call: Call): Reply {
	const client = appClientOf(call);
	const body = bodyOf(call);
	const scopeId = requiredText(body, 'scopeId');
	const issuer = requiredText(body, 'issuer');
	if (issuer !== call.origin) {
		throw validationFailed('issuer', 'issuer: The issuer must be the URL of the org');
	}
	if (!knownScopes.has(scopeId)) {
		throw validationFailed('scopeId', `scopeId: '${scopeId}' is not a scope of the org`);
	}
	const granted = call.org.clients.grant(client, scopeId);
	record(call, client, granted, 'grant');
	return ok({ ...view(call, client)(granted), _embedded: { scope: { id: scopeId } } });
}

function revoke(call: Call): Reply {
	const client = appClientOf(call);
	const revoked = grantOf(call, client);
	client.grants = client.grants.filter((other) => other !== revoked);
	record(call, client, revoked, 'revoke');
	return noContent();
}

function record(
	call: Call,
	client: OAuthClient,
	{ id, scopeId }: ScopeGrant,
	what: 'grant' | 'revoke',
): void {
	call.org.log.record(call, {
		eventType: `app.oauth2.admin.consent.${what}`,
		displayMessage: `Admin consent: ${what}`,
		targets: [
			clientTarget(client),
			{ id, type: 'Scope', alternateId: 'unknown', displayName: scopeId },
		],
	});
}

/** Okta API scopes granted to an app. */
export const grantAdministration: Route[] = [
	{
		route: 'GET /api/v1/apps/{appId}/grants',
		scopes: ['okta.appGrants.read'],
		handle: (call) => {
			const client = appClientOf(call);
			return ok(client.grants.map(view(call, client)));
		},
	},
	{
		route: 'POST /api/v1/apps/{appId}/grants',
		scopes: ['okta.appGrants.manage'],
		handle: grant,
	},
	{
		route: 'GET /api/v1/apps/{appId}/grants/{grantId}',
		scopes: ['okta.appGrants.read'],
		handle: (call) => {
			const client = appClientOf(call);
			return ok(view(call, client)(grantOf(call, client)));
		},
	},
	{
		route: 'DELETE /api/v1/apps/{appId}/grants/{grantId}',
		scopes: ['okta.appGrants.manage'],
		handle: revoke,
	},
];
