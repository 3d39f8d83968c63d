import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { intervalFor } from '../../nodes/Okta/jobs/challenge/push';
import type { Org } from '../org';
import type { FactorType } from '../org/directory/factorStore';
import type { User } from '../org/directory/model';
import { speed } from './quickClock';
import { byId } from './scenarios';
import { apiRequests, closeWorlds, complaint, openWorld, putOutFor, type World } from './world';

jest.mock('../../dist/nodes/Okta/transport/machineClock.js', (): unknown =>
	jest.requireActual('./quickClock'),
);

afterEach(closeWorlds);

const scopes = ['okta.users.manage', 'okta.users.read'];

/** An org whose people answer only when a test says so. */
async function openDesk(options = {}) {
	const world = await openWorld({ org: { users: 80, speed, ...options }, app: { scopes } });
	world.org.directory.factors.acceptPushAfter = undefined;
	return world;
}

const having = ({ users, directory }: Org, factorType: FactorType): User[] =>
	users
		.list()
		.filter(({ status }) => status === 'ACTIVE')
		.filter((user) => directory.factorsOf(user).some((one) => one.factorType === factorType));

const factorOf = ({ directory }: Org, user: User, factorType: FactorType) => {
	const factor = directory.factorsOf(user).find((one) => one.factorType === factorType);
	if (!factor) throw new Error('The user has no such factor');
	return factor;
};

function first(users: readonly User[]): User {
	const [user] = users;
	if (!user) throw new Error('The org lacks a user');
	return user;
}

async function challenge(
	{ n8n, credential }: World,
	ids: readonly string[],
	parameters: INodeParameters = {},
	{ signal, isPatient = false }: { signal?: AbortSignal; isPatient?: boolean } = {},
) {
	return await n8n.run({
		parameters: {
			resource: 'factor',
			operation: 'challengeAndWait',
			userId: byId('={{ $json.id }}'),
			...parameters,
		},
		credential,
		items: ids.map((id): IDataObject => ({ id })),
		signal,
		...(isPatient && { settings: { onError: 'continueRegularOutput' } }),
	});
}

/** Has somebody answer when the push has been on the phone for so many seconds of the org. */
function answering({ org }: World, user: User, answer: 'SUCCESS' | 'REJECTED', after: number) {
	const { factors } = org.directory;
	const timer = setInterval(() => {
		const now = org.clock.now();
		const [push] = factors.openPushes(factorOf(org, user, 'push'), now);
		if (!push || now - push.started < after * 1000) return;
		org.console.answerPush(user.id, answer);
		clearInterval(timer);
	}, 5);
	return () => {
		clearInterval(timer);
	};
}

const challenges = ({ org }: World) =>
	apiRequests(org).filter(({ method, path }) => method === 'POST' && /\/verify$/.test(path));
const polls = ({ org }: World) => org.ledger.filter({ path: /\/transactions\// });

describe('a push that is waited for', () => {
	test.each([
		['SUCCESS', true, 'The user approved the push.'],
		['REJECTED', false, 'The user rejected the push.'],
	] as const)('ends with %s', async (answer, verified, why) => {
		const world = await openDesk();
		const user = first(having(world.org, 'push'));
		const stop = answering(world, user, answer, 20);
		const { items, error } = await challenge(world, [user.id]);
		stop();
		expect(error).toBeUndefined();
		expect(putOutFor(items, 0)).toEqual([
			{
				userId: user.id,
				factorId: factorOf(world.org, user, 'push').id,
				factorType: 'push',
				provider: 'OKTA',
				factorResult: answer,
				verified,
				why,
				sentAt: expect.any(String) as unknown,
				endedAt: expect.any(String) as unknown,
				waitedSeconds: expect.any(Number) as unknown,
			},
		]);
		expect(Number(items[0]?.json['waitedSeconds'])).toBeGreaterThanOrEqual(15);
		expect(challenges(world)).toHaveLength(1);
		expect(polls(world).length).toBeGreaterThan(2);
	});

	test('ends with TIMEOUT when nobody answers while it is open', async () => {
		const world = await openDesk();
		const user = first(having(world.org, 'push'));
		const { items } = await challenge(world, [user.id]);
		expect(items[0]?.json).toMatchObject({
			factorResult: 'TIMEOUT',
			verified: false,
			waitedSeconds: expect.any(Number) as unknown,
		});
		const waited = Number(items[0]?.json['waitedSeconds']);
		// Five minutes by Okta's clock, which runs on while the answer is on its way.
		expect(waited).toBeGreaterThanOrEqual(290);
		expect(waited).toBeLessThan(330);
		// No more often than every three seconds.
		expect(polls(world).length).toBeLessThanOrEqual(101);
	});

	test('ends with TIMEOUT when patience ends, and says that it can still be answered', async () => {
		const world = await openDesk();
		const user = first(having(world.org, 'push'));
		const { items } = await challenge(world, [user.id], { options: { patience: 30 } });
		expect(items[0]?.json).toMatchObject({ factorResult: 'TIMEOUT', verified: false });
		expect(items[0]?.json['why']).toMatch(/in the time given.* Until 20.* can still be answered/);
		expect(Number(items[0]?.json['waitedSeconds'])).toBeLessThan(60);
	});

	test('is TIMEOUT when Okta does not know it any more', async () => {
		const world = await openDesk();
		const user = first(having(world.org, 'push'));
		const path = /\/transactions\//;
		world.org.faults.add({ path, times: 1, then: { status: 404, body: {} } });
		const { items } = await challenge(world, [user.id]);
		expect(items[0]?.json).toMatchObject({ factorResult: 'TIMEOUT', verified: false });
	});

	test('goes to the factor set up last, or the one that is named, with what it is to show', async () => {
		const world = await openDesk();
		const { org } = world;
		const user = first(having(org, 'push'));
		const own = org.directory.factorsOf(user);
		const older = factorOf(org, user, 'push');
		const { factors } = org.directory;
		const newer = factors.enroll(own, 'push', 'OKTA', {}, org.clock.now());
		newer.status = 'ACTIVE';
		const unfinished = factors.enroll(own, 'push', 'OKTA', {}, org.clock.now() + 5_000);
		factors.acceptPushAfter = 0;
		const options = { ipAddress: '203.0.113.7', userAgent: 'Help desk' };

		const latest = await challenge(world, [user.id], { options });
		expect(latest.items[0]?.json).toMatchObject({ factorId: newer.id, verified: true });
		expect(challenges(world)[0]?.headers).toMatchObject({
			'x-forwarded-for': '203.0.113.7',
			'user-agent': 'Help desk',
		});
		const named = { pushFactor: 'chosen', factorId: byId(older.id) };
		const chosen = await challenge(world, [user.id], named);
		expect(chosen.items[0]?.json).toMatchObject({ factorId: older.id, verified: true });
		const early = { pushFactor: 'chosen', factorId: byId(unfinished.id) };
		expect(complaint(await challenge(world, [user.id], early))).toContain('has not finished');
	});

	test('is not sent again when its answer gets lost', async () => {
		const world = await openDesk();
		const user = first(having(world.org, 'push'));
		world.org.faults.add({ path: /\/verify$/, times: 1, then: 'resetAfter' });
		const outcome = await challenge(world, [user.id]);
		expect(complaint(outcome)).toContain('not known whether Okta did it');
		expect(challenges(world)).toHaveLength(1);
	});
});

describe('several users', () => {
	test('are all asked at once, and none waits for another', async () => {
		const world = await openDesk();
		const users = having(world.org, 'push').slice(0, 25);
		expect(users.length).toBeGreaterThan(15);
		const stops = users.map((user, index) =>
			answering(world, user, index % 3 === 0 ? 'REJECTED' : 'SUCCESS', 60),
		);
		const ids = users.map(({ id }) => id);
		const { items } = await challenge(world, ids, { requestOptions: { parallel: 2 } });
		for (const stop of stops) stop();
		expect(ids.map((_, item) => putOutFor(items, item)[0]?.['factorResult'])).toEqual(
			users.map((_, index) => (index % 3 === 0 ? 'REJECTED' : 'SUCCESS')),
		);
		const waited = items.map(({ json }) => Number(json['waitedSeconds']));
		expect(Math.max(...waited)).toBeLessThan(120);
	});

	test('of whom one fails: the others get their answers', async () => {
		const world = await openDesk();
		const [one, other, third] = having(world.org, 'push');
		if (!one || !other || !third) throw new Error('The org lacks users');
		world.org.directory.factors.acceptPushAfter = 10_000;
		const path = new RegExp(`/users/${other.id}/.*/transactions/`);
		world.org.faults.add({ path, times: 1, then: { status: 403, body: {} } });
		const ids = [one.id, other.id, third.id];
		const { items } = await challenge(world, ids, {}, { isPatient: true });
		expect(ids.map((_, item) => putOutFor(items, item)[0]?.['factorResult'])).toEqual([
			'SUCCESS',
			undefined,
			'SUCCESS',
		]);
		expect(putOutFor(items, 1)).toMatchObject([{ error: expect.any(String) as unknown }]);
		expect(world.org.ledger.filter({ path })).toHaveLength(1);
	});

	test('are asked about less often the more there are, and when others need the limit', () => {
		expect([intervalFor(1), intervalFor(100), intervalFor(1, 0.6), intervalFor(1, 0.9)]).toEqual([
			3_000, 20_000, 6_000, 12_000,
		]);
	});
});

describe('what has no answer to wait for', () => {
	test.each(['sms', 'email'] as const)(
		'a factor of the type %s is refused before anything is sent',
		async (factorType) => {
			const world = await openDesk();
			const user = first(having(world.org, factorType));
			const factorId = byId(factorOf(world.org, user, factorType).id);
			const said = complaint(await challenge(world, [user.id], { pushFactor: 'chosen', factorId }));
			expect(said).toContain(`A factor of the type "${factorType}" has no answer to wait for`);
			expect(said).toContain('Challenge or Verify');
			expect(world.org.ledger.requests).toEqual([]);
		},
	);

	test('a user without a push factor fails, and what there is is named', async () => {
		const world = await openDesk();
		const { org } = world;
		const user = first(
			org.users
				.list()
				.filter(({ status }) => status === 'ACTIVE')
				.filter((one) => !having(org, 'push').includes(one)),
		);
		const types = org.directory.factorsOf(user).map(({ factorType }) => factorType);
		const said = complaint(await challenge(world, [user.id]));
		expect(said).toContain('no push factor that is active');
		expect(said).toContain(`Active are: ${types.join(', ') || 'none'}.`);
		expect(challenges(world)).toEqual([]);
	});

	test('a push with a number is refused, with the two operations that show it', async () => {
		const world = await openDesk();
		world.org.directory.factors.asksForNumber = true;
		const user = first(having(world.org, 'push'));
		const said = complaint(await challenge(world, [user.id]));
		expect(said).toContain('Okta asks the user for a number');
		expect(said).toContain('"Challenge or Verify"');
		expect(said).toContain('"Get Push Result"');
		expect(polls(world)).toEqual([]);
	});
});

describe('Stop', () => {
	test('ends the waiting at once', async () => {
		const world = await openDesk();
		const user = first(having(world.org, 'push'));
		const controller = new AbortController();
		let stoppedAt = 0;
		const timer = setInterval(() => {
			if (polls(world).length < 2) return;
			stoppedAt = performance.now();
			clearInterval(timer);
			controller.abort();
		}, 2);
		const { items } = await challenge(world, [user.id], {}, { signal: controller.signal });
		expect(stoppedAt).toBeGreaterThan(0);
		expect(performance.now() - stoppedAt).toBeLessThan(1_000);
		expect(items).toEqual([]);
		const before = world.org.ledger.requests.length;
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(world.org.ledger.requests).toHaveLength(before);
	});
});

describe('a dry run', () => {
	test('sends no push, and says that the answer is not known', async () => {
		const world = await openDesk();
		const user = first(having(world.org, 'push'));
		const { items } = await challenge(world, [user.id], { safeguards: { dryRun: true } });
		expect(items[0]?.json).toMatchObject({
			dryRun: true,
			would: 'change',
			certain: false,
			why: expect.stringContaining('What the user answers is not known beforehand.') as unknown,
		});
		expect(challenges(world)).toEqual([]);
	});
});
