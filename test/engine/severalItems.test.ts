import { mapped, twoUsers } from './scenarios';
import { textOf } from './scenarios/scenario';
import { apiRequests, closeWorlds, complaint, openWorld, putOutFor, type World } from './world';

afterEach(closeWorlds);

const named = (mode: string) => ({ __rl: true, mode, value: '={{ $json.named }}' });
const anyMode = { __rl: true, mode: '={{ $json.mode }}', value: '={{ $json.named }}' };
const two = ({ org }: World) => {
	const [one, other] = twoUsers(org, 'ACTIVE');
	return { one, other, loginOf: textOf(one.profile, 'login') };
};
const titleOf = ({ org }: World, id: string) => org.directory.findUser(id)?.profile['title'];

describe('items on one user', () => {
	const setTitles = async (
		{ n8n, credential }: World,
		items: Array<{ mode: string; named: string; title: string }>,
	) =>
		await n8n.run({
			parameters: {
				resource: 'user',
				operation: 'update',
				userId: anyMode,
				profile: mapped(['title', 'string', '={{ $json.title }}']),
			},
			credential,
			items,
		});

	test.each([
		['login', 'id'],
		['id', 'login'],
		['login', 'login'],
		['list', 'login'],
	])('named by %s and then by %s are done in their order', async (first, second) => {
		const world = await openWorld();
		const { one, loginOf } = two(world);
		const nameBy = (mode: string) => (mode === 'login' ? loginOf : one.id);
		// What is looked up first is known last.
		world.org.faults.add({ method: 'GET', times: 1, then: { delayMs: 300 } });

		const outcome = await setTitles(world, [
			{ mode: first, named: nameBy(first), title: 'First' },
			{ mode: second, named: nameBy(second), title: 'Second' },
		]);

		expect(outcome.error).toBeUndefined();
		expect(titleOf(world, one.id)).toBe('Second');
	});

	test('the second does not find the user by a login that the first has changed', async () => {
		const world = await openWorld();
		const { one, loginOf } = two(world);
		const outcome = await world.n8n.run({
			parameters: {
				resource: 'user',
				operation: 'update',
				userId: named('login'),
				profile: mapped(['login', 'string', '={{ $json.login }}']),
			},
			credential: world.credential,
			items: ['first@acme.example', 'second@acme.example'].map((login) => ({
				named: loginOf,
				login,
			})),
			settings: { onError: 'continueRegularOutput' },
		});
		expect(textOf(world.org.directory.findUser(one.id)?.profile ?? {}, 'login')).toBe(
			'first@acme.example',
		);
		expect(JSON.stringify(putOutFor(outcome.items, 1))).toContain(
			'There is no user with the login',
		);
	});

	test('managers set one after another end with the last', async () => {
		const world = await openWorld();
		const { org } = world;
		const end = (name: string) => ({ name, title: name, description: '', type: 'USER' }) as const;
		org.directory.links.define({ primary: end('manager'), associated: end('subordinate') });
		const [user, ...managers] = org.users.list().filter(({ status }) => status === 'ACTIVE');
		if (!user) throw new Error('The org has no active user');
		// The first is repeated a second later.
		org.faults.add({ method: 'PUT', times: 1, then: { status: 503, body: {} } });
		const items = managers.slice(0, 2).map(({ id }) => ({ user: user.id, manager: id }));

		const outcome = await world.n8n.run({
			parameters: {
				resource: 'linkedObject',
				operation: 'set',
				userId: { __rl: true, mode: 'id', value: '={{ $json.user }}' },
				primaryRelationshipName: { __rl: true, mode: 'id', value: 'manager' },
				primaryUserId: { __rl: true, mode: 'id', value: '={{ $json.manager }}' },
			},
			credential: world.credential,
			items,
		});

		expect(outcome.error).toBeUndefined();
		const puts = apiRequests(org).filter(({ method }) => method === 'PUT');
		const [first, second] = items.map(({ manager }) => manager);
		expect(puts.map(({ path }) => path.split('/').at(-1))).toEqual([first, first, second]);
	});
});

describe('items that share a look-up', () => {
	const addTo = async ({ n8n, credential }: World, onError?: 'continueRegularOutput') =>
		await n8n.run({
			parameters: {
				resource: 'group',
				operation: 'addMember',
				groupId: { __rl: true, mode: 'name', value: 'Engineering' },
				userId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			},
			credential,
			items: ['00u1', '00u2', '00u3'].map((id) => ({ id: id.padEnd(20, 'x') })),
			...(onError && { settings: { onError } }),
		});

	test('have each an error of their own when it fails', async () => {
		const world = await openWorld();
		world.org.faults.add({ path: '/api/v1/groups', then: { status: 403, body: {} } });

		const stopped = await addTo(world);
		expect(stopped.error).toMatchObject({ context: { itemIndex: 0 }, httpCode: '403' });
		expect(complaint(stopped)).toContain('HTTP 403');

		const { items } = await addTo(world, 'continueRegularOutput');
		expect(items).toHaveLength(3);
		for (const { json } of items) expect(json['error']).toEqual(items[0]?.json['error']);
	});
});
