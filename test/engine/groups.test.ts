import type { INodeParameters } from 'n8n-workflow';
import type { Org } from '../org';
import { byId, mapped } from './scenarios';
import { textOf } from './scenarios/scenario';
import { apiRequests, closeWorlds, complaint, openWorld, type World } from './world';

afterEach(closeWorlds);

const run = async (
	{ n8n, credential }: World,
	resource: string,
	operation: string,
	parameters: INodeParameters,
) => await n8n.run({ credential, parameters: { resource, operation, ...parameters } });

const groupOf = ({ groups }: Org, wanted: string) => {
	const group = groups.list().find(({ type }) => type === wanted);
	if (!group) throw new Error(`The org has no ${wanted}`);
	return group;
};

const sentBy = ({ org }: World) => apiRequests(org).map(({ method }) => method);

describe('a group that is there already', () => {
	const create = async (world: World, name: string, parameters: INodeParameters = {}) =>
		await run(world, 'group', 'create', {
			profile: mapped(['name', 'string', name], ['owningTeam', 'string', 'IT']),
			...parameters,
		});

	test("is Okta's refusal unless something else was chosen", async () => {
		const world = await openWorld();
		const outcome = await create(world, 'Engineering');
		expect(complaint(outcome)).toContain('name: An object with this field already exists');
		expect(sentBy(world)).toEqual(['POST']);
	});

	test('is found in another spelling of its name', async () => {
		const world = await openWorld();
		const { items } = await create(world, 'engineering', { ifExists: 'return' });
		expect(items.map(({ json }) => json.name)).toEqual(['Engineering']);
	});

	test('cannot be updated where it comes from elsewhere', async () => {
		const world = await openWorld();
		const outcome = await create(world, 'Everyone', { ifExists: 'update' });
		expect(complaint(outcome)).toContain('The group "Everyone" cannot be changed in Okta');
		expect(sentBy(world)).toEqual(['POST', 'GET', 'GET']);
	});

	test('does not hide what else Okta refuses', async () => {
		const world = await openWorld();
		const outcome = await create(world, 'x'.repeat(5), {
			profile: mapped(['name', 'string', 'New'], ['noSuchAttribute', 'string', 'x']),
			ifExists: 'return',
		});
		expect(complaint(outcome)).toContain('noSuchAttribute');
	});
});

describe('changing a group', () => {
	const update = async (world: World, groupId: string, options: INodeParameters = {}) =>
		await run(world, 'group', 'update', {
			groupId: byId(groupId),
			profile: mapped(['description', 'string', 'Changed']),
			options,
		});

	test('is refused for one that comes from a directory, with a reason', async () => {
		const world = await openWorld();
		const outcome = await update(world, groupOf(world.org, 'APP_GROUP').id);
		expect(complaint(outcome)).toContain('change it there');
		expect(sentBy(world)).toEqual(['GET']);
	});

	test('is refused if it has changed since', async () => {
		const world = await openWorld();
		const { id, profile } = groupOf(world.org, 'OKTA_GROUP');
		const outcome = await update(world, id, { expectedLastUpdated: '2001-02-03T04:05:06.000Z' });
		expect(complaint(outcome)).toContain('The group has changed in Okta in the meantime');
		expect(world.org.groups.get(id)?.profile).toEqual(profile);
		expect(sentBy(world)).toEqual(['GET']);
	});
});

test('a group rule stays on if Okta refuses to change it', async () => {
	const world = await openWorld();
	const [rule] = world.org.directory.rules.list();
	if (!rule) throw new Error('The org has no group rule');
	rule.status = 'ACTIVE';
	const outcome = await run(world, 'groupRule', 'update', {
		groupRuleId: byId(rule.id),
		expression: 'nonsense ==',
	});

	expect(complaint(outcome)).toContain('Invalid expression');
	expect([rule.status, rule.expression]).toEqual(['ACTIVE', 'user.department == "Engineering"']);
	expect(sentBy(world)).toEqual(['GET', 'POST', 'PUT', 'POST']);
});

test('a group rule that is there already keeps its groups', async () => {
	const world = await openWorld();
	const [rule] = world.org.directory.rules.list();
	const other = groupOf(world.org, 'OKTA_GROUP');
	const outcome = await run(world, 'groupRule', 'create', {
		name: rule?.name ?? '',
		expression: 'user.title == "Clerk"',
		groupId: byId(other.id),
		options: { furtherGroupIds: rule?.groupIds.join() ?? '' },
		ifExists: 'update',
	});
	expect(complaint(outcome)).toContain('Okta cannot change the groups of a rule');
	expect(sentBy(world)).toEqual(['POST', 'GET', 'GET']);
});

test('a group rule that would not change is left alone', async () => {
	const world = await openWorld();
	const [rule] = world.org.directory.rules.list();
	const { items } = await run(world, 'groupRule', 'create', {
		name: rule?.name ?? '',
		expression: rule?.expression ?? '',
		groupId: byId(rule?.groupIds.join() ?? ''),
		ifExists: 'update',
	});
	expect(items.map(({ json }) => json.id)).toEqual([rule?.id]);
	expect(sentBy(world)).toEqual(['POST', 'GET', 'GET']);
});

test('a group rule is found by its exact name', async () => {
	const world = await openWorld();
	const { items } = await run(world, 'groupRule', 'get', {
		groupRuleId: { __rl: true, mode: 'name', value: 'Everybody in Sales' },
	});
	expect(items.map(({ json }) => json.name)).toEqual(['Everybody in Sales']);
});

test('the owner to remove may be given by login', async () => {
	const world = await openWorld();
	const group = groupOf(world.org, 'OKTA_GROUP');
	const [user] = world.org.users.list();
	if (!user) throw new Error('The org has no user');
	group.owners.set(user.id, { type: 'USER', lastUpdated: group.created });
	const { items } = await run(world, 'group', 'removeOwner', {
		groupId: byId(group.id),
		ownerId: { __rl: true, mode: 'login', value: textOf(user.profile, 'login') },
	});
	expect(items.map(({ json }) => json)).toEqual([
		{ success: true, outcome: 'removed', groupId: group.id, ownerId: user.id },
	]);
	expect(group.owners.size).toBe(0);
});

test('two comparisons on apps are refused before they are sent', async () => {
	const world = await openWorld();
	const outcome = await run(world, 'application', 'getAll', {
		condition: { all: { attribute: 'name', operator: 'eq', value: 'slack' } },
		options: { filter: 'status eq "ACTIVE"' },
	});
	expect(complaint(outcome)).toContain('Okta takes one comparison on apps, and here are two');
	expect(world.org.ledger.requests).toEqual([]);
});
