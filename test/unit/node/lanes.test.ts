import fc from 'fast-check';

import { inLanes, inLanesByLot } from '../../../nodes/Okta/transport/lanes';

const collect = async <T>(results: AsyncIterable<T>): Promise<T[]> => {
	const all: T[] = [];
	for await (const result of results) all.push(result);
	return all;
};

/** Gives the event loop a few turns: enough for everything that can happen to have happened. */
const settle = async () => {
	for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
};

/** Work that ends when the test says so. */
function manual() {
	const begun: number[] = [];
	const ends = new Map<number, { finish: () => void; fail: (error: Error) => void }>();
	const work = async (item: number) =>
		await new Promise<string>((resolve, reject) => {
			begun.push(item);
			ends.set(item, { finish: () => resolve(`result ${item}`), fail: reject });
		});
	return {
		begun,
		work,
		finish: (item: number) => ends.get(item)?.finish(),
		fail: (item: number, error: Error) => ends.get(item)?.fail(error),
	};
}

describe('inLanes', () => {
	it('keeps the order and never has more under way than there are lanes', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.scheduler(),
				fc.array(fc.nat(), { maxLength: 30 }),
				fc.integer({ min: 1, max: 8 }),
				fc.boolean(),
				async (scheduler, items, width, isAsync) => {
					let running = 0;
					let most = 0;
					async function* slowly() {
						for (const item of items) yield await scheduler.schedule(Promise.resolve(item));
					}
					const results = collect(
						inLanes(isAsync ? slowly() : items, { width }, async (item, index) => {
							most = Math.max(most, ++running);
							await scheduler.schedule(Promise.resolve());
							running--;
							return [item, index];
						}),
					);
					await scheduler.waitFor(results);

					expect(await results).toEqual(items.map((item, index) => [item, index]));
					expect(most).toBeLessThanOrEqual(width);
				},
			),
		);
	});

	it('fills every lane, and takes the next item as soon as one is free', async () => {
		const { begun, work, finish } = manual();
		const results = collect(inLanes([0, 1, 2, 3, 4], { width: 2, ahead: 5 }, work));
		await settle();
		expect(begun).toEqual([0, 1]);
		finish(1);
		await settle();
		expect(begun).toEqual([0, 1, 2]);
		finish(2);
		finish(0);
		await settle();
		finish(3);
		finish(4);
		expect(await results).toEqual([0, 1, 2, 3, 4].map((item) => `result ${item}`));
	});

	it('stops taking items while results wait to be fetched', async () => {
		const { begun, work, finish } = manual();
		const results = inLanes([0, 1, 2, 3, 4, 5], { width: 2, ahead: 3 }, work);
		const first = results.next();
		await settle();
		finish(0);
		await first;
		for (const item of [1, 2, 3, 4]) {
			finish(item);
			await settle();
		}
		// One was fetched; three lie ready.
		expect(begun).toEqual([0, 1, 2, 3]);
		const closed = results.return(undefined);
		await closed;
	});

	it('begins nothing after a failure, and finishes what is under way', async () => {
		const { begun, work, finish, fail } = manual();
		const results: string[] = [];
		let failure: unknown;
		const done = (async () => {
			for await (const result of inLanes([0, 1, 2, 3, 4], { width: 3, ahead: 5 }, work)) {
				results.push(result);
			}
		})().catch((error: unknown) => {
			failure = error;
		});
		await settle();
		fail(1, new Error('refused'));
		await settle();
		finish(0);
		await settle();
		expect([begun, results, failure]).toEqual([[0, 1, 2], ['result 0'], undefined]);
		finish(2);
		await done;
		expect(failure).toEqual(new Error('refused'));
		expect(begun).toEqual([0, 1, 2]);
	});

	it('throws the first of several failures by the order of the items', async () => {
		const { work, fail } = manual();
		const results = collect(inLanes([0, 1], { width: 2 }, work));
		const caught = results.catch((error: unknown) => error);
		await settle();
		fail(1, new Error('second item'));
		await settle();
		fail(0, new Error('first item'));
		expect(await caught).toEqual(new Error('first item'));
	});

	it('passes on the failure of the source', async () => {
		const source = (async function* () {
			yield 1;
			throw new Error('the page did not come');
		})();
		const results = collect(inLanes(source, { width: 4 }, async (item) => item));
		await expect(results).rejects.toThrow('the page did not come');
	});

	it('closes the source and begins nothing more when the results are no longer fetched', async () => {
		let isClosed = false;
		const begun: number[] = [];
		async function* numbers() {
			try {
				for (let number = 0; ; number++) yield number;
			} finally {
				isClosed = true;
			}
		}
		const results = inLanes(numbers(), { width: 2 }, async (item) => {
			begun.push(item);
			return item;
		});
		for await (const result of results) if (result === 3) break;
		const count = begun.length;
		await settle();
		expect(isClosed).toBe(true);
		expect(begun).toHaveLength(count);
		expect(count).toBeLessThanOrEqual(6);
	});
});

describe('inLanesByLot', () => {
	it('gives each lot lanes of its own, and the results by number', async () => {
		const { work, begun, finish } = manual();
		const results = inLanesByLot(
			[
				[0, 2, 4],
				[1, 3],
			],
			{ width: 1 },
			work,
		);
		await settle();
		expect(begun).toEqual([0, 1]);
		finish(1);
		await settle();
		expect(begun).toEqual([0, 1, 3]);
		for (const item of [3, 0, 2, 4]) {
			finish(item);
			await settle();
		}
		expect(await results).toEqual([0, 1, 2, 3, 4].map((item) => `result ${item}`));
	});

	it('begins nothing in any lot after a failure, and throws the lowest one', async () => {
		const { work, begun, fail } = manual();
		const results = inLanesByLot(
			[
				[0, 2],
				[1, 3],
			],
			{ width: 1 },
			work,
		);
		const failure = expect(results).rejects.toThrow('zero');
		await settle();
		fail(1, new Error('one'));
		await settle();
		fail(0, new Error('zero'));
		await failure;
		expect(begun).toEqual([0, 1]);
	});
});
