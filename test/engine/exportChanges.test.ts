import type { INodeParameters } from 'n8n-workflow';
import type { Org } from '../org';
import type { User } from '../org/directory/model';
import type { Memory } from './harness';
import { signIns } from './scenarios/logEvents';
import { apiPaths, closeWorlds, complaint, openWorld, type World } from './world';

afterEach(closeWorlds);

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const scopes = ['okta.users.read', 'okta.groups.read', 'okta.logs.read'];

/** A workflow that exports changes, run again and again as by a schedule. */
async function schedule(dataSet: string, options: INodeParameters = {}) {
	const world = await openWorld({ org: { users: 300 }, app: { scopes } });
	const memory: Memory = { saved: '{}' };
	const since = new Date(world.org.clock.now() - HOUR).toISOString();
	const runAny = async () =>
		await world.n8n.run({
			parameters: {
				resource: 'directory',
				operation: 'export',
				dataSet,
				extent: 'changes',
				since,
				options,
			},
			credential: world.credential,
			memory,
		});
	const run = async () => {
		const { error, items } = await runAny();
		if (error) throw error;
		return items.map(({ json }) => json);
	};
	return { world, memory, run, runAny };
}

const now = ({ clock }: Org) => clock.now();

function change({ org }: World, position: number, what: Partial<User> = {}): User {
	const user = org.users.at(position);
	if (!user) throw new Error('There is no such user');
	return org.users.put({ ...user, lastUpdated: now(org), ...what });
}

function create({ org }: World): User {
	const position = org.users.take();
	const [template] = org.users.list();
	if (!template) throw new Error('The org has no users');
	const id = org.directory.ids.of('00u', position);
	const time = now(org);
	return org.users.put({ ...template, position, id, created: time, lastUpdated: time });
}

const happened = (rows: Array<Record<string, unknown>>) =>
	rows.map(({ id, change: what }) => `${String(what)} ${String(id)}`).toSorted();

describe('users', () => {
	test('come once each: everybody first, then whoever was created, changed or deactivated', async () => {
		const { world, run } = await schedule('users');
		const lately = change(world, 7);
		const first = await run();
		expect(happened(first)).toEqual(
			world.org.users
				.list()
				.map(({ id }) => `existing ${id}`)
				.toSorted(),
		);
		expect(first.some(({ id }) => id === lately.id)).toBe(true);
		expect(await run()).toEqual([]);

		world.org.clock.advance(HOUR);
		const expected = [
			`created ${create(world).id}`,
			`changed ${change(world, 20).id}`,
			`deactivated ${change(world, 21, { status: 'DEPROVISIONED' }).id}`,
		];
		expect(happened(await run())).toEqual(expected.toSorted());
		expect(await run()).toEqual([]);
	});

	test('who change again within the overlap come again', async () => {
		const { world, run } = await schedule('users');
		await run();
		const [user] = [change(world, 20)];
		expect(happened(await run())).toEqual([`changed ${user.id}`]);
		change(world, 20, { lastUpdated: now(world.org) + 1 });
		expect(happened(await run())).toEqual([`changed ${user.id}`]);
	});

	test('who change while a run goes on come with the next at the latest', async () => {
		const { world, run } = await schedule('users');
		const first = run();
		while (world.org.ledger.filter({ path: '/api/v1/users' }).length < 4)
			await new Promise((resolve) => setImmediate(resolve));
		const user = change(world, 3, { status: 'SUSPENDED' });
		await first;
		const statuses = [...(await first), ...(await run())]
			.filter(({ id }) => id === user.id)
			.map(({ status }) => status);
		expect(statuses.at(-1)).toBe('SUSPENDED');
	});

	test('are not lost when a run fails half-way', async () => {
		const { world, memory, run, runAny } = await schedule('users');
		await run();
		world.org.clock.advance(DAY);
		const users = Array.from({ length: 250 }, (_, position) => change(world, position));
		const disarm = world.org.faults.add({
			path: '/api/v1/users',
			after: 2,
			then: { status: 403 },
		});
		const before = memory.saved;
		expect((await runAny()).status).toBe('error');
		expect(JSON.parse(memory.saved)).toEqual(JSON.parse(before));

		disarm();
		world.org.clock.advance(DAY);
		const rows = await run();
		expect(rows.map(({ id }) => id).toSorted()).toEqual(users.map(({ id }) => id).toSorted());
		expect(await run()).toEqual([]);
	});

	test('who were erased are found by comparing, every so many days', async () => {
		const { world, run } = await schedule('users', { fullPassDays: 2 });
		await run();
		const later = create(world);
		expect(happened(await run())).toEqual([`created ${later.id}`]);
		const gone = [world.org.users.at(5), world.org.users.at(250), later];
		for (const user of gone) if (user) world.org.users.erase(user.position);
		world.org.clock.advance(DAY);
		expect(await run()).toEqual([]);

		world.org.clock.advance(DAY);
		expect(happened(await run())).toEqual(
			gone.map((user) => `deleted ${user?.id ?? ''}`).toSorted(),
		);
		world.org.clock.advance(3 * DAY);
		expect(await run()).toEqual([]);
	});

	test('of another org are not taken for those of this one', async () => {
		const { run, memory } = await schedule('users');
		await run();
		const other = await schedule('users');
		other.memory.saved = memory.saved;
		expect((await other.run())[0]).toMatchObject({ change: 'existing' });
	});
});

test('groups: created, renamed, joined, deleted', async () => {
	const { world, run } = await schedule('groups', { fullPassDays: 1 });
	const { groups, clock } = world.org;
	const [, , renamed, joined, doomed] = groups.list();
	if (!renamed || !joined || !doomed) throw new Error('The org lacks groups');
	expect(await run()).toHaveLength(groups.list().length);

	clock.advance(HOUR);
	groups.rename(renamed, { ...renamed.profile, name: 'Renamed' }, clock.now());
	joined.lastMembershipUpdated = clock.now();
	expect(happened(await run())).toEqual(
		[renamed, joined].map(({ id }) => `changed ${id}`).toSorted(),
	);

	groups.delete(doomed);
	clock.advance(DAY);
	expect(happened(await run())).toEqual([`deleted ${doomed.id}`]);
	expect(await run()).toEqual([]);
});

test('memberships: who came, who left, and everybody of a deleted group', async () => {
	const { world, run } = await schedule('memberships', { fullPassDays: 1 });
	const { groups, users, clock } = world.org;
	const [group, doomed] = groups.list().filter(({ type }) => type === 'OKTA_GROUP');
	if (!group || !doomed) throw new Error('The org lacks groups');
	const all = [...world.org.directory.membersFrom(group, 0)];
	const first = await run();
	expect(new Set(first.map(({ change: what }) => what))).toEqual(new Set(['existing']));
	expect(await run()).toEqual([]);

	clock.advance(HOUR);
	const stranger = users
		.list()
		.find(({ position, status }) => !group.members?.has(position) && status === 'ACTIVE');
	group.members?.add(stranger?.position ?? -1);
	group.members?.delete(all[0] ?? -1);
	group.lastMembershipUpdated = clock.now();
	expect(await run()).toEqual(
		expect.arrayContaining([
			expect.objectContaining({ change: 'created', groupId: group.id, userId: stranger?.id }),
			expect.objectContaining({
				change: 'deleted',
				groupId: group.id,
				userId: users.at(all[0] ?? -1)?.id,
			}),
		]),
	);
	expect(await run()).toEqual([]);

	const members = [...world.org.directory.membersFrom(doomed, 0)];
	groups.delete(doomed);
	clock.advance(DAY);
	const gone = { change: 'deleted', groupId: doomed.id };
	expect(await run()).toEqual(members.map(() => expect.objectContaining(gone) as unknown));
	expect(await run()).toEqual([]);
});

test.each([false, true])('log events: none twice, none missing (place lost: %s)', async (lost) => {
	const { world, run } = await schedule('systemLog');
	const { org } = world;
	const seen: unknown[] = [];
	for (const count of [3, 0, 1200, 5]) {
		signIns(org, count);
		if (lost) org.faults.add({ path: '/api/v1/logs', times: 1, then: { status: 400 } });
		if (lost && seen.length === 0) org.faults.clear();
		seen.push(...(await run()).map(({ uuid }) => uuid));
	}
	expect(seen).toEqual(org.directory.log.events.map(({ uuid }) => uuid));
});

describe('an empty list is no proof that something is gone', () => {
	const empty = { status: 200, body: [] };
	const answers = Array.from({ length: 8 }, (_, after) => after);
	const cases = ['users', 'groups', 'memberships'].flatMap((dataSet) =>
		answers.map((after) => ({ dataSet, after })),
	);

	test.each(cases)('$dataSet: answer no. $after is empty', async ({ dataSet, after }) => {
		const { world, run, runAny } = await schedule(dataSet, { fullPassDays: 1 });
		await run();
		world.org.clock.advance(DAY + HOUR);
		world.org.faults.add({ path: apiPaths, after, times: 1, then: empty });

		const { status, items } = await runAny();
		world.org.faults.clear();
		if (status === 'error') expect(items).toEqual([]);
		expect(items.filter(({ json }) => json['change'] === 'deleted')).toEqual([]);
		expect(await run()).toEqual([]);
	});

	const emptied = async () => {
		const { world, run, runAny } = await schedule('memberships');
		const { org } = world;
		const [group] = org.groups.list().filter(({ type }) => type === 'OKTA_GROUP');
		if (!group) throw new Error('The org lacks groups');
		await run();
		org.clock.advance(HOUR);
		group.lastMembershipUpdated = org.clock.now();
		return { org, group, run, runAny };
	};

	test('memberships: a group of which Okta lists nobody, while its members say otherwise', async () => {
		const { org, group, runAny } = await emptied();
		org.faults.add({ path: `/api/v1/groups/${group.id}/users`, then: empty });
		const outcome = await runAny();

		expect(complaint(outcome)).toMatch(/leaves out the members of the group/);
		expect(outcome.items).toEqual([]);
	});

	test('memberships: a group that everybody has left', async () => {
		const { org, group, run } = await emptied();
		const left = [...org.directory.membersFrom(group, 0)];
		for (const position of left) group.members?.delete(position);
		expect(left.length).toBeGreaterThan(0);
		expect((await run()).map(({ change: what }) => what)).toEqual(left.map(() => 'deleted'));
	});
});
