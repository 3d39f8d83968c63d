import { EVERYDAY_SCOPES } from '../../credentials/oauth/scopes';
import { startOrg, type Fault } from '../org';
import { matching } from './scenarios';
import { apiRequests, closeWorlds, complaint, openWorld, theEngine, type World } from './world';

jest.mock('../../dist/nodes/Okta/transport/machineClock.js', (): unknown =>
	jest.requireActual('./quickClock'),
);

const minutes = 60_000;
const parameters = { resource: 'user', operation: 'getAll', limit: 1 };

const list = async ({ n8n, credential }: World) => await n8n.run({ parameters, credential });

/** From now on, this machine and the org both are so much later. */
function advance(milliseconds: number): void {
	const { now } = Date;
	jest.spyOn(Date, 'now').mockImplementation(() => now() + milliseconds);
}

const statuses = ({ org }: World): number[] => apiRequests(org).map(({ status }) => status);

afterEach(async () => {
	jest.restoreAllMocks();
	await closeWorlds();
});

describe.each([
	['Bearer', false],
	['DPoP', true],
])('a %s token', (scheme, dpop) => {
	const open = async () => await openWorld({ app: { dpop } });

	test('serves execution after execution', async () => {
		const world = await open();
		for (let i = 0; i < 5; i++) expect((await list(world)).status).toBe('success');

		expect(world.org.ledger.tokenExchanges()).toHaveLength(1);
		expect(statuses(world)).toEqual([200, 200, 200, 200, 200]);
		const { authorization } = apiRequests(world.org)[0]?.headers ?? {};
		expect(authorization).toMatch(new RegExp(`^${scheme} `));
	});

	test('is fetched once by executions that start together', async () => {
		const world = await open();
		const outcomes = await Promise.all(Array.from({ length: 20 }, async () => await list(world)));

		expect(outcomes.map(({ status }) => status)).toEqual(Array(20).fill('success'));
		expect(world.org.ledger.tokenExchanges()).toHaveLength(1);
	});

	test('is replaced before it has run out, without a refused request', async () => {
		const world = await open();
		await list(world);
		advance(60 * minutes);

		expect((await list(world)).status).toBe('success');
		expect(statuses(world)).toEqual([200, 200]);
		expect(world.org.ledger.tokenExchanges()).toHaveLength(2);
	});

	test('is replaced when Okta has revoked it', async () => {
		const world = await open();
		await list(world);
		world.app.revokeTokens();

		expect((await list(world)).status).toBe('success');
		expect(statuses(world)).toEqual([200, 401, 200]);
		expect(world.org.ledger.tokenExchanges()).toHaveLength(2);
	});

	test('is not used any more once the credential is edited', async () => {
		const world = await open();
		await list(world);
		await world.n8n.edit(world.credential, { scopes: ['okta.groups.read'] });

		expect(complaint(await list(world))).toContain('lacks the scope okta.users.read');
		expect(world.org.ledger.tokenExchanges().at(-1)?.body).toMatchObject({
			scope: 'okta.groups.read',
		});
	});
});

describe('an answer of the token endpoint that did not come whole', () => {
	const path = '/oauth2/v1/token';
	const json = { 'content-type': 'application/json' };
	const halves: Array<[what: string, then: Fault['then'], told: RegExp]> = [
		['cut off JSON', 'malformed', /was cut short on its way/],
		['a connection that broke off', 'truncate', /could not be reached/],
		['no JSON', { status: 200, headers: json, body: 'not json' }, /was cut short on its way/],
		['a bare number', { status: 200, headers: json, body: 42 }, /was cut short on its way/],
	];

	test.each(halves)('is asked for again: %s', async (_what, then) => {
		const world = await openWorld();
		world.org.faults.add({ path, times: 1, then });

		expect((await list(world)).status).toBe('success');
		expect(world.org.ledger.tokenRequests()).toHaveLength(2);
	});

	test.each(halves)('is told as what it is, when it stays so: %s', async (_what, then, told) => {
		const world = await openWorld();
		world.org.faults.add({ path, then });

		expect(complaint(await list(world))).toMatch(told);
		expect(statuses(world)).toEqual([]);
	});
});

describe('what is stored and what is told', () => {
	test('the token is kept in the encrypted credential, and nowhere in the execution', async () => {
		const world = await openWorld();
		const succeeded = await list(world);
		const { accessToken, tokenDetails } = await world.n8n.stored(world.credential);
		world.app.setRoles();
		world.org.faults.add({ path: /^\/api\//, then: 'reset' });
		const failed = await list(world);

		expect([accessToken, tokenDetails]).toEqual([matching(/./), matching(/./)]);
		expect(failed.status).toBe('error');
		const pem = world.app.credential().privateKey.split('\n')[1];
		for (const { run, error } of [succeeded, failed]) {
			const told = JSON.stringify(run) + String(error?.stack) + JSON.stringify(error);
			expect(told).not.toContain(accessToken);
			expect(told).not.toContain(pem);
			expect(told).not.toMatch(/Bearer|eyJ/);
		}
	});

	test('a key given as an expression is not replaced by its value', async () => {
		const { n8n, org, app } = await openWorld();
		const { privateKey, ...rest } = app.credential();
		const key = `={{ ${JSON.stringify(privateKey)} }}`;
		const credential = await n8n.credential('oktaServiceAppApi', { ...rest, privateKey: key });

		expect((await n8n.run({ parameters, credential })).status).toBe('success');
		expect((await n8n.stored(credential)).privateKey).toBe(key);
		expect(org.ledger.tokenExchanges()).toHaveLength(1);
	});
});

describe("n8n's credential test", () => {
	const connected = { status: 'OK', message: 'Connection successful!' };

	test.each([['okta.users.read'], ['okta.logs.read'], ['okta.schemas.manage']])(
		'exchanges a token, whatever the scope: %s',
		async (scope) => {
			const { n8n, org, credential } = await openWorld({ app: { scopes: [scope] } });
			expect(await n8n.testCredential(credential)).toEqual(connected);
			expect(org.ledger.tokenExchanges()).toHaveLength(1);
		},
	);

	test('exchanges a new one although one is stored', async () => {
		const world = await openWorld();
		await list(world);
		advance(minutes);

		expect(await world.n8n.testCredential(world.credential)).toEqual(connected);
		expect(world.org.ledger.tokenExchanges()).toHaveLength(2);
	});

	test('notices that the app was deactivated since', async () => {
		const world = await openWorld();
		await list(world);
		world.app.deactivate();
		advance(minutes);

		expect(await world.n8n.testCredential(world.credential)).toMatchObject({ status: 'Error' });
	});

	const aKey = async () => {
		const { app } = await openWorld();
		return app.credential().privateKey;
	};

	test.each([
		[
			'a private key of another app',
			async () => ({ privateKey: await aKey() }),
			/private key does not match a public key.*General > Public Keys/s,
		],
		['a key ID nobody has', () => ({ keyId: 'nobody' }), /no active public key.*“nobody”/],
		['an unreadable key', () => ({ privateKey: 'hunter2' }), /key/i],
		['a wrong client ID', () => ({ clientId: '0oaWRONG' }), /no service app with this client ID/],
		[
			'scopes nobody granted',
			() => ({ scopes: ['okta.devices.read'] }),
			/None of the chosen scopes is granted.*okta\.devices\.read/s,
		],
		['a scope Okta does not know', () => ({ scopes: ['okta.nonsense'] }), /okta\.nonsense/],
		['an empty domain', () => ({ domain: '' }), /Okta domain is empty/],
	])('says what to do about %s', async (_, edits, sentence) => {
		const world = await openWorld();
		await list(world);
		const edited = await edits();
		const { status, message } = await world.n8n.testCredential(world.credential, edited);

		expect([status, message]).toEqual(['Error', matching(sentence)]);
		expect(message).not.toMatch(/PRIVATE KEY|eyJ|hunter2/);
	});

	test('is satisfied where no scope is chosen: the everyday ones that are granted will do', async () => {
		const { n8n, credential, org } = await openWorld({ app: { scopes: ['okta.users.read'] } });
		await n8n.edit(credential, { scopes: [], additionalScopes: '' });
		expect(await n8n.testCredential(credential)).toMatchObject({ status: 'OK' });
		const outcome = await n8n.run({ parameters, credential });
		expect(outcome.error).toBeUndefined();
		expect(outcome.items.length).toBeGreaterThan(0);
		const [{ body } = {}] = org.ledger.tokenExchanges();
		expect(body).toMatchObject({ scope: EVERYDAY_SCOPES.join(' ') });
	});

	test('says that a domain is no Okta org', async () => {
		const { n8n, credential } = await openWorld();
		const elsewhere = await startOrg();
		await elsewhere.close();
		const { status, message } = await n8n.testCredential(credential, { domain: elsewhere.url });
		expect([status, message]).toEqual(['Error', matching(/./)]);
	});

	test('an execution stops with the same sentence', async () => {
		const { n8n, app } = await openWorld();
		const credential = await n8n.credential(
			'oktaServiceAppApi',
			app.credential({ clientId: '0oaWRONG' }),
		);
		const outcome = await n8n.run({ parameters, credential });
		const { message } = await n8n.testCredential(credential);

		const title = message.slice(0, message.indexOf('. '));
		expect(complaint(outcome)).toContain(title);
	});
});

test('n8n knows the credential, and offers it to our nodes alone', async () => {
	const { credentialTypes } = await theEngine();
	expect(credentialTypes.getSupportedNodes('oktaServiceAppApi')).toEqual([
		'n8n-nodes-okta.okta',
		'n8n-nodes-okta.oktaTrigger',
		'n8n-nodes-okta.oktaInlineHook',
	]);
});
