import type { Org, OrgOptions } from '../org';
import type { User } from '../org/directory/model';
import { rowsInLines } from './jsonLines';
import { textOf } from './scenarios/scenario';
import {
	column,
	DAY,
	ids,
	is,
	openFor,
	report as run,
	reported,
	signInStatuses,
	sorted,
} from './reporting';
import { apiRequests, closeWorlds, complaint } from './world';

afterEach(closeWorlds);

const areas = ['users', 'groups', 'schemas', 'userTypes'];
const open = async (org: OrgOptions = {}) => await openFor(areas, org);

const daysAgo = (org: Org, days: number) => org.clock.now() - days * DAY;

/** Days that part the users of an org about in the middle of its history. */
const halfway = ({ users, clock }: Org) => {
	const times = users.list().map(({ created }) => created);
	return Math.floor((clock.now() - (times[Math.floor(times.length / 2)] ?? 0)) / DAY);
};

/** From which moment the days of each report count, and of whom; read off the org's own books. */
const books: Readonly<
	Record<string, { of: (user: User) => boolean; since: (user: User) => number }>
> = {
	inactive: {
		of: is(...signInStatuses),
		since: ({ lastLogin, activated, created }) => lastLogin ?? activated ?? created,
	},
	neverSignedIn: {
		of: (user) =>
			user.lastLogin === undefined && is(...signInStatuses, 'PROVISIONED', 'SUSPENDED')(user),
		since: ({ activated, created }) => activated ?? created,
	},
	neverActivated: {
		of: is('PROVISIONED'),
		since: ({ statusChanged, activated, created }) => statusChanged ?? activated ?? created,
	},
	staged: {
		of: is('STAGED'),
		since: ({ statusChanged, created }) => statusChanged ?? created,
	},
	suspended: { of: is('SUSPENDED'), since: ({ statusChanged }) => statusChanged ?? NaN },
	deactivated: { of: is('DEPROVISIONED'), since: ({ statusChanged }) => statusChanged ?? NaN },
};

describe.each(Object.entries(books))('%s', (report, { of, since }) => {
	test('has whom it is about, counted to the millisecond, and nobody else', async () => {
		const world = await open({ users: 3000 });
		const { org } = world;
		const days = halfway(org);
		// Some never signed in, and some who are just that long in their state, or not quite.
		const cases = org.users.list().filter(({ status }) => status !== 'STAGED');
		for (const user of cases.filter((_, index) => index % 40 === 0)) {
			org.users.put({ ...user, lastLogin: undefined });
		}
		const due = daysAgo(org, days);
		for (const [index, user] of org.users.list().filter(of).slice(0, 40).entries()) {
			const at = index % 2 === 0 ? due - 60_000 : due + 600_000;
			const times = { created: at, statusChanged: at, activated: at };
			org.users.put({ ...user, ...times, ...(user.lastLogin !== undefined && { lastLogin: at }) });
		}
		const expected = org.users.list().filter((user) => of(user) && since(user) <= due);
		const begun = org.clock.now();
		const rows = await reported(world, report, { days });
		const ended = org.clock.now();

		expect(expected.length).toBeGreaterThan(5);
		expect(expected.length).toBeLessThan(org.users.list().filter(of).length);
		expect(ids(rows)).toEqual(sorted(expected));
		for (const row of rows) {
			const user = expected.find(({ id }) => id === row.id);
			expect(row.since).toBe(new Date(user ? since(user) : NaN).toISOString());
			// Among so many, some become a day older while the report is made.
			const daysAt = (moment: number) => Math.floor((moment - Date.parse(String(row.since))) / DAY);
			expect([daysAt(begun), daysAt(ended)]).toContain(row.days);
		}
	});

	test('has all of them with 0 days, also those of the last minutes', async () => {
		const world = await open({ users: 400, searchLag: 60_000 });
		const { users, clock } = world.org;
		const [template] = users.list().filter(of);
		if (!template) throw new Error('The org has nobody of that kind');
		const now = clock.now() - 2000;
		const position = users.take();
		const times = { created: now, activated: now, statusChanged: now, lastUpdated: now };
		const id = world.org.directory.ids.of('00u', position);
		users.put({ ...template, ...times, id, position, lastLogin: undefined });

		const rows = await reported(world, report, { days: 0 });
		expect(ids(rows)).toContain(id);
		expect(ids(rows)).toEqual(sorted(users.list().filter(of)));
	});
});

describe('passwords', () => {
	test('old ones and expired ones are in it, and who has none is not', async () => {
		const world = await open({ users: 1500 });
		const { org } = world;
		const days = halfway(org);
		const [first, second] = org.users.list().filter(is('PASSWORD_EXPIRED'));
		if (!first || !second) throw new Error('The org is too small');
		org.users.put({ ...first, passwordChanged: org.clock.now() });
		org.users.put({ ...second, passwordChanged: undefined });
		for (const user of org.users.list().filter(is('ACTIVE')).slice(0, 20)) {
			org.users.put({ ...user, passwordChanged: undefined });
		}
		const due = daysAgo(org, days);
		const expected = org.users
			.list()
			.filter(is(...signInStatuses))
			.filter(
				({ status, passwordChanged }) =>
					status === 'PASSWORD_EXPIRED' || (passwordChanged ?? Infinity) <= due,
			);
		const rows = await reported(world, 'oldPasswords', { days });

		expect(ids(rows)).toEqual(sorted(expected));
		expect(rows.find(({ id }) => id === first.id)).toMatchObject({ days: 0 });
		expect(rows.find(({ id }) => id === second.id)).toMatchObject({ days: null, since: null });
	});
});

test('whoever is locked out is in the report, whatever the days', async () => {
	const world = await open({ users: 2000 });
	const rows = await reported(world, 'lockedOut', { days: 40_000 });

	const locked = world.org.users.list().filter(is('LOCKED_OUT'));
	expect(locked.length).toBeGreaterThan(3);
	expect(ids(rows)).toEqual(sorted(locked));
});

describe('dates', () => {
	const attribute = 'startDate';
	/** Gives everybody a day, some days from today. */
	const spread = ({ users, clock }: Org, written: (time: number) => string = isoDay) => {
		for (const [index, user] of users.list().entries()) {
			const time = clock.now() + ((index % 60) - 30) * DAY;
			users.put({ ...user, profile: { ...user.profile, [attribute]: written(time) } });
		}
	};
	const isoDay = (time: number) => new Date(time).toISOString().slice(0, 10);
	const among = ({ users }: Org, from: string, end: string) =>
		users.list().filter(({ status, profile }) => {
			const day = textOf(profile, attribute).slice(0, 10);
			return status !== 'DEPROVISIONED' && day >= from && day <= end;
		});

	test.each([isoDay, (time: number) => new Date(time).toISOString()])(
		'within so many days from today',
		async (written) => {
			const world = await open({ users: 500 });
			const { org } = world;
			spread(org, written);
			const rows = await reported(world, 'dates', { dateAttribute: attribute, days: 14 });

			const [today, last] = [org.clock.now(), org.clock.now() + 14 * DAY].map(isoDay);
			expect(ids(rows)).toEqual(sorted(among(org, String(today), String(last))));
			expect(new Set(rows.map(({ daysLeft }) => daysLeft))).toEqual(
				new Set(Array.from({ length: 15 }, (_, day) => day)),
			);
			expect(column(rows, 'date')).toContain(today);
		},
	);

	test('past by so many days', async () => {
		const world = await open({ users: 500 });
		const { org } = world;
		spread(org);
		const parameters = { dateAttribute: attribute, dateWhen: 'past', days: 10 };
		const rows = await reported(world, 'dates', parameters);

		expect(ids(rows)).toEqual(sorted(among(org, '', isoDay(daysAgo(org, 10)))));
		const past = await reported(world, 'dates', { ...parameters, days: 0 });
		expect(ids(past)).toEqual(sorted(among(org, '', isoDay(daysAgo(org, 1)))));
	});

	test('what is no date is counted in the summary', async () => {
		const world = await open({ users: 60 });
		spread(world.org, (time) => (time % 2 === 0 ? 'soon' : 'later'));
		const rows = await reported(world, 'dates', {
			dateAttribute: attribute,
			options: { summaryItem: true },
		});
		const inUse = world.org.users.list().filter(({ status }) => status !== 'DEPROVISIONED');
		expect(rows).toEqual([
			{
				summary: expect.objectContaining({
					rows: 0,
					notes: [expect.stringContaining(`${inUse.length} users have in "startDate"`)],
				}) as unknown,
			},
		]);
	});

	test.each(['profile pr or status', 'noSuchThing'])(
		'an attribute called "%s" is refused',
		async (dateAttribute) => {
			const outcome = await run(await open(), 'dates', { dateAttribute });
			expect(outcome.items).toEqual([]);
			expect(complaint(outcome)).toMatch(
				/"Date Attribute" does not name|cannot search users by "noSuchThing"/,
			);
		},
	);
});

describe('who is excluded', () => {
	test('members of groups by name and ID, whom a search finds, and user types', async () => {
		const world = await open({ users: 900 });
		const { org } = world;
		const [named, byId] = org.groups
			.list()
			.filter(
				(group) => group.type === 'OKTA_GROUP' && !org.directory.membersFrom(group, 0).next().done,
			);
		if (!named || !byId) throw new Error('The org lacks groups');
		const [type] = org.directory.schemas.types().filter(({ isDefault }) => !isDefault);
		if (!type) throw new Error('The org has one user type');
		for (const user of org.users.list().slice(0, 30)) org.users.put({ ...user, typeId: type.id });
		const options = {
			excludeGroups: `${textOf(named.profile, 'name')}, ${byId.id}`,
			excludeSearch: 'profile.userType eq "Contractor"',
			excludeTypes: [type.id],
		};
		const all = await reported(world, 'inactive', { days: 1 });
		const rows = await reported(world, 'inactive', { days: 1, options });

		const isIn = (user: User) =>
			[named, byId].some(({ members }) => members?.has(user.position)) ||
			textOf(user.profile, 'userType') === 'Contractor' ||
			user.typeId === type.id;
		const left = new Set(
			org.users
				.list()
				.filter((user) => !isIn(user))
				.map(({ id }) => id),
		);
		expect(ids(rows)).toEqual(ids(all).filter((id) => left.has(id)));
		expect(rows.length).toBeGreaterThan(10);
		expect(rows.length).toBeLessThan(all.length - 30);
	});

	test('a group that is not there ends the report before anything is read', async () => {
		const world = await open();
		const options = { excludeGroups: 'No Such Group' };
		const outcome = await run(world, 'inactive', { options });

		expect(complaint(outcome)).toContain('There is no group named "No Such Group"');
		expect(apiRequests(world.org).filter(({ path }) => path === '/api/v1/users')).toEqual([]);
	});

	test('a search that is none does not widen anything', async () => {
		const options = { excludeSearch: 'id pr) or (id pr' };
		const outcome = await run(await open(), 'inactive', { options });
		expect([outcome.status, outcome.items]).toEqual(['error', []]);
	});
});

describe('the manager', () => {
	const nameOf = (user: User | undefined) => (user ? textOf(user.profile, 'displayName') : 'null');
	const emailOf = (user: User | undefined) => (user ? textOf(user.profile, 'email') : 'null');

	test.each<[by: string, written: (boss: User) => string]>([
		['ID', ({ id }) => id],
		['login', ({ profile }) => textOf(profile, 'login').toUpperCase()],
		['employee number', ({ profile }) => textOf(profile, 'employeeNumber')],
	])('stands beside each row, known by %s, in few requests', async (_, written) => {
		const world = await open({ users: 800 });
		const { org } = world;
		const byId = new Map(org.users.list().map((user) => [user.id, user]));
		const bossOf = new Map<string, User | undefined>();
		for (const user of org.users.list()) {
			const boss = byId.get(textOf(user.profile, 'managerId'));
			bossOf.set(user.id, boss);
			const managerId = boss ? written(boss) : 'nobody@acme.example';
			org.users.put({ ...user, profile: { ...user.profile, managerId } });
		}
		const rows = await reported(world, 'inactive', { days: 1, includeManager: true });

		expect(rows.length).toBeGreaterThan(600);
		for (const row of rows) {
			const boss = bossOf.get(String(row.id));
			expect([String(row.managerName), String(row.managerEmail)]).toEqual([
				nameOf(boss),
				emailOf(boss),
			]);
		}
		const managers = new Set([...bossOf.values()].map((boss) => boss?.id)).size;
		const asked = apiRequests(org).filter(({ query }) => query.fields?.includes('employeeNumber'));
		expect(asked.filter(({ query }) => !query.search?.includes('created')).length).toBeLessThan(
			managers / 20 + 10,
		);
	});

	test('is left open where two may be meant', async () => {
		const world = await open({ users: 60 });
		const { users } = world.org;
		for (const user of users.list()) {
			users.put({ ...user, profile: { ...user.profile, managerId: '7', employeeNumber: '7' } });
		}
		const rows = await reported(world, 'inactive', { days: 1, includeManager: true });
		expect(new Set(column(rows, 'managerName'))).toEqual(new Set(['null']));
	});
});

describe('the output', () => {
	test('is a file with the columns asked for, filtered while it is written', async () => {
		const world = await open({ users: 1200 });
		const { items, error } = await run(world, 'suspended', {
			days: 0,
			exportTo: 'file',
			format: 'jsonLines',
			columns: 'selected',
			selectedColumns: ['id', 'shirtSize', 'days'],
		});
		if (error) throw error;
		const file = Buffer.from(items[0]?.binary?.data?.data ?? '', 'base64');
		const rows = rowsInLines(file);
		const suspended = world.org.users.list().filter(is('SUSPENDED'));

		expect(ids(rows)).toEqual(sorted(suspended));
		expect(new Set(rows.map((row) => Object.keys(row).toSorted().join()))).toEqual(
			new Set(['days,id,shirtSize']),
		);
		expect(items[0]?.json).toMatchObject({ rows: suspended.length });
		expect(items[0]?.json.fileName).toMatch(/^okta-suspended-\d{4}-\d\d-\d\d\.jsonl$/);
	});

	test('is nothing where nobody is meant, unless the app sees nobody at all', async () => {
		const world = await open({ users: 30 });
		expect(await reported(world, 'inactive', { days: 36_000 })).toEqual([]);
		world.org.faults.add({ path: '/api/v1/users', then: { status: 200, body: [] } });
		const outcome = await run(world, 'inactive', { days: 36_000 });
		expect(complaint(outcome)).toContain('sees no user at all');
	});

	test('has whom the org does not let search for, and says so', async () => {
		const world = await open({ users: 900 });
		const body = { errorCode: 'E0000031', errorSummary: 'Invalid search criteria.' };
		world.org.faults.add({ path: '/api/v1/users', times: 1, then: { status: 400, body } });
		const rows = await reported(world, 'suspended', { days: 0, options: { summaryItem: true } });

		expect(ids(rows.slice(0, -1))).toEqual(sorted(world.org.users.list().filter(is('SUSPENDED'))));
		expect(rows.at(-1)).toMatchObject({
			summary: { notes: [expect.stringContaining('refused to search')] },
		});
	});
});

test('the few of a status among many are asked for, and no more', async () => {
	const world = await open({ users: 20_000 });
	const { error } = await run(world, 'deactivated', {
		days: halfway(world.org),
		exportTo: 'file',
	});
	if (error) throw error;
	const pages = world.org.users.list().filter(is('DEPROVISIONED')).length / 200;
	expect(apiRequests(world.org).length).toBeLessThanOrEqual(Math.ceil(pages) + 6);
});
