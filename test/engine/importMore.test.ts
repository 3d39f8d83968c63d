import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { text } from '../../nodes/Okta/transport/json';
import type { User } from '../org/directory/model';
import {
	byLogin,
	change,
	form,
	groupOf,
	members,
	newcomer,
	outcomes,
	profileOf,
	rowOf,
	run,
	some,
	usual,
	writes,
} from './importing';
import { apiRequests, closeWorlds, complaint, openWorld, putOutFor, type World } from './world';

afterEach(closeWorlds);

const open = async () => await openWorld();

describe('a login by a pattern', () => {
	const options = { loginPattern: '{firstName}.{lastName}@acme.example' };
	const without = (number: string, firstName: string, lastName: string): IDataObject => ({
		firstName,
		lastName,
		employeeNumber: number,
	});

	test('is made of the attributes, without accents, and is the email unless there is one', async () => {
		const world = await open();
		const rows = [
			without('N1', 'Zoë', "O'Nëill Søn"),
			{ ...without('N2', 'Ada', 'B'), email: 'a@b.example' },
		];
		const { items, error } = await run(world, rows, { options });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json['login']).slice(0, 2)).toEqual([
			'zoe.oneillson@acme.example',
			'ada.b@acme.example',
		]);
		expect(byLogin(world.org, 'zoe.oneillson@acme.example')[0]?.profile).toMatchObject({
			email: 'zoe.oneillson@acme.example',
			firstName: 'Zoë',
		});
		expect(byLogin(world.org, 'ada.b@acme.example')[0]?.profile['email']).toBe('a@b.example');
	});

	test('gets a number when somebody else has it, also in the same run', async () => {
		const world = await open();
		await run(world, [without('N1', 'Jane', 'Doe')], { options });
		const rows = [without('N2', 'Jane', 'Doe'), without('N3', 'Jane', 'Doe')];
		const { items } = await run(world, rows, { options });
		expect(items.map(({ json }) => json['login']).slice(0, 2)).toEqual([
			'jane.doe2@acme.example',
			'jane.doe3@acme.example',
		]);
	});

	test('gets none when this very person has it, made by a run that search has not heard of', async () => {
		const world = await openWorld({ org: { searchLag: 60_000 } });
		const rows = [without('N1', 'Jane', 'Doe'), without('N2', 'Jane', 'Doe')];
		const first = await run(world, rows, { options });
		const { items } = await run(world, rows.toReversed(), { options });
		expect(outcomes(first.items)).toEqual(['created', 'created']);
		expect(outcomes(items)).toEqual(['unchanged', 'unchanged']);
		expect(items.map(({ json }) => json['login']).slice(0, 2)).toEqual([
			'jane.doe2@acme.example',
			'jane.doe@acme.example',
		]);
	});

	test('is refused when somebody without a number has it, who may be this person', async () => {
		const world = await open();
		const [someone] = some(world.org);
		const login = text(someone.profile['login']);
		change(world.org, someone, { employeeNumber: null });
		const { items } = await run(world, [{ ...newcomer('N1'), login: '' }], {
			options: { loginPattern: login },
		});
		expect(putOutFor(items, 0)[0]).toMatchObject({ outcome: 'refused' });
		expect(text(putOutFor(items, 0)[0]?.['why'])).toContain('may be this very person');
		expect(writes(world)).toEqual([]);
	});

	test.each([
		['00123', '123'],
		['100000', '1.00E+05'],
	])(
		'is refused when somebody has it whose number a spreadsheet rewrites: %s',
		async (held, written) => {
			const world = await open();
			const [someone] = some(world.org);
			change(world.org, someone, { employeeNumber: held });
			const options = { loginPattern: text(someone.profile['login']) };
			const { items } = await run(world, [{ ...newcomer(written), login: '' }], { options });
			expect(putOutFor(items, 0)[0]).toMatchObject({ outcome: 'refused' });
			expect(text(putOutFor(items, 0)[0]?.['why'])).toContain('which is the same number');
			expect(writes(world)).toEqual([]);
		},
	);

	test('is what a dry run shows and Check All Items First then makes', async () => {
		const world = await open();
		const rows = [without('N1', 'Jane', 'Doe'), without('N2', 'Jane', 'Doe')];
		const planned = await run(world, rows, { options, safeguards: { dryRun: true } });
		expect(planned.items.map(({ json }) => json['would'])).toEqual(['create', 'create']);
		expect(writes(world)).toEqual([]);
		const { items } = await run(world, rows, { options, safeguards: { checkFirst: true } });
		expect(items.map(({ json }) => json['login']).slice(0, 2)).toEqual([
			'jane.doe@acme.example',
			'jane.doe2@acme.example',
		]);
	});

	test('needs the attributes it is made of', async () => {
		const world = await open();
		const outcome = await run(world, [without('N1', 'Jane', '李')], { options });
		expect(complaint(outcome)).toContain('Row 0: The user is new, and the row has no login');
		expect(writes(world)).toEqual([]);
	});
});

describe('groups from a column', () => {
	const isIn = ({ org }: World, name: string, login: string) =>
		byLogin(org, login).some(({ position }) =>
			org.directory.isMember(groupOf(org, name), position),
		);

	const options = { groupColumn: '={{ $json.groups }}' };

	test('take in people who are new and people who are there, and say so', async () => {
		const world = await open();
		const outsider = some(world.org)
			.slice(0, 40)
			.find(({ position }) => !world.org.directory.isMember(groupOf(world.org, 'Legal'), position));
		if (!outsider) throw new Error('All are in Legal');
		const rows = [
			newcomer('N1', { groups: 'Engineering; Legal' }),
			{ ...rowOf(outsider), groups: ['Legal'] },
		];
		const { items, error } = await run(world, rows, { options });
		expect(error).toBeUndefined();
		expect(putOutFor(items, 0)[0]).toMatchObject({
			outcome: 'created',
			groupsAdded: ['Engineering', 'Legal'],
		});
		expect(putOutFor(items, 1)[0]).toMatchObject({ outcome: 'updated', groupsAdded: ['Legal'] });
		expect(isIn(world, 'Legal', text(outsider.profile['login']))).toBe(true);
		expect(isIn(world, 'Engineering', 'new.N1@acme.example')).toBe(true);
		const again = await run(world, rows, { options });
		expect(outcomes(again.items)).toEqual(['unchanged', 'unchanged']);
	});

	test.each([3, 25])('are read in the cheaper way, for %d people', async (count) => {
		const world = await open();
		const people = members(world.org).slice(0, count);
		const rows = people.map((user) => ({ ...rowOf(user), groups: 'Engineering' }));
		const { items } = await run(world, rows, { options });
		expect(new Set(outcomes(items))).toEqual(new Set(['unchanged']));
		const lists = apiRequests(world.org).filter(({ path }) =>
			/groups|\/users\/\w+\/groups/.test(path),
		);
		expect(lists.length).toBeLessThanOrEqual(3 + Math.min(count, 3));
	});

	test('that other rows name are left by choice', async () => {
		const world = await open();
		const [mover, stayer] = members(world.org);
		if (!mover || !stayer) throw new Error('The group is too small');
		const rows = [
			{ ...rowOf(mover), groups: 'Legal' },
			{ ...rowOf(stayer), groups: 'Engineering' },
		];
		const { items, error } = await run(world, rows, {
			options: { ...options, groupExtent: 'exactly' },
		});
		expect(error).toBeUndefined();
		expect(putOutFor(items, 0)[0]).toMatchObject({
			outcome: 'updated',
			groupsRemoved: ['Engineering'],
		});
		expect(isIn(world, 'Engineering', text(mover.profile['login']))).toBe(false);
		expect(isIn(world, 'Engineering', text(stayer.profile['login']))).toBe(true);
	});

	test('that nobody knows make a row wrong', async () => {
		const world = await open();
		const [one] = some(world.org);
		const rows = [{ ...rowOf(one), groups: 'No Such Group', department: 'Moved' }];
		const outcome = await run(world, rows, { options });
		expect(complaint(outcome)).toMatch(/Row 0: .*No Such Group/);
		expect(writes(world)).toEqual([]);
	});
});

describe('a manager from a column', () => {
	/** Two users of whom the first doesn't manage the second. */
	const strangers = ({ org }: World): [User, User] => {
		const [boss, ...others] = some(org);
		const one = others.find(({ profile }) => profile['managerId'] !== boss.id);
		if (!one) throw new Error('One manages all');
		return [boss, one];
	};

	const options = { managerColumn: '={{ $json.boss }}' };
	const parameters = { options };

	test('is written as the ID of whoever has the email, with everything else', async () => {
		const world = await open();
		const [boss, one] = strangers(world);
		const rows = [{ ...rowOf(one), boss: text(boss.profile['email']).toUpperCase() }];
		const { items } = await run(world, rows, parameters);
		expect(putOutFor(items, 0)[0]).toMatchObject({ outcome: 'updated' });
		expect(profileOf(world.org, one.id)['managerId']).toBe(boss.id);
		expect(writes(world)).toHaveLength(1);
		const again = await run(world, rows, parameters);
		expect(outcomes(again.items)).toEqual(['unchanged']);
	});

	test('may be new, too, and come later in the rows', async () => {
		const world = await open();
		const rows = [
			newcomer('N1', { boss: 'new.N2@acme.example' }),
			newcomer('N2', { boss: 'new.N3@acme.example' }),
			newcomer('N3', { boss: '' }),
		];
		const { items, error } = await run(world, rows, parameters);
		expect(error).toBeUndefined();
		expect(outcomes(items)).toEqual(['created', 'created', 'created']);
		const [one, two, three] = rows.map(({ login }) => byLogin(world.org, text(login))[0]);
		expect(one?.profile['managerId']).toBe(two?.id);
		expect(two?.profile['managerId']).toBe(three?.id);
		expect(outcomes((await run(world, rows, parameters)).items)).toEqual(
			rows.map(() => 'unchanged'),
		);
	});

	test('whom nobody knows is left, and said', async () => {
		const world = await open();
		const [one] = some(world.org);
		const { items } = await run(world, [{ ...rowOf(one), boss: 'no@body.example' }], parameters);
		expect(putOutFor(items, 0)[0]).toMatchObject({
			outcome: 'unchanged',
			why: 'Nobody has no@body.example as email or login, and the manager was left.',
		});
	});

	test('can be written as the login, to another attribute', async () => {
		const world = await open();
		const [boss, one] = strangers(world);
		await run(world, [{ ...rowOf(one), boss: text(boss.profile['email']) }], {
			options: { ...options, managerAs: 'login', managerAttribute: 'manager' },
		});
		expect(profileOf(world.org, one.id)['manager']).toBe(boss.profile['login']);
	});
});

describe('a file', () => {
	const csvOf = (rows: readonly IDataObject[], delimiter = ',') => {
		const names = Object.keys(rows[0] ?? {});
		const cell = (value: unknown) => `"${text(value).replaceAll('"', '""')}"`;
		const line = (row: IDataObject) => names.map((name) => cell(row[name])).join(delimiter);
		return [names.join(delimiter), ...rows.map(line)].join('\r\n');
	};
	const jsonOf = (rows: readonly IDataObject[]) =>
		rows.map((row) => `${JSON.stringify(row)}\n`).join('');

	const runFile = async (
		world: World,
		content: string | Buffer,
		parameters: INodeParameters = {},
	) =>
		await world.n8n.run({
			parameters: form({ rowsFrom: 'file', ...parameters }),
			items: [{ some: 'item' }],
			files: {
				data: { data: Buffer.from(content).toString('base64'), mimeType: 'text/csv' },
			},
			credential: world.credential,
		});

	const rowsFor = (world: World) => {
		const [one, two] = some(world.org);
		return [
			newcomer('N1', { lastName: 'Line\nbreak, "quoted"; and more' }),
			{ ...rowOf(one), department: 'Moved' },
			rowOf(two),
		];
	};

	test.each<[string, INodeParameters, (rows: readonly IDataObject[]) => string]>([
		['CSV', {}, (rows) => csvOf(rows)],
		['CSV with a byte order mark', {}, (rows) => `\uFEFF${csvOf(rows)}`],
		['CSV parted by semicolons', {}, (rows) => csvOf(rows, ';')],
		['CSV parted by tabs', {}, (rows) => csvOf(rows, '\t')],
		['CSV that tells Excel what parts it', {}, (rows) => `sep=;\r\n${csvOf(rows, ';')}`],
		[
			'CSV each of whose lines ends with a comma',
			{},
			(rows) => csvOf(rows.map((row) => ({ ...row, '': '' }))),
		],
		['JSON Lines', { fileFormat: 'jsonLines' }, jsonOf],
	])('in %s is what its rows would be as items', async (_, parameters, write) => {
		const world = await open();
		const { items, error } = await runFile(world, write(rowsFor(world)), parameters);
		expect(error).toBeUndefined();
		expect(outcomes(items)).toEqual(['created', 'updated', 'unchanged']);
		expect(items.map(({ json }) => json['row']).slice(0, 3)).toEqual([0, 1, 2]);
		expect(byLogin(world.org, 'new.N1@acme.example')[0]?.profile['lastName']).toBe(
			'Line\nbreak, "quoted"; and more',
		);
	});

	test('fills fields by the names of its columns', async () => {
		const world = await open();
		const rows = rowsFor(world).map((row) => ({ ...row, 'The Groups': 'Legal' }));
		const options = { groupColumn: '={{ $json["The Groups"] }}' };
		const { items, error } = await runFile(world, csvOf(rows), { options });
		expect(error).toBeUndefined();
		expect(putOutFor(items, 0)[0]).toMatchObject({ groupsAdded: ['Legal'] });
	});

	test('cannot fill an expression that only n8n can evaluate', async () => {
		const world = await open();
		const options = { groupColumn: '={{ $json.groups + "x" }}' };
		const outcome = await runFile(world, csvOf(rowsFor(world)), { options });
		expect(complaint(outcome)).toMatch(/"Options" has an expression that a file cannot fill/);
		expect(apiRequests(world.org)).toEqual([]);
	});

	test.each([
		['no UTF-8', Buffer.from([0x6c, 0x6f, 0x67, 0x0a, 0xff, 0xfe, 0x0a]), {}, /not in UTF-8/],
		['no CSV', 'a,b\n"x" y,1\n', {}, /not CSV/],
		['more cells than columns', 'login,email\na,b\nc,d,e\n', {}, /Row 1 of the file has a cell in/],
		['a value in a nameless column', 'login,\na,b\n', {}, /Row 0 of the file has a cell in/],
		['two columns of one name', 'login,login\na,b\n', {}, /two columns of the name "login"/],
		['no JSON', '{"login": "x"}\nnonsense\n', { fileFormat: 'jsonLines' }, /Object 2 of the file/],
	])('is refused when it is %s', async (_, content, parameters, said) => {
		const world = await open();
		expect(complaint(await runFile(world, content, parameters))).toMatch(said);
		expect(apiRequests(world.org)).toEqual([]);
	});

	test('that is empty ends nobody', async () => {
		const world = await open();
		const outcome = await runFile(world, '', {
			absent: 'suspend',
			scopeBy: 'group',
			scopeGroup: 'Engineering',
		});
		expect(complaint(outcome)).toMatch(/The rows name nobody/);
		expect(writes(world)).toEqual([]);
	});

	test('is asked for by its field', async () => {
		const world = await open();
		const outcome = await runFile(world, '', { inputField: 'other' });
		expect(complaint(outcome)).toContain('no file in the field "other"');
	});

	test('that fails midway says which rows were done', async () => {
		const world = await open();
		const people: User[] = some(world.org).slice(0, 3);
		const rows = people.map((user) => ({ ...rowOf(user), department: 'Moved' }));
		world.org.faults.add({
			method: 'POST',
			path: '/api/v1/users/{userId}',
			after: 1,
			then: { status: 403, body: {} },
		});
		const outcome = await runFile(world, csvOf(rows), { requestOptions: { parallel: 1 } });
		expect(complaint(outcome)).toContain(
			'Of 3 items, counted from 0, 1 was done (0), 1 failed (1), 1 was not done (2).',
		);
	});
});

describe('a report file', () => {
	const reportIn = (outcome: Awaited<ReturnType<typeof run>>) =>
		Buffer.from(outcome.items[0]?.binary?.['report']?.data ?? '', 'base64').toString();

	const rowsFor = (world: World) => {
		const [one, two] = some(world.org);
		return [newcomer('N1'), { ...rowOf(one), department: 'Moved' }, rowOf(two)];
	};

	test('in CSV has a line for each row, and the item the summary', async () => {
		const world = await open();
		const outcome = await run(world, rowsFor(world), { options: { reportAs: 'csv' } });
		expect(outcome.items).toHaveLength(1);
		expect(outcome.items[0]?.json).toEqual({
			summary: true,
			rows: 3,
			created: 1,
			updated: 1,
			unchanged: 1,
		});
		const [head, ...lines] = reportIn(outcome).trim().split('\r\n');
		expect(head).toBe(
			'row,employeeNumber,outcome,userId,login,changes,groupsAdded,groupsRemoved,notTaken,why',
		);
		expect(lines.map((line) => line.split(',')[2])).toEqual(['created', 'updated', 'unchanged']);
		expect(lines[1]?.split(',')[5]).toBe('department');
	});

	test('in JSON Lines has all that an item would have, and only differences by choice', async () => {
		const world = await open();
		const options = { reportAs: 'jsonLines', report: 'differences', reportField: 'report' };
		const outcome = await run(world, rowsFor(world), { options });
		const lines = reportIn(outcome)
			.trim()
			.split('\n')
			.map((line): unknown => JSON.parse(line));
		expect(lines).toMatchObject([
			{ row: 0, outcome: 'created' },
			{ row: 1, outcome: 'updated', changes: [{ field: 'department', to: 'Moved' }] },
		]);
	});

	test('says of a row that failed why it did', async () => {
		const world = await open();
		const [one, two] = some(world.org);
		const moved = [one, two].map((user) => ({ ...rowOf(user), department: 'Moved' }));
		world.org.faults.add({
			method: 'POST',
			path: '/api/v1/users/{userId}',
			times: 1,
			then: { status: 403, body: {} },
		});
		const outcome = await world.n8n.run({
			parameters: form({
				options: { reportAs: 'jsonLines' },
				requestOptions: { parallel: 1 },
			}),
			items: moved,
			credential: world.credential,
			settings: { onError: 'continueRegularOutput' },
		});
		const [first] = reportIn(outcome).split('\n');
		expect(JSON.parse(first ?? '')).toMatchObject({
			row: 0,
			outcome: 'failed',
			employeeNumber: one.profile['employeeNumber'],
		});
		expect(outcome.items[0]?.json).toMatchObject({ failed: 1, updated: 1 });
	});
});

test('mapped one by one, plain columns are read without n8n', async () => {
	const world = await open();
	const [one] = some(world.org);
	const names = ['login', 'email', 'firstName', 'lastName', 'employeeNumber', 'department'];
	const value = Object.fromEntries(names.map((name) => [name, `={{ $json.${name} }}`]));
	const profile = {
		schema: usual,
		mappingMode: 'defineBelow',
		value: { ...value, department: '={{ $json.department.toUpperCase() }}' },
	};
	const { items } = await run(world, [{ ...rowOf(one), unused: 'x' }], { profile });
	expect(putOutFor(items, 0)[0]).toMatchObject({ outcome: 'updated' });
	expect(profileOf(world.org, one.id)['department']).toBe(
		text(one.profile['department']).toUpperCase(),
	);
});
