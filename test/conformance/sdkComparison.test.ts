import { Client } from '@okta/okta-sdk-nodejs';

import { closeWorlds, openWorld, type World } from '../engine/world';
import { isWhole } from '../walks/part';

/*
 * A thousand calls, fifty at a time, while the token dies in the middle: the package in n8n-core's
 * engine beside Okta's own SDK. What counts is how many tokens each exchanges and how many calls it
 * wastes on 401s.
 */
const CALLS = isWhole ? 1_000 : 200;
const CONCURRENCY = 50;
const minutes = 60_000;

interface Figures {
	/** Calls that came to their answer. */
	done: number;
	/** Tokens issued. */
	exchanges: number;
	/** Calls answered with 401. */
	wasted: number;
}

/** Calls for each user, as many at a time as CONCURRENCY says; answers how many succeeded. */
type Caller = (userIds: string[]) => Promise<number>;

beforeEach(() => {
	// Dates alone are faked: they tick as usual, until they are moved. By default they would stand still
	// for 20 ms, and a token would be as old as the request whose refusal it was minted for.
	jest.useFakeTimers({
		advanceTimers: 1,
		doNotFake: [
			'hrtime',
			'nextTick',
			'performance',
			'queueMicrotask',
			'setImmediate',
			'clearImmediate',
			'setInterval',
			'clearInterval',
			'setTimeout',
			'clearTimeout',
		],
	});
});

afterEach(async () => {
	jest.useRealTimers();
	await closeWorlds();
});

const ours = ({ n8n, credential }: World): Caller => {
	const execution = async (userIds: string[]) => {
		const { items } = await n8n.run({
			credential,
			items: userIds.map((id) => ({ id })),
			parameters: {
				resource: 'user',
				operation: 'get',
				userId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			},
		});
		return items.length;
	};
	return async (userIds) => {
		const each = Math.ceil(userIds.length / CONCURRENCY);
		const shares = Array.from({ length: CONCURRENCY }, (_, index) =>
			userIds.slice(index * each, (index + 1) * each),
		);
		return sum(await Promise.all(shares.map(execution)));
	};
};

const sdk = ({ app }: World): Caller => {
	const { domain, clientId, scopes, privateKey, keyId } = app.credential();
	const client = new Client({
		orgUrl: domain,
		authorizationMode: 'PrivateKey',
		clientId,
		scopes,
		privateKey,
		keyId,
	});
	return async (userIds) => {
		const left = [...userIds];
		const worker = async (): Promise<number> => {
			let done = 0;
			for (let userId = left.pop(); userId !== undefined; userId = left.pop()) {
				const answered = await client.userApi.getUser({ userId }).then(Boolean, () => false);
				done += Number(answered);
			}
			return done;
		};
		return sum(await Promise.all(Array.from({ length: CONCURRENCY }, worker)));
	};
};

const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);

const moveClocks = (milliseconds: number) => jest.setSystemTime(Date.now() + milliseconds);

/** Lets something happen when the org has received so many API calls. */
function when({ org }: World, arrivals: ReadonlyMap<number, () => void>): void {
	let count = 0;
	const record = org.ledger.record.bind(org.ledger);
	jest.spyOn(org.ledger, 'record').mockImplementation((...request) => {
		const entry = record(...request);
		if (entry.path.startsWith('/api/')) arrivals.get(++count)?.();
		return entry;
	});
}

interface Death {
	/** How old the token becomes after the first calls, while nothing is sent. Milliseconds. */
	age: number;
	/** What happens as calls arrive. Clocks move by steps no request on its way has to fear. */
	arrivals: (world: World) => ReadonlyMap<number, () => void>;
}

const deaths: Record<string, Death> = {
	'runs out': {
		age: 58.5 * minutes,
		arrivals: () =>
			new Map([
				[CALLS * 0.5, () => moveClocks(minutes)],
				[CALLS * 0.7, () => moveClocks(minutes)],
			]),
	},
	'is revoked': {
		age: minutes,
		arrivals: ({ app }) => new Map([[CALLS * 0.5, () => app.revokeTokens()]]),
	},
};

async function measure(client: (world: World) => Caller, death: Death): Promise<Figures> {
	const world = await openWorld({ org: { users: CALLS }, app: { key: 'RS256', dpop: true } });
	const { org } = world;
	const userIds = org.users.list().map(({ id }) => id);
	when(world, death.arrivals(world));
	const call = client(world);

	const first = await call(userIds.slice(0, CONCURRENCY));
	moveClocks(death.age);
	const rest = await call(userIds.slice(CONCURRENCY));

	return {
		done: first + rest,
		exchanges: org.ledger.tokenExchanges().length,
		wasted: org.ledger.filter({ status: 401, path: /^\/api\// }).length,
	};
}

it.each([
	['runs out', 0],
	['is revoked', CONCURRENCY],
])(
	'a token that %s costs one exchange and at most %i calls',
	async (what, most) => {
		const death = deaths[what] ?? { age: 0, arrivals: () => new Map() };
		const figures = await measure(ours, death);
		const theirs = await measure(sdk, death);
		const row = (who: string, { exchanges, wasted, done }: Figures) =>
			`${who}: ${exchanges} exchanges, ${wasted} calls wasted, ${done} of ${CALLS} done`;
		process.stdout.write(
			`A token that ${what}. ${row('This package', figures)}. ${row('okta-sdk-nodejs', theirs)}.\n`,
		);

		expect(figures).toMatchObject({ done: CALLS, exchanges: 2 });
		expect(figures.wasted).toBeLessThanOrEqual(most);
		expect(theirs.exchanges).toBeGreaterThan(figures.exchanges);
		if (what === 'runs out') expect(theirs.wasted).toBeGreaterThan(figures.wasted);
	},
	120_000,
);
