import fc from 'fast-check';
import { type IDataObject, NodeApiError } from 'n8n-workflow';

import { Stretches } from '../../../nodes/Okta/export/timeline/stretches';
import { sweep, type Timeline } from '../../../nodes/Okta/export/timeline/sweep';
import { text } from '../../../nodes/Okta/transport/json';
import type { Okta } from '../../../nodes/Okta/transport/types';
import { unused } from '../node/unused';

interface Row extends IDataObject {
	id: string;
	time: number;
}

interface World {
	/** Times of the rows; several may be the same. */
	times: number[];
	pageSize: number;
	/** After how many results the org goes no further. */
	depth: number;
	/** What the reader thinks `depth` is. */
	mostResults: number;
	parallel: number;
}

/** An org that answers in an order decided by `turns`, and refuses to page deeper than `depth`. */
function orgOf({ times, depth, parallel }: World, turns: () => Promise<void>) {
	const rows: Row[] = times
		.map((time, index) => ({ time, id: `u${String(index).padStart(5, '0')}` }))
		.toSorted((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
	const okta: Okta = {
		...unused,
		parallel,
		send: async () => await Promise.reject(new Error('Only pages are read')),
		async *pages({ query = {} }, { pageSize = 1 }) {
			const { from = -Infinity, end = Infinity, instant, fromId = '' } = query;
			const found = rows.filter(({ time, id }) =>
				instant === undefined
					? time >= Number(from) && time < Number(end)
					: time === instant && id >= String(fromId),
			);
			for (let start = 0; start === 0 || start < found.length; start += pageSize) {
				await turns();
				if (start >= depth) throw refusal();
				yield found.slice(start, start + pageSize);
			}
		},
	};
	return { rows, okta };
}

const refusal = () =>
	new NodeApiError(
		{ id: '', name: '', type: '', typeVersion: 1, position: [0, 0], parameters: {} },
		{},
		{ httpCode: '400' },
	);

const timeline = ({ pageSize, mostResults }: World): Timeline => ({
	pageSize,
	mostResults,
	between: (from, end) => ({ method: 'GET', path: '/', query: { from, end } }),
	within: (instant, fromId) => ({ method: 'GET', path: '/', query: { instant, fromId } }),
	timeOf: ({ time }) => Number(time),
	idOf: ({ id }) => text(id),
});

async function readAll(world: World, turns: () => Promise<void>): Promise<string[]> {
	const { okta } = orgOf(world, turns);
	const ids: string[] = [];
	const stretches = new Stretches(0, 1001, 2 * world.pageSize);
	for await (const page of sweep(okta, timeline(world), stretches)) {
		ids.push(...page.map(({ id }) => text(id)));
	}
	return ids;
}

/** Rows spread evenly, in clusters, or all at one time. */
const times = fc.oneof(
	fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 120 }),
	fc.array(fc.constantFrom(3, 4, 500, 999, 1000), { maxLength: 120 }),
	fc.array(fc.constant(700), { maxLength: 60 }),
);

const worlds: fc.Arbitrary<World> = fc
	.record({
		times,
		pageSize: fc.integer({ min: 1, max: 7 }),
		depthInPages: fc.integer({ min: 2, max: 6 }),
		knows: fc.boolean(),
		parallel: fc.integer({ min: 1, max: 6 }),
	})
	.map(({ times: all, pageSize, depthInPages, knows, parallel }) => ({
		times: all,
		pageSize,
		parallel,
		depth: pageSize * depthInPages,
		mostResults: knows ? pageSize * depthInPages : 50_000,
	}));

describe('sweeping a timeline', () => {
	it('yields each row once, whatever the order in which pages arrive', async () => {
		await fc.assert(
			fc.asyncProperty(worlds, fc.scheduler(), async (world, scheduler) => {
				const reading = readAll(world, async () => {
					await scheduler.schedule(Promise.resolve());
				});
				await scheduler.waitFor(reading);
				const ids = await reading;
				expect(ids.toSorted()).toEqual(
					orgOf(world, async () => undefined)
						.rows.map(({ id }) => id)
						.toSorted(),
				);
			}),
			{ numRuns: 300 },
		);
	});

	it('shares the work: no reader reads nearly all of it', async () => {
		const world = {
			times: Array.from({ length: 1000 }, (_, index) => index),
			pageSize: 10,
			depth: Infinity,
			mostResults: Infinity,
			parallel: 5,
		};
		let requests = 0;
		let atATime = 0;
		let most = 0;
		await readAll(world, async () => {
			requests++;
			most = Math.max(most, ++atATime);
			await new Promise((resolve) => setImmediate(resolve));
			atATime--;
		});
		expect(most).toBe(5);
		expect(requests).toBeLessThan(100 + 40);
	});

	it('stops when one reader fails, and asks for nothing more', async () => {
		const world = {
			times: Array.from({ length: 500 }, (_, index) => index),
			pageSize: 5,
			depth: Infinity,
			mostResults: Infinity,
			parallel: 4,
		};
		let requests = 0;
		const reading = readAll(world, async () => {
			await new Promise((resolve) => setImmediate(resolve));
			if (++requests === 20) throw new Error('The line is cut');
		});
		await expect(reading).rejects.toThrow('The line is cut');
		const before = requests;
		await new Promise((resolve) => setImmediate(resolve));
		expect(requests).toBe(before);
	});

	it('fails rather than leave something out when rows come in another order', async () => {
		const okta: Okta = {
			...unused,
			send: async () => await Promise.reject(new Error('Only pages are read')),
			async *pages() {
				yield await Promise.resolve([
					{ id: 'a', time: 7 },
					{ id: 'b', time: 3 },
				]);
			},
		};
		const world = { times: [], pageSize: 5, depth: 9, mostResults: 9, parallel: 1 };
		const pages = sweep(okta, timeline(world), new Stretches(0, 10, 5));
		await expect(pages.next()).rejects.toThrow('order of their time');
	});
});
