import { bodyOf, created, noContent, ok, param, textIn } from '../directory/request';
import { notFound, validationFailed } from '../errors';
import { clientTarget, type ClientKey, type OAuthClient } from '../oauth/clients';
import type { Call, Reply, Route } from '../route';
import { readKey } from './clientBody';
import { appClientOf } from './grants';

function keyOf(call: Call, client: OAuthClient): ClientKey {
	const id = param(call, 'keyId');
	const key = client.keys.find((candidate) => candidate.id === id);
	if (!key) throw notFound(id, 'OAuth2ClientJsonWebKey');
	return key;
}

const view =
	({ origin }: Call, { app }: OAuthClient) =>
	({ id, jwk, status, created: at, lastUpdated }: ClientKey): Record<string, unknown> => {
		const self = `${origin}/api/v1/apps/${app.id}/credentials/jwks/${id}`;
		const link = (href: string, ...allow: string[]) => ({ href, hints: { allow } });
		return {
			...jwk,
			id,
			status,
			created: at,
			lastUpdated,
			_links:
				status === 'ACTIVE'
					? { deactivate: link(`${self}/lifecycle/deactivate`, 'POST') }
					: {
							activate: link(`${self}/lifecycle/activate`, 'POST'),
							delete: link(self, 'DELETE'),
						},
		};
	};

function add(call: Call): Reply {
	const client = appClientOf(call);
	const body = bodyOf(call);
	const jwk = readKey(body);
	const status = textIn(body, 'status') ?? 'ACTIVE';
	if (status !== 'ACTIVE' && status !== 'INACTIVE') {
		throw validationFailed('status', 'status: must be ACTIVE or INACTIVE');
	}
	if (client.keys.some((key) => key.jwk.kid === undefined)) {
		throw validationFailed('jwks', "jwks: The existing key has no 'kid'");
	}
	if (client.keys.some((key) => key.jwk.kid === jwk.kid)) {
		throw validationFailed('kid', "kid: A key with this 'kid' exists already");
	}
	const key = call.org.clients.addKey(client, jwk, status);
	key.jwk.kid ??= key.id;
	record(call, client, key, 'create');
	return created(view(call, client)(key));
}

const setStatus =
	(status: ClientKey['status']) =>
	(call: Call): Reply => {
		const client = appClientOf(call);
		const key = keyOf(call, client);
		call.org.clients.setKeyStatus(key, status);
		record(call, client, key, status === 'ACTIVE' ? 'activate' : 'deactivate');
		return ok(view(call, client)(key));
	};

function remove(call: Call): Reply {
	const client = appClientOf(call);
	const removed = keyOf(call, client);
	if (removed.status === 'ACTIVE') {
		throw validationFailed('status', 'status: Only an inactive key can be deleted');
	}
	client.keys = client.keys.filter((other) => other !== removed);
	record(call, client, removed, 'delete');
	return noContent();
}

function record(call: Call, client: OAuthClient, { id, jwk }: ClientKey, what: string): void {
	call.org.log.record(call, {
		eventType: `app.oauth2.credentials.lifecycle.${what}`,
		displayMessage: `OAuth client credentials: ${what}`,
		targets: [
			clientTarget(client),
			{ id, type: 'JWK', alternateId: 'unknown', displayName: jwk.kid ?? id },
		],
	});
}

/** Public keys a client's assertions are verified with. */
export const keyAdministration: Route[] = [
	{
		route: 'GET /api/v1/apps/{appId}/credentials/jwks',
		scopes: ['okta.apps.read'],
		handle: (call) => {
			const client = appClientOf(call);
			return ok(client.keys.map(view(call, client)));
		},
	},
	{
		route: 'POST /api/v1/apps/{appId}/credentials/jwks',
		scopes: ['okta.apps.manage'],
		handle: add,
	},
	{
		route: 'GET /api/v1/apps/{appId}/credentials/jwks/{keyId}',
		scopes: ['okta.apps.read'],
		handle: (call) => {
			const client = appClientOf(call);
			return ok(view(call, client)(keyOf(call, client)));
		},
	},
	{
		route: 'DELETE /api/v1/apps/{appId}/credentials/jwks/{keyId}',
		scopes: ['okta.apps.manage'],
		handle: remove,
	},
	{
		route: 'POST /api/v1/apps/{appId}/credentials/jwks/{keyId}/lifecycle/activate',
		scopes: ['okta.apps.manage'],
		handle: setStatus('ACTIVE'),
	},
	{
		route: 'POST /api/v1/apps/{appId}/credentials/jwks/{keyId}/lifecycle/deactivate',
		scopes: ['okta.apps.manage'],
		handle: setStatus('INACTIVE'),
	},
];
