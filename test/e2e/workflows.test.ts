import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { mapped } from '../engine/harness/parameters';
import { differenceOf, factsOf } from '../engine/facts';
import { textOf } from '../engine/scenarios/scenario';
import { n8nVersions } from '../n8n/cache';
import { byHand, chain } from '../n8n/chain';
import type { Execution } from '../n8n/rest';
import { artifacts } from '../n8n/paths';
import { answerForm, askForApproval, formOf, samples } from '../n8n/samples';
import { load, setParameter } from '../n8n/sampleTools';
import {
	credentialType,
	nodeType,
	oktaNode,
	openStage,
	sampleScopes,
	type Stage,
} from '../n8n/stage';
import { launchBrowser } from './browser';
import { packedTarball } from './pack';

const USERS = 1000;

describe.each(n8nVersions)('workflows in n8n %s', (version) => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await openStage({
			version,
			tarball: packedTarball(),
			users: USERS,
			scopes: sampleScopes,
		});
	});
	afterAll(() => stage.close());

	const exchanges = () => stage.org.ledger.tokenExchanges(stage.app.clientId).length;

	const httpRequest = (url: string) =>
		stage.n8n.rest.createWorkflow({
			name: 'HTTP Request with the credential',
			nodes: [
				{
					id: 'start',
					name: 'Start',
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
				{
					id: 'request',
					name: 'Request',
					type: 'n8n-nodes-base.httpRequest',
					typeVersion: 4.2,
					position: [200, 0],
					parameters: {
						url,
						authentication: 'predefinedCredentialType',
						nodeCredentialType: credentialType,
						options: {},
					},
					credentials: {
						[credentialType]: { id: stage.credential.id, name: stage.credential.name },
					},
				},
			],
			connections: { Start: { main: [[{ node: 'Request', type: 'main', index: 0 }]] } },
		});

	it('has the node as n8n names nodes of a community package', async () => {
		const types = await stage.n8n.rest.types('nodes');

		expect(types).toContainEqual(
			expect.objectContaining({ name: nodeType, displayName: 'Okta Admin', usableAsTool: true }),
		);
	});

	it.each(samples)('ends as it should: $title', async (sample) => {
		const { problems } = await sample.run(stage);

		expect(problems).toEqual([]);
	});

	it('lends the credential to the HTTP Request node', async () => {
		const workflow = await httpRequest(`${stage.org.url}/api/v1/users?limit=2`);
		const execution = await stage.n8n.rest.run(workflow, 'Start');

		expect(execution.error).toBeUndefined();
		expect(execution.items('Request')).toHaveLength(2);
	});

	it.each([
		['leave', 'leftDeactivated', ['DEPROVISIONED']],
		['reactivate', 'reactivated', ['ACTIVE', 'PROVISIONED']],
	])('meets somebody who comes back: %s', async (ifDeactivated, outcome, statuses) => {
		const leaver = stage.org.users.list().find(({ status }) => status === 'DEPROVISIONED');
		if (!leaver) throw new Error('The practice org has nobody who left.');
		const { login } = leaver.profile;
		const city = `Back by ${ifDeactivated}`;
		const profile = {
			mappingMode: 'defineBelow',
			value: { login, city },
			schema: ['login', 'city'].map((id) => ({
				id,
				displayName: id,
				type: 'string',
				display: true,
			})),
		};
		const name = 'Create or Update';
		const parameters = { resource: 'user', operation: 'upsert', ifDeactivated, profile };
		const workflow = await stage.n8n.rest.createWorkflow(
			chain('Rehire', byHand, oktaNode(stage.credential, name, parameters)),
		);
		const execution = await stage.n8n.rest.run(workflow, byHand.name);

		expect(execution.error).toBeUndefined();
		expect(execution.items(name).map(({ json }) => json)).toEqual([
			expect.objectContaining({ id: leaver.id, outcome }),
		]);
		const after = stage.org.directory.findUser(leaver.id);
		expect(statuses).toContain(after?.status);
		expect(after?.profile.city).toBe(outcome === 'reactivated' ? city : leaver.profile.city);
	});

	it('takes the wrong person out, and puts them back as they were', async () => {
		const { org, credential, n8n } = stage;
		// A sample listens, which takes away what whoever is deactivated has.
		for (const id of await n8n.rest.activeWorkflows()) await n8n.rest.deactivate({ id });
		const end = (name: string) => ({ name, title: name, description: '', type: 'USER' }) as const;
		org.directory.links.define({ primary: end('manager'), associated: end('subordinate') });
		const [person, boss, report] = org.users.list().filter(({ status }) => status === 'ACTIVE');
		const [group] = org.groups.list().filter(({ type }) => type === 'OKTA_GROUP');
		const [first, second] = org.directory.apps.list().filter(({ id }) => !org.clients.ofApp(id));
		if (!person || !boss || !report || !group || !first || !second)
			throw new Error('The practice org lacks people.');
		for (const { direct } of [first, second]) direct.add(person.position);
		group.owners.set(person.id, { type: 'USER', lastUpdated: 0 });
		org.directory.roles.deleteAll(person.id);
		org.directory.roles.add(person.id, 'HELP_DESK_ADMIN', 0).targets.groups.add(group.id);
		const manager = org.directory.links.definition('manager');
		if (!manager) throw new Error('The practice org has no managers.');
		org.directory.links.set(manager, person.id, boss.id);
		org.directory.links.set(manager, report.id, person.id);
		const before = factsOf(org);

		const steps = [
			...['snapshot', 'suspend', 'sessions', 'adminRoles', 'apps', 'groups'],
			...['linkedObjects', 'ownership', 'deactivate'],
		];
		const userId = { __rl: true, mode: 'id', value: person.id };
		const workflow = await n8n.rest.createWorkflow(
			chain(
				'Wrong person',
				byHand,
				oktaNode(credential, 'Offboard', {
					resource: 'user',
					operation: 'offboard',
					userId,
					steps,
				}),
				oktaNode(credential, 'Restore', {
					resource: 'user',
					operation: 'restore',
					snapshot: '={{ $json }}',
				}),
			),
		);
		const execution = await n8n.rest.run(workflow, byHand.name);

		expect(execution.error).toBeUndefined();
		const [out] = execution.items('Offboard').map(({ json }) => json);
		const [back] = execution.items('Restore').map(({ json }) => json);
		expect([out?.complete, back?.complete]).toEqual([true, true]);
		const { added, removed, changed } = differenceOf(before, factsOf(org));
		expect([added, removed.filter((key) => !/^(session|token) /.test(key))]).toEqual([[], []]);
		// Okta drops the password of who is deactivated, and the apps have their profiles from elsewhere.
		const isExpected = (key: string) => key === `user ${person.id}` || /^assignment /.test(key);
		expect(changed.filter((key) => !isExpected(key))).toEqual([]);
		expect(org.directory.findUser(person.id)?.status).toBe('PROVISIONED');
	});

	describe('with approval', () => {
		let before = 0;
		beforeEach(() => {
			before = stage.org.ledger.requests.length;
		});
		const writes = () =>
			stage.org.ledger.requests
				.slice(before)
				.filter(({ path: to }) => to.startsWith('/api/'))
				.filter(({ method, clientId }) => method !== 'GET' && clientId === stage.app.clientId);
		const departments = (ids: readonly string[]) =>
			ids.map((id) => stage.org.directory.findUser(id)?.profile.department);

		let browser: Browser;
		beforeAll(async () => {
			browser = await launchBrowser();
		});
		afterAll(() => browser.close());

		/** The plan as whoever is asked sees it, row by row; a picture of it is kept. */
		const pageOf = async (asked: Execution, picture: string): Promise<string[][]> => {
			const page = await browser.newPage();
			await page.goto(formOf(asked));
			await page.getByText('Approve', { exact: true }).waitFor();
			const folder = path.join(artifacts, 'screenshots');
			await mkdir(folder, { recursive: true });
			await page.screenshot({ path: path.join(folder, `${picture}-${version}.png`) });
			const rows = await page.locator('tr:has(td)').all();
			return await Promise.all(rows.map((row) => row.locator('td').allInnerTexts()));
		};

		it('carries out the plan that was agreed to, but for what was altered since', async () => {
			const workflow = await load(stage, 'approval.json', (file) => {
				// Somebody who may edit workflows slips in a department that nobody saw.
				const tampered = `.replace('Field Sales', 'Board')`;
				setParameter(
					file,
					'Apply Plan',
					'plan',
					`={{ $('Dry Run').all().map(({ json }, index) => index === 3 ? { json: { ...json, requests: JSON.parse(JSON.stringify(json.requests)${tampered}) } } : { json }) }}`,
				);
			});
			const asked = await askForApproval(stage, workflow);
			const users = asked
				.items('Find the users')
				.flatMap(({ json }) => stage.org.directory.findUser(String(json.id)) ?? []);
			const ids = users.map(({ id }) => id);
			const [, changed = '', , altered = ''] = ids;
			expect(asked.status).toBe('waiting');
			expect(ids).toHaveLength(5);
			expect(writes()).toEqual([]);

			const logins = users.map(({ profile }) => textOf(profile, 'login'));
			const shown = await pageOf(asked, 'approval');
			expect(shown).toEqual(
				logins.map((login) => [login, 'change', 'department: Sales → Field Sales']),
			);

			await stage.org.console.updateUser(changed, { department: 'Legal' });
			await answerForm(formOf(asked), { decision: 'Approve' });
			const execution = await stage.n8n.rest.execution(asked.id);

			expect(execution.error).toBeUndefined();
			expect(execution.items('Done').map(({ json }) => json)).toEqual(
				[0, 2, 4].map((index) => ({ name: logins[index], outcome: 'changed' })),
			);
			expect(execution.items('Not done').map(({ json }) => json)).toEqual([
				{
					reason: `What the plan is based on has changed: user ${logins[1]}`,
					details: expect.stringContaining('Legal') as unknown,
				},
				{ reason: 'The plan is not as it was made', details: expect.anything() as unknown },
			]);
			expect(departments(ids)).toEqual([
				'Field Sales',
				'Legal',
				'Field Sales',
				'Sales',
				'Field Sales',
			]);
			expect(writes().map(({ path: to }) => to)).not.toContain(`/api/v1/users/${altered}`);
			expect(writes()).toHaveLength(3);
		});

		it('changes nothing when the answer is no', async () => {
			const workflow = await load(stage, 'approval.json');
			const asked = await askForApproval(stage, workflow);
			await answerForm(formOf(asked), { decision: 'Decline', comment: 'Not before May' });
			const execution = await stage.n8n.rest.execution(asked.id);

			expect(execution.items('Not approved').map(({ json }) => json)).toEqual([
				{ decision: 'Decline', comment: 'Not before May' },
			]);
			expect(execution.nodes).not.toContain('Apply Plan');
			expect(writes()).toEqual([]);
		});

		it('shows values as they are: neither HTML nor an expression is made of them', async () => {
			const value = '={{ "<b>{" + "{ 6 * 7 }" + "}</b>" }}';
			const workflow = await load(stage, 'approval.json', (file) =>
				setParameter(file, 'Dry Run', 'profile', mapped(['department', 'string', value])),
			);
			const asked = await askForApproval(stage, workflow);

			const [row] = await pageOf(asked, 'approval-of-odd-values');
			expect(row?.[2]).toMatch(/^department: .+ → <b>\{\{ 6 \* 7 \}\}<\/b>$/);
			await answerForm(formOf(asked), { decision: 'Decline' });
		});
	});

	it('has exchanged one token for all of this', () => {
		expect(exchanges()).toBe(1);
	});

	it('sends the token nowhere but to the org', async () => {
		const workflow = await httpRequest(`${stage.n8n.url}/healthz`);
		const execution = await stage.n8n.rest.run(workflow, 'Start');

		expect(execution.status).toBe('error');
	});

	it('leaves no secret in what n8n has written', async () => {
		const key = stage.app.credential().privateKey.split('\n')[1];
		const issued = stage.org.tokens.values();
		expect(issued).not.toHaveLength(0);

		const files = await readdir(stage.n8n.userFolder, { recursive: true, withFileTypes: true });
		const texts = await Promise.all(
			files
				.filter((file) => file.isFile())
				.map((file) => readFile(path.join(file.parentPath, file.name), 'latin1')),
		);
		const written = texts.join('\n');
		expect(written).toContain(stage.credential.name);
		for (const secret of [key, ...issued]) expect(written).not.toContain(secret);
		// The start of every signed JWT: assertions and proofs.
		expect(written).not.toMatch(/eyJ[\w-]{10,}\.eyJ/);
	});
});
