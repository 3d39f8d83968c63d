import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { text } from '../../nodes/Okta/transport/json';
import type { Org } from '../org';
import { byId } from './scenarios';
import { textOf } from './scenarios/scenario';
import { apiRequests, closeWorlds, complaint, openWorld, type World } from './world';

afterEach(closeWorlds);

const groupsOf = ({ directory }: Org, id: string) =>
	directory
		.groupsOf(directory.findUser(id)?.position ?? -1)
		.map(({ profile }) => textOf(profile, 'name'))
		.toSorted();

/** Somebody in a department and an office at least. */
const somebody = ({ org }: World) => {
	const user = org.users.list().find(({ id, status }) => {
		const groups = groupsOf(org, id);
		return status === 'ACTIVE' && groups.some((name) => name.startsWith('Office'));
	});
	if (!user) throw new Error('The org has nobody in an office');
	return user;
};

const set = async (world: World, items: IDataObject[], parameters: INodeParameters = {}) =>
	await world.n8n.run({
		parameters: {
			resource: 'user',
			operation: 'setGroups',
			userId: byId('={{ $json.id }}'),
			groups: '={{ $json.groups }}',
			...parameters,
		},
		items,
		credential: world.credential,
	});

const writes = ({ org }: World) => apiRequests(org).filter(({ method }) => method !== 'GET');

const inOffices = { within: 'prefix', prefix: 'Office' };

/** Of the groups that begin like this, one the user isn't in. */
const other = ({ org }: World, id: string, start: string) => {
	const name = org.groups
		.list()
		.map(({ profile, type }) => (type === 'OKTA_GROUP' ? textOf(profile, 'name') : ''))
		.find((one) => one.startsWith(start) && !groupsOf(org, id).includes(one));
	if (name === undefined) throw new Error(`The org has no other ${start}`);
	return name;
};

test('a user who moves gets the groups named, and loses the others within the limit alone', async () => {
	const world = await openWorld({ org: { groups: 80 } });
	const { id } = somebody(world);
	const before = groupsOf(world.org, id);
	const office = other(world, id, 'Office');
	const { items, error } = await set(world, [{ id, groups: office }], inOffices);
	expect(error).toBeUndefined();
	const left = before.filter((name) => name.startsWith('Office'));
	expect(items[0]?.json).toMatchObject({ outcome: 'updated', added: [office], removed: left });
	expect(groupsOf(world.org, id)).toEqual(
		[...before.filter((name) => !name.startsWith('Office')), office].toSorted(),
	);
	expect(items.at(-1)?.json).toEqual({ summary: true, updated: 1 });

	const sent = writes(world).length;
	const again = await set(world, [{ id, groups: [office] }], inOffices);
	expect(again.items[0]?.json).toMatchObject({ outcome: 'unchanged', unchanged: [office] });
	expect(writes(world)).toHaveLength(sent);
});

test('several items for one user count together', async () => {
	const world = await openWorld({ org: { groups: 80 } });
	const { id } = somebody(world);
	const [first, second] = [other(world, id, 'Office'), other(world, id, 'Project')];
	const { items } = await set(
		world,
		[
			{ id, groups: first },
			{ id, groups: second },
		],
		{ membership: 'add' },
	);
	expect(items.map(({ json }) => json['outcome'])).toEqual(['updated', 'skipped', undefined]);
	expect(groupsOf(world.org, id)).toEqual(expect.arrayContaining([first, second]));
});

test.each<[string, (names: string[]) => IDataObject[string]]>([
	['commas', (names) => names.join(', ')],
	['semicolons', (names) => names.join(';')],
	['a list in JSON', (names) => JSON.stringify(names)],
	['a list', (names) => names.map((name) => ` ${name}`)],
])('groups come in one cell, parted by %s', async (_, write) => {
	const world = await openWorld({ org: { groups: 80 } });
	const { id } = somebody(world);
	const names = [other(world, id, 'Office'), other(world, id, 'Project')];
	const { items } = await set(world, [{ id, groups: write(names) }], { membership: 'add' });
	expect(items[0]?.json).toMatchObject({ outcome: 'updated', added: names });
});

test('Remove Only takes the user out of the groups named, and of no other', async () => {
	const world = await openWorld({ org: { groups: 80 } });
	const { id } = somebody(world);
	const before = groupsOf(world.org, id);
	const [office = ''] = before.filter((name) => name.startsWith('Office'));
	const { items } = await set(world, [{ id, groups: office }], { membership: 'remove' });
	expect(items[0]?.json).toMatchObject({ outcome: 'updated', removed: [office] });
	expect(groupsOf(world.org, id)).toEqual(before.filter((name) => name !== office));
});

test.each<[string, IDataObject, INodeParameters, RegExp]>([
	['no group', { groups: '' }, inOffices, /No group is named for/],
	[
		'a group outside the limit',
		{ groups: 'Sales' },
		inOffices,
		/"Sales" is not one of groups whose/,
	],
	['a group nobody knows', { groups: 'Nowhere' }, inOffices, /no group named "Nowhere"/],
	["one of Okta's own groups", { groups: 'Everyone' }, { within: 'all' }, /"Everyone" cannot/],
	[
		'no beginning',
		{ groups: 'Sales' },
		{ within: 'prefix', prefix: '={{ "" }}' },
		/Begins With" is empty/,
	],
	[
		'no list of groups',
		{ groups: 'Sales' },
		{ within: 'list', scopeGroups: '={{ "" }}' },
		/That May Change" is empty/,
	],
])('%s changes nothing', async (_, item, parameters, said) => {
	const world = await openWorld({ org: { groups: 80 } });
	const { id } = somebody(world);
	const outcome = await set(world, [{ id, ...item }], parameters);
	expect(complaint(outcome)).toMatch(said);
	expect(writes(world)).toEqual([]);
});

test('no group empties what may change, by choice, and only that', async () => {
	const world = await openWorld({ org: { groups: 80 } });
	const { id } = somebody(world);
	const before = groupsOf(world.org, id);
	const offices = before.filter((name) => name.startsWith('Office'));
	const { items } = await set(world, [{ id, groups: '' }], {
		within: 'list',
		scopeGroups: offices.join(', '),
		options: { ifNoGroups: 'remove' },
	});
	expect(items[0]?.json).toMatchObject({ removed: offices });
	expect(groupsOf(world.org, id)).toEqual(before.filter((name) => !offices.includes(name)));
});

test('All Okta Groups leaves those of apps and Everyone', async () => {
	const world = await openWorld({ org: { groups: 80 } });
	const { id } = somebody(world);
	await set(world, [{ id, groups: 'Sales' }], { within: 'all' });
	const left = world.org.directory.groupsOf(world.org.directory.findUser(id)?.position ?? -1);
	expect(
		left.filter(({ type }) => type === 'OKTA_GROUP').map(({ profile }) => profile.name),
	).toEqual(['Sales']);
	expect(left.map(({ profile }) => text(profile.name))).toContain('Everyone');
});

describe('users given by login', () => {
	const byLogin = {
		userId: { __rl: true, mode: 'login', value: '={{ $json.id }}' },
		membership: 'add',
	};
	const logins = ({ org }: World) =>
		org.users
			.list()
			.filter(({ status }) => status === 'ACTIVE')
			.slice(0, 20)
			.map(({ profile }) => ({ id: textOf(profile, 'login'), groups: 'Sales' }));
	const lookups = ({ org }: World) =>
		apiRequests(org).filter(({ path }) => decodeURIComponent(path).includes('@'));

	test('are looked up once each', async () => {
		const world = await openWorld({ org: { groups: 80 } });
		const rows = logins(world);
		const { items, error } = await set(world, [...rows, ...rows], byLogin);
		expect(error).toBeUndefined();
		expect(items.at(-1)?.json).toMatchObject({ skipped: rows.length });
		expect(lookups(world)).toHaveLength(rows.length);
	});

	test('are looked up several at a time', async () => {
		const world = await openWorld({ org: { groups: 80 } });
		world.org.faults.add({ path: /^\/api\//, then: { delayMs: 30 } });
		const rows = [...logins(world), { id: 'nobody@acme.example', groups: 'Sales' }];
		const outcome = await set(world, rows, byLogin);
		expect(complaint(outcome)).toContain('There is no user with the login "nobody@acme.example"');
		// Nothing else was asked for by then.
		expect(apiRequests(world.org)).toHaveLength(lookups(world).length);
		expect(world.org.limits.mostInFlight).toBeGreaterThan(1);
	});
});
