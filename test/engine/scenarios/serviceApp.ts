import type { Org } from '../../org';
import type { ClientKey, OAuthClient } from '../../org/oauth/clients';
import { aText, byId, like, two, type Item, type Scenario, type Scenarios } from './scenario';

const publicKey = {
	kty: 'EC',
	crv: 'P-256',
	x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
	y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
} as const;
/** RFC 7638, by which a key is called when nobody says otherwise. */
const thumbprint = 'cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s';
const registered = { ...publicKey, kid: thumbprint, use: 'sig', alg: 'ES256' } as const;

/** Stands beside the signing key in many a key set, and is none of Okta's business. */
const encryptionKey = { ...publicKey, kid: 'enc', use: 'enc' } as const;

/** Two service apps to administer, beside the one that does it; the same ones when asked again. */
const targets = ({ clients }: Org): [OAuthClient, OAuthClient] => {
	for (const label of ['Export', 'Leavers']) {
		if (clients.list().some(({ app }) => app.label === label)) continue;
		const client = clients.register({
			label,
			grants: ['okta.users.read', 'okta.groups.read'],
			roles: ['READ_ONLY_ADMIN'],
		});
		clients.addKey(client, { ...registered, kid: 'old' });
		clients.addKey(client, { ...registered, kid: 'spare' }, 'INACTIVE');
	}
	return two(
		clients.list().filter(({ app }) => ['Export', 'Leavers'].includes(app.label)),
		'service apps',
	);
};

const apps = (org: Org): Item[] =>
	targets(org).map(({ app, clientId, roles }) => ({
		appId: app.id,
		clientId,
		roleId: roles[0]?.id ?? '',
	}));

const appOf = (org: Org, { appId = '' }: Item): OAuthClient => {
	const client = org.clients.ofApp(appId);
	if (client === undefined) throw new Error('The service app is gone');
	return client;
};

const keyOf = ({ keys }: OAuthClient, kid: string): ClientKey | undefined =>
	keys.find(({ jwk }) => jwk.kid === kid);

const withKey =
	(kid: string) =>
	(org: Org): Item[] =>
		targets(org).map((client) => ({
			appId: client.app.id,
			keyId: keyOf(client, kid)?.id ?? '',
		}));

const appId = byId('={{ $json.appId }}');
const keyId = byId('={{ $json.keyId }}');
const clientId = byId('={{ $json.clientId }}');

const settings = {
	application_type: 'service',
	grant_types: ['client_credentials'],
	response_types: ['token'],
};

/** What the SDK sends for an app; its type leaves out names it sends nevertheless. */
const newApp = ({ label, id }: Item, oauthClient: object, dpop: boolean) => ({
	name: 'oidc_client',
	label: String(label),
	signOnMode: 'OPENID_CONNECT' as const,
	credentials: {
		oauthClient: {
			token_endpoint_auth_method: 'private_key_jwt',
			...(id && { client_id: id }),
		},
	},
	settings: { oauthClient: { ...settings, ...oauthClient, dpop_bound_access_tokens: dpop } },
});

/** The SDK expects the keys in an object; Okta's present reference has them bare. */
function unreadable(error: unknown): void {
	if (!(error instanceof TypeError)) throw error;
}

const listsAll: Scenario = {
	name: 'lists service apps and no others',
	items: () => [{}, {}],
	parameters: { returnAll: true, options: { includeClientSecret: true } },
	puts: (_, { clients }) => clients.list().map(({ app }) => like({ id: app.id })),
	sdk: async (client) =>
		await (
			await client.applicationApi.listApplications({ limit: 200, filter: 'name eq "oidc_client"' })
		).each(() => undefined),
};

export const serviceAppScenarios: Scenarios = {
	'serviceApp.checkAccess': [
		{
			name: 'reports that everything is all right',
			neverFails: true,
			items: () => [{}, {}],
			parameters: { options: { proposeFor: 'User: Get, group: add member' } },
			puts: (_, { url }) => [
				like({
					ok: true,
					orgUrl: url,
					tokenType: 'Bearer',
					scopes: like({ missing: [] }),
					smallestRole: {
						permissions: [
							'okta.groups.members.manage',
							'okta.groups.read',
							'okta.users.groupMembership.manage',
							'okta.users.read',
						],
						resources: [`${url}/api/v1/groups`, `${url}/api/v1/users`],
						otherResources: [],
						standardRoles: [],
						superAdministratorFor: [],
					},
				}),
			],
			sdk: async ({ userApi, groupApi, applicationApi }) => {
				await (await userApi.listUsers({ limit: 1 })).next();
				await (await groupApi.listGroups({ limit: 1 })).next();
				await (await applicationApi.listApplications({ limit: 1 })).next();
			},
		},
	],
	'serviceApp.get': [
		{
			name: 'reads a service app',
			items: apps,
			parameters: { appId, options: { includeClientSecret: true } },
			puts: ({ appId }) => [like({ id: appId, settings: like({ oauthClient: like(settings) }) })],
			sdk: async (client, { appId = '' }) => await client.applicationApi.getApplication({ appId }),
		},
	],
	'serviceApp.getAll': [
		listsAll,
		{
			name: 'finds the start of a label',
			items: (org) => targets(org).map(({ app }) => ({ label: app.label })),
			parameters: { returnAll: true, options: { q: '={{ $json.label }}' } },
			puts: ({ label }) => [like({ label })],
			sdk: async (client, { label = '' }) =>
				await (
					await client.applicationApi.listApplications({ limit: 200, q: label })
				).each(() => undefined),
		},
	],
	'serviceApp.create': [
		{
			name: 'creates an app with the public key at hand',
			items: () => [
				{ label: 'One', key: JSON.stringify({ ...publicKey, d: 'stays-here' }) },
				{ label: 'Two', key: JSON.stringify({ keys: [encryptionKey, publicKey] }) },
			],
			parameters: {
				keySource: 'jwks',
				publicKey: '={{ $json.key }}',
				label: '={{ $json.label }}',
				dpop: true,
				options: { activate: true, includeClientSecret: false },
			},
			puts: ({ label }) => [
				like({
					label,
					settings: like({
						oauthClient: like({
							...settings,
							dpop_bound_access_tokens: true,
							jwks: { keys: [like(registered)] },
						}),
					}),
				}),
			],
			sdk: async (client, item) =>
				await client.applicationApi.createApplication({
					activate: true,
					application: newApp(item, { jwks: { keys: [registered] } }, true),
				}),
		},
		{
			name: 'creates an app whose keys Okta fetches',
			items: () => [
				{ label: 'One', id: 'n8n-one' },
				{ label: 'Two', id: 'n8n-two' },
			],
			parameters: {
				keySource: 'jwksUri',
				jwksUri: 'https://n8n.example/keys.json',
				label: '={{ $json.label }}',
				dpop: false,
				options: { newClientId: '={{ $json.id }}' },
			},
			puts: () => [
				like({
					settings: like({
						oauthClient: like({
							jwks_uri: 'https://n8n.example/keys.json',
							dpop_bound_access_tokens: false,
						}),
					}),
				}),
			],
			sdk: async (client, item) =>
				await client.applicationApi.createApplication({
					application: newApp(item, { jwks_uri: 'https://n8n.example/keys.json' }, false),
				}),
		},
	],
	'serviceApp.grantScope': [
		{
			name: 'grants each of the scopes',
			items: apps,
			parameters: { appId, scopes: ['okta.apps.read', 'okta.logs.read'] },
			puts: () => [like({ scopeId: 'okta.apps.read' }), like({ scopeId: 'okta.logs.read' })],
			leaves: (items, org) => {
				for (const item of items) {
					expect(appOf(org, item).grants.map(({ scopeId }) => scopeId)).toEqual([
						'okta.users.read',
						'okta.groups.read',
						'okta.apps.read',
						'okta.logs.read',
					]);
				}
			},
			sdk: async (client, { appId = '' }) => {
				const grants = await client.applicationApi.listScopeConsentGrants({ appId });
				await grants.each(() => undefined);
				for (const scopeId of ['okta.apps.read', 'okta.logs.read']) {
					await client.applicationApi.grantConsentToScope({
						appId,
						oAuth2ScopeConsentGrant: { scopeId, issuer: client.baseUrl },
					});
				}
			},
		},
		{
			name: 'takes another issuer',
			items: apps,
			parameters: {
				appId,
				scopes: ['okta.apps.read'],
				options: { issuer: 'https://acme.okta.com' },
			},
			sdk: async ({ applicationApi }, { appId = '' }) => {
				await (await applicationApi.listScopeConsentGrants({ appId })).each(() => undefined);
				await applicationApi.grantConsentToScope({
					appId,
					oAuth2ScopeConsentGrant: { scopeId: 'okta.apps.read', issuer: 'https://acme.okta.com' },
				});
			},
		},
	],
	'serviceApp.getScopes': [
		{
			name: 'lists the scopes of an app',
			items: apps,
			parameters: { appId, returnAll: true },
			puts: () => [
				like({ scopeId: 'okta.users.read', status: 'ACTIVE' }),
				like({ scopeId: 'okta.groups.read', status: 'ACTIVE' }),
			],
			sdk: async (client, { appId = '' }) =>
				await (await client.applicationApi.listScopeConsentGrants({ appId })).each(() => undefined),
		},
	],
	'serviceApp.revokeScope': [
		{
			name: 'takes a scope from an app',
			items: (org) =>
				targets(org).map(({ app, grants }) => ({ appId: app.id, grantId: grants[0]?.id ?? '' })),
			parameters: { appId, grantId: byId('={{ $json.grantId }}') },
			puts: ({ appId, grantId }) => [{ success: true, outcome: 'revoked', appId, grantId }],
			leaves: (items, org) =>
				expect(items.map((item) => appOf(org, item).grants.map(({ scopeId }) => scopeId))).toEqual([
					['okta.groups.read'],
					['okta.groups.read'],
				]),
			sdk: async (client, { appId = '', grantId = '' }) =>
				await client.applicationApi.revokeScopeConsentGrant({ appId, grantId }),
		},
	],
	'serviceApp.getKeys': [
		{
			name: 'lists the keys of an app',
			items: apps,
			parameters: { appId, returnAll: true },
			puts: () => [
				like({ kid: 'old', status: 'ACTIVE', id: aText }),
				like({ kid: 'spare', status: 'INACTIVE', id: aText }),
			],
			sdk: async (client, { appId = '' }) =>
				await client.applicationSSOPublicKeysApi.listJwk({ appId }).catch(unreadable),
		},
	],
	'serviceApp.addKey': [
		{
			name: 'registers the public half',
			items: apps,
			parameters: { appId, publicKey: JSON.stringify({ ...publicKey, d: 'stays-here' }) },
			puts: () => [like({ ...registered, status: 'ACTIVE' })],
			leaves: (items, org) =>
				expect(items.map((item) => keyOf(appOf(org, item), thumbprint)?.jwk)).toEqual([
					registered,
					registered,
				]),
			sdk: async (client, { appId = '' }) =>
				await client.applicationSSOPublicKeysApi.addJwk({ appId, addJwkRequest: registered }),
		},
		{
			name: 'registers a key to be activated later, by another name',
			items: apps,
			parameters: {
				appId,
				publicKey: JSON.stringify({ keys: [publicKey, encryptionKey] }),
				options: { kid: 'next', status: 'INACTIVE' },
			},
			puts: () => [like({ kid: 'next', status: 'INACTIVE' })],
			sdk: async (client, { appId = '' }) =>
				await client.applicationSSOPublicKeysApi.addJwk({
					appId,
					addJwkRequest: { ...registered, kid: 'next', status: 'INACTIVE' },
				}),
		},
	],
	'serviceApp.activateKey': [
		{
			name: 'activates a key',
			items: withKey('spare'),
			parameters: { appId, keyId },
			puts: ({ keyId }) => [like({ id: keyId, status: 'ACTIVE' })],
			leaves: (items, org) =>
				expect(items.map((item) => keyOf(appOf(org, item), 'spare')?.status)).toEqual([
					'ACTIVE',
					'ACTIVE',
				]),
			sdk: async ({ applicationSSOPublicKeysApi: keys }, { appId = '', keyId = '' }) => {
				await keys.getJwk({ appId, keyId }).catch(unreadable);
				await keys.activateOAuth2ClientJsonWebKey({ appId, keyId });
			},
		},
	],
	'serviceApp.deactivateKey': [
		{
			name: 'deactivates a key',
			items: withKey('old'),
			parameters: { appId, keyId },
			puts: ({ keyId }) => [like({ id: keyId, status: 'INACTIVE' })],
			leaves: (items, org) =>
				expect(items.map((item) => keyOf(appOf(org, item), 'old')?.status)).toEqual([
					'INACTIVE',
					'INACTIVE',
				]),
			sdk: async ({ applicationSSOPublicKeysApi: keys }, { appId = '', keyId = '' }) => {
				await keys.getJwk({ appId, keyId }).catch(unreadable);
				await keys.deactivateOAuth2ClientJsonWebKey({ appId, keyId });
			},
		},
	],
	'serviceApp.deleteKey': [
		{
			name: 'deletes an inactive key',
			items: withKey('spare'),
			parameters: { appId, keyId },
			puts: ({ appId, keyId }) => [{ deleted: true, outcome: 'deleted', appId, keyId }],
			leaves: (items, org) =>
				expect(items.map((item) => appOf(org, item).keys.length)).toEqual([1, 1]),
			sdk: async (client, { appId = '', keyId = '' }) =>
				await client.applicationSSOPublicKeysApi.deletejwk({ appId, keyId }),
		},
	],
	'serviceApp.assignRole': [
		{
			name: 'assigns a standard role',
			items: apps,
			parameters: { clientId, type: 'HELP_DESK_ADMIN' },
			puts: () => [like({ type: 'HELP_DESK_ADMIN', status: 'ACTIVE' })],
			leaves: (items, org) =>
				expect(items.map((item) => appOf(org, item).roles.map(({ type }) => type))).toEqual([
					['READ_ONLY_ADMIN', 'HELP_DESK_ADMIN'],
					['READ_ONLY_ADMIN', 'HELP_DESK_ADMIN'],
				]),
			sdk: async ({ roleAssignmentApi }, { clientId = '' }) => {
				await (await roleAssignmentApi.listRolesForClient({ clientId })).each(() => undefined);
				await roleAssignmentApi.assignRoleToClient({
					clientId,
					assignRoleRequest: { type: 'HELP_DESK_ADMIN' },
				});
			},
		},
		{
			name: 'returns the role an app has already',
			items: apps,
			parameters: { clientId, type: 'READ_ONLY_ADMIN' },
			puts: () => [like({ type: 'READ_ONLY_ADMIN', status: 'ACTIVE', outcome: 'unchanged' })],
			sdk: async ({ roleAssignmentApi }, { clientId = '' }) => {
				await (await roleAssignmentApi.listRolesForClient({ clientId })).each(() => undefined);
			},
		},
		{
			name: 'assigns a custom role',
			items: (org) =>
				apps(org).map((item) => ({
					...item,
					customRoleId: 'cr0Yq6IJxGIr0ouum0g3',
					resourceSetId: 'iamoJDFKaJxGIr0oamd9g',
				})),
			parameters: {
				clientId,
				type: 'CUSTOM',
				customRoleId: byId('={{ $json.customRoleId }}'),
				resourceSetId: byId('={{ $json.resourceSetId }}'),
			},
			puts: () => [
				like({
					id: aText,
					type: 'CUSTOM',
					role: 'cr0Yq6IJxGIr0ouum0g3',
					'resource-set': 'iamoJDFKaJxGIr0oamd9g',
					outcome: 'assigned',
				}),
			],
			sdk: async ({ roleAssignmentApi }, { clientId = '' }) => {
				await (await roleAssignmentApi.listRolesForClient({ clientId })).each(() => undefined);
				await roleAssignmentApi.assignRoleToClient({
					clientId,
					assignRoleRequest: {
						type: 'CUSTOM',
						role: 'cr0Yq6IJxGIr0ouum0g3',
						resource_set: 'iamoJDFKaJxGIr0oamd9g',
					},
				});
			},
		},
	],
	'serviceApp.removeRole': [
		{
			name: 'takes a role away',
			items: apps,
			parameters: { clientId, roleAssignmentId: byId('={{ $json.roleId }}') },
			puts: ({ clientId, roleId }) => [
				{ success: true, outcome: 'removed', clientId, roleAssignmentId: roleId },
			],
			leaves: (items, org) => expect(items.map((item) => appOf(org, item).roles)).toEqual([[], []]),
			sdk: async ({ roleAssignmentApi }, { clientId = '', roleId = '' }) =>
				await roleAssignmentApi.deleteRoleFromClient({ clientId, roleAssignmentId: roleId }),
		},
	],
	'serviceApp.getRoles': [
		{
			name: 'lists the roles of a client',
			items: apps,
			parameters: { clientId, returnAll: true },
			puts: () => [like({ type: 'READ_ONLY_ADMIN' })],
			sdk: async (client, { clientId = '' }) =>
				await (
					await client.roleAssignmentApi.listRolesForClient({ clientId })
				).each(() => undefined),
		},
	],
};
