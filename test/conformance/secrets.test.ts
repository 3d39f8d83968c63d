import { createPrivateKey } from 'node:crypto';

import { stringify } from 'flatted';
import { ErrorReporter } from 'n8n-core';
import { LoggerProxy } from 'n8n-workflow';

import { connect, node, type Outcome } from '../engine/harness';
import { closeWorlds, openWorld, type World } from '../engine/world';
import type { Fault } from '../org';

jest.mock('../../dist/nodes/Okta/transport/machineClock.js', (): unknown =>
	jest.requireActual('../engine/quickClock'),
);

/*
 * Everything n8n keeps or shows of executions and credential tests, searched for everything that
 * must stay in the encrypted credential.
 */
const passphrase = 'correct-horse-battery-staple';
const tokenEndpoint = '/oauth2/v1/token';

let told: string[];

beforeEach(() => {
	told = [];
	const hear = (...words: unknown[]) => {
		told.push(stringify(words), ...words.map(String));
	};
	for (const level of ['error', 'warn', 'info', 'debug'] as const) {
		jest.spyOn(LoggerProxy, level).mockImplementation(hear);
	}
	jest.spyOn(ErrorReporter.prototype, 'error').mockImplementation(hear);
	jest.spyOn(ErrorReporter.prototype, 'warn').mockImplementation(hear);
	for (const stream of [process.stdout, process.stderr]) {
		jest.spyOn(stream, 'write').mockImplementation((chunk) => {
			hear(chunk);
			return true;
		});
	}
});

afterEach(async () => {
	jest.restoreAllMocks();
	await closeWorlds();
});

/** A world whose credential has a secret of every kind, and what those are. */
async function open(dpop: boolean, fault?: Fault) {
	const opened = await openWorld({ app: { dpop } });
	const { n8n, org, app } = opened;
	const [key] = app.keys;
	const pem = key?.privatePem ?? '';
	const encrypted = createPrivateKey(pem)
		.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase })
		.toString();
	const secrets = [passphrase, ...partsOf(pem), ...partsOf(encrypted), String(key?.privateJwk.d)];

	const issue = org.tokens.issue.bind(org.tokens);
	jest.spyOn(org.tokens, 'issue').mockImplementation((...grant) => {
		const token = issue(...grant);
		secrets.push(token);
		return token;
	});
	const credential = await n8n.credential('oktaServiceAppApi', {
		...app.credential({ privateKey: encrypted, passphrase, rotateKey: 'true' }),
		nextPrivateKey: encrypted,
		nextPassphrase: passphrase,
	});
	if (fault) org.faults.add(fault);
	return { world: { ...opened, credential }, secrets };
}

/** The lines of a PEM between the first and the last. */
function partsOf(pem: string): string[] {
	return pem.split('\n').filter((line) => line.length > 20 && !line.startsWith('-----'));
}

function leaks(text: string, secrets: readonly string[]): string[] {
	const jwts = text.match(/eyJ[\w-]{10,}/g) ?? [];
	return [...secrets.filter((secret) => text.includes(secret)), ...jwts];
}

/** What n8n writes into its database for an execution, and what the editor and a log show of it. */
function keptOf({ run, error }: Outcome): string {
	return [
		stringify(run.data),
		stringify([error]),
		error?.message,
		error?.stack,
		error && 'description' in error ? String(error.description) : '',
	].join('\n');
}

const run = async ({ n8n, credential }: World, userId: string) =>
	await n8n.run({
		credential,
		parameters: {
			resource: 'user',
			operation: 'get',
			userId: { __rl: true, mode: 'id', value: userId },
		},
	});

const runHttpRequest = async ({ n8n, org, credential }: World, path: string) =>
	await n8n.runWorkflow({
		nodes: [
			{ ...node('Start', 'n8n-nodes-base.manualTrigger'), parameters: {} },
			{
				...node('HTTP Request', 'n8n-nodes-base.httpRequest', credential),
				parameters: { type: 'oktaServiceAppApi', url: org.url + path },
			},
		],
		connections: connect('Start', 'HTTP Request'),
	});

const troubles: Array<[what: string, fault: Fault | undefined]> = [
	['nothing goes wrong', undefined],
	['Okta breaks the connection off', { path: tokenEndpoint, then: 'reset' }],
	['Okta breaks off in the middle of a token', { path: tokenEndpoint, then: 'truncate' }],
	['Okta’s token is not JSON', { path: tokenEndpoint, then: 'malformed' }],
	['Okta sends elsewhere', { path: tokenEndpoint, then: redirect() }],
	['Okta refuses a token', { path: tokenEndpoint, then: refusal() }],
	['the API breaks the connection off', { path: /^\/api/, then: 'reset' }],
	['the API breaks off in the middle', { path: /^\/api/, then: 'truncate' }],
	['the API says no', { path: /^\/api/, then: { status: 403 } }],
];

describe.each([
	['Bearer', false],
	['DPoP', true],
])('with %s, no secret leaves the credential when', (_type, dpop) => {
	it.each(troubles)('%s', async (_what, fault) => {
		const { world, secrets } = await open(dpop, fault);

		const kept = [
			keptOf(await run(world, 'nobody')),
			keptOf(await runHttpRequest(world, '/api/v1/users?limit=1')),
			keptOf(await runHttpRequest(world, '/api/v1/users/nobody')),
			stringify(await world.n8n.testCredential(world.credential)),
			...told,
		].join('\n');

		expect(leaks(kept, secrets)).toEqual([]);
	});

	it.each([
		['the passphrase is wrong', { passphrase: 'wrong' }],
		['the client is unknown', { clientId: '0oaunknown' }],
		['the key is unknown', { keyId: 'unknown' }],
		['key and passphrase changed places', { privateKey: passphrase }],
		['the key is in the field for the domain', 'domain'],
		['the key is in the field for the client ID', 'clientId'],
		['the key is in the field for scopes', 'additionalScopes'],
	])('%s', async (_what, edit) => {
		const { world, secrets } = await open(dpop);
		const { privateKey = '' } = await world.n8n.stored(world.credential);
		const changes = typeof edit === 'string' ? { [edit]: privateKey } : edit;
		await world.n8n.edit(world.credential, changes);

		const outcome = await run(world, 'nobody');
		const tested = await world.n8n.testCredential(world.credential);

		expect(outcome.status).toBe('error');
		expect(tested.status).toBe('Error');
		expect(leaks([keptOf(outcome), stringify(tested), ...told].join('\n'), secrets)).toEqual([]);
	});
});

it('the search would find each of them', async () => {
	const { world, secrets } = await open(true);
	await run(world, 'nobody');
	const stored = await world.n8n.stored(world.credential);

	const { accessToken, privateKey } = stored;

	const found = leaks(JSON.stringify(stored), secrets);

	expect(found).toContain(passphrase);
	expect(found).toContain(accessToken);
	expect(found).toEqual(
		expect.arrayContaining(partsOf(typeof privateKey === 'string' ? privateKey : '')),
	);
	expect(leaks('DPoP: eyJhbGciOiJFUzI1NiJ9.e30.c2ln', [])).toHaveLength(1);
});

function redirect(): Fault['then'] {
	return { status: 302, headers: { location: 'http://127.0.0.1:9/' }, body: '' };
}

function refusal(): Fault['then'] {
	return {
		status: 400,
		body: {
			error: 'invalid_request',
			error_description: 'Cannot read eyJhbGciOiJFUzI1NiJ9.e30.c2ln',
		},
	};
}
