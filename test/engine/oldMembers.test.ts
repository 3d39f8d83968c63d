import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { text } from '../../nodes/Okta/transport/json';
import type { Org } from '../org';
import type { User } from '../org/directory/model';
import { byId } from './scenarios';
import { withRule } from './withRule';
import { addedTo, LENDER } from './scenarios/logEvents';
import { textOf } from './scenarios/scenario';
import {
	apiRequests,
	closeWorlds,
	complaint,
	openWorld,
	type World,
	type WorldOptions,
} from './world';

afterEach(closeWorlds);

const engineering = ({ groups }: Org) => {
	const [group] = groups.byName('Engineering');
	if (!group?.members) throw new Error('The org has no Engineering');
	return { ...group, members: group.members };
};

/** Somebody gets into the group, so many days ago. */
function add(org: Org, { id, position }: User, days: number, result?: string): void {
	const { id: groupId, members } = engineering(org);
	members.add(position);
	addedTo(org, days, { groupId, userId: id }, result);
}

/** An Engineering of nobody, and five people who are in no trouble. */
async function open(options: WorldOptions = {}) {
	const world = await openWorld(options);
	const { org } = world;
	const { members } = engineering(org);
	for (const { position } of org.users.list()) members.delete(position);
	const people = org.users.list().filter(({ status }) => status === 'ACTIVE');
	const [a, b, c, d, e] = people;
	if (!a || !b || !c || !d || !e) throw new Error('The org is too small');
	return { world, org, people: [a, b, c, d, e] as const };
}

const remove = async (
	{ n8n, org, credential }: World,
	parameters: INodeParameters = {},
	items: IDataObject[] = [{}],
) =>
	await n8n.run({
		parameters: {
			resource: 'group',
			operation: 'removeMembersAddedBefore',
			groupId: byId(engineering(org).id),
			addedDaysAgo: 30,
			...parameters,
		},
		items,
		credential,
	});

type Outcome = Awaited<ReturnType<typeof remove>>;

const outcomes = ({ items }: Outcome) =>
	Object.fromEntries(
		items
			.filter(({ json }) => json['userId'] !== undefined)
			.map(({ json }) => [text(json['userId']), json['outcome']]),
	);
const inGroup = (org: Org): string[] =>
	org.users
		.list()
		.filter(({ position }) => engineering(org).members.has(position))
		.map(({ id }) => id);
const writes = ({ org }: World) => apiRequests(org).filter(({ method }) => method !== 'GET');

describe('Group: Remove Members Added Before', () => {
	test('goes by the last time somebody was added, and leaves whom nobody knows it of', async () => {
		const { world, org, people } = await open();
		const [old, fresh, again, unknown, exact] = people;
		add(org, old, 31);
		add(org, fresh, 29);
		add(org, again, 60);
		add(org, again, 2);
		engineering(org).members.add(unknown.position);
		add(org, exact, 29.9);

		const outcome = await remove(world);

		expect(outcome.error).toBeUndefined();
		expect(outcomes(outcome)).toEqual({
			[old.id]: 'removed',
			[fresh.id]: 'unchanged',
			[again.id]: 'unchanged',
			[unknown.id]: 'skipped',
			[exact.id]: 'unchanged',
		});
		expect(inGroup(org).toSorted()).toEqual(
			[fresh, again, unknown, exact].map(({ id }) => id).toSorted(),
		);
		const rows = outcome.items.map(({ json }) => json);
		expect(rows.find(({ userId }) => userId === unknown.id)?.['why']).toMatch(/does not say when/);
		expect(rows.find(({ userId }) => userId === old.id)).toMatchObject({
			login: textOf(old.profile, 'login'),
			addedBy: LENDER,
		});
		expect(rows.at(-1)).toMatchObject({
			summary: true,
			groupName: 'Engineering',
			membersBefore: 5,
			removed: 1,
			unchanged: 3,
			skipped: 1,
		});
	});

	test('leaves whom a group rule has put there, unless told otherwise', async () => {
		const { world, org, people } = await open();
		const [person, other] = people;
		add(org, person, 40);
		add(org, other, 40);
		const condition = `user.login == "${textOf(person.profile, 'login')}"`;
		await withRule(org, 'By login', condition, [engineering(org).id]);

		const left = await remove(world);
		expect(outcomes(left)).toMatchObject({ [person.id]: 'skipped', [other.id]: 'removed' });
		expect(left.items.map(({ json }) => text(json['why'])).join()).toContain(
			'group rule "By login"',
		);

		const taken = await remove(world, { options: { ruleMembers: 'remove' } });
		expect(outcomes(taken)).toMatchObject({ [person.id]: 'removed' });
	});

	test('does not count what came to nothing', async () => {
		const { world, org, people } = await open();
		add(org, people[0], 40, 'FAILURE');
		expect(outcomes(await remove(world))).toEqual({ [people[0].id]: 'skipped' });
	});

	test('shows first what it would do, and stops where it would be too much', async () => {
		const { world, org, people } = await open();
		for (const person of people) add(org, person, 40);
		const planned = await remove(world, { safeguards: { dryRun: true } });
		expect(planned.error).toBeUndefined();
		expect(writes(world)).toEqual([]);
		expect(planned.items.filter(({ json }) => json['would'] === 'remove')).toHaveLength(5);

		const stopped = await remove(world, { safeguards: { stopBefore: 3 } });
		expect(complaint(stopped)).toMatch(/5/);
		expect(writes(world)).toEqual([]);
	});

	test('the second time, changes nothing', async () => {
		const { world, org, people } = await open();
		for (const person of people.slice(0, 3)) add(org, person, 40);
		await remove(world);
		const before = writes(world).length;
		expect(before).toBe(3);
		expect((await remove(world)).error).toBeUndefined();
		expect(writes(world)).toHaveLength(before);
	});

	test('a group that is named twice is looked at once', async () => {
		const { world, org, people } = await open();
		add(org, people[0], 40);
		const { items, error } = await remove(world, {}, [{}, {}]);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json['outcome'] ?? json['summary'])).toEqual([
			'removed',
			'skipped',
			true,
		]);
	});

	test.each([-1, 90.5, 365])('refuses %p days before anything is sent', async (addedDaysAgo) => {
		const { world } = await open();
		const outcome = await remove(world, { addedDaysAgo });
		expect(complaint(outcome)).toMatch(/Added More Than \(Days\) Ago/);
		expect(apiRequests(world.org)).toEqual([]);
	});

	test('says which scope the log takes', async () => {
		const { world } = await open({ app: { scopes: ['okta.groups.manage'] } });
		const outcome = await remove(world);
		expect(complaint(outcome)).toContain('okta.logs.read');
		expect(writes(world)).toEqual([]);
	});

	test.each(['BUILT_IN', 'APP_GROUP'])('refuses a group of the type %s', async (type) => {
		const { world, org } = await open();
		const [group] = org.groups.list().filter((one) => one.type === type);
		if (!group) throw new Error(`The org has no ${type}`);
		const outcome = await remove(world, { groupId: byId(group.id) });
		expect(complaint(outcome)).toMatch(/cannot be changed in Okta/);
		expect(writes(world)).toEqual([]);
	});
});
