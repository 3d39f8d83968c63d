import fc from 'fast-check';

import { createQueue } from '../../../nodes/Okta/run/inTurn';

/** Gives the event loop a few turns: enough for everything that can happen to have happened. */
const settle = async () => {
	for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
};

/** Items whose look-ups and work end when the test says so. */
function items() {
	const queue = createQueue();
	const log: string[] = [];
	const waiting = new Map<string, () => void>();
	const until = async (name: string) =>
		await new Promise<void>((resolve) => waiting.set(name, resolve));
	return {
		log,
		/** An item of this name takes its place. What it is about is known at once unless it is looked up. */
		add: (name: string, key: string, isNamed = false) =>
			queue(
				async () => {
					log.push(`${name} asks`);
					if (isNamed) await until(`look-up of ${name}`);
					return { key, isNamed };
				},
				async () => {
					log.push(`${name} begins`);
					await until(name);
					log.push(`${name} ends`);
				},
			),
		end: async (name: string) => {
			waiting.get(name)?.();
			await settle();
		},
	};
}

const begun = (log: readonly string[]) =>
	log.filter((line) => line.endsWith(' begins')).map((line) => line.replace(' begins', ''));

describe('items on one object', () => {
	it('are worked on in the order of the items, whatever names it', async () => {
		const { add, end, log } = items();
		void add('by login', 'jane', true);
		void add('by ID', 'jane');
		await settle();
		expect(begun(log)).toEqual([]);

		await end('look-up of by login');
		expect(begun(log)).toEqual(['by login']);
		await end('by login');
		expect(begun(log)).toEqual(['by login', 'by ID']);
	});

	it('keep nobody from working on others', async () => {
		const { add, end, log } = items();
		void add('first', 'jane', true);
		void add('second', 'jane');
		void add('other', 'john');
		void add('reader', '');
		await settle();
		expect(begun(log)).toEqual(['reader']);

		await end('look-up of first');
		expect(begun(log)).toEqual(['reader', 'first', 'other']);
	});

	it('go on after one that failed, or could not be looked up', async () => {
		const queue = createQueue();
		const key = { key: 'jane', isNamed: false };
		const done: string[] = [];
		const results = await Promise.allSettled([
			queue(
				async () => await Promise.reject(new Error('no such user')),
				async () => await Promise.resolve(done.push('first')),
			),
			queue(
				async () => await Promise.resolve(key),
				async () => await Promise.reject(new Error('refused')),
			),
			queue(
				async () => await Promise.resolve(key),
				async () => await Promise.resolve(done.push('third')),
			),
		]);
		expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
		expect(done).toEqual(['third']);
	});

	it('are looked up again by name when another was worked on in between', async () => {
		const { add, end, log } = items();
		void add('first', 'jane');
		void add('second', 'jane', true);
		await end('look-up of second');
		await end('first');
		expect(log.slice(-2)).toEqual(['first ends', 'second asks']);
		await end('look-up of second');
		expect(log.at(-1)).toBe('second begins');
	});

	it('never overlap and never overtake, however long anything takes', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.scheduler(),
				fc.array(fc.constantFrom('', 'jane', 'john'), { minLength: 1, maxLength: 12 }),
				async (scheduler, keys) => {
					const queue = createQueue();
					const log: Array<{ key: string; item: number; isEnd: boolean }> = [];
					const all = keys.map((key, item) =>
						queue(
							async () => await scheduler.schedule(Promise.resolve({ key, isNamed: true })),
							async () => {
								log.push({ key, item, isEnd: false });
								await scheduler.schedule(Promise.resolve());
								log.push({ key, item, isEnd: true });
							},
						),
					);
					await scheduler.waitFor(Promise.all(all));
					for (const key of ['jane', 'john']) {
						const expected = keys.flatMap((one, item) =>
							one === key
								? [
										{ key, item, isEnd: false },
										{ key, item, isEnd: true },
									]
								: [],
						);
						expect(log.filter((line) => line.key === key)).toEqual(expected);
					}
				},
			),
		);
	});
});
