import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { text } from '../../nodes/Okta/transport/json';
import type { Org } from '../org';
import type { User } from '../org/directory/model';
import { node } from './harness';
import {
	active,
	byLogin,
	change,
	columns,
	form,
	members,
	newcomer,
	outcomes,
	profileOf,
	rowOf,
	run,
	some,
	statusOf,
	usual,
	withNumber,
	writes,
} from './importing';
import {
	apiRequests,
	closeWorlds,
	complaint,
	openWorld,
	putOutFor,
	type WorldOptions,
} from './world';

afterEach(closeWorlds);

const open = async (options: WorldOptions = {}) => await openWorld(options);

describe('people who are new', () => {
	test.each([
		[false, 'STAGED'],
		[true, 'PROVISIONED'],
	])('are created; activated: %s', async (activate, status) => {
		const world = await open();
		const { items, error } = await run(world, [newcomer('N1')], { activate });
		expect(error).toBeUndefined();
		const [user] = byLogin(world.org, 'new.N1@acme.example');
		expect(putOutFor(items, 0)[0]).toEqual({
			employeeNumber: 'N1',
			userId: user?.id,
			login: 'new.N1@acme.example',
			outcome: 'created',
		});
		expect(user?.status).toBe(status);
		expect(user?.profile).toMatchObject({ lastName: 'Number N1', department: 'Sales' });
		expect(items.at(-1)?.json).toEqual({ summary: true, rows: 1, created: 1 });
	});

	test('get the value to match by without blanks, or search would not find them again', async () => {
		const world = await open();
		const { items } = await run(world, [newcomer('N1', { employeeNumber: ' N1 ' })]);
		expect(outcomes(items)).toEqual(['created']);
		expect(byLogin(world.org, 'new.N1@acme.example')[0]?.profile['employeeNumber']).toBe('N1');
	});

	test('lack nothing that Okta demands, or nobody is changed', async () => {
		const world = await open();
		const [someone] = some(world.org);
		const { firstName: _, ...rest } = newcomer('N1');
		const outcome = await run(world, [{ ...rowOf(someone), department: 'Moved' }, rest]);
		expect(complaint(outcome)).toMatch(/One row cannot be right/);
		expect(complaint(outcome)).toContain('Row 1: The user is new, and the row has no firstName.');
		expect(writes(world)).toEqual([]);
	});
});

describe('people who are there', () => {
	test('are left as they are when nothing differs', async () => {
		const world = await open();
		const rows = withNumber(active(world.org)).slice(0, 40).map(rowOf);
		const { items, error } = await run(world, rows);
		expect(error).toBeUndefined();
		expect(new Set(outcomes(items))).toEqual(new Set(['unchanged']));
		expect(writes(world)).toEqual([]);
	});

	test.each<[string, (row: IDataObject) => IDataObject]>([
		['blanks around the number', (row) => ({ employeeNumber: ` ${text(row['employeeNumber'])} ` })],
		['a number that is one', (row) => ({ employeeNumber: Number(row['employeeNumber']) })],
		['capitals', (row) => ({ login: text(row['login']).toUpperCase() })],
		['capitals and blanks', (row) => ({ email: ` ${text(row['email']).toUpperCase()} ` })],
		['a blank behind a name', (row) => ({ lastName: `${text(row['lastName'])} ` })],
		['nothing', () => ({ department: null })],
	])('are the same, however the row writes it: %s', async (_, written) => {
		const world = await open();
		const row = rowOf(some(world.org)[0]);
		const { items, error } = await run(world, [{ ...row, ...written(row) }]);
		expect(error).toBeUndefined();
		expect(outcomes(items)).toEqual(['unchanged']);
		expect(writes(world)).toEqual([]);
	});

	test('get what differs, and nothing else is sent', async () => {
		const world = await open();
		const [one] = some(world.org);
		const { items } = await run(world, [{ ...rowOf(one), department: 'Moved' }]);
		expect(putOutFor(items, 0)[0]).toMatchObject({
			outcome: 'updated',
			userId: one.id,
			changes: [{ field: 'department', from: one.profile['department'], to: 'Moved' }],
		});
		expect(writes(world).map(({ body }) => body)).toEqual([{ profile: { department: 'Moved' } }]);
		expect(profileOf(world.org, one.id)).toEqual({ ...one.profile, department: 'Moved' });
	});

	test('keep what somebody else changes meanwhile, where the rows say nothing of it', async () => {
		const world = await open();
		const [one] = some(world.org);
		world.org.faults.add({
			method: 'POST',
			path: '/api/v1/users/{userId}',
			times: 1,
			then: { meanwhile: () => change(world.org, one, { title: 'Chief' }) },
		});
		await run(world, [{ ...rowOf(one), department: 'Moved' }]);
		expect(profileOf(world.org, one.id)).toMatchObject({ title: 'Chief', department: 'Moved' });
	});

	test('lose what an empty cell stands for by choice only', async () => {
		const world = await open();
		const [one] = some(world.org);
		const row = { ...rowOf(one), department: '' };
		expect(outcomes((await run(world, [row])).items)).toEqual(['unchanged']);
		await run(world, [row], { options: { emptyValues: 'clear' } });
		expect(profileOf(world.org, one.id)['department'] ?? null).toBeNull();
	});
});

describe('people who come back', () => {
	const gone = (org: Org, status: string) => {
		const user = withNumber(org.users.list()).find((one) => one.status === status);
		if (!user) throw new Error(`Nobody is ${status}`);
		return user;
	};

	test('are left deactivated unless chosen otherwise, and the row says so', async () => {
		const world = await open();
		const user = gone(world.org, 'DEPROVISIONED');
		const { items } = await run(world, [{ ...rowOf(user), department: 'Back' }]);
		expect(putOutFor(items, 0)[0]).toMatchObject({ outcome: 'skipped', userId: user.id });
		expect(writes(world)).toEqual([]);
	});

	test('are activated and then changed by choice', async () => {
		const world = await open();
		const user = gone(world.org, 'DEPROVISIONED');
		const options = { rehires: 'reactivate' };
		const { items } = await run(world, [{ ...rowOf(user), department: 'Back' }], { options });
		expect(putOutFor(items, 0)[0]).toMatchObject({ outcome: 'reactivated' });
		expect(statusOf(world.org, user.id)).not.toBe('DEPROVISIONED');
		expect(profileOf(world.org, user.id)).toMatchObject({ department: 'Back' });
		expect(writes(world)[0]?.query).toMatchObject({ sendEmail: 'false' });
	});

	test('stay suspended unless they are to be unsuspended, too', async () => {
		const world = await open();
		const user = gone(world.org, 'SUSPENDED');
		await run(world, [rowOf(user)], { options: { rehires: 'reactivate' } });
		expect(statusOf(world.org, user.id)).toBe('SUSPENDED');
		const { items } = await run(world, [rowOf(user)], { options: { rehires: 'unsuspend' } });
		expect(outcomes(items)).toEqual(['reactivated']);
		expect(statusOf(world.org, user.id)).toBe('ACTIVE');
	});

	test('are the new account where an old one has the same number', async () => {
		const world = await open();
		const old = gone(world.org, 'DEPROVISIONED');
		const [now] = some(world.org);
		change(world.org, old, { employeeNumber: text(now.profile['employeeNumber']) });
		const { items } = await run(world, [{ ...rowOf(now), department: 'Moved' }]);
		expect(putOutFor(items, 0)[0]).toMatchObject({ outcome: 'updated', userId: now.id });
	});
});

describe('rows that cannot be right', () => {
	const two = async () => {
		const world = await open();
		const [one, other] = some(world.org);
		return { world, one, other };
	};

	test.each<[string, (one: User, other: User) => IDataObject[], string]>([
		[
			'two rows for one person',
			(one) => [
				{ ...rowOf(one), department: 'A' },
				{ ...rowOf(one), department: 'B' },
			],
			'Row 1: It names the same person as row 0.',
		],
		[
			'no value to match by',
			(one) => [{ ...rowOf(one), employeeNumber: '' }],
			'Row 0: It has no employeeNumber to match by.',
		],
	])('%s: nothing is changed', async (_, rows, said) => {
		const { world, one, other } = await two();
		const outcome = await run(world, [
			...rows(one, other),
			{ ...rowOf(other), department: 'Moved' },
		]);
		expect(complaint(outcome)).toContain(said);
		expect(writes(world)).toEqual([]);
	});

	test.each<[string, INodeParameters]>([
		['an attribute nobody has', { importAttribute: 'badge' }],
		[
			'an attribute that is not mapped',
			{ profile: { mappingMode: 'defineBelow', value: { department: 'Moved' }, schema: usual } },
		],
	])('%s to match by is told once, not for every row', async (_, parameters) => {
		const { world, one, other } = await two();
		const outcome = await run(world, [rowOf(one), rowOf(other)], parameters);
		expect(complaint(outcome)).toMatch(/^No row has a value for \w+, by which people/);
		expect(writes(world)).toEqual([]);
	});

	test('two people for one row', async () => {
		const { world, one, other } = await two();
		change(world.org, other, { employeeNumber: text(one.profile['employeeNumber']) });
		const outcome = await run(world, [{ ...rowOf(one), department: 'Moved' }]);
		expect(complaint(outcome)).toMatch(/Row 0: Several users have \S+ as employeeNumber/);
		expect(writes(world)).toEqual([]);
	});

	test('values of another type, all of them at once', async () => {
		const { world, one, other } = await two();
		const schema = [...usual, ...columns(['badge', 'number'], ['remote', 'boolean'])];
		const profile = { mappingMode: 'autoMapInputData', value: null, schema };
		const outcome = await run(
			world,
			[
				{ ...rowOf(one), badge: 'ten', remote: 'perhaps' },
				{ ...rowOf(other), badge: '' },
			],
			{ profile },
		);
		expect(complaint(outcome)).toContain('"badge" cannot be sent to Okta. It takes a number');
		expect(complaint(outcome)).toContain('"remote" cannot be sent to Okta. It is neither');
		expect(writes(world)).toEqual([]);
	});

	const byName = {
		mappingMode: 'autoMapInputData',
		value: null,
		matchingColumns: [],
		attemptToConvertTypes: false,
		convertFieldsToString: false,
	};

	test.each<[string, IDataObject, INodeParameters, string]>([
		[
			'too long',
			{ firstName: 'x'.repeat(51) },
			{},
			'firstName has 51 characters, and Okta takes 1',
		],
		['no email', { email: 'jane' }, {}, 'email is no address: jane'],
		['no second email', { secondEmail: 'none' }, {}, 'secondEmail is no address: none'],
		['a login without a domain', { login: 'jane.doe' }, {}, 'login is no address: jane.doe'],
		['an emoji', { lastName: 'Doe \u{1f389}' }, {}, 'lastName has a character that Okta does not'],
		[
			'a pattern without a domain',
			{ login: '' },
			{ loginPattern: '{firstName}.{employeeNumber}' },
			'login is no address: new.n1',
		],
	])(
		'texts that the schema rules out, before the first change: %s',
		async (_, more, options, said) => {
			const { world, one } = await two();
			const { credential, n8n } = world;
			const query = { method: 'getImportedUserAttributes', parameters: form(), credential };
			const { fields: schema } = await n8n.resourceMapperFields(query);
			const sent = apiRequests(world.org).length;
			const rows = [{ ...rowOf(one), department: 'Moved' }, newcomer('N1', more)];
			const outcome = await run(world, rows, { profile: { ...byName, schema }, options });
			expect(complaint(outcome)).toContain(`Row 1: ${said}`);
			expect(
				apiRequests(world.org)
					.slice(sent)
					.every(({ method }) => method === 'GET'),
			).toBe(true);
		},
	);

	test.each([
		['Department', 'department'],
		['First name', 'firstName'],
		['employee_number', 'employeeNumber'],
	])('a column that is nearly an attribute: %s', async (column, name) => {
		const { world, one } = await two();
		const outcome = await run(world, [{ ...rowOf(one), [column]: 'Moved' }]);
		expect(complaint(outcome)).toContain(`"${column}" (is "${name}" meant?)`);
	});

	test('columns that are no attribute, unless they are to be ignored', async () => {
		const { world, one } = await two();
		const rows = [{ ...rowOf(one), deparment: 'Typo', department: 'Moved' }];
		const outcome = await run(world, rows);
		expect(complaint(outcome)).toContain('columns that are no attribute: "deparment"');
		expect(writes(world)).toEqual([]);
		const { items } = await run(world, rows, { options: { unknownColumns: 'ignore' } });
		expect(items.at(-1)?.json).toMatchObject({ updated: 1, ignoredColumns: ['deparment'] });
	});

	test('are reported by choice, and the others dealt with', async () => {
		const { world, one, other } = await two();
		const rows = [
			{ ...rowOf(one), employeeNumber: '' },
			{ ...rowOf(other), department: 'Moved' },
			{ ...rowOf(other), department: 'Twice' },
			{},
		];
		const options = { wrongRows: 'report', sameRows: 'skip' };
		const { items } = await run(world, rows, { options });
		expect(outcomes(items)).toEqual(['refused', 'updated', 'skipped', 'skipped']);
		expect(items.at(-1)?.json).toEqual({
			summary: true,
			rows: 4,
			refused: 1,
			updated: 1,
			skipped: 2,
		});
	});
});

describe('users without a row', () => {
	const inGroup = { absent: 'suspend', scopeBy: 'group', scopeGroup: 'Engineering' };

	test('are suspended within the group, and nobody else is touched', async () => {
		const world = await open();
		const [left, ...kept] = members(world.org).filter(({ status }) => status === 'ACTIVE');
		const rest = members(world.org).filter(({ status }) => status !== 'ACTIVE');
		if (!left) throw new Error('The group is empty');
		const { items, error } = await run(world, [...kept, ...rest].map(rowOf), inGroup);
		expect(error).toBeUndefined();
		expect(items.find(({ json }) => json['outcome'] === 'suspended')?.json).toMatchObject({
			userId: left.id,
			login: text(left.profile['login']),
			why: 'No row names the user.',
		});
		expect(statusOf(world.org, left.id)).toBe('SUSPENDED');
		expect(writes(world)).toHaveLength(1);
		expect(items.at(-1)?.json).toMatchObject({ suspended: 1 });
	});

	test('are deactivated within a search, without email', async () => {
		const world = await open();
		const inScope = withNumber(world.org.users.list()).filter(
			({ status, profile }) => status !== 'DEPROVISIONED' && profile['department'] === 'Sales',
		);
		const [left, ...kept] = inScope;
		if (!left) throw new Error('Nobody is in Sales');
		const { error } = await run(world, kept.map(rowOf), {
			absent: 'deactivate',
			scopeBy: 'search',
			scopeSearch: 'profile.department eq "Sales"',
		});
		expect(error).toBeUndefined();
		expect(statusOf(world.org, left.id)).toBe('DEPROVISIONED');
		expect(writes(world).map(({ query }) => query)).toEqual([{ sendEmail: 'false' }]);
	});

	test('who have nothing to match by are left, and said', async () => {
		const world = await open();
		const [left, ...kept] = members(world.org);
		if (!left) throw new Error('The group is empty');
		change(world.org, left, { employeeNumber: null });
		const { items } = await run(world, kept.map(rowOf), inGroup);
		expect(items.find(({ json }) => json['userId'] === left.id)?.json).toMatchObject({
			outcome: 'skipped',
			why: 'The user has no employeeNumber, so that no row could name them.',
		});
		expect(writes(world)).toEqual([]);
	});

	test.each<[string, (all: User[]) => IDataObject[], RegExp]>([
		['an empty item', () => [{}], /The rows name nobody, and would suspend all of the group/],
		['a feed cut short', ([one]) => (one ? [rowOf(one)] : []), /would suspend \d+ of \d+ users/],
	])('stay when there is %s', async (_, rows, said) => {
		const world = await open();
		const outcome = await run(world, rows(members(world.org)), inGroup);
		expect(complaint(outcome)).toMatch(said);
		expect(writes(world)).toEqual([]);
	});

	test('are no more than Absent at Most', async () => {
		const world = await open();
		const all = members(world.org);
		const rows = all.slice(5).map(rowOf);
		const refused = await run(world, rows, { ...inGroup, options: { absentAtMost: '4' } });
		expect(complaint(refused)).toContain('Absent at Most allows 4');
		expect(writes(world)).toEqual([]);
		const done = await run(world, rows, { ...inGroup, options: { absentAtMost: '5' } });
		expect(done.error).toBeUndefined();
	});

	test('stay while it is not known whom a row is about', async () => {
		const world = await open();
		const [nameless, ...kept] = members(world.org);
		if (!nameless) throw new Error('The group is empty');
		const rows = [...kept.map(rowOf), { ...rowOf(nameless), employeeNumber: '' }];
		const options = { wrongRows: 'report' };
		const outcome = await run(world, rows, { ...inGroup, options });
		expect(complaint(outcome)).toMatch(/Nobody can tell whom item \d+ is about/);
		expect(writes(world)).toEqual([]);
	});

	test('are not looked for twice in one execution', async () => {
		const world = await open();
		const to = (name: string) => ({ node: name, type: 'main' as const, index: 0 });
		const { run: whole } = await world.n8n.runWorkflow({
			nodes: [
				{ ...node('Start', 'n8n-nodes-base.manualTrigger'), parameters: {} },
				{ ...node('Again', 'n8n-nodes-base.noOp'), parameters: {} },
				{
					...node('Import', 'n8n-nodes-okta.okta'),
					parameters: form(inGroup),
					credentials: { oktaServiceAppApi: world.credential },
				},
			],
			connections: {
				Start: { main: [[to('Import'), to('Again')]] },
				Again: { main: [[to('Import')]] },
			},
			items: members(world.org).slice(1).map(rowOf),
		});
		const runs = whole.data.resultData.runData['Import'] ?? [];
		expect(runs.map(({ error }) => error?.message)).toEqual([
			undefined,
			'Users without a row are found in all rows at once, and this is a second run',
		]);
	});

	test('stay when nobody says within which scope', async () => {
		const world = await open();
		const outcome = await run(world, [newcomer('N1')], { ...inGroup, scopeGroup: '={{ "" }}' });
		expect(complaint(outcome)).toMatch(/"Scope: Group" is empty/);
		expect(apiRequests(world.org)).toEqual([]);
	});
});

describe('the safeguards', () => {
	test('a dry run says for each row what would be done', async () => {
		const world = await open();
		const [left, moved, ...kept] = members(world.org).filter(({ status }) => status === 'ACTIVE');
		if (!left || !moved) throw new Error('The group is too small');
		const rest = members(world.org).filter(({ status }) => status !== 'ACTIVE');
		const rows = [
			newcomer('N1'),
			{ ...rowOf(moved), department: 'Moved' },
			...[...kept, ...rest].map(rowOf),
		];
		const parameters = { absent: 'suspend', scopeBy: 'group', scopeGroup: 'Engineering' };
		const { items } = await run(world, rows, { ...parameters, safeguards: { dryRun: true } });
		const would = items.map(({ json }) => json['would']);
		expect(would.slice(0, 2)).toEqual(['create', 'change']);
		expect(new Set(would.slice(2, -1))).toEqual(new Set(['nothing']));
		expect(would.at(-1)).toBe('change');
		expect(items[1]?.json['changes']).toEqual([
			expect.objectContaining({ to: 'Moved', from: moved.profile['department'] }),
		]);
		expect(writes(world)).toEqual([]);
	});

	test('Check All Items First finds the row that Okta would refuse', async () => {
		const world = await open();
		const [one] = some(world.org);
		const taken = { ...newcomer('N1'), login: text(one.profile['login']) };
		const outcome = await run(world, [newcomer('N2'), taken], { safeguards: { checkFirst: true } });
		expect(complaint(outcome)).toContain('is taken by a user with another employeeNumber');
		expect(writes(world)).toEqual([]);
		const done = await run(world, [newcomer('N2')], { safeguards: { checkFirst: true } });
		expect(outcomes(done.items)).toEqual(['created']);
	});

	test('Stop Before More Than counts what would change', async () => {
		const world = await open();
		const rows = withNumber(active(world.org))
			.slice(0, 30)
			.map((user, index) => ({ ...rowOf(user), ...(index < 3 && { department: 'Moved' }) }));
		const outcome = await run(world, rows, { safeguards: { stopBefore: 2 } });
		expect(complaint(outcome)).toContain('The run would change 3 items');
		expect(writes(world)).toEqual([]);
	});
});

test('the second time, nothing is changed', async () => {
	const world = await open();
	const rows = [
		newcomer('N1'),
		...withNumber(active(world.org))
			.slice(0, 5)
			.map((user) => ({ ...rowOf(user), department: 'Moved' })),
	];
	await run(world, rows);
	const before = writes(world).length;
	const { items } = await run(world, rows);
	expect(new Set(outcomes(items))).toEqual(new Set(['unchanged']));
	expect(writes(world)).toHaveLength(before);
});

test('a run right after another makes nobody twice, though search has not learnt of them yet', async () => {
	const world = await open({ org: { searchLag: 60_000 } });
	const rows = [newcomer('N1'), newcomer('N2')];
	await run(world, rows);
	const { items } = await run(world, rows);
	expect(outcomes(items)).toEqual(['unchanged', 'unchanged']);
	expect(byLogin(world.org, 'new.N1@acme.example')).toHaveLength(1);
});

test('only differences are put out by choice', async () => {
	const world = await open();
	const [one, ...others] = some(world.org);
	const rest = others.slice(0, 9);
	const { items } = await run(world, [...rest.map(rowOf), { ...rowOf(one), department: 'Moved' }], {
		options: { report: 'differences' },
	});
	expect(outcomes(items)).toEqual(['updated']);
	expect(items.at(-1)?.json).toEqual({ summary: true, rows: 10, unchanged: 9, updated: 1 });
});
