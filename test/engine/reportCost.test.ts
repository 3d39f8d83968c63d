import { z } from 'zod';
import { isWhole } from '../walks/part';
import { asksAll, books, prepare } from './reportBooks';
import { report as run, reported } from './reporting';
import { rowsInLines } from './jsonLines';
import { MACHINE, speed } from './steadyClock';
import { apiRequests, closeWorlds, openWorld, type World } from './world';

jest.mock('../../dist/nodes/Okta/transport/machineClock.js', (): unknown =>
	jest.requireActual('./steadyClock'),
);

// Whatever else the machine does meanwhile counts many times over.
jest.retryTimes(2);

/** Of 100,000 people, the factors of some are asked for; a page of them takes the practice org its time. */
const [USERS, GROUPS, USES] = isWhole ? [100_000, 1200, 30_000] : [3000, 300, 2500];

const MINUTE = 60_000;

const estimated = z.object({
	requests: z.number(),
	requestsMinus: z.number().min(0),
	requestsPlus: z.number().min(0),
	minutes: z.number(),
	minutesMinus: z.number().min(0),
	minutesPlus: z.number().min(0),
	words: z.string(),
	asked: z.number().max(5),
});

let world: World;

beforeAll(async () => {
	world = await openWorld({
		org: {
			users: USERS,
			groups: GROUPS,
			apps: 12,
			limits: 'workforce',
			speed,
		},
		app: {
			scopes: ['users', 'groups', 'apps', 'roles', 'logs', 'appGrants', 'apiTokens'].map(
				(area) => `okta.${area}.read`,
			),
		},
	});
	await prepare(world.org, USES);
}, 240_000);

afterAll(closeWorlds);

const sent = () => apiRequests(world.org).length;

describe(`of ${USERS.toLocaleString('en-US')} users`, () => {
	test.each(books)(
		'$name: rows by the books, at the price that was estimated',
		async (book) => {
			const { org } = world;
			const parameters = book.parameters?.(org) ?? {};
			const before = sent();
			const [json] = await reported(world, book.value, { ...parameters, estimateOnly: true });
			const estimate = estimated.parse(json);
			expect(sent() - before).toBe(estimate.asked);

			const expected = book.rows(org).map((row) => JSON.stringify(row));
			const least = book.least(org);
			const [begin, first] = [org.clock.now(), sent()];
			const { items, error } = await run(world, book.value, {
				...parameters,
				columns: 'selected',
				selectedColumns: [...book.keys],
				exportTo: 'file',
				format: 'jsonLines',
			});
			const [took, requests] = [(org.clock.now() - begin) / MINUTE, sent() - first];
			if (error) throw error;
			const file = rowsInLines(Buffer.from(items[0]?.binary?.data?.data ?? '', 'base64'));
			const rows = file.map((row) => JSON.stringify(book.keys.map((key) => row[key] ?? null)));

			expect(expected.length).toBeGreaterThan(0);
			expect(rows.toSorted()).toEqual(expected.toSorted());
			process.stdout.write(
				`${book.name}: ${rows.length} rows, ${requests} requests (least ${least}, estimated ${estimate.requests} -${estimate.requestsMinus} +${estimate.requestsPlus}), ${took.toFixed(1)} minutes (estimated ${estimate.minutes} -${estimate.minutesMinus} +${estimate.minutesPlus})\n`,
			);
			expect(requests).toBeGreaterThanOrEqual(estimate.requests - estimate.requestsMinus);
			expect(requests).toBeLessThanOrEqual(estimate.requests + estimate.requestsPlus);
			expect(requests).toBeLessThanOrEqual(least * 1.05 + 8);
			expect(took).toBeGreaterThanOrEqual(estimate.minutes - estimate.minutesMinus);
			expect(took).toBeLessThanOrEqual(estimate.minutes + estimate.minutesPlus + MACHINE);
			const { perMinute = 0 } = book;
			// One minute, and what is left of the one in which it began.
			if (perMinute > 0) expect(took).toBeLessThanOrEqual((least / perMinute) * 1.05 + 1 + MACHINE);
			expect(org.ledger.filter({ status: 429 })).toEqual([]);
		},
		asksAll ? 1_800_000 : 120_000,
	);
});
