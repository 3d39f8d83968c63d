import { textOf } from './scenarios/scenario';
import { closeWorlds, complaint, openWorld, type World } from './world';

afterEach(closeWorlds);

const create = async ({ n8n, credential }: World, groupName = 'Makers') =>
	await n8n.run({
		parameters: {
			resource: 'group',
			operation: 'createWithRule',
			groupName,
			expression: 'user.department == "Making"',
		},
		credential,
	});

const outcomes = ({ items }: Awaited<ReturnType<typeof create>>) =>
	items.map(({ json }) => json['outcome']);

const standing = ({ org }: World) => ({
	groups: org.groups.byName('Makers').length,
	rules: org.directory.rules
		.list()
		.filter(({ name }) => name === 'Makers')
		.map(({ status }) => status),
});

test.each([
	['the group', 'POST', /^\/api\/v1\/groups\/rules$/, { groups: 1, rules: [] }],
	['the rule', 'POST', /lifecycle\/activate$/, { groups: 1, rules: ['INACTIVE'] }],
] as const)('cut short after %s it is finished by another run', async (_, method, path, left) => {
	const world = await openWorld();
	world.org.faults.add({ method, path, times: 1, then: { status: 403 } });
	expect((await create(world)).error).toBeDefined();
	expect(standing(world)).toEqual(left);

	expect(outcomes(await create(world))).toEqual(['updated']);
	expect(standing(world)).toEqual({ groups: 1, rules: ['ACTIVE'] });
	expect(outcomes(await create(world))).toEqual(['unchanged']);
});

test('a group of an app or a directory gets no rule', async () => {
	const world = await openWorld();
	const group = world.org.groups.list().find(({ type }) => type === 'APP_GROUP');
	const outcome = await create(world, textOf(group?.profile ?? {}, 'name'));
	expect(complaint(outcome)).toContain('does not belong to Okta');
	expect(standing(world)).toEqual({ groups: 0, rules: [] });
});

test('a rule of that name for another group is left alone', async () => {
	const world = await openWorld();
	const [rule] = world.org.directory.rules.list();
	if (!rule) throw new Error('The org has no rule');
	world.org.directory.rules.change(rule, { name: 'Makers' });
	const outcome = await create(world);
	expect(complaint(outcome)).toContain('is for other groups');
	expect(standing(world).rules).toEqual([rule.status]);
});
