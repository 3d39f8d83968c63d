import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { n8nVersions } from '../n8n/cache';
import { byHand, chain, type Link, oneItemEach } from '../n8n/chain';
import { artifacts } from '../n8n/paths';
import { oktaNode, openStage, type Stage } from '../n8n/stage';
import { launchBrowser, openEditor } from './browser';
import { packedTarball } from './pack';

/** For people to look at. */
const folder = path.join(artifacts, 'screenshots');

describe.each(n8nVersions)('what compares a list with the org, in n8n %s', (version) => {
	let stage: Stage;

	beforeAll(async () => {
		await mkdir(folder, { recursive: true });
		stage = await openStage({
			version,
			tarball: packedTarball(),
			users: 400,
			scopes: ['okta.identitySources.manage'],
		});
	});
	afterAll(() => stage.close());

	const active = () => stage.org.users.list().filter(({ status }) => status === 'ACTIVE');
	const group = () => {
		const [engineering] = stage.org.groups.byName('Engineering');
		if (!engineering) throw new Error('The org has no Engineering');
		return engineering;
	};
	const isMember = ({ position }: { position: number }) =>
		stage.org.directory.isMember(group(), position);

	const run = async (rows: readonly unknown[], parameters: Record<string, unknown>) => {
		const workflow = await stage.n8n.rest.createWorkflow(
			chain(
				'Sync',
				byHand,
				...oneItemEach('row', rows),
				oktaNode(stage.credential, 'Okta', parameters),
			),
		);
		const execution = await stage.n8n.rest.run(workflow, byHand.name);
		return {
			workflow,
			error: execution.error,
			rows: () => execution.items('Okta').map(({ json }) => json),
		};
	};

	/** The panel, with what is under Options. */
	const shoot = async (name: string, workflowId: string) => {
		const browser = await launchBrowser();
		const editor = await openEditor(browser, stage.n8n);
		const page = await editor.newPage();
		await page.goto(`/workflow/${workflowId}/Okta`);
		await page.getByTestId('parameter-input-operation').waitFor();
		await page.waitForTimeout(1_500);
		await page.screenshot({ path: path.join(folder, `${name}-${version}.png`), fullPage: true });
		await browser.close();
	};

	it('makes a roster the members of a group: dry run first', async () => {
		const members = stage.org.users
			.list()
			.filter((user) => user.status !== 'DEPROVISIONED' && isMember(user));
		const [left, ...kept] = members;
		const [added] = active().filter((user) => !isMember(user));
		const roster = [...kept, ...(added ? [added] : [])].map(({ profile }) => profile.login);
		const parameters = {
			resource: 'group',
			operation: 'syncMembers',
			groupId: { __rl: true, mode: 'name', value: 'Engineering' },
			member: '={{ $json.row }}',
			options: { removeAtMost: '10 %', ruleMembers: 'leave', report: 'differences' },
		};
		const planned = await run(roster, { ...parameters, safeguards: { dryRun: true } });
		expect(planned.rows().map(({ would }) => would)).toEqual([
			...kept.map(() => 'nothing'),
			'create',
			'remove',
		]);
		expect(isMember(left ?? { position: -1 })).toBe(true);

		// Evaluated for all items by one expression.
		const member = '={{ $json.row.split("@")[0] }}@{{ $json.row.split("@")[1] }}';
		const done = await run(roster, { ...parameters, member });
		expect(done.error).toBeUndefined();
		expect(done.rows()).toEqual([
			expect.objectContaining({ outcome: 'added', userId: added?.id }),
			expect.objectContaining({ outcome: 'removed', userId: left?.id }),
			expect.objectContaining({ summary: true, added: 1, removed: 1, unchanged: kept.length }),
		]);
		const short = await run(roster.slice(0, 2), parameters);
		expect(short.error).toContain('The list would remove');
		await shoot('sync-members', done.workflow.id);
	});

	it('makes a list the people who have an app, with their roles: dry run first', async () => {
		const app = stage.org.apps.list().find(({ name }) => name === 'slack');
		if (!app) throw new Error('The org has no Slack');
		const scopeOf = ({ position }: { position: number }) =>
			stage.org.directory.assignmentScope(app, position);
		const [left, one, two, added] = active().filter((user) => scopeOf(user) === undefined);
		if (!left || !one || !two || !added) throw new Error('The org is too small');
		for (const { position } of [left, one, two]) app.direct.add(position);
		const others = stage.org.users
			.list()
			.filter((user) => user.status !== 'DEPROVISIONED' && scopeOf(user) === 'USER')
			.filter(({ id }) => id !== left.id);
		const list = [...others, added].map(({ profile }) => ({
			login: profile.login,
			role: 'member',
		}));
		const parameters = {
			resource: 'application',
			operation: 'syncUsers',
			appId: { __rl: true, mode: 'name', value: 'Slack' },
			person: '={{ $json.login }}',
			setAppProfile: true,
			profile: {
				mappingMode: 'defineBelow',
				value: { role: '={{ $json.role }}' },
				schema: [],
			},
			options: { removeAtMost: '50 %', throughGroup: 'leave', report: 'differences' },
		};
		const planned = await run(list, { ...parameters, safeguards: { dryRun: true } });
		expect(planned.error).toBeUndefined();
		expect(planned.rows().map(({ would }) => would)).toEqual([
			...others.map(() => 'change'),
			'create',
			'remove',
		]);
		expect(scopeOf(left)).toBe('USER');

		const done = await run(list, parameters);
		expect(done.error).toBeUndefined();
		expect(done.rows().map(({ outcome }) => outcome)).toEqual([
			...others.map(() => 'updated'),
			'added',
			'removed',
			undefined,
		]);
		expect(done.rows()[0]?.changes).toEqual([{ field: 'role', from: null, to: 'member' }]);
		expect(done.rows().at(-1)).toMatchObject({ added: 1, removed: 1, updated: others.length });
		const again = await run(list, parameters);
		expect(again.rows()).toMatchObject([{ summary: true, unchanged: list.length }]);
		await shoot('sync-users', done.workflow.id);
	});

	it('brings people in through an identity source, and tells what is to be seen of them', async () => {
		const [app] = stage.org.apps.list();
		if (!app) throw new Error('The org has no app');
		stage.org.directory.addIdentitySource(app);
		const rows = Array.from({ length: 250 }, (_, number) => ({
			number: `E${number}`,
			login: `hired${number}.${version}@acme.example`,
		}));
		const parameters = {
			resource: 'identitySource',
			operation: 'import',
			appId: { __rl: true, mode: 'id', value: app.id },
			externalId: '={{ $json.number }}',
			userName: '={{ $json.login }}',
			profile: {
				mappingMode: 'defineBelow',
				value: { email: '={{ $json.login }}', firstName: 'Ada' },
				schema: [],
			},
			options: { openSession: 'fail', waitAtMost: 5 },
		};
		const planned = await run(rows, { ...parameters, safeguards: { dryRun: true } });
		expect(planned.rows()).toHaveLength(rows.length);
		expect(planned.rows()[0]).toMatchObject({ would: 'change', certain: false });

		const done = await run(rows, parameters);
		expect(done.error).toBeUndefined();
		expect(done.rows().at(-1)).toMatchObject({ summary: true, imported: rows.length });
		expect(stage.org.users.byLogin(rows[249]?.login ?? '')?.profile.firstName).toBe('Ada');
		await shoot('identity-source-import', done.workflow.id);

		const { resource, operation, appId, options } = parameters;
		const source = { resource, operation, appId, options };
		const teams = ['berlin', 'paris'].map((team) => ({ team: `${team}-${version}`, name: team }));
		const ofGroups = {
			...source,
			importOf: 'groups',
			externalId: '={{ $json.team }}',
			displayName: '={{ $json.name }}',
		};
		const groups = await run(teams, ofGroups);
		expect(groups.error).toBeUndefined();
		expect(groups.rows().at(-1)).toMatchObject({ summary: true, imported: teams.length });
		await shoot('identity-source-import-groups', groups.workflow.id);

		const seats = rows.map(({ number }, at) => ({ number, team: teams[at % 2]?.team }));
		const ofMembers = {
			...source,
			importOf: 'members',
			groupExternalId: '={{ $json.team }}',
			memberExternalId: '={{ $json.number }}',
		};
		const members = await run(seats, ofMembers);
		expect(members.error).toBeUndefined();
		expect(members.rows().at(-1)).toMatchObject({ summary: true, imported: seats.length });
		await shoot('identity-source-import-members', members.workflow.id);
	});

	it('gives somebody who moves other groups', async () => {
		const [sales] = stage.org.groups.byName('Sales');
		const mover = active().find(
			(user) => isMember(user) && sales && !stage.org.directory.isMember(sales, user.position),
		);
		const parameters = {
			resource: 'user',
			operation: 'setGroups',
			userId: { __rl: true, mode: 'login', value: '={{ $json.row }}' },
			groups: 'Sales',
			membership: 'exactly',
			within: 'list',
			scopeGroups: 'Engineering, Sales, Legal',
			options: { ruleMembers: 'leave', ifNoGroups: 'fail' },
		};
		const done = await run([mover?.profile.login], parameters);
		expect(done.rows()[0]).toMatchObject({
			outcome: 'updated',
			added: ['Sales'],
			removed: ['Engineering'],
		});
		await shoot('set-groups', done.workflow.id);
	});

	describe('a feed of people', () => {
		const names = ['login', 'email', 'firstName', 'lastName', 'employeeNumber', 'department'];
		const parameters = {
			resource: 'directory',
			operation: 'importUsers',
			importBy: 'other',
			importAttribute: 'employeeNumber',
			profile: {
				mappingMode: 'autoMapInputData',
				value: null,
				schema: names.map((id) => ({
					id,
					displayName: id,
					type: 'string',
					required: false,
					display: true,
					defaultMatch: false,
					isNeeded: id !== 'department' && id !== 'employeeNumber',
				})),
			},
			absent: 'suspend',
			scopeBy: 'group',
			scopeGroup: 'Legal',
		};
		const members = () => {
			const [legal] = stage.org.groups.byName('Legal');
			if (!legal) throw new Error('The org has no Legal');
			const all = stage.org.users
				.list()
				.filter(({ status }) => status !== 'DEPROVISIONED' && status !== 'SUSPENDED')
				.filter(({ position }) => stage.org.directory.isMember(legal, position));
			// Whom the test suspends and changes is active.
			return all.toSorted(
				(one, other) => Number(other.status === 'ACTIVE') - Number(one.status === 'ACTIVE'),
			);
		};
		const rowOf = ({ profile }: ReturnType<typeof active>[number]) =>
			Object.fromEntries(names.map((name) => [name, profile[name] ?? '']));
		const newcomer = (number: string) => ({
			login: `new.${number}@acme.example`,
			email: `new.${number}@acme.example`,
			firstName: 'New',
			lastName: number,
			employeeNumber: number,
			department: 'Legal',
		});
		const importRows = async (
			rows: readonly unknown[],
			more: Record<string, unknown>,
			...between: readonly Link[]
		) => {
			const workflow = await stage.n8n.rest.createWorkflow(
				chain(
					'Import',
					byHand,
					...oneItemEach('row', rows),
					...between,
					oktaNode(stage.credential, 'Okta', { ...parameters, ...more }),
				),
			);
			const execution = await stage.n8n.rest.run(workflow, byHand.name);
			return { workflow, error: execution.error, items: () => execution.items('Okta') };
		};

		it('makes the users of the org what it says: dry run first', async () => {
			const [left, moved, ...kept] = members();
			const rows = [
				newcomer('F1'),
				...(moved ? [{ ...rowOf(moved), department: 'Moved' }] : []),
				...kept.map(rowOf),
			];
			const planned = await importRows(rows, { safeguards: { dryRun: true } });
			expect(planned.error).toBeUndefined();
			expect(planned.items().map(({ json }) => json['would'])).toEqual([
				'create',
				'change',
				...kept.map(() => 'nothing'),
				'change',
			]);
			const options = { report: 'differences', absentAtMost: '25 %', rehires: 'reactivate' };
			const done = await importRows(rows, { options });
			expect(done.error).toBeUndefined();
			expect(done.items().map(({ json }) => json)).toEqual([
				expect.objectContaining({ outcome: 'created', login: 'new.F1@acme.example' }),
				expect.objectContaining({ outcome: 'updated', userId: moved?.id }),
				expect.objectContaining({ outcome: 'suspended', userId: left?.id }),
				expect.objectContaining({ summary: true, created: 1, updated: 1, suspended: 1 }),
			]);
			const short = await importRows(rows.slice(0, 2), {});
			expect(short.error).toContain('The rows would suspend');
			await shoot('import-users', done.workflow.id);
		});

		it('comes as a file, and leaves a report file', async () => {
			const rows = [newcomer('F2'), newcomer('F3')];
			const toFile = {
				name: 'To file',
				type: 'n8n-nodes-base.convertToFile',
				typeVersion: 1.1,
				parameters: { operation: 'csv', binaryPropertyName: 'data', options: {} },
			};
			const more = { rowsFrom: 'file', absent: 'leave', options: { reportAs: 'csv' } };
			const done = await importRows(rows, more, toFile);
			expect(done.error).toBeUndefined();
			expect(done.items()).toEqual([
				expect.objectContaining({
					json: { summary: true, rows: 2, created: 2 },
					binary: expect.objectContaining({ report: expect.anything() as unknown }) as unknown,
				}),
			]);
			await shoot('import-users-from-file', done.workflow.id);
		});
	});

	it('brings people to a status, whatever they are in', async () => {
		const inStatus = (status: string) =>
			stage.org.users.list().find((user) => user.status === status)?.profile.login;
		const parameters = {
			resource: 'user',
			operation: 'ensureStatus',
			userId: { __rl: true, mode: 'login', value: '={{ $json.row }}' },
			status: 'ACTIVE',
		};
		const people = ['SUSPENDED', 'LOCKED_OUT', 'ACTIVE'].map(inStatus);
		const done = await run(people, parameters);
		expect(done.rows().map(({ outcome }) => outcome)).toEqual([
			'unsuspended',
			'unlocked',
			'unchanged',
		]);
		await shoot('ensure-status', done.workflow.id);
	});
});
