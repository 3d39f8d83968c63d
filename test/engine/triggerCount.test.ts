import { setTimeout as sleep } from 'node:timers/promises';
import type { INodeParameters } from 'n8n-workflow';
import { closeScenes, openScene, type Scene, settle, usersIn } from './triggerScene';

afterEach(closeScenes);

const PUSH = 'user.authentication.auth_via_mfa';
const sources = ['hook', 'log', 'both'] as const;

interface CountScene extends Scene {
	people: readonly string[];
	/** Somebody denies so many pushes, and all of them arrive. */
	deny: (person: string | undefined, times: number) => Promise<void>;
	arrive: () => Promise<void>;
}

async function openCount(
	source: (typeof sources)[number],
	count: INodeParameters = { times: 3, minutes: 60 },
): Promise<CountScene> {
	const scene = await openScene({
		source,
		events: [PUSH],
		conditions: { all: [{ field: 'factor', operator: 'is', value: 'OKTA_VERIFY_PUSH' }] },
		count: { count },
	});
	const people = scene.org.users
		.list()
		.filter(({ status }) => status === 'ACTIVE')
		.map(({ id }) => id);
	const arrive = async () => {
		await settle(scene);
		await scene.host.poll();
		await settle(scene);
	};
	const deny = async (person: string | undefined, times: number) => {
		for (let time = 0; time < times; time++) {
			scene.org.console.denyPush(person ?? '', { ipAddress: `192.0.2.${time}` });
		}
		await arrive();
	};
	await scene.host.activate();
	return { ...scene, people, deny, arrive };
}

const started = ({ host }: Scene) =>
	usersIn(host.executions.filter(({ items }) => items.length > 0));

describe.each(sources)('the flow starts after several events, through: %s', (source) => {
	test('once for each number of one person, with the event that makes it up', async () => {
		const scene = await openCount(source);
		const [ana, ben] = scene.people;
		await scene.deny(ana, 2);
		await scene.deny(ben, 2);
		expect(scene.host.executions).toEqual([]);
		await scene.deny(ana, 1);
		expect(started(scene)).toEqual([ana]);
		await scene.deny(ana, 2);
		expect(started(scene)).toEqual([ana]);
		await scene.deny(ana, 1);
		expect(started(scene)).toEqual([ana, ana]);

		const [first] = scene.host.executions.flatMap(({ items }) => items);
		const mine = scene.org.log.events.filter(
			({ eventType, actor }) => eventType === PUSH && actor.id === ana,
		);
		expect(first?.count).toEqual({
			times: 3,
			from: mine[0]?.published,
			to: mine[2]?.published,
		});
		expect(first?.uuid).toBe(mine[2]?.uuid);
	});

	test('though n8n is killed in between, at whatever number', async () => {
		const scene = await openCount(source, { times: 5, minutes: 60 });
		const [ana, ben] = scene.people;
		for (let number = 1; number <= 12; number++) {
			await scene.deny(ana, 1);
			if (number === 2) await scene.deny(ben, 4);
			scene.host.kill();
			await scene.host.activate('init');
			await scene.arrive();
			expect(started(scene)).toEqual(Array<unknown>(Math.floor(number / 5)).fill(ana));
		}
		await scene.deny(ben, 1);
		expect(started(scene)).toEqual([ana, ana, ben]);
	});

	test('with those of one address, or about one user, where that is chosen', async () => {
		const scene = await openCount(source, { times: 2, minutes: 60, by: 'ipAddress' });
		const [ana, ben] = scene.people;
		await scene.deny(ana, 2);
		expect(started(scene)).toEqual([]);
		await scene.deny(ben, 1);
		expect(started(scene)).toEqual([ben]);
	});

	test('not when they are further apart', async () => {
		const scene = await openCount(source, { times: 2, minutes: 1 });
		const [ana] = scene.people;
		await scene.deny(ana, 1);
		scene.org.clock.advance(61_000);
		await scene.deny(ana, 1);
		expect(started(scene)).toEqual([]);
		scene.org.clock.advance(59_000);
		await scene.deny(ana, 1);
		expect(started(scene)).toEqual([ana]);
	});

	test('anew when something else is counted', async () => {
		const scene = await openCount(source, { times: 2, minutes: 60 });
		const [ana] = scene.people;
		await scene.deny(ana, 1);
		scene.host.parameters = {
			source,
			events: [PUSH],
			count: { count: { times: 2, minutes: 30 } },
		};
		await scene.host.activate('update');
		await scene.deny(ana, 1);
		expect(started(scene)).toEqual([]);
		await scene.deny(ana, 1);
		expect(started(scene)).toEqual([ana]);
	});
});

test('deliveries that are doubled, repeated or out of order count once', async () => {
	const scene = await openCount('hook');
	scene.org.hooks.trouble({ doubled: 0.4, doubledAnew: 0.4, reordered: 0.3, delay: 20 });
	const [ana, ben] = scene.people;
	for (let round = 0; round < 7; round++) {
		for (const person of [ana, ben]) scene.org.console.denyPush(person ?? '');
		await sleep(8);
	}
	await settle(scene);
	expect(started(scene).toSorted()).toEqual([ana, ana, ben, ben].toSorted());
});

test('of what the hook missed, the log makes up the number, late and out of order, through deaths of n8n', async () => {
	const scene = await openCount('both');
	scene.org.log.lagBehind({ least: 0, most: 60 });
	scene.org.hooks.trouble({
		dropped: 0.4,
		doubled: 0.2,
		reordered: 0.2,
		answerLost: 0.1,
		delay: 20,
	});
	const people = scene.people.slice(0, 5);
	for (let round = 0; round < 11; round++) {
		for (const person of people) scene.org.console.denyPush(person);
		await sleep(10);
		if (round % 3 === 1) await scene.host.poll();
		if (round % 4 === 3) {
			await scene.host.idle();
			scene.host.kill();
			await scene.host.activate('init');
		}
	}
	await settle(scene);
	await sleep(70);
	await scene.arrive();
	// Eleven make up three threes.
	const expected = people.flatMap((person) => [person, person, person]);
	expect(started(scene).toSorted()).toEqual(expected.toSorted());
});

test('the number is made up by the retry when n8n could not write the execution down', async () => {
	const scene = await openCount('hook');
	const [ana] = scene.people;
	await scene.deny(ana, 2);
	let isOut = true;
	scene.host.beforeExecution = async () => {
		if (!isOut) return;
		isOut = false;
		throw new Error('database is locked');
	};
	await scene.deny(ana, 1);
	expect(scene.host.answers).toContain(500);
	expect(started(scene)).toEqual([ana]);
	expect(scene.host.executions.flatMap(({ items }) => items).map(({ count }) => count)).toEqual([
		expect.objectContaining({ times: 3 }),
	]);
});

test('what is counted is stored before Okta is answered, and holds no names', async () => {
	const scene = await openCount('hook');
	const [ana] = scene.people;
	scene.org.console.denyPush(ana ?? '');
	await scene.org.hooks.delivered();
	expect(scene.host.answers).toEqual([200]);
	expect(scene.host.stored).toContain('"tally"');
	expect(scene.host.stored).not.toContain(ana);
});

test('whoever tries the trigger in the editor sees the first event', async () => {
	const scene = await openCount('hook');
	await scene.host.listen();
	const [ana] = scene.people;
	scene.org.console.denyPush(ana ?? '');
	await settle(scene);
	expect(usersIn(scene.host.executions.filter(({ mode }) => mode === 'manual'))).toEqual([ana]);
});

test.each([
	[{ times: 1 }, '"Only After Several Times: Times" is out of range'],
	[{ minutes: 1441 }, '"Only After Several Times: Within Minutes" is out of range'],
])('a number that cannot be is refused: %j', async (count, message) => {
	const scene = await openScene({ source: 'hook', count: { count } });
	await expect(scene.host.activate()).rejects.toThrow(message);
	expect(scene.org.ledger.requests).toEqual([]);
});
