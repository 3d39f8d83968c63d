import { namings, runNamed, writes, type Naming } from './named';
import { mapped, scopesOf, type Item } from './scenarios';
import { textOf } from './scenarios/scenario';
import type { User } from '../org/directory/model';
import { apiRequests, closeWorlds, complaint, openWorld, putOutFor, type World } from './world';
import { part } from '../walks/part';

afterEach(closeWorlds);

const byLogin = namings.filter(({ mode }) => mode === 'login');

/** The user an item of the scenario is about; nothing where it is about a group. */
function userIn(world: World, { member }: Naming, item: Item): User | undefined {
	const id = item[member] ?? '';
	return id.startsWith('00u') ? world.org.directory.findUser(id) : undefined;
}

/** A world, and the first item of the scenario whose field is a user. */
async function openFor(naming: Naming) {
	const world = await openWorld({
		app: { scopes: [...scopesOf(naming.operation), 'okta.users.read'] },
	});
	const items = naming.scenario.items(world.org);
	const item = items.find((candidate) => userIn(world, naming, candidate));
	const user = item && userIn(world, naming, item);
	if (!item || !user) throw new Error(`No scenario of ${naming.key} is about a user`);
	return { world, item, user, login: textOf(user.profile, 'login') };
}

test('there are operations on users to look at', () => {
	expect(byLogin.length).toBeGreaterThan(40);
});

describe.each(part(byLogin))('$key, $field', (naming) => {
	const { field } = naming;
	const isUser = field !== 'ownerId';

	test.each([
		['the start of a login', 'login', (login: string) => login.split('@')[0]],
		['an ID typed as a login', 'login', (_: string, id: string) => id],
		// Okta takes it for a login there, and what is no login for the start of one.
		...(isUser
			? [
					[
						'the start of a login typed as an ID',
						'id',
						(login: string) => login.split('@')[0],
					] as const,
				]
			: []),
	] as const)('%s is refused, and who was found is named', async (_, mode, named) => {
		const { world, item, user, login } = await openFor(naming);
		const written = named(login, user.id) ?? '';
		expect(world.org.directory.findUser(written)?.id).toBe(user.id);

		const outcome = await runNamed(world, naming, mode, [{ ...item, named: written }]);

		expect(complaint(outcome)).toContain(`There is no user with the login "${written}"`);
		expect(complaint(outcome)).toContain(`"${login}" with the ID ${user.id}`);
		expect(writes(world)).toEqual([]);
	});

	test('a login in another case is found', async () => {
		const { world, item, login } = await openFor(naming);
		const expected = naming.scenario.puts?.(item, world.org);
		const outcome = await runNamed(world, naming, 'login', [
			{ ...item, named: login.toUpperCase() },
		]);
		expect(outcome.error).toBeUndefined();
		expect(putOutFor(outcome.items, 0)).toEqual(expected);
	});

	test.each([
		'jane_gmail.com#EXT#@acme.example',
		'why?@acme.example',
		'semi;colon@acme.example',
		'sla/sh@acme.example',
		'back\\slash@acme.example',
		'100%@acme.example',
		'zoë@acme.example',
	])('the login %s is found', async (hard) => {
		const { world, item: before, user } = await openFor(naming);
		const profile = { ...user.profile, login: hard };
		world.org.users.put({ ...user, profile });
		const item = { ...before, ...('login' in before && { login: hard }) };
		const expected = naming.scenario.puts?.(item, world.org);

		const outcome = await runNamed(world, naming, 'login', [{ ...item, named: hard }]);

		expect(outcome.error).toBeUndefined();
		expect(putOutFor(outcome.items, 0)).toEqual(expected);
	});
});

describe('a login that can only be searched for', () => {
	const hard = 'semi;colon@acme.example';
	const open = async () => {
		const world = await openWorld({ org: { searchLag: 10_000, filterLag: 800 } });
		const user = world.org.users.list().find(({ status }) => status === 'ACTIVE');
		if (!user) throw new Error('The org has no active user');
		const suspend = async () =>
			await world.n8n.run({
				parameters: {
					resource: 'user',
					operation: 'suspend',
					userId: { __rl: true, mode: 'login', value: hard },
				},
				credential: world.credential,
			});
		const rename = (login: string) => {
			const now = world.org.directory.findUser(user.id) ?? user;
			world.org.users.put({ ...now, profile: { ...now.profile, login } });
		};
		return { world, user, suspend, rename };
	};

	test('is not found while it is new, and the error says so', async () => {
		const { world, suspend, rename } = await open();
		rename(hard);
		const told = complaint(await suspend());
		expect(told).toContain(`There is no user with the login "${hard}"`);
		expect(told).toContain('give the ID instead');
		expect(writes(world)).toEqual([]);

		world.org.clock.advance(801);
		expect((await suspend()).error).toBeUndefined();
	});

	test('is refused when a list still shows it of somebody who had it', async () => {
		const { world, user, suspend, rename } = await open();
		rename(hard);
		world.org.clock.advance(10_001);
		rename('renamed@acme.example');

		expect(complaint(await suspend())).toContain(`"renamed@acme.example" with the ID ${user.id}`);
		expect(writes(world)).toEqual([]);
	});

	test('is looked for, too, when the answer that made the user is lost', async () => {
		const world = await openWorld();
		world.org.faults.add({ method: 'POST', path: '/api/v1/users', times: 1, then: 'resetAfter' });
		const outcome = await world.n8n.run({
			parameters: {
				resource: 'user',
				operation: 'create',
				profile: mapped(
					['login', 'string', hard],
					['email', 'string', 'semi@acme.example'],
					['firstName', 'string', 'Semi'],
					['lastName', 'string', 'Colon'],
				),
			},
			credential: world.credential,
		});
		expect(outcome.error).toBeUndefined();
		expect(outcome.items).toHaveLength(1);
		expect(writes(world)).toHaveLength(1);
	});
});

test('nothing is said not to have been sent when a look-up was', async () => {
	const world = await openWorld();
	const [group] = world.org.groups.list();
	const outcome = await world.n8n.run({
		parameters: {
			resource: 'group',
			operation: 'addMember',
			groupId: { __rl: true, mode: 'name', value: textOf(group?.profile ?? {}, 'name') },
			userId: { __rl: true, mode: 'id', value: 'a/b' },
		},
		credential: world.credential,
	});
	expect(complaint(outcome)).toContain('Nothing was sent to Okta');
	expect(apiRequests(world.org)).toEqual([]);
});
