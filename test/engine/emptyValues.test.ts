import type { INodeParameters } from 'n8n-workflow';

import { byId, mapped, twoUsers } from './scenarios';
import { textOf, two } from './scenarios/scenario';
import { apiRequests, closeWorlds, openWorld, type World } from './world';

afterEach(closeWorlds);

/** A form with an empty cell, and what the attribute holds. */
interface Way {
	parameters: INodeParameters;
	valueNow: () => unknown;
}

const someone = ({ org }: World) => {
	const [{ id, profile }] = twoUsers(org, 'ACTIVE');
	const valueNow = () => org.directory.findUser(id)?.profile['title'] ?? null;
	return { id, login: textOf(profile, 'login'), valueNow };
};

const aGroup = ({ org }: World) => {
	const [{ id, profile }] = two(
		org.groups.list().filter(({ type }) => type === 'OKTA_GROUP'),
		'groups',
	);
	const valueNow = () => org.groups.get(id)?.profile['description'] ?? null;
	return { id, name: textOf(profile, 'name'), valueNow };
};

const ways: Readonly<Record<string, (world: World) => Way>> = {
	'user.update': (world) => {
		const { id, valueNow } = someone(world);
		const profile = mapped(['title', 'string', '={{ $json.cell }}']);
		return { parameters: { userId: byId(id), profile }, valueNow };
	},
	'user.upsert': (world) => {
		const { login, valueNow } = someone(world);
		const profile = mapped(['login', 'string', login], ['title', 'string', '={{ $json.cell }}']);
		return { parameters: { profile }, valueNow };
	},
	'user.create': (world) => {
		const { login, valueNow } = someone(world);
		const profile = mapped(['login', 'string', login], ['title', 'string', '={{ $json.cell }}']);
		return { parameters: { profile, ifExists: 'update' }, valueNow };
	},
	'group.update': (world) => {
		const { id, valueNow } = aGroup(world);
		const profile = mapped(['description', 'string', '={{ $json.cell }}']);
		return { parameters: { groupId: byId(id), profile }, valueNow };
	},
	'group.create': (world) => {
		const { name, valueNow } = aGroup(world);
		const profile = mapped(
			['name', 'string', name],
			['description', 'string', '={{ $json.cell }}'],
		);
		return { parameters: { profile, ifExists: 'update' }, valueNow };
	},
	'application.updateUserAssignment': (world) => {
		const { org } = world;
		const app = org.apps.list().find(({ name }) => name === 'slack');
		const user = org.users
			.list()
			.find(({ position }) => app && org.directory.assignmentScope(app, position) === 'USER');
		if (!app || !user) throw new Error('The org has nobody with the app');
		const { created } = app;
		app.assignments.set(user.position, {
			created,
			lastUpdated: created,
			profile: { role: 'member' },
		});
		const profile = mapped(['role', 'string', '={{ $json.cell }}']);
		return {
			parameters: { appId: byId(app.id), userId: byId(user.id), profile },
			valueNow: () => app.assignments.get(user.position)?.profile['role'] ?? null,
		};
	},
};

describe.each(Object.entries(ways))('an empty cell in %s', (key, prepare) => {
	const [resource = '', operation = ''] = key.split('.');
	const run = async (world: World, { parameters }: Way, cell: unknown, emptyValues?: string) => {
		const { error } = await world.n8n.run({
			parameters: {
				resource,
				operation,
				...parameters,
				...(emptyValues !== undefined && { options: { emptyValues } }),
			},
			items: [JSON.parse(JSON.stringify({ cell }))],
			credential: world.credential,
		});
		expect(error).toBeUndefined();
	};

	it.each([
		['', undefined],
		[null, 'leave'],
	])('holding %j leaves the value alone unless it is to clear', async (cell, choice) => {
		const world = await openWorld();
		const way = prepare(world);
		const before = way.valueNow();
		expect(before).toEqual(expect.stringMatching(/./));
		await run(world, way, cell, choice);
		expect(way.valueNow()).toBe(before);
	});

	it.each(['', null, undefined])('holding %j clears the value if it is to', async (cell) => {
		const world = await openWorld();
		const way = prepare(world);
		await run(world, way, cell, 'clear');
		expect(way.valueNow()).toBeNull();
	});
});

it('clears nothing of somebody who is only made now', async () => {
	const world = await openWorld();
	const { error } = await world.n8n.run({
		parameters: {
			resource: 'user',
			operation: 'upsert',
			profile: mapped(
				['login', 'string', 'new.one@acme.example'],
				['email', 'string', 'new.one@acme.example'],
				['firstName', 'string', 'New'],
				['lastName', 'string', 'One'],
				['title', 'string', ''],
			),
			options: { emptyValues: 'clear' },
		},
		credential: world.credential,
	});
	expect(error).toBeUndefined();
	const created = apiRequests(world.org).find(({ method }) => method === 'POST');
	expect(JSON.stringify(created?.body)).not.toContain('null');
});
