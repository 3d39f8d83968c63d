import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { mapped } from '../engine/harness/parameters';
import { textOf } from '../engine/scenarios/scenario';
import { text } from '../../nodes/Okta/transport/json';
import { currentN8n } from '../n8n/cache';
import { byHand, chain, oneItemEach } from '../n8n/chain';
import { artifacts } from '../n8n/paths';
import { credentialType, oktaNode, openStage, type Stage } from '../n8n/stage';
import { launchBrowser, openEditor } from './browser';
import { packedTarball } from './pack';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

describe(`safeguards in n8n ${currentN8n}`, () => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await openStage({ version: currentN8n, tarball: packedTarball(), users: 1_400 });
	});
	afterAll(() => stage.close());
	beforeEach(() => stage.org.ledger.clear());

	const active = () => stage.org.users.list().filter(({ status }) => status === 'ACTIVE');
	const writes = () =>
		stage.org.ledger
			.filter({ path: /^\/api\// })
			.filter(({ method }) => method !== 'GET')
			.map(({ method, path: to }) => `${method} ${to}`);

	const save = async (
		name: string,
		rows: readonly object[],
		parameters: Record<string, unknown>,
		settings: Record<string, unknown> = {},
	) =>
		await stage.n8n.rest.createWorkflow(
			chain(name, byHand, ...oneItemEach('rows', rows), {
				...oktaNode(stage.credential, 'Okta', parameters),
				...settings,
			}),
		);

	const suspend = (safeguards: object) => ({
		resource: 'user',
		operation: 'suspend',
		userId: byId('={{ $json.id }}'),
		safeguards,
	});

	it('plans 500 rows, and shows what would become of each', async () => {
		const known = active().slice(0, 350);
		const row = ({ profile }: (typeof known)[number], department?: string) => ({
			login: textOf(profile, 'login'),
			firstName: textOf(profile, 'firstName'),
			lastName: textOf(profile, 'lastName'),
			department: department ?? textOf(profile, 'department'),
		});
		const rows = [
			...Array.from({ length: 150 }, (_, n) => ({
				login: `new.${String(n)}@acme.example`,
				firstName: 'New',
				lastName: 'Hire',
				department: 'Sales',
			})),
			...known.slice(0, 145).map((user) => row(user, 'Moon Base')),
			...known.slice(145, 345).map((user) => row(user)),
			...known.slice(345).map((user) => row(user, 'Moon Base')),
		];
		const workflow = await save('Dry run', rows, {
			resource: 'user',
			operation: 'upsert',
			profile: mapped(
				...['login', 'firstName', 'lastName', 'department'].map(
					(name): [string, 'string', string] => [name, 'string', `={{ $json.${name} }}`],
				),
				['email', 'string', '={{ $json.login }}'],
			),
			safeguards: {
				dryRun: true,
				protectedUsers: known
					.slice(345)
					.map(({ id }) => id)
					.join(', '),
			},
		});
		const execution = await stage.n8n.rest.run(workflow, byHand.name);

		expect(execution.status).toBe('success');
		const count = new Map<string, number>();
		for (const { json } of execution.items('Okta')) {
			const would = text(json['would']);
			count.set(would, (count.get(would) ?? 0) + 1);
		}
		expect(Object.fromEntries(count)).toEqual({
			create: 150,
			change: 145,
			nothing: 200,
			'be refused': 5,
		});
		expect(writes()).toEqual([]);

		const folder = path.join(artifacts, 'screenshots');
		await mkdir(folder, { recursive: true });
		const browser = await launchBrowser();
		const editor = await openEditor(browser, stage.n8n);
		try {
			editor.setDefaultTimeout(90_000);
			const page = await editor.newPage();
			await page.goto(`/workflow/${workflow.id}/Okta`);
			await page.getByTestId('node-execute-button').click();
			await page.getByText('Dry run: nothing was changed').first().waitFor();
			await page.waitForTimeout(1_000);
			await page.screenshot({ path: path.join(folder, `dry-run-${currentN8n}.png`) });
		} finally {
			await browser.close();
		}
		expect(writes()).toEqual([]);
	});

	it('changes nothing when three of 500 rows are bad, and names the three', async () => {
		const [gone] = stage.org.users.list().filter(({ status }) => status === 'DEPROVISIONED');
		const rows = active()
			.slice(0, 500)
			.map(({ id }) => ({ id }));
		rows[7] = { id: gone?.id ?? '' };
		rows[123] = { id: '00uNobody0000000005d7' };
		rows[499] = { id: '00uNobody0000000006d7' };
		const workflow = await save('Check first', rows, suspend({ checkFirst: true }));
		const execution = await stage.n8n.rest.run(workflow, byHand.name);

		expect(execution.status).toBe('error');
		expect(execution.complaint('Okta')).toMatch(
			/3 items of 500 would be refused[^]*Item 7: [^]*Item 123: [^]*Item 499: /,
		);
		expect(writes()).toEqual([]);
	});

	it('stops before more than a part of a group is taken out of it', async () => {
		const { directory, groups } = stage.org;
		const group = groups
			.list()
			.find((one) => one.type === 'OKTA_GROUP' && [...directory.membersFrom(one, 0)].length > 20);
		if (!group) throw new Error('There is no group of that size');
		const members = [...directory.membersFrom(group, 0)];
		const rows = members
			.slice(0, Math.ceil(members.length / 2))
			.map((position) => ({ id: stage.org.users.at(position)?.id }));
		const workflow = await save('Part', rows, {
			resource: 'group',
			operation: 'removeMember',
			groupId: byId(group.id),
			userId: byId('={{ $json.id }}'),
			safeguards: { stopBeforePercent: 10 },
		});
		const execution = await stage.n8n.rest.run(workflow, byHand.name);

		expect(execution.complaint('Okta')).toContain(
			`would change ${String(rows.length)} of ${String(members.length)} members of the group`,
		);
		expect(writes()).toEqual([]);
	});

	it('carries out a plan of 300 items that went through other nodes, but for what they altered', async () => {
		const ids = active()
			.slice(600, 900)
			.map(({ id }) => id);
		const edit = (name: string, expression: string) => ({
			name,
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { mode: 'raw', includeOtherFields: true, jsonOutput: expression, options: {} },
		});
		const workflow = await stage.n8n.rest.createWorkflow(
			chain(
				'Plan by hand',
				byHand,
				...oneItemEach(
					'rows',
					ids.map((id) => ({ id })),
				),
				oktaNode(stage.credential, 'Dry Run', suspend({ dryRun: true })),
				edit('Approve', '={{ { approvedBy: "Grace", approvedAt: $now.toISO() } }}'),
				edit('Alter', '={{ $itemIndex === 7 ? { why: "Agreed by phone" } : {} }}'),
				{
					...oktaNode(stage.credential, 'Apply', {
						resource: 'directory',
						operation: 'applyPlan',
						plan: '={{ $input.all() }}',
					}),
					onError: 'continueRegularOutput',
				},
			),
		);
		const execution = await stage.n8n.rest.run(workflow, byHand.name);

		expect(execution.status).toBe('success');
		const rows = execution.items('Apply').map(({ json }) => json['outcome'] ?? json['error']);
		expect(rows).toEqual(
			ids.map((_, index) => (index === 7 ? 'The plan is not as it was made' : 'changed')),
		);
		expect(writes()).toHaveLength(299);
	});

	it('checks first what the credential protects, and changes nothing', async () => {
		const [glass, ...others] = active().slice(100, 120);
		const credential = await stage.n8n.rest.createCredential({
			name: 'Protecting one',
			type: credentialType,
			data: stage.app.credential({ protectedIds: glass?.id ?? '' }),
		});
		const rows = [...others, ...(glass ? [glass] : [])].map(({ id }) => ({ id }));
		const workflow = await stage.n8n.rest.createWorkflow(
			chain(
				'Protected by the credential',
				byHand,
				...oneItemEach('rows', rows),
				oktaNode(credential, 'Okta', suspend({ checkFirst: true })),
			),
		);
		const execution = await stage.n8n.rest.run(workflow, byHand.name);

		expect(execution.complaint('Okta')).toMatch(
			/1 item of 20 would be refused[^]*Item 19: The credential protects 00u/,
		);
		expect(writes()).toEqual([]);
	});

	it('keeps a protected break-glass account as it is, whatever changes it', async () => {
		const [glass, other] = active();
		if (!glass || !other) throw new Error('The org is empty');
		const login = textOf(glass.profile, 'login');
		const safeguards = { protectedUsers: login };
		const goOn = { onError: 'continueRegularOutput' };
		const call = (method: string, to: string) => ({
			resource: 'customApiCall',
			operation: 'request',
			method,
			path: to,
			safeguards,
		});
		const path30 = glass.id.replace('0', '%30');
		const attempts = [
			{ resource: 'user', operation: 'delete', userId: byId(glass.id), safeguards },
			call('DELETE', `/api/v1/users/${glass.id}`),
			call('POST', `/api/v1/users/${path30}/lifecycle/deactivate`),
			call('POST', `/api/v1/users/${encodeURIComponent(login)}/lifecycle/suspend`),
		];
		const before = JSON.stringify(glass);
		for (const parameters of attempts) {
			const workflow = await save('Break-glass', [{}], parameters, goOn);
			const execution = await stage.n8n.rest.run(workflow, byHand.name);
			expect(JSON.stringify(execution.items('Okta'))).toContain(`is protected: \\"${login}\\"`);
		}
		expect(writes()).toEqual([]);
		expect(JSON.stringify(stage.org.directory.findUser(glass.id))).toBe(before);

		const skip = suspend({ ...safeguards, ifProtected: 'skip' });
		const workflow = await save('Skip', [{ id: glass.id }, { id: other.id }], skip);
		const execution = await stage.n8n.rest.run(workflow, byHand.name);
		expect(execution.items('Okta').map(({ json }) => json['outcome'])).toEqual([
			'skipped',
			'suspended',
		]);
		expect(writes()).toEqual([`POST /api/v1/users/${other.id}/lifecycle/suspend`]);
	});
});
