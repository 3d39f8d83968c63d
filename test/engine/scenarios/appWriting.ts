import type { Client } from '@okta/okta-sdk-nodejs';
import type { INodeParameters } from 'n8n-workflow';
import type { Org } from '../../org';
import type { App } from '../../org/directory/appStore';
import type { Json } from '../../org/directory/model';
import {
	aText,
	anObject,
	byId,
	like,
	not,
	two,
	type Item,
	type Scenario,
	type Scenarios,
} from './scenario';

const appId = byId('={{ $json.appId }}');
const label = '={{ $json.label }}';
const names = (): Item[] => [{ label: 'One' }, { label: 'Two' }];

/** What the SDK sends for an app; its type leaves out names it sends nevertheless. */
type SdkApp = Pick<Application, 'signOnMode'> & Readonly<Record<string, unknown>>;
type Application = Parameters<Client['applicationApi']['createApplication']>[0]['application'];

const create =
	(app: SdkApp, query: { activate?: boolean } = {}): Scenario['sdk'] =>
	async (client, { label: name = '' }) => {
		await (
			await client.applicationApi.listApplications({ limit: 200, q: name })
		).each(() => undefined);
		await client.applicationApi.createApplication({
			application: Object.assign(app, { label: name }),
			...query,
		});
	};

const created = (
	name: string,
	parameters: INodeParameters,
	puts: object,
	sdk: SdkApp,
	query: { activate?: boolean } = {},
): Scenario => ({
	name,
	items: names,
	parameters: { label, ...parameters },
	puts: (item) => [like({ label: item['label'], outcome: 'created', ...puts })],
	leaves: (items, { apps }) =>
		expect(apps.list().map((app) => app.label)).toEqual(
			expect.arrayContaining(items.map((item) => item['label'])),
		),
	sdk: create(sdk, query),
});

const one = ({ apps }: Org, test: (app: App) => boolean): App[] => {
	const found = apps.list().filter(test);
	if (found.length === 0) throw new Error('The org has no such app');
	return found;
};

const isOf = (mode: string) => (app: App) => app.signOnMode === mode;

const UNSPECIFIED = 'urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified';

const samlSettings = {
	idpIssuer: 'http://www.okta.com/${org.externalKey}',
	subjectNameIdTemplate: '${user.email}',
	subjectNameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
	signatureAlgorithm: 'RSA_SHA256' as const,
	digestAlgorithm: 'SHA256' as const,
	authnContextClassRef: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
	allowMultipleAcsEndpoints: false,
	assertionSigned: true,
	honorForceAuthn: false,
	requestCompressed: false,
	responseSigned: true,
	ssoAcsUrl: 'https://app.example/acs',
	audience: 'https://app.example/entity',
	recipient: 'https://app.example/acs',
	destination: 'https://app.example/acs',
	attributeStatements: [
		{ type: 'EXPRESSION', name: 'mail', namespace: UNSPECIFIED, values: ['user.email'] },
		{
			type: 'GROUP',
			name: 'groups',
			namespace: UNSPECIFIED,
			filterType: 'STARTS_WITH',
			filterValue: 'app-',
		},
	],
};

const twoBookmarks = (org: Org): Item[] =>
	two(one(org, isOf('BOOKMARK')), 'bookmarks').map((app) => ({ appId: app.id, label: app.label }));

/** Two apps of a sign-on mode; the same ones when asked again. */
const twoOf = (signOnMode: string, name: string, settings: Record<string, Json>) => (org: Org) => {
	const labels = ['First', 'Second'].map((ordinal) => `${ordinal} ${name}`);
	for (const newLabel of labels) {
		if (org.apps.list().some((app) => app.label === newLabel)) continue;
		const created = org.clock.now();
		org.apps.add({ name, label: newLabel, signOnMode, created, details: { settings } });
	}
	return two(
		one(org, (app) => labels.includes(app.label)),
		'apps',
	).map((app): Item => ({ appId: app.id }));
};

const updated = (
	name: string,
	items: Scenario['items'],
	parameters: INodeParameters,
	puts: object,
) => ({
	name,
	items,
	parameters: { appId, ...parameters },
	puts: (item: Item) => [like({ id: item['appId'], outcome: 'updated', ...puts })],
});

export const appWriting: Scenarios = {
	'application.create': [
		created(
			'adds a bookmark, hidden and with notes',
			{
				signOnMode: 'BOOKMARK',
				url: 'https://intranet.example',
				options: {
					activate: false,
					requestIntegration: false,
					hideIcon: true,
					autoLaunch: false,
					adminNote: 'Ours',
					userNote: 'Yours',
					nameTemplate: 'source.email',
					implicitAssignment: false,
				},
			},
			{ status: 'INACTIVE', signOnMode: 'BOOKMARK', name: 'bookmark' },
			{
				name: 'bookmark',
				signOnMode: 'BOOKMARK',
				settings: {
					app: { url: 'https://intranet.example', requestIntegration: false },
					notes: { admin: 'Ours', enduser: 'Yours' },
					implicitAssignment: false,
				},
				credentials: { userNameTemplate: { template: 'source.email', type: 'CUSTOM' } },
				visibility: { hide: { web: true, iOS: true }, autoLaunch: false },
			},
			{ activate: false },
		),
		created(
			'adds a web app for OpenID Connect',
			{
				signOnMode: 'OPENID_CONNECT',
				applicationType: 'web',
				redirectUris: 'https://app.example/callback, https://app.example/other',
				grantTypes: ['authorization_code', 'refresh_token', 'implicit'],
				clientAuthentication: 'client_secret_post',
				options: {
					signOutRedirectUris: 'https://app.example/bye',
					initiateLoginUri: 'https://app.example/login',
					loginMode: 'SPEC',
					pkceRequired: true,
					dpopRequired: false,
					consentMethod: 'TRUSTED',
					refreshTokenRotation: 'ROTATE',
					issuerMode: 'DYNAMIC',
					wildcardRedirect: 'DISABLED',
					includeClientSecret: true,
				},
			},
			{ credentials: like({ oauthClient: like({ client_id: aText, client_secret: aText }) }) },
			{
				name: 'oidc_client',
				signOnMode: 'OPENID_CONNECT',
				settings: {
					oauthClient: {
						application_type: 'web',
						redirect_uris: ['https://app.example/callback', 'https://app.example/other'],
						grant_types: ['authorization_code', 'refresh_token', 'implicit'],
						response_types: ['code', 'id_token', 'token'],
						post_logout_redirect_uris: ['https://app.example/bye'],
						initiate_login_uri: 'https://app.example/login',
						idp_initiated_login: { mode: 'SPEC' },
						dpop_bound_access_tokens: false,
						consent_method: 'TRUSTED',
						refresh_token: { rotation_type: 'ROTATE' },
						issuer_mode: 'DYNAMIC',
						wildcard_redirect: 'DISABLED',
					},
				},
				credentials: {
					oauthClient: { token_endpoint_auth_method: 'client_secret_post', pkce_required: true },
				},
			},
		),
		created(
			'adds a web app that signs in with a key',
			{
				signOnMode: 'OPENID_CONNECT',
				applicationType: 'web',
				redirectUris: 'https://app.example/callback',
				grantTypes: ['authorization_code'],
				clientAuthentication: 'private_key_jwt',
				options: { clientJwksUri: 'https://app.example/keys.json' },
			},
			{
				credentials: like({
					oauthClient: not({ client_secret: aText }),
				}),
			},
			{
				name: 'oidc_client',
				signOnMode: 'OPENID_CONNECT',
				settings: {
					oauthClient: {
						application_type: 'web',
						redirect_uris: ['https://app.example/callback'],
						grant_types: ['authorization_code'],
						response_types: ['code'],
						jwks_uri: 'https://app.example/keys.json',
					},
				},
				credentials: { oauthClient: { token_endpoint_auth_method: 'private_key_jwt' } },
			},
		),
		created(
			'adds a single-page app, which has no secret',
			{
				signOnMode: 'OPENID_CONNECT',
				applicationType: 'browser',
				redirectUris: 'https://app.example/',
				grantTypes: ['authorization_code'],
			},
			{ credentials: like({ oauthClient: like({ pkce_required: true }) }) },
			{
				name: 'oidc_client',
				signOnMode: 'OPENID_CONNECT',
				settings: {
					oauthClient: {
						application_type: 'browser',
						redirect_uris: ['https://app.example/'],
						grant_types: ['authorization_code'],
						response_types: ['code'],
					},
				},
				credentials: {
					oauthClient: { token_endpoint_auth_method: 'none', pkce_required: true },
				},
			},
		),
		created(
			'adds a SAML app',
			{
				signOnMode: 'SAML_2_0',
				ssoAcsUrl: 'https://app.example/acs',
				audience: 'https://app.example/entity',
				nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
				attributeStatements: {
					user: [{ name: 'mail', value: 'user.email' }],
					groups: [{ name: 'groups', filterType: 'STARTS_WITH', filterValue: 'app-' }],
				},
				options: { nameId: '${user.email}', honorForceAuthn: false },
			},
			{ signOnMode: 'SAML_2_0' },
			{ signOnMode: 'SAML_2_0', settings: { signOn: samlSettings } },
		),
		created(
			'adds a SAML app with a recipient of its own',
			{
				signOnMode: 'SAML_2_0',
				ssoAcsUrl: 'https://app.example/acs',
				audience: 'https://app.example/entity',
				nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
				options: {
					nameId: '${user.email}',
					recipient: 'https://app.example/recipient',
					destination: 'https://app.example/destination',
					defaultRelayState: '/home',
					responseSigned: false,
					assertionSigned: true,
				},
			},
			{ signOnMode: 'SAML_2_0' },
			{
				signOnMode: 'SAML_2_0',
				settings: {
					signOn: {
						...without(samlSettings, 'attributeStatements'),
						honorForceAuthn: true,
						recipient: 'https://app.example/recipient',
						destination: 'https://app.example/destination',
						defaultRelayState: '/home',
						responseSigned: false,
					},
				},
			},
		),
		created(
			'adds an app into whose page Okta types a shared password',
			{
				signOnMode: 'AUTO_LOGIN',
				loginUrl: 'https://app.example/login',
				scheme: 'SHARED_USERNAME_AND_PASSWORD',
				options: {
					redirectUrl: 'https://app.example/home',
					sharedUserName: 'team',
					sharedPassword: 'S3cret-enough',
					revealPassword: false,
				},
			},
			{ credentials: like({ userName: 'team' }) },
			{
				signOnMode: 'AUTO_LOGIN',
				settings: {
					signOn: {
						loginUrl: 'https://app.example/login',
						redirectUrl: 'https://app.example/home',
					},
				},
				credentials: {
					scheme: 'SHARED_USERNAME_AND_PASSWORD',
					userName: 'team',
					password: { value: 'S3cret-enough' },
					revealPassword: false,
				},
			},
		),
		created(
			'adds an app whose page has its fields named',
			{
				signOnMode: 'BROWSER_PLUGIN',
				url: 'https://app.example/login',
				nameSelector: '#user',
				passSelector: '#pass',
				buttonSelector: '#go',
				scheme: 'EDIT_USERNAME_AND_PASSWORD',
				options: { loginUrlRegex: '^https://app\\.example/' },
			},
			{ name: 'template_swa' },
			{
				name: 'template_swa',
				signOnMode: 'BROWSER_PLUGIN',
				settings: {
					app: {
						url: 'https://app.example/login',
						usernameField: '#user',
						passwordField: '#pass',
						buttonField: '#go',
						loginUrlRegex: '^https://app\\.example/',
					},
				},
				credentials: { scheme: 'EDIT_USERNAME_AND_PASSWORD' },
			},
		),
		{
			name: 'returns what exists',
			items: twoBookmarks,
			parameters: {
				label,
				signOnMode: 'BOOKMARK',
				url: 'https://new.example',
				ifExists: 'return',
			},
			puts: (item) => [like({ id: item['appId'], outcome: 'unchanged' })],
		},
		{
			name: 'updates what exists, and nothing but what is filled in',
			items: twoBookmarks,
			parameters: {
				label,
				signOnMode: 'BOOKMARK',
				url: 'https://new.example',
				ifExists: 'update',
			},
			puts: (item) => [
				like({
					id: item['appId'],
					outcome: 'updated',
					settings: like({ app: { requestIntegration: false, url: 'https://new.example' } }),
				}),
			],
		},
	],
	'application.update': [
		{
			name: 'changes some settings and keeps the rest',
			items: twoBookmarks,
			parameters: {
				appId,
				signOnMode: 'BOOKMARK',
				options: { label: '={{ $json.label }} 2', url: 'https://new.example', adminNote: 'Moved' },
			},
			puts: (item) => [
				like({
					id: item['appId'],
					label: `${String(item['label'])} 2`,
					outcome: 'updated',
					settings: like({
						app: { requestIntegration: false, url: 'https://new.example' },
						notes: { admin: 'Moved', enduser: null },
					}),
				}),
			],
			// Okta's SDK leaves out `manualProvisioning`, which it does not know, and Okta shows.
		},
		updated(
			'changes a bookmark, whatever is left of other choices',
			twoBookmarks,
			{
				signOnMode: 'BOOKMARK',
				options: {
					requestIntegration: true,
					ssoAcsUrl: 'https://app.example/not-sent',
					nameTemplate: 'source.email',
					autoLaunch: true,
					hideIcon: true,
					userNote: 'Yours',
					implicitAssignment: false,
				},
			},
			{
				settings: not({ signOn: anObject }),
				credentials: like({ userNameTemplate: { template: 'source.email', type: 'CUSTOM' } }),
				visibility: like({ autoLaunch: true, hide: { iOS: true, web: true } }),
			},
		),
		updated(
			'changes an app with OpenID Connect',
			twoOf('OPENID_CONNECT', 'oidc_client', {
				oauthClient: {
					application_type: 'web',
					redirect_uris: ['https://old.example/'],
					logo_uri: null,
				},
			}),
			{
				signOnMode: 'OPENID_CONNECT',
				options: {
					applicationType: 'web',
					redirectUris: 'https://app.example/callback',
					grantTypes: ['authorization_code'],
					clientAuthentication: 'private_key_jwt',
					signOutRedirectUris: 'https://app.example/bye',
					initiateLoginUri: 'https://app.example/login',
					loginMode: 'SPEC',
					clientJwksUri: 'https://app.example/keys.json',
					pkceRequired: true,
					dpopRequired: true,
					consentMethod: 'REQUIRED',
					refreshTokenRotation: 'ROTATE',
					issuerMode: 'ORG_URL',
					wildcardRedirect: 'DISABLED',
					includeClientSecret: true,
				},
			},
			{
				settings: like({
					oauthClient: like({
						redirect_uris: ['https://app.example/callback'],
						response_types: ['code'],
						idp_initiated_login: { mode: 'SPEC' },
					}),
				}),
			},
		),
		updated(
			'changes a SAML app, of which much is kept',
			twoOf('SAML_2_0', 'acme_saml_app', {
				signOn: {
					...samlSettings,
					attributeStatements: [],
					ssoAcsUrl: 'https://old.example/',
					audience: 'Old',
				},
			}),
			{
				signOnMode: 'SAML_2_0',
				options: {
					ssoAcsUrl: 'https://app.example/acs',
					audience: 'New',
					nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
					nameId: '${user.email}',
					recipient: 'https://app.example/recipient',
					destination: 'https://app.example/destination',
					defaultRelayState: '/home',
					responseSigned: true,
					assertionSigned: true,
					honorForceAuthn: true,
					attributeStatements: { user: [{ name: 'mail', value: 'user.email' }] },
				},
			},
			{
				settings: like({
					signOn: like({
						audience: 'New',
						idpIssuer: 'http://www.okta.com/${org.externalKey}',
						attributeStatements: [like({ name: 'mail', values: ['user.email'] })],
					}),
				}),
			},
		),
		updated(
			'changes an app with SWA',
			twoOf('AUTO_LOGIN', 'acme_swa_app', { signOn: { loginUrl: 'https://old.example/' } }),
			{
				signOnMode: 'AUTO_LOGIN',
				options: {
					loginUrl: 'https://app.example/login',
					redirectUrl: 'https://app.example/home',
					scheme: 'SHARED_USERNAME_AND_PASSWORD',
					sharedUserName: 'team',
					sharedPassword: 'S3cret-enough',
					revealPassword: false,
				},
			},
			{ settings: like({ signOn: like({ loginUrl: 'https://app.example/login' }) }) },
		),
		updated(
			'changes an app whose page has its fields named',
			twoOf('BROWSER_PLUGIN', 'template_swa', {
				app: { url: 'https://old.example/', buttonField: '#b' },
			}),
			{
				signOnMode: 'BROWSER_PLUGIN',
				options: {
					nameSelector: '#user',
					passSelector: '#pass',
					buttonSelector: '#go',
					loginUrlRegex: '^https://app',
				},
			},
			{ settings: like({ app: like({ url: 'https://old.example/', buttonField: '#go' }) }) },
		),
		{
			name: 'leaves an app alone that is as it is to be',
			items: twoBookmarks,
			parameters: { appId, signOnMode: 'any', options: { label, hideIcon: false } },
			puts: (item) => [like({ id: item['appId'], outcome: 'unchanged' })],
		},
	],
};

function without<T extends object, N extends keyof T>(object: T, name: N): Omit<T, N> {
	const { [name]: _, ...rest } = object;
	return rest;
}
