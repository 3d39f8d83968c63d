import type { INodeParameters } from 'n8n-workflow';
import { isObject } from '../../nodes/Okta/transport/json';
import type { Place } from '../org/directory/logEvent';
import { closeScenes, hooksOf, openScene, type Scene, scopes, settle } from './triggerScene';

afterEach(closeScenes);

const sources = ['hook', 'log'] as const;
type Source = (typeof sources)[number];

const PUSH = 'user.authentication.auth_via_mfa';
const berlin: Place = {
	ipAddress: '192.0.2.7',
	city: 'Berlin',
	country: 'Germany',
	device: 'Mobile',
};
const vienna: Place = {
	ipAddress: '198.51.100.9',
	city: 'Vienna',
	country: 'Austria',
	zone: 'Partners, Office Berlin',
};
const moon: Place = { ipAddress: '203.0.113.200' };

/** Three people deny a push each, from different places; who of them starts the flow. */
async function pushed(scene: Scene): Promise<unknown[]> {
	const people = scene.org.users.list().filter(({ status }) => status === 'ACTIVE');
	for (const [index, from] of [berlin, vienna, moon].entries()) {
		scene.org.console.denyPush(people[index]?.id ?? '', from);
	}
	await settle(scene);
	await scene.host.poll();
	await settle(scene);
	const items = scene.host.executions.flatMap((execution) => execution.items);
	return items.map(({ ipAddress }) => ipAddress);
}

const of = (field: string, operator: string, value: string) => ({ field, operator, value });
const zone = (field: string, mode: string, value: string) => ({
	field,
	zone: { __rl: true, mode, value },
});
const office = (scene: Scene) => {
	const found = scene.org.directory.zones.list().find(({ name }) => name === 'Office Berlin');
	return found?.id ?? '';
};
const withZones = { app: { scopes: [...scopes, 'okta.networkZones.read'] } };

/** Activates with what the org has to be known for. */
async function listen(
	source: Source,
	parameters: (scene: Scene) => INodeParameters,
	options = withZones,
): Promise<Scene> {
	const scene = await openScene({ source }, options);
	scene.host.parameters = { source, events: [PUSH], ...parameters(scene) };
	await scene.host.activate();
	return scene;
}

const every = [berlin, vienna, moon].map(({ ipAddress }) => ipAddress);

describe.each(sources)('conditions, where events come through: %s', (source) => {
	test.each<[string, (scene: Scene) => INodeParameters, string[]]>([
		['nothing', () => ({}), every],
		['a country', () => ({ all: [of('country', 'is', 'germany')] }), [berlin.ipAddress]],
		['any country but one', () => ({ all: [of('country', 'isNot', 'Germany')] }), every.slice(1)],
		[
			'one of two cities',
			() => ({ any: [of('city', 'is', 'Berlin'), of('city', 'is', 'Vienna')] }),
			every.slice(0, 2),
		],
		[
			'addresses of a block',
			() => ({ all: [of('ipAddress', 'oneOf', '192.0.2.0/24, 203.0.113.0/24')] }),
			[berlin.ipAddress, moon.ipAddress],
		],
		[
			'a factor and a reason and a device',
			() => ({
				all: [
					of('factor', 'contains', 'push'),
					of('reason', 'is', 'INVALID_CREDENTIALS'),
					of('device', 'is', 'Mobile'),
				],
			}),
			[berlin.ipAddress],
		],
		[
			'a zone, by its addresses or by name',
			(scene) => ({ all: [zone('inZone', 'id', office(scene))] }),
			every.slice(0, 2),
		],
		['no zone', (scene) => ({ all: [zone('notInZone', 'list', office(scene))] }), [moon.ipAddress]],
		[
			'a zone by its name alone',
			() => ({ all: [zone('inZone', 'name', 'office berlin')] }),
			[vienna.ipAddress],
		],
	])('are on %s', async (_, conditions, expected) => {
		const scene = await listen(source, (at) => ({ conditions: conditions(at) }));
		expect(await pushed(scene)).toEqual(expected);
	});

	test('say how and from where, whichever way an event came', async () => {
		const scene = await listen(source, () => ({
			conditions: { all: [of('city', 'is', 'Berlin')] },
		}));
		await pushed(scene);
		const [item] = scene.host.executions.flatMap(({ items }) => items);
		expect(item).toMatchObject({
			reason: 'INVALID_CREDENTIALS',
			changes: null,
			factor: 'OKTA_VERIFY_PUSH',
			ipAddress: '192.0.2.7',
			country: 'Germany',
			city: 'Berlin',
			device: 'Mobile',
			risk: null,
			zone: null,
		});
		expect(Object.keys(item ?? {})).toEqual([
			...['event', 'eventType', 'published', 'outcome', 'reason', 'actor', 'user', 'group', 'app'],
			...['changes', 'factor', 'ipAddress', 'country', 'city', 'device', 'risk', 'zone'],
			...['uuid', 'log'],
		]);
	});

	test('let an update through that changed one of some attributes, or does not say', async () => {
		const scene = await openScene({ source });
		scene.host.parameters = {
			source,
			events: ['user.account.update_profile', 'user.lifecycle.suspend'],
			changed: 'department, profile.title',
		};
		await scene.host.activate();
		const [one, two, three, four] = scene.org.users
			.list()
			.filter(({ status }) => status === 'ACTIVE')
			.map(({ id }) => id);
		await scene.org.console.updateUser(one ?? '', { department: 'Moon', city: 'Crater' });
		await scene.org.console.updateUser(two ?? '', { city: 'Crater' });
		const eventType = 'user.account.update_profile';
		scene.org.console.happen(three ?? '', { eventType, displayMessage: 'Updated' });
		await scene.org.console.suspend(four ?? '');
		await settle(scene);
		await scene.host.poll();
		await settle(scene);

		const items = scene.host.executions.flatMap((execution) => execution.items);
		const told = items.map(({ user, changes, unchecked }) => ({
			id: isObject(user) ? user.id : undefined,
			changes,
			unchecked,
		}));
		expect(told).toEqual([
			{ id: one, changes: expect.arrayContaining(['department', 'city']) as unknown },
			{ id: three, changes: null, unchecked: ['changes'] },
			{ id: four, changes: null },
		]);
	});

	test('say which scope they lack, and leave no hook behind', async () => {
		const lacking = listen(
			source,
			(scene) => ({ conditions: { all: [zone('inZone', 'id', office(scene))] } }),
			{ app: { scopes } },
		);
		await expect(lacking).rejects.toThrow(
			'The access token lacks the scope okta.networkZones.read',
		);
	});

	test('say which zone there is none of', async () => {
		const scene = await openScene({ source }, withZones);
		const conditions = { all: [zone('inZone', 'id', 'nzoNone')] };
		scene.host.parameters = { source, events: [PUSH], conditions };
		await expect(scene.host.activate()).rejects.toThrow(/nzoNone/);
		expect(hooksOf(scene)).toEqual([]);
	});

	test.each([
		[{ all: [of('country', 'is', '')] }, 'A condition on "Country" has no value'],
		[{ any: [of('ipAddress', 'is', 'here')] }, '"here" is not an IP address'],
	])('are refused before anything is sent: %j', async (conditions, message) => {
		const scene = await openScene({ source }, withZones);
		const before = scene.org.ledger.requests.length;
		scene.host.parameters = { source, events: [PUSH], conditions };
		await expect(scene.host.activate()).rejects.toThrow(message);
		expect(scene.org.ledger.requests.length).toBe(before);
	});
});

test('zones that change in Okta count as they are some minutes later', async () => {
	const scene = await listen('hook', (at) => ({
		conditions: { all: [zone('inZone', 'id', office(at))] },
	}));
	const { name, type } = scene.org.directory.zones.get(office(scene)) ?? {};
	const gateways = [{ type: 'CIDR', value: '203.0.113.0/24' }];
	const path = `/api/v1/zones/${office(scene)}`;
	await scene.org.console.request('PUT', path, { name, type, gateways });
	const now = Date.now();
	const clock = jest.spyOn(Date, 'now').mockImplementation(() => now + 5 * 60_000);
	expect(await pushed(scene)).toEqual([vienna.ipAddress, moon.ipAddress]);
	clock.mockRestore();
});

test('a delivery is taken though zones cannot be read just now, as long as they are known', async () => {
	const scene = await listen('hook', (at) => ({
		conditions: { all: [zone('inZone', 'id', office(at))] },
	}));
	scene.org.faults.add({ path: /zones/, then: { status: 503 } });
	const now = Date.now();
	const clock = jest.spyOn(Date, 'now').mockImplementation(() => now + 5 * 60_000);
	expect(await pushed(scene)).toEqual([berlin.ipAddress, vienna.ipAddress]);
	clock.mockRestore();
	expect(scene.host.answers.every((status) => status === 200)).toBe(true);
});

test('a delivery waits for Okta to try again where zones are not known yet and cannot be read', async () => {
	const scene = await listen('hook', (at) => ({
		conditions: { all: [zone('inZone', 'id', office(at))] },
	}));
	scene.host.kill();
	// n8n asks for the hook once for each method while it starts, and then a delivery comes.
	scene.org.faults.add({ path: /zones/, times: 3, then: { status: 400 } });
	await scene.host.activate('init');
	expect(await pushed(scene)).toEqual([berlin.ipAddress, vienna.ipAddress]);
	expect(scene.host.answers).toEqual([503, 200]);
});

test('what is fetched by hand meets the conditions, too', async () => {
	const scene = await openScene({ source: 'log' }, withZones);
	scene.host.parameters = {
		source: 'log',
		events: [PUSH],
		conditions: { all: [zone('notInZone', 'id', office(scene))] },
	};
	const [person] = scene.org.users.list().filter(({ status }) => status === 'ACTIVE');
	for (const from of [berlin, moon, vienna]) scene.org.console.denyPush(person?.id ?? '', from);
	const { items } = await scene.host.runByHand();
	expect(items.map(({ ipAddress }) => ipAddress)).toEqual([moon.ipAddress]);
});
