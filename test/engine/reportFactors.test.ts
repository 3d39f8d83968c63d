import type { Org } from '../org';
import type { User } from '../org/directory/model';
import {
	column,
	ids,
	is,
	openFor,
	report as run,
	reported,
	signInStatuses,
	sorted,
} from './reporting';
import { textOf } from './scenarios/scenario';
import { apiRequests, closeWorlds, complaint } from './world';

afterEach(closeWorlds);

const open = async (users = 400) => {
	const world = await openFor(['users', 'groups'], { users });
	const { org } = world;
	// Some are safe, one is only about to be, and one has a weak one that was never confirmed.
	const people = org.users.list().filter(is(...signInStatuses));
	for (const [index, user] of people.entries()) {
		const factors = org.directory.factorsOf(user);
		if (index % 5 === 0) enroll(org, user, 'webauthn').status = 'ACTIVE';
		if (index % 5 === 1) enroll(org, user, 'webauthn');
		if (factors.length === 0 && index % 2 === 0) enroll(org, user, 'sms');
	}
	return world;
};

const enroll = ({ directory, clock }: Org, user: User, type: 'webauthn' | 'sms') =>
	directory.factors.enroll(directory.factorsOf(user), type, 'FIDO', {}, clock.now());

const activeTypes = ({ directory }: Org, user: User): string[] =>
	directory
		.factorsOf(user)
		.filter(({ status }) => status === 'ACTIVE')
		.map(({ factorType }) => factorType);

const isWeak = (type: string) => ['sms', 'call', 'email', 'question'].includes(type);

const factorRequests = (org: Org) =>
	apiRequests(org).filter(({ path }) => path.endsWith('/factors')).length;

const questions: ReadonlyArray<[report: string, isIn: (types: string[]) => boolean]> = [
	['noFactor', (types) => types.length === 0],
	['weakFactors', (types) => types.length > 0 && types.every(isWeak)],
	['noPhishingResistantFactor', (types) => !types.includes('webauthn')],
];

describe.each(questions)('%s', (report, isIn) => {
	test('has whom it is about, each asked for once, and says what there is', async () => {
		const world = await open();
		const { org } = world;
		const people = org.users.list().filter(is(...signInStatuses));
		const expected = people.filter((user) => isIn(activeTypes(org, user)));
		const rows = await reported(world, report);

		expect(expected.length).toBeGreaterThan(10);
		expect(expected.length).toBeLessThan(people.length);
		expect(ids(rows)).toEqual(sorted(expected));
		for (const row of rows) {
			const user = people.find(({ id }) => id === row.id);
			expect(row.factors).toEqual(user && [...new Set(activeTypes(org, user))].toSorted());
		}
		expect(factorRequests(org)).toBe(people.length);
		expect(apiRequests(org).length).toBeLessThan(people.length * 1.05);
	});
});

test('nobody is asked about who is excluded, and managers come twenty at a time', async () => {
	const world = await open(800);
	const { org } = world;
	const left = org.users
		.list()
		.filter(is(...signInStatuses))
		.filter(({ profile }) => textOf(profile, 'userType') !== 'Contractor');
	const rows = await reported(world, 'noPhishingResistantFactor', {
		includeManager: true,
		options: { excludeSearch: 'profile.userType eq "Contractor"' },
	});

	expect(factorRequests(org)).toBe(left.length);
	const names = new Map(org.users.list().map(({ id, profile }) => [id, profile]));
	for (const { managerId, managerEmail } of rows) {
		expect(managerEmail).toBe(textOf(names.get(String(managerId)) ?? {}, 'email') || null);
	}
	const managers = new Set(column(rows, 'managerId')).size;
	const others = apiRequests(org).length - factorRequests(org);
	expect(others).toBeLessThan(managers / 20 + 20);
});

test('who is erased in between is in no report', async () => {
	const world = await open(100);
	world.org.faults.add({
		path: /\/factors$/,
		times: 1,
		then: { status: 404, body: { errorCode: 'E0000007', errorSummary: 'Not found' } },
	});
	const people = world.org.users.list().filter(is(...signInStatuses));
	const rows = await reported(world, 'noPhishingResistantFactor');
	const lacking = people.filter((user) => !activeTypes(world.org, user).includes('webauthn'));
	expect([lacking.length, lacking.length - 1]).toContain(rows.length);
	expect(world.org.faults.taken).toBe(1);
});

test('a refusal ends it without a row', async () => {
	const world = await open(100);
	world.org.faults.add({ path: /\/factors$/, after: 20, then: { status: 403, body: {} } });
	const outcome = await run(world, 'noFactor');
	expect([outcome.status, outcome.items]).toEqual(['error', []]);
});

describe('adoption', () => {
	const share = (org: Org, users: readonly User[]) => {
		const types = users.map((user) => activeTypes(org, user));
		const count = (isIn: (of: string[]) => boolean) => {
			const found = types.filter(isIn).length;
			return [found, users.length === 0 ? null : Math.round((found / users.length) * 1000) / 10];
		};
		return [
			users.length,
			...count((of) => of.length > 0),
			...count((of) => of.some((type) => !isWeak(type))),
			...count((of) => of.includes('webauthn')),
		];
	};
	const figures = (row: Record<string, unknown> | undefined) => [
		row?.users,
		row?.withFactor,
		row?.withFactorPercent,
		row?.strong,
		row?.strongPercent,
		row?.phishingResistant,
		row?.phishingResistantPercent,
	];

	test('by department', async () => {
		const world = await open(900);
		const { org } = world;
		const people = org.users.list().filter(is(...signInStatuses));
		const rows = await reported(world, 'factorAdoption');
		const departments = new Set(people.map(({ profile }) => textOf(profile, 'department')));

		expect(column(rows.slice(0, -1), 'name')).toEqual(
			[...departments].toSorted((a, b) => a.localeCompare(b)),
		);
		for (const row of rows.slice(0, -1)) {
			const of = people.filter(({ profile }) => textOf(profile, 'department') === row.name);
			expect(figures(row)).toEqual(share(org, of));
		}
		expect(rows.at(-1)).toMatchObject({ by: 'total', name: null });
		expect(figures(rows.at(-1))).toEqual(share(org, people));
	});

	test('by groups, whose members alone are asked about', async () => {
		const world = await open(900);
		const { org } = world;
		const [first, second] = org.groups
			.list()
			.filter(
				(group) => group.type === 'OKTA_GROUP' && !org.directory.membersFrom(group, 0).next().done,
			);
		if (!first || !second) throw new Error('The org lacks groups');
		const empty = org.groups
			.list()
			.find((group) => org.directory.membersFrom(group, 0).next().done === true);
		const named = [first, second, ...(empty ? [empty] : [])];
		const rows = await reported(world, 'factorAdoption', {
			adoptionBy: 'groups',
			adoptionGroups: named.map(({ id }) => id).join(', '),
		});

		const people = org.users.list().filter(is(...signInStatuses));
		for (const group of named) {
			const members = new Set(org.directory.membersFrom(group, 0));
			const of = people.filter(({ position }) => members.has(position));
			const row = rows.find(({ groupId }) => groupId === group.id);
			expect(row?.name).toBe(textOf(group.profile, 'name'));
			expect(figures(row)).toEqual(share(org, of));
		}
		const all = people.filter(({ position }) =>
			named.some((group) => group.members?.has(position)),
		);
		expect(figures(rows.at(-1))).toEqual(share(org, all));
		expect(factorRequests(org)).toBe(all.length);
	});

	test('by no group is refused before anything is sent', async () => {
		const world = await open(30);
		const outcome = await run(world, 'factorAdoption', {
			adoptionBy: 'groups',
			adoptionGroups: '={{ [] }}',
		});
		expect(complaint(outcome)).toContain('"Groups" is empty');
		expect(apiRequests(world.org)).toEqual([]);
	});
});
