import { type Count, type Rule, Tally } from '../../../nodes/Okta/trigger/memory/tally';
import { START } from './support';

const rule: Rule = { times: 3, minutes: 10, of: 'x' };
const minutes = (count: number) => START + count * 60_000;
const count = (from: number, to: number, times = 3): Count => ({
	times,
	from: minutes(from),
	to: minutes(to),
});

let tally: Tally;
beforeEach(() => (tally = new Tally()));

/** Counts what happened to Jane so many minutes after the start, in the order it is told of. */
const tell = (...when: number[]) =>
	when.map((minute) => tally.add(`event at ${minute}`, 'jane', minutes(minute), rule));

const reborn = (from: Tally): Tally => {
	const next = new Tally();
	const stored: unknown = JSON.parse(JSON.stringify(from.toStored()));
	next.take(stored);
	return next;
};

describe('a number of events within some minutes', () => {
	it.each<[string, number[], Array<Count | undefined>]>([
		['is made up by the last of them', [0, 5, 10], [undefined, undefined, count(0, 10)]],
		['is not made up a moment later', [0, 5, 10.001], [undefined, undefined, undefined]],
		[
			'is counted anew afterwards',
			[0, 1, 2, 3, 4, 5],
			[undefined, undefined, count(0, 2), undefined, undefined, count(3, 5)],
		],
		['moves on with time', [0, 9, 18, 19], [undefined, undefined, undefined, count(9, 19)]],
		[
			'is made up by whatever comes last, though it happened first',
			[10, 5, 0],
			[undefined, undefined, count(0, 10)],
		],
		['or in between', [0, 10, 5], [undefined, undefined, count(0, 10)]],
		[
			'leaves to be counted what it does not need',
			[20, 18, 0, 10, 19],
			[undefined, undefined, undefined, count(10, 20), undefined],
		],
		['takes events of one moment', [1, 1.0001, 1.0002], [undefined, undefined, count(1, 1.0002)]],
	])('%s', (_, when, expected) => {
		expect(tell(...when)).toEqual(expected);
	});

	it('is counted for each by itself', () => {
		const told = ['jane', 'john', 'jane', 'john', 'jane'].map((who, index) =>
			tally.add(`${index}`, who, minutes(index), rule),
		);
		expect(told.map(Boolean)).toEqual([false, false, false, false, true]);
	});

	it('is made up again by the event that made it up, if it comes again', () => {
		const [, , made] = tell(0, 1, 2);
		expect(tell(2)).toEqual([made]);
		expect(reborn(tally).add('event at 2', 'jane', minutes(2), rule)).toEqual(made);
		expect(tell(3, 4)).toEqual([undefined, undefined]);
	});

	it('is forgotten when something else is counted', () => {
		tell(0, 1);
		const other = { ...rule, of: 'y' };
		expect(tally.add('event at 2', 'jane', minutes(2), other)).toBeUndefined();
		expect(tell(3, 4)).toEqual([undefined, undefined]);
	});
});

describe('what is stored', () => {
	it('goes on in another process', () => {
		tell(0, 1);
		tally = reborn(tally);
		expect(tell(2)).toEqual([count(0, 2)]);
	});

	it('is taken from whoever went on', () => {
		tell(0, 1);
		const early: unknown = JSON.parse(JSON.stringify(tally.toStored()));
		tell(2);
		tally.take(early);
		expect(tell(3)).toEqual([undefined]);
	});

	it.each([null, 7, 'x', [], { version: 'x' }, { version: 3, times: 7, reached: { a: 'x' } }])(
		'is nothing when it was %j',
		(stored) => {
			tally.take(stored);
			expect(tell(0, 1, 2)).toEqual([undefined, undefined, count(0, 2)]);
		},
	);

	it('stays small: the oldest is forgotten first', () => {
		for (let index = 0; index < 25_000; index++) {
			tally.add(`${index}`, `who ${index}`, minutes(index / 100), rule);
		}
		expect(JSON.stringify(tally.toStored()).length).toBeLessThan(600_000);
		expect(tally.add('a', 'who 1', minutes(0.02), rule)).toBeUndefined();
		expect(tally.add('b', 'who 1', minutes(0.03), rule)).toBeUndefined();
		expect(tally.add('c', 'who 24999', minutes(249.99), rule)).toBeUndefined();
		expect(tally.add('d', 'who 24999', minutes(249.99), rule)).toBeDefined();
	});

	it('is less when nothing can come any more that counts with it', () => {
		tell(0, 1, 2, 3, 30);
		tally.dropBefore(minutes(20));
		expect(tell(4, 5)).toEqual([undefined, undefined]);
		expect(tell(31, 32)).toEqual([undefined, count(30, 32)]);
		// That it made up a number once is forgotten as well.
		expect(tell(2)).toEqual([count(2, 5)]);
	});
});

/** Numbers between 0 and 1 that are the same for the same seed (Lehmer, 1951). */
function dice(seed: number): () => number {
	let state = seed * 7_919 + 1;
	return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

it.each(Array.from({ length: 40 }, (_, seed) => seed))(
	'as many numbers are made up as there are, in whatever order events come and whenever n8n dies: %i',
	(seed) => {
		const random = dice(seed);
		const wanted = 2 + Math.floor(random() * 4);
		const of: Rule = { times: wanted, minutes: 10, of: 'x' };
		// Within a burst any two are near enough to each other, and none is near to another burst.
		const bursts = Array.from({ length: 12 }, (_, burst) => ({
			who: `who ${burst % 4}`,
			events: Array.from({ length: Math.floor(random() * 3 * wanted) }, (__, index) => ({
				key: `${burst} ${index}`,
				at: minutes(burst * 30 + random() * 10),
			})),
		}));
		const all = bursts.flatMap(({ who, events }, burst) =>
			events.map((event) => ({ ...event, who, burst })),
		);
		interface Known {
			tally: Tally;
			done: ReadonlySet<string>;
			made: readonly number[];
		}
		let now: Known = { tally: new Tally(), done: new Set(), made: [] };
		let saved: Known = { ...now, tally: new Tally() };
		const save = () => (saved = { ...now, tally: reborn(now.tally) });
		for (let deaths = 0; now.done.size < all.length;) {
			const left = all.filter(({ key }) => !now.done.has(key));
			const one = left[Math.floor(random() * left.length)];
			if (!one) break;
			const made = now.tally.add(one.key, one.who, one.at, of) ? [one.burst] : [];
			now = { ...now, done: new Set([...now.done, one.key]), made: [...now.made, ...made] };
			if (random() < 0.2) save();
			if (deaths < 20 && random() < 0.1) {
				deaths++;
				now = { ...saved, tally: reborn(saved.tally) };
			}
		}
		expect(now.made.toSorted((a, b) => a - b)).toEqual(
			bursts.flatMap(({ events }, burst) =>
				Array<number>(Math.floor(events.length / wanted)).fill(burst),
			),
		);
	},
);
