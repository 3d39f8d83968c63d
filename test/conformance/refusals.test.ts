import { startOrg, type Org, type ServiceApp } from '../org';
import { refusalFrom } from '../unit/credential/refusal';
import { Machine } from './machine';

let org: Org;

beforeAll(async () => {
	org = await startOrg();
});

afterAll(() => org.close());

type Fields = Record<string, unknown>;

/** A service app, what is wrong with it or with the credential, and how the refusal begins. */
interface Case {
	app?: Parameters<Org['serviceApp']>[0];
	wrong?: (app: ServiceApp) => Fields | Promise<Fields>;
	title: string | RegExp;
	/** Okta's own words. */
	says: string;
	advice: string;
}

const cases: Record<string, Case> = {
	'an unknown client ID': {
		wrong: () => ({ clientId: '0oaunknown' }),
		title: /^The org http:\/\/127\.0\.0\.1:\d+ has no service app with this client ID$/,
		says: 'The issuer claim for client_assertion is not a valid client_id.',
		advice: 'Copy the client ID again',
	},
	'a deactivated app': {
		wrong: (app) => {
			app.deactivate();
			return {};
		},
		title: /does not accept this client ID$/,
		says: 'Client authentication failed. Either the client or the client credentials are invalid.',
		advice: 'check that the app is active',
	},
	'a web app': {
		wrong: (app) => {
			change(app, { application_type: 'web' });
			return {};
		},
		title: 'This client ID belongs to an app of another type',
		says: "Only clients with 'application_type' of 'service' may use the client_credentials 'grant_type' with the Org Authorization Server.",
		advice: '“API Services”',
	},
	'an app that uses a client secret': {
		wrong: (app) => {
			change(app, { token_endpoint_auth_method: 'client_secret_basic' });
			return {};
		},
		title: 'The service app does not authenticate with a key pair',
		says: 'Client Credentials requests to the Org Authorization Server must use the private_key_jwt token_endpoint_auth_method.',
		advice: 'Public key / Private key',
	},
	'an app without the grant type': {
		wrong: (app) => {
			change(app, { grant_types: ['authorization_code'] });
			return {};
		},
		title: 'The service app may not use the client credentials grant',
		says: 'The client is not authorized to use the provided grant type. Configured grant types: [authorization_code].',
		advice: '“Client Credentials”',
	},
	'another private key': {
		wrong: async () => ({
			privateKey: (await org.serviceApp({ key: 'ES256' })).keys[0]?.privatePem,
		}),
		title: 'The private key does not match a public key of the service app',
		says: 'The client_assertion signature is invalid.',
		advice: 'listed and active',
	},
	'an unknown key ID': {
		wrong: () => ({ keyId: 'mistyped' }),
		title: 'The service app has no active public key with the key ID “mistyped”',
		says: 'The client_assertion JWT kid is invalid.',
		advice: 'Compare the key ID',
	},
	'no key ID while the app has two keys': {
		wrong: async (app) => {
			await app.addKey('ES256');
			return { keyId: '' };
		},
		title: 'The service app could not tell which public key to use',
		says: 'The client_assertion JWT kid is invalid.',
		advice: 'into the field Key ID',
	},
	'an app without keys': {
		wrong: (app) => {
			app.deactivateKey(app.keys[0]?.kid ?? '');
			return {};
		},
		title: 'The service app has no public key yet',
		says: 'The client does not have a JWKSet configured, but the client_assertion requires one.',
		advice: 'Add the public half',
	},
	'scopes of which none is granted': {
		app: { key: 'ES256', scopes: [] },
		wrong: () => ({ scopes: ['okta.users.read'] }),
		title: 'None of the chosen scopes is granted to the service app',
		says: 'You are not allowed any of the requested scopes.',
		advice:
			'Okta API Scopes, grant at least one of those chosen in this credential: okta.users.read.',
	},
	'a scope with a typing error': {
		wrong: () => ({ additionalScopes: 'okta.usres.read' }),
		title: 'Okta does not know one of the scopes',
		says: 'One or more scopes are not configured for the authorization server resource.',
		advice: 'okta.usres.read',
	},
	'the scope openid': {
		wrong: () => ({ additionalScopes: 'openid' }),
		title: 'A scope for signed-in users was asked for',
		says: "Cannot request 'openid' scopes using client credentials.",
		advice: 'Remove openid',
	},
	'a .self scope': {
		wrong: () => ({ additionalScopes: 'okta.users.read.self' }),
		title: 'A “.self” scope was asked for',
		says: "The 'client_credentials' grant type may not request .self scopes.",
		advice: '.self',
	},
	'a network outside the app’s zones': {
		app: { key: 'ES256', networkAllowed: false },
		title: 'The service app may not be used from this network',
		says: "The request is made from outside the client's permitted network zones.",
		advice: 'network zones',
	},
	'DPoP demanded by the app and forbidden by the credential': {
		app: { key: 'ES256', dpop: true },
		wrong: () => ({ dpop: 'never' }),
		title: 'The service app demands DPoP, and this credential forbids it',
		says: 'The DPoP proof JWT header is missing.',
		advice: '“Automatic”',
	},
};

describe('explained as the org refuses it:', () => {
	it.each(Object.entries(cases))(
		'%s',
		async (_what, { app: options, wrong, title, says, advice }) => {
			const app = await org.serviceApp(options ?? { key: 'ES256' });
			const fields: Fields = { ...app.credential(), ...(await wrong?.(app)) };
			const before = org.ledger.tokenRequests().length;

			const refusal = await refusalFrom(new Machine(org).exchange(fields));

			const requests = org.ledger.tokenRequests().slice(before);
			const last = requests.at(-1);
			expect(refusal.title).toEqual(typeof title === 'string' ? title : matching(title));
			expect(refusal.description).toContain(advice);
			expect(refusal.description).toContain(`Okta said: “${says}”`);
			expect(refusal.description).toContain(`HTTP ${last?.status}, request ID ${last?.requestId}`);
			expect(requests).toHaveLength(1);
		},
	);
});

/** What a correct client never meets, so that the org has to be told to say it. */
const rare: Array<[status: number, error: string, says: string, title: string]> = [
	[
		401,
		'invalid_client',
		'No client credentials found.',
		'Okta could not read the signed assertion',
	],
	[
		401,
		'invalid_client',
		'The client JWKSet is invalid.',
		'Okta cannot use the public keys of the service app',
	],
	[
		401,
		'invalid_client',
		'The client_assertion JWT signature algorithm is invalid.',
		'Okta does not accept the algorithm this key signs with',
	],
	[
		401,
		'invalid_request',
		'Cannot supply multiple client credentials.',
		'Okta received credentials of two kinds',
	],
	[
		400,
		'invalid_request',
		'The client_assertion_type is invalid.',
		'Okta did not accept the token request',
	],
	[400, 'invalid_scope', 'No scopes were requested.', 'No scope was asked for'],
	[
		400,
		'unsupported_grant_type',
		'Not supported.',
		'Okta does not offer the client credentials grant here',
	],
	[400, 'temporarily_unavailable', 'Busy.', 'Okta is busy for the moment'],
	[
		400,
		'invalid_dpop_proof',
		"'htu' claim in the DPoP proof JWT is invalid.",
		'Okta was reached under another name than the one it was called by',
	],
];

describe('explained when the org says it for once:', () => {
	it.each(rare)('%i %s: %s', async (status, error, says, title) => {
		const app = await org.serviceApp({ key: 'ES256' });
		const then = { status, body: { error, error_description: says } };
		const remove = org.faults.add({ path: '/oauth2/v1/token', then });

		const refusal = await refusalFrom(
			new Machine(org).exchange(app.credential({ dpop: 'always' })),
		);
		remove();

		const last = org.ledger.tokenRequests(app.clientId).at(-1);
		expect(refusal.title).toBe(title);
		expect(refusal.description).toContain(`Okta said: “${says}” (${error}, HTTP ${status}`);
		expect(refusal.description).toContain(`request ID ${last?.requestId}`);
	});
});

describe('trouble that passes', () => {
	it.each([
		['an error of Okta', { status: 500 }],
		['a read-only org', { status: 503 }],
		['a used-up rate limit', 'throttle' as const],
		['too many requests at once', 'concurrency' as const],
		['a rate limit in OAuth’s words', { status: 429, body: { error: 'invalid_grant' } }],
	])('is sat out once: %s', async (_what, then) => {
		const app = await org.serviceApp({ key: 'ES256' });
		org.faults.add({ path: '/oauth2/v1/token', times: 1, then });
		const machine = new Machine(org);

		const { tokenType } = await machine.exchange(app.credential());

		expect(tokenType).toBe('Bearer');
		expect(machine.slept).toHaveLength(1);
		expect(machine.slept[0]).toBeLessThanOrEqual(61_000);
	});

	it('is explained when it lasts', async () => {
		const app = await org.serviceApp({ key: 'ES256' });
		const remove = org.faults.add({ path: '/oauth2/v1/token', then: 'throttle' });

		const { title } = await refusalFrom(new Machine(org).exchange(app.credential()));
		remove();

		expect(title).toBe('Okta is receiving too many token requests');
		expect(org.ledger.tokenRequests(app.clientId)).toHaveLength(2);
	});
});

function change({ clientId }: ServiceApp, changes: Record<string, unknown>): void {
	const client = org.clients.get(clientId);
	if (client) org.clients.replace(client, { ...client.metadata, ...changes });
}

function matching(pattern: RegExp): unknown {
	return expect.stringMatching(pattern);
}
