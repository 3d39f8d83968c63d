import { n8nVersions } from '../n8n/cache';
import { byHand, chain, type Link, oneItemEach } from '../n8n/chain';
import type { Credential } from '../n8n/rest';
import { load } from '../n8n/sampleTools';
import { mapped } from '../engine/harness/parameters';
import { textOf } from '../engine/scenarios/scenario';
import { credentialType, oktaNode, openStage, saveCredential, type Stage } from '../n8n/stage';
import { startOrg, type CredentialData, type Org, type ServiceApp } from '../org';
import { attacks, httpRequest, opaque, percent } from './attacks';
import { packedTarball } from './pack';

describe.each(n8nVersions)('the credential in n8n %s', (version) => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await openStage({ version, tarball: packedTarball(), users: 20 });
	});
	afterAll(() => stage.close());

	/** Runs n8n's credential test as the dialog does after a change. */
	const test = (changes: Partial<CredentialData> = {}) =>
		stage.n8n.rest.testCredential({
			...stage.credential,
			data: { ...stage.credential.data, ...changes },
		});

	it('is found to work', async () => {
		expect(await test()).toEqual({ status: 'OK', message: 'Connection successful!' });
	});

	it('is found to work when its fields are expressions', async () => {
		const { privateKey } = stage.app.credential();
		const key = `={{ ${JSON.stringify(privateKey)} }}`;
		expect(await test({ domain: `={{ "${stage.org.url}" }}`, privateKey: key })).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
	});

	it('asks for the private key when another one was pasted', async () => {
		const stranger = await stage.org.serviceApp();
		const { status, message } = await test({ privateKey: stranger.credential().privateKey });

		expect(status).toBe('Error');
		expect(message).toMatch(/private key does not match a public key of the service app/);
		expect(message).toMatch(/General > Public Keys/);
	});

	it('asks for the client ID when the org has no such app', async () => {
		const { status, message } = await test({ clientId: '0oaNobodyKnowsThis00' });

		expect(status).toBe('Error');
		expect(message).toMatch(/no service app with this client ID/);
		expect(message).toMatch(/Applications > your service app > General/);
	});

	it('names the scopes to grant when none is granted', async () => {
		const app = await stage.org.serviceApp({ scopes: ['okta.users.read'] });
		const { status, message } = await test(app.credential({ scopes: ['okta.groups.manage'] }));

		expect(status).toBe('Error');
		expect(message).toContain('okta.groups.manage');
		expect(message).toMatch(/Okta API Scopes/);
	});

	it('asks for the domain when nothing answers there', async () => {
		const { status, message } = await test({ domain: 'http://127.0.0.1:1' });

		expect(status).toBe('Error');
		expect(message).toMatch(/Check the Okta domain/);
	});

	it('asks for the domain when something else answers there', async () => {
		const { status, message } = await test({ domain: stage.n8n.url });

		expect(status).toBe('Error');
		expect(message).toMatch(/Okta domain/);
	});

	it('explains what is no key, before anything is sent', async () => {
		const before = stage.org.ledger.requests.length;
		const { status, message } = await test({ privateKey: 'the key' });

		expect(status).toBe('Error');
		expect(message).toMatch(/private key/i);
		expect(stage.org.ledger.requests).toHaveLength(before);
	});

	it('does not show the key or the token to the editor again', async () => {
		const shown = JSON.stringify(await stage.n8n.rest.readCredential(stage.credential.id));

		expect(shown).toContain(stage.app.clientId);
		expect(shown).not.toMatch(/PRIVATE KEY/);
		expect(shown).toMatch(/"accessToken":"__n8n_BLANK_VALUE/);
	});

	it.each([
		['Bearer', false],
		['DPoP', true],
	])('keeps a protected break-glass account as it is: %s', async (_type, dpop) => {
		const { org, n8n } = stage;
		const app = await org.serviceApp({ dpop });
		const [glass, other] = org.users.list().filter(({ status }) => status === 'ACTIVE');
		const [group] = org.groups.list();
		if (!glass || !other || !group) throw new Error('The org has too few users and groups');
		const before = JSON.stringify(glass);
		const credential = await n8n.rest.createCredential({
			name: `Protecting ${app.clientId}`,
			type: credentialType,
			data: app.credential({ protectedIds: `00g0000000000000000x, ${glass.id}` }),
		});
		const target = { credential, orgUrl: org.url, user: glass.id, group: group.id };
		const suspend = `/api/v1/users/${other.id}/lifecycle/suspend`;
		const read = `/api/v1/users/${percent(glass.id)}`;
		const workflow = await n8n.rest.createWorkflow(
			chain(
				`Break-glass ${app.clientId}`,
				byHand,
				...attacks(target),
				...opaque(target),
				httpRequest(target, 'Read', 4.2, read, { method: 'GET' }),
				httpRequest(target, 'Change another', 4.2, suspend, { method: 'POST' }),
			),
		);
		org.ledger.clear();
		const execution = await n8n.rest.run(workflow, byHand.name);

		const told = (nodes: Link[]) =>
			nodes.map(({ name }) => [name, JSON.stringify(execution.items(name)[0]?.json)]);
		for (const [name, answer] of told(attacks(target))) {
			expect(`${name}: ${answer}`).toContain(`protects ${glass.id} from changes`);
		}
		for (const [name, answer] of told(opaque(target))) {
			expect(`${name}: ${answer}`).toContain('cannot be searched for protected IDs');
		}
		expect(execution.items('Read')).toMatchObject([{ json: { id: glass.id } }]);
		expect(JSON.stringify(org.users.list().find(({ id }) => id === glass.id))).toBe(before);
		const changes = org.ledger.filter({ path: /^\/(api\/|oauth2\/v1\/revoke)/ });
		expect(changes.filter(({ method }) => method !== 'GET').map(({ path }) => path)).toEqual([
			suspend,
		]);
		expect(org.ledger.tokenExchanges(app.clientId)).toHaveLength(1);
	});

	it('whose fields are expressions leads each item to the org of its own, run after run', async () => {
		const { n8n, org: here } = stage;
		const there = await startOrg({ users: 5, seed: 2 });
		try {
			const [first, second] = [await here.serviceApp(), await there.serviceApp()];
			const names = ['domain', 'clientId', 'privateKey', 'keyId'];
			const expressions = Object.fromEntries(names.map((name) => [name, `={{ $json.${name} }}`]));
			const credential = await n8n.rest.createCredential({
				name: `By item ${first.clientId}`,
				type: credentialType,
				data: first.credential(expressions),
			});
			const userOf = (app: ServiceApp, login: string) => ({ ...app.credential(), login });
			const runWith = async (run: string) => {
				const items = [
					userOf(first, `${run}.0@acme.example`),
					userOf(second, `${run}.1@acme.example`),
					userOf(first, `${run}.2@acme.example`),
					userOf(second, `${run}.3@acme.example`),
				];
				const workflow = await n8n.rest.createWorkflow(
					chain(
						`Tenants ${run}`,
						byHand,
						...oneItemEach('users', items),
						oktaNode(credential, 'Create', {
							resource: 'user',
							operation: 'create',
							profile: mapped(
								['login', 'string', '={{ $json.login }}'],
								['email', 'string', '={{ $json.login }}'],
								['firstName', 'string', 'New'],
								['lastName', 'string', 'Hire'],
							),
						}),
					),
				);
				const { status, error } = await n8n.rest.run(workflow, byHand.name);
				expect({ status, error }).toEqual({ status: 'success', error: undefined });
			};
			await runWith('one');
			await runWith('two');

			const created = (org: Org) =>
				org.users
					.list()
					.map(({ profile }) => textOf(profile, 'login'))
					.filter((login) => /^(one|two)\.\d@/.test(login))
					.sort();
			expect(created(here)).toEqual(
				['one.0', 'one.2', 'two.0', 'two.2'].map((name) => `${name}@acme.example`),
			);
			expect(created(there)).toEqual(
				['one.1', 'one.3', 'two.1', 'two.3'].map((name) => `${name}@acme.example`),
			);
			const data = await n8n.rest.readCredential(credential.id);
			expect(data).toMatchObject({ domain: expressions.domain, clientId: expressions.clientId });
			expect(here.ledger.tokenExchanges(first.clientId)).toHaveLength(1);
			expect(there.ledger.tokenExchanges(second.clientId)).toHaveLength(1);
		} finally {
			await there.close();
		}
	});

	describe('does not let the HTTP Request node follow the org’s redirects:', () => {
		const path = '/api/v1/users';
		let elsewhere: Org;
		beforeAll(async () => {
			elsewhere = await startOrg();
		});
		afterAll(() => elsewhere.close());

		const all = { redirect: { redirect: { followRedirects: true, maxRedirects: 21 } } };
		const nodes: Array<[typeVersion: number, options: object]> = [
			[2, {}],
			[2, { followRedirect: true, followAllRedirects: true }],
			...[3, 4, 4.1, 4.2, 4.3].flatMap((typeVersion): Array<[number, object]> => [
				[typeVersion, {}],
				[typeVersion, all],
			]),
		];
		const tokenTypes: Array<[type: string, dpop: boolean]> = [
			['Bearer', false],
			['DPoP', true],
		];

		it.each(tokenTypes)('%s', async (_type, dpop) => {
			const app = await stage.org.serviceApp({ dpop });
			const { id, name } = await saveCredential(stage.n8n, app);
			const requests = nodes.map(([typeVersion, options], place) => ({
				name: `Request ${place}`,
				type: 'n8n-nodes-base.httpRequest',
				typeVersion,
				onError: 'continueRegularOutput',
				parameters: {
					url: stage.org.url + path,
					authentication: 'predefinedCredentialType',
					nodeCredentialType: credentialType,
					options,
				},
				credentials: { [credentialType]: { id, name } },
			}));
			const workflow = await stage.n8n.rest.createWorkflow(
				chain(`Redirected ${name}`, byHand, ...requests),
			);
			stage.org.ledger.clear();

			for (const origin of [elsewhere.url, stage.org.url]) {
				const location = `${origin}/stolen`;
				const disarm = stage.org.faults.add({
					path,
					then: { status: 302, headers: { location }, body: 'Gone' },
				});
				const execution = await stage.n8n.rest.run(workflow, byHand.name);
				disarm();

				for (const request of requests) {
					const [item] = execution.items(request.name);
					expect(JSON.stringify(item?.json.error)).toContain('302');
				}
			}

			const asked = stage.org.ledger.filter({ path });
			expect(asked.length).toBeGreaterThanOrEqual(2 * requests.length);
			expect(asked.every(({ headers }) => headers.authorization !== undefined)).toBe(true);
			expect(stage.org.ledger.filter({ path: '/stolen' })).toEqual([]);
			expect(elsewhere.ledger.requests).toEqual([]);
		});
	});

	describe('has an access token, which', () => {
		let app: ServiceApp;
		let credential: Credential;

		beforeAll(async () => {
			app = await stage.org.serviceApp();
			credential = await saveCredential(stage.n8n, app);
		});

		const exchanges = () => stage.org.ledger.tokenExchanges(app.clientId).length;

		const exportOnce = async () => {
			const workflow = await load({ ...stage, credential }, 'nightly-export.json');
			const { status, error } = await stage.n8n.rest.run(workflow, 'Run by hand');
			return { status, error };
		};
		const success = { status: 'success', error: undefined };

		it('is exchanged once, whatever runs', async () => {
			for (let run = 0; run < 5; run++) expect(await exportOnce()).toEqual(success);

			expect(exchanges()).toBe(1);
		});

		it('outlives a restart of n8n', async () => {
			await stage.n8n.restart();

			expect(await exportOnce()).toEqual(success);
			expect(exchanges()).toBe(1);
		});

		it('is renewed once when Okta has revoked it', async () => {
			app.revokeTokens();

			expect(await exportOnce()).toEqual(success);
			expect(exchanges()).toBe(2);
		});

		it('is renewed when it has expired while n8n was down', async () => {
			stage.org.clock.advance(2 * 60 * 60 * 1000);
			await stage.n8n.restart();

			expect(await exportOnce()).toEqual(success);
			expect(exchanges()).toBe(3);
		});
	});
});
