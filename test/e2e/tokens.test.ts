import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { byHand, chain, oneItemEach } from '../n8n/chain';
import type { Credential } from '../n8n/rest';
import { credentialType, oktaNode, openStage, saveCredential, type Stage } from '../n8n/stage';
import type { ServiceApp } from '../org';
import { packedTarball } from './pack';

/** The credential does not blame a token younger than this for a request that fails. */
const YOUNG_MS = 10_000;
const HOUR_MS = 60 * 60 * 1000;

const users = '/api/v1/users?limit=1';
const groups = '/api/v1/groups?limit=1';
const nobody = '/api/v1/users/nobody';
const thirty = <T>(one: T): T[] => Array.from({ length: 30 }, () => one);

/** A service app that demands DPoP, and the credential n8n has for it. */
interface Access {
	app: ServiceApp;
	credential: Credential;
}

describe('the DPoP-bound token in n8n 2.41.1', () => {
	let stage: Stage;
	const opened: Access[] = [];

	beforeAll(async () => {
		stage = await openStage({
			version: '2.41.1',
			tarball: packedTarball(),
			users: 20,
			// What n8n may only leak when somebody looks for a mistake counts as well.
			env: { N8N_LOG_LEVEL: 'debug' },
		});
	});
	afterAll(() => stage.close());

	const openAccess = async (): Promise<Access> => {
		const app = await stage.org.serviceApp({ dpop: true });
		const credential = await saveCredential(stage.n8n, app);
		const access = { app, credential };
		opened.push(access);
		return access;
	};

	/** Runs our node with the credential; answers how the execution ended. */
	const runNode = async ({ credential }: Access): Promise<string> => {
		const parameters = { resource: 'user', operation: 'getAll', returnAll: false, limit: 1 };
		const workflow = await stage.n8n.rest.createWorkflow(
			chain('Get users', byHand, oktaNode(credential, 'Get users', parameters)),
		);
		return (await stage.n8n.rest.run(workflow, byHand.name)).status;
	};

	/** Sends a GET for each path by the HTTP Request node; answers how each one ended. */
	const request = async ({ credential: { id, name } }: Access, paths: string[]) => {
		const urls = paths.map((one) => stage.org.url + one);
		const workflow = await stage.n8n.rest.createWorkflow(
			chain('HTTP requests', byHand, ...oneItemEach('url', urls), {
				name: 'Request',
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				onError: 'continueRegularOutput',
				parameters: {
					url: '={{ $json.url }}',
					authentication: 'predefinedCredentialType',
					nodeCredentialType: credentialType,
					options: {},
				},
				credentials: { [credentialType]: { id, name } },
			}),
		);
		const execution = await stage.n8n.rest.run(workflow, byHand.name);
		return execution
			.items('Request')
			.map(({ json }) => (json.error === undefined ? 'answered' : 'failed'));
	};

	const exchanges = ({ app }: Access) => stage.org.ledger.tokenExchanges(app.clientId);
	const apiCalls = ({ app }: Access) =>
		stage.org.ledger
			.filter({ path: /^\/api\// })
			.filter(({ clientId }) => clientId === app.clientId);

	/** The hash of the token each API call carried (RFC 9449 §4.2), by which tokens are told apart. */
	const tokensUsed = (access: Access) =>
		new Set(apiCalls(access).map(({ proof }) => proof?.claims.ath));

	/** Exchanges a token by a first request, and lets it grow old enough to be blamed. */
	const openWithOlderToken = async (): Promise<Access> => {
		const access = await openAccess();
		expect(await request(access, [users])).toEqual(['answered']);
		await sleep(YOUNG_MS);
		return access;
	};

	it('outlives a restart of n8n together with its proof key', async () => {
		const access = await openAccess();
		expect(await runNode(access)).toBe('success');
		await stage.n8n.restart();

		expect(await runNode(access)).toBe('success');
		expect(apiCalls(access).map(({ status }) => status)).toEqual([200, 200]);
		expect(tokensUsed(access).size).toBe(1);
		expect(exchanges(access)).toHaveLength(1);
	});

	describe('after the scopes were edited', () => {
		/** Saves another scope as the dialog does: with all fields as it got to see them. */
		const edit = async ({ credential }: Access): Promise<Credential> => {
			const shown = await stage.n8n.rest.readCredential(credential.id);
			for (const hidden of [shown.accessToken, shown.tokenDetails, shown.privateKey]) {
				expect(hidden).toMatch(/^__n8n_BLANK_VALUE/);
			}
			const edited = { ...credential, data: { ...shown, scopes: ['okta.groups.read'] } };
			await stage.n8n.rest.updateCredential(edited);
			return edited;
		};

		it('is exchanged anew by the next run, and the old one never used again', async () => {
			const access = await openAccess();
			expect(await request(access, [users])).toEqual(['answered']);
			const old = tokensUsed(access);
			await edit(access);
			stage.org.ledger.clear();

			expect(await request(access, [groups, users])).toEqual(['answered', 'failed']);
			expect(exchanges(access)).toMatchObject([{ body: { scope: 'okta.groups.read' } }]);
			expect(apiCalls(access)).not.toHaveLength(0);
			for (const token of tokensUsed(access)) expect(old).not.toContain(token);
		});

		it('is exchanged by n8n’s test in the dialog already, and kept', async () => {
			const access = await openAccess();
			expect(await request(access, [users])).toEqual(['answered']);
			const edited = await edit(access);
			stage.org.ledger.clear();

			expect(await stage.n8n.rest.testCredential(edited)).toMatchObject({ status: 'OK' });
			expect(await request(access, [groups])).toEqual(['answered']);
			expect(exchanges(access)).toMatchObject([{ body: { scope: 'okta.groups.read' } }]);
		});
	});

	describe('in the HTTP Request node', () => {
		it('is exchanged once, without any setting, and proven afresh by each request', async () => {
			const access = await openAccess();

			expect(await request(access, thirty(users))).toEqual(thirty('answered'));
			expect(exchanges(access)).toHaveLength(1);
			const calls = apiCalls(access);
			expect(calls.map(({ headers }) => headers.authorization)).toEqual(
				thirty(expect.stringMatching(/^DPoP /)),
			);
			expect(new Set(calls.map(({ proof }) => proof?.claims.jti)).size).toBe(30);
		});

		it('is exchanged once more when it has expired', async () => {
			const access = await openWithOlderToken();
			stage.org.clock.advance(HOUR_MS);
			try {
				expect(await request(access, thirty(users))).toEqual(thirty('answered'));
				expect(exchanges(access)).toHaveLength(2);
			} finally {
				stage.org.clock.advance(-HOUR_MS);
			}
		});

		it('is exchanged once more when it was revoked', async () => {
			const access = await openWithOlderToken();
			access.app.revokeTokens();

			expect(await request(access, thirty(users))).toEqual(thirty('answered'));
			expect(exchanges(access)).toHaveLength(2);
		});

		it('is exchanged once more at most for thirty items that are not found', async () => {
			const access = await openWithOlderToken();

			expect(await request(access, thirty(nobody))).toEqual(thirty('failed'));
			expect(exchanges(access)).toHaveLength(2);

			expect(await request(access, thirty(nobody))).toEqual(thirty('failed'));
			expect(exchanges(access)).toHaveLength(2);
		});
	});

	describe('and the keys', () => {
		let exported: string;
		let secrets: string[];

		beforeAll(async () => {
			await provokeErrors();
			exported = await exportDecrypted();
			secrets = [
				...opened.flatMap(({ app }) => app.keys.flatMap(partsOf)),
				...stage.org.tokens.values(),
				...proofKeysIn(exported),
			];
		});

		/** Errors are where secrets like to show. */
		const provokeErrors = async () => {
			const access = await openAccess();
			await runNode(access);
			const { credential, app } = access;
			const test = async (change: Record<string, string>) =>
				await stage.n8n.rest.testCredential({
					...credential,
					data: { ...credential.data, ...change },
				});
			const stranger = await openAccess();
			expect(await test({ privateKey: stranger.app.keys[0]?.privatePem ?? '' })).toMatchObject({
				status: 'Error',
			});
			expect(await test({ keyId: 'unknown' })).toMatchObject({ status: 'Error' });

			app.revokeTokens();
			app.deactivate();
			expect(await runNode(access)).toBe('error');
			expect(await request(access, [users])).toEqual(['failed']);
		};

		/** All credentials in clear, by n8n's own command. Nothing of it stays on the disk. */
		const exportDecrypted = async (): Promise<string> => {
			const directory = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-okta-'));
			try {
				const file = path.join(directory, 'credentials.json');
				await stage.n8n.command('export:credentials', '--all', '--decrypted', `--output=${file}`);
				return await readFile(file, 'utf8');
			} finally {
				await rm(directory, { recursive: true });
			}
		};

		const leaksIn = (text: string): string[] => secrets.filter((secret) => text.includes(secret));

		it('are where n8n decrypts them, so that the search would find them', () => {
			const found = leaksIn(exported);

			expect(found).toEqual(expect.arrayContaining(proofKeysIn(exported)));
			for (const { app } of opened) {
				const [first = ''] = app.keys.flatMap(partsOf);
				expect(found).toContain(first);
			}
			expect(found.filter((secret) => stage.org.tokens.get(secret))).not.toHaveLength(0);
		});

		it('are never shown in clear by n8n’s API', async () => {
			const { rest } = stage.n8n;
			const paths = [
				'/credentials?includeData=true',
				...opened.map(({ credential }) => `/credentials/${credential.id}?includeData=true`),
			];
			const shown = (await Promise.all(paths.map(async (one) => await rest.text(one)))).join('\n');

			for (const { app } of opened) expect(shown).toContain(app.clientId);
			expect(shown).toMatch(/"tokenDetails":"__n8n_BLANK_VALUE/);
			expect(leaksIn(shown)).toEqual([]);
		});

		it('are nowhere in clear in what n8n has stored and logged, nor is what they signed', async () => {
			const written = await everythingIn(stage.n8n.userFolder);

			for (const { credential } of opened) expect(written).toContain(credential.name);
			expect(leaksIn(written)).toEqual([]);
			// The start of every signed JWT: assertions and proofs.
			expect(written).not.toMatch(/eyJ[\w-]{10,}\.eyJ/);
		});
	});
});

/** A private key as PEM, line by line, and as JWK, member by member. */
function partsOf({ privatePem, privateJwk }: ServiceApp['keys'][number]): string[] {
	const lines = privatePem.split('\n').filter((line) => line.length > 20 && !line.startsWith('-'));
	const { d, p, q, dp, dq, qi } = privateJwk;
	return [...lines, ...[d, p, q, dp, dq, qi].filter((part) => part !== undefined)];
}

const storedCredentials = z.array(
	z.object({ data: z.object({ tokenDetails: z.string().default('{}') }) }),
);
const details = z.object({ proofKey: z.object({ d: z.string() }) });

/** The private halves of the keys that tokens are bound to. */
function proofKeysIn(exported: string): string[] {
	const keys = storedCredentials
		.parse(JSON.parse(exported))
		.map(({ data }) => details.safeParse(JSON.parse(data.tokenDetails)))
		.flatMap(({ data }) => data?.proofKey.d ?? []);
	expect(keys).not.toHaveLength(0);
	return keys;
}

async function everythingIn(folder: string): Promise<string> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const texts = await Promise.all(
		entries
			.filter((entry) => entry.isFile())
			.map((file) => readFile(path.join(file.parentPath, file.name), 'latin1')),
	);
	return texts.join('\n');
}
