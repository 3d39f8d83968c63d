import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { text } from '../../nodes/Okta/transport/json';
import type { Org } from '../org';
import { node } from './harness';
import { byId, type Item } from './scenarios';
import { textOf } from './scenarios/scenario';
import {
	apiRequests,
	closeWorlds,
	complaint,
	openWorld,
	putOutFor,
	type World,
	type WorldOptions,
} from './world';

afterEach(closeWorlds);

const group = ({ groups }: Org) => {
	const [engineering] = groups.byName('Engineering');
	if (!engineering) throw new Error('The org has no Engineering');
	return engineering;
};

/** Okta lists no deactivated members. */
const inGroup = (org: Org) =>
	org.users
		.list()
		.filter(
			({ position, status }) =>
				status !== 'DEPROVISIONED' && org.directory.isMember(group(org), position),
		);

const outside = (org: Org, status = 'ACTIVE') =>
	org.users
		.list()
		.filter((user) => user.status === status && !org.directory.isMember(group(org), user.position));

type User = ReturnType<typeof inGroup>[number];

const loginOf = ({ profile }: Pick<User, 'profile'>) => textOf(profile, 'login');

const rowsFor = (users: readonly User[]): Item[] =>
	users.map((user) => ({ login: loginOf(user), id: user.id }));

const form = ({ org }: World, parameters: INodeParameters = {}): INodeParameters => ({
	resource: 'group',
	operation: 'syncMembers',
	groupId: byId(group(org).id),
	member: '={{ $json.login }}',
	...parameters,
});

const sync = async (world: World, items: IDataObject[], parameters: INodeParameters = {}) =>
	await world.n8n.run({ parameters: form(world, parameters), items, credential: world.credential });

const writes = ({ org }: World) => apiRequests(org).filter(({ method }) => method !== 'GET');

const outcomesOf = (items: ReadonlyArray<{ json: IDataObject }>) =>
	items.map(({ json }) => json['outcome']).filter((outcome) => outcome !== undefined);

/** Switches on a rule that puts people into the group. */
async function withRule({ n8n, org, credential }: World, expression: string, name = 'By rule') {
	const rule = { name, expression, groupId: byId(group(org).id) };
	const made = await n8n.run({
		parameters: { resource: 'groupRule', operation: 'create', ...rule },
		credential,
	});
	const activated = await n8n.run({
		parameters: {
			resource: 'groupRule',
			operation: 'activate',
			groupRuleId: byId(text(made.items[0]?.json['id'])),
		},
		credential,
	});
	expect([made.error, activated.error]).toEqual([undefined, undefined]);
}

const open = async (options: WorldOptions = {}) => await openWorld(options);

describe('Exactly These', () => {
	test('adds who is missing, removes who is not listed, and says so of each', async () => {
		const world = await open();
		const [left, ...kept] = inGroup(world.org);
		const [added] = outside(world.org);
		if (!left || !added) throw new Error('The org is too small');
		const rows = rowsFor([...kept, added]);

		const { items, error } = await sync(world, rows);
		expect(error).toBeUndefined();
		const last = rows.length - 1;
		expect(putOutFor(items, last)).toMatchObject([{ outcome: 'added', userId: added.id }]);
		expect(putOutFor(items, 1)).toMatchObject([{ outcome: 'unchanged', groupName: 'Engineering' }]);
		expect(items.find(({ json }) => json['outcome'] === 'removed')?.json).toMatchObject({
			userId: left.id,
			login: loginOf(left),
		});
		expect(items.at(-1)?.json).toMatchObject({
			summary: true,
			added: 1,
			removed: 1,
			unchanged: kept.length,
		});
		expect(inGroup(world.org).map(({ id }) => id)).toEqual(
			[...kept, added].map(({ id }) => id).toSorted(),
		);
	});

	test('the second time, changes nothing', async () => {
		const world = await open();
		const rows = rowsFor(inGroup(world.org).slice(1));
		await sync(world, rows);
		const before = writes(world).length;
		const { items } = await sync(world, rows);
		expect(new Set(outcomesOf(items))).toEqual(new Set(['unchanged']));
		expect(writes(world)).toHaveLength(before);
	});

	test('costs the pages of the group and of the rules, a read for each new member, and the writes', async () => {
		const world = await open({ org: { users: 14_000 } });
		const members = inGroup(world.org);
		const [gone, news] = [members.slice(0, 20), outside(world.org).slice(0, 20)];
		world.org.ledger.clear();
		const { error } = await sync(world, rowsFor([...members.slice(20), ...news]));
		expect(error).toBeUndefined();
		expect(members.length).toBeGreaterThan(1000);
		const pages = Math.ceil(members.length / 1000);
		const rulePages = 1;
		const itsGroup = 1;
		expect(apiRequests(world.org)).toHaveLength(
			itsGroup + pages + rulePages + news.length + (gone.length + news.length),
		);
	});

	test.each<[string, (members: User[]) => IDataObject[], RegExp]>([
		['an empty item', () => [{}], /The list names nobody/],
		['a single row', ([one]) => rowsFor(one ? [one] : []), /would remove \d+ of \d+ members/],
		['nobody anyone knows', () => [{ login: 'x@y.example' }], /The list names nobody/],
	])('takes %s for a list that came short', async (_, rows, said) => {
		const world = await open();
		const outcome = await sync(world, rows(inGroup(world.org)));
		expect(complaint(outcome)).toMatch(said);
		expect(writes(world)).toEqual([]);
	});

	test.each([
		['a number', '4', 4],
		['a part of the members', '20 %', undefined],
	])('removes no more than %s', async (_, removeAtMost, number) => {
		const world = await open();
		const members = inGroup(world.org);
		const most = number ?? Math.floor(members.length / 5);
		const options = { removeAtMost };
		const refused = await sync(world, rowsFor(members.slice(most + 1)), { options });
		expect(complaint(refused)).toContain(`Remove at Most allows ${String(most)}`);
		const done = await sync(world, rowsFor(members.slice(most)), { options });
		expect(done.items.at(-1)?.json['removed']).toBe(most);
	});

	test('does not run twice in one execution', async () => {
		const world = await open();
		const members = inGroup(world.org);
		const to = (name: string) => ({ node: name, type: 'main' as const, index: 0 });
		const { run } = await world.n8n.runWorkflow({
			nodes: [
				{ ...node('Start', 'n8n-nodes-base.manualTrigger'), parameters: {} },
				{ ...node('Again', 'n8n-nodes-base.noOp'), parameters: {} },
				{
					...node('Sync', 'n8n-nodes-okta.okta'),
					parameters: form(world),
					credentials: { oktaServiceAppApi: world.credential },
				},
			],
			connections: {
				Start: { main: [[to('Sync'), to('Again')]] },
				Again: { main: [[to('Sync')]] },
			},
			items: rowsFor(members.slice(1)),
		});
		const runs = run.data.resultData.runData['Sync'] ?? [];
		expect(runs.map(({ error }) => error?.message)).toEqual([
			undefined,
			'Exactly These takes the whole list at once, and this is a second run',
		]);
	});
});

describe('a member by a group rule', () => {
	const byLogin = (user: User) => `user.login == "${loginOf(user)}"`;

	test('stays, and the output names the rule', async () => {
		const world = await open();
		const [one] = outside(world.org);
		if (!one) throw new Error('The org is too small');
		const rows = rowsFor(inGroup(world.org));
		await withRule(world, byLogin(one));
		const { items } = await sync(world, rows);
		expect(outcomesOf(items)).toContain('skipped');
		expect(items.find(({ json }) => json['userId'] === one.id)?.json).toMatchObject({
			outcome: 'skipped',
			why: 'Is in the group by the group rule "By rule".',
		});
	});

	test('is removed by choice, and an exception of the rule from then on', async () => {
		const world = await open();
		const [one] = outside(world.org);
		if (!one) throw new Error('The org is too small');
		const rows = rowsFor(inGroup(world.org));
		await withRule(world, byLogin(one));
		await sync(world, rows, { options: { ruleMembers: 'remove' } });
		expect(inGroup(world.org).map(({ id }) => id)).not.toContain(one.id);
		const rule = world.org.directory.rules.list().find(({ name }) => name === 'By rule');
		expect(rule?.excluded).toEqual([one.id]);
	});

	test.each([
		['is found in the log', ['okta.logs.read'], 'Was put into the group by the group rule "Odd".'],
		['may be one', [], 'May be in the group by the group rule "Odd".'],
	] as const)('%s, where only Okta can evaluate the rule', async (_, scopes, why) => {
		const world = await open({
			app: { scopes: ['okta.groups.manage', 'okta.users.read', ...scopes] },
		});
		const [one] = outside(world.org);
		if (!one) throw new Error('The org is too small');
		const rows = rowsFor(inGroup(world.org));
		await withRule(world, `isMemberOfGroupName("Everyone") AND ${byLogin(one)}`, 'Odd');
		const { items, error } = await sync(world, rows);
		expect(error).toBeUndefined();
		expect(items.find(({ json }) => json['userId'] === one.id)?.json).toMatchObject({
			outcome: 'skipped',
			why,
		});
	});

	test('whom somebody put in by hand is none, whatever the rule', async () => {
		const world = await open();
		const [one] = outside(world.org);
		if (!one) throw new Error('The org is too small');
		const rows = rowsFor(inGroup(world.org));
		await world.n8n.run({
			parameters: {
				resource: 'group',
				operation: 'addMember',
				groupId: byId(group(world.org).id),
				userId: byId(one.id),
			},
			credential: world.credential,
		});
		await withRule(world, `isMemberOfGroupName("Nobody") AND ${byLogin(one)}`, 'Odd');
		const { items } = await sync(world, rows);
		expect(items.find(({ json }) => json['userId'] === one.id)?.json['outcome']).toBe('removed');
	});
});

describe('rows that are not as they should be', () => {
	test('say what became of them', async () => {
		const world = await open();
		const members = inGroup(world.org);
		const [first] = members;
		const [deactivated] = outside(world.org, 'DEPROVISIONED');
		if (!first || !deactivated) throw new Error('The org is too small');
		const rows = [
			...rowsFor([first, first, deactivated]),
			{ login: 'nobody@acme.example' },
			{ login: '' },
		];
		const { items } = await sync(world, rows, { membership: 'add' });
		expect(outcomesOf(items)).toEqual(['unchanged', 'skipped', 'skipped', 'refused', 'refused']);
		expect(items.map(({ json }) => json['why'])).toMatchObject([
			undefined,
			'Item 1 names the same person as item 0.',
			'The user is deactivated, and was not added.',
			'No user has nobody@acme.example as login.',
			'The row names nobody.',
			undefined,
		]);
		expect(writes(world)).toEqual([]);
	});

	test.each(['unknownRows', 'duplicateRows'])('change nothing by choice: %s', async (choice) => {
		const world = await open();
		const [first, added] = [inGroup(world.org)[0], outside(world.org)[0]];
		if (!first || !added) throw new Error('The org is too small');
		const rows = [...rowsFor([first, first, added]), { login: 'nobody@acme.example' }];
		const outcome = await sync(world, rows, { membership: 'add', options: { [choice]: 'fail' } });
		expect(complaint(outcome)).toContain(choice === 'unknownRows' ? 'Item 3' : 'Item 1');
		expect(writes(world)).toEqual([]);
	});

	test('mean the account that is open, where a closed one has the same number', async () => {
		const world = await open();
		const [back] = outside(world.org);
		const [closed] = outside(world.org, 'DEPROVISIONED');
		if (!back || !closed) throw new Error('The org is too small');
		const number = textOf(back.profile, 'employeeNumber');
		world.org.users.put({ ...closed, profile: { ...closed.profile, employeeNumber: number } });
		const { items } = await sync(world, [{ number }], {
			member: '={{ $json.number }}',
			matchBy: 'other',
			matchAttribute: 'employeeNumber',
			membership: 'add',
		});
		expect(items[0]?.json).toMatchObject({ outcome: 'added', userId: back.id });
	});

	test('name people by an attribute, who are searched for many at a time and read', async () => {
		const world = await open();
		const news = outside(world.org).slice(0, 30);
		const rows = news.map(({ profile }) => ({ number: textOf(profile, 'employeeNumber') }));
		const { items } = await sync(world, rows, {
			member: '={{ $json.number }}',
			matchBy: 'other',
			matchAttribute: 'employeeNumber',
			membership: 'add',
		});
		expect(outcomesOf(items)).toEqual(news.map(() => 'added'));
		const lists = apiRequests(world.org).filter(({ path }) => path === '/api/v1/users');
		expect(lists).toHaveLength(2);
	});
});

describe('safeguards', () => {
	test('Dry Run shows a plan for each row and removal, and why the list would be refused', async () => {
		const world = await open();
		const members = inGroup(world.org);
		const { items } = await sync(world, rowsFor(members.slice(0, 1)), {
			safeguards: { dryRun: true },
		});
		expect(items.map(({ json }) => json['would'])).toEqual([
			'nothing',
			...members.slice(1).map(() => 'remove'),
		]);
		expect(writes(world)).toEqual([]);
	});

	test('Stop Before More Than refuses the whole run beforehand', async () => {
		const world = await open();
		const news = outside(world.org).slice(0, 3);
		const outcome = await sync(world, rowsFor(news), {
			membership: 'add',
			safeguards: { stopBefore: 2 },
		});
		expect(complaint(outcome)).toContain('The run would change 3 items');
		expect(writes(world)).toEqual([]);
	});

	test('Stop Before More Than Percent refuses the whole run beforehand', async () => {
		const world = await open();
		const news = outside(world.org).slice(0, 3);
		const outcome = await sync(world, rowsFor(news), {
			membership: 'add',
			safeguards: { stopBeforePercent: 5 },
		});
		expect(complaint(outcome)).toMatch(/would change 3 of \d+ members of the group "Engineering"/);
		expect(writes(world)).toEqual([]);
	});

	test('Check All Items First changes nothing when a row names nobody', async () => {
		const world = await open();
		const rows = [...rowsFor(outside(world.org).slice(0, 2)), { login: 'nobody@acme.example' }];
		const outcome = await sync(world, rows, {
			membership: 'add',
			safeguards: { checkFirst: true },
		});
		expect(complaint(outcome)).toContain('Item 2: No user has nobody@acme.example as login');
		expect(writes(world)).toEqual([]);
	});
});

test('a run that ends early says what was done, of rows and of members no row is about', async () => {
	const world = await open();
	const members = inGroup(world.org);
	const news = outside(world.org).slice(0, 2);
	world.org.faults.add({ method: 'DELETE', after: 1, then: { status: 403, body: {} } });
	const outcome = await sync(world, rowsFor([...members.slice(2), ...news]), {
		requestOptions: { parallel: 1 },
	});
	expect(complaint(outcome)).toContain(`Of ${String(members.length)} items, counted from 0, `);
	expect(complaint(outcome)).toContain(
		`Beside the items: ${textOf(members[0]?.profile ?? {}, 'login')} in`,
	);
});
