import { Kinship } from '../../../nodes/Okta/transport/kinship';

const minute = 60_000;
const start = Date.UTC(2026, 10, 21, 12);

type Answer = [bucket: string, remaining: number, reset?: number, sent?: number, limit?: number];

function after(...answers: Answer[]): Kinship {
	const kinship = new Kinship();
	for (const [bucket, remaining, reset = start + minute, sent = start, limit = 600] of answers) {
		kinship.see(bucket, { limit, remaining, reset, sent });
	}
	return kinship;
}

const areOne = (kinship: Kinship, ...buckets: string[]) =>
	new Set(buckets.map((bucket) => kinship.headOf(bucket))).size === 1;

const five: Answer[] = [
	['a', 599],
	['b', 598],
	['a', 597],
	['b', 596],
	['a', 595],
];

describe('two limits', () => {
	it('are one after five answers that share limit, reset and one falling counter', () => {
		expect(areOne(after(...five.slice(0, 4)), 'a', 'b')).toBe(false);
		expect(areOne(after(...five), 'a', 'b')).toBe(true);
	});

	it('are one whatever comes of a third in between, and with others that use the same up', () => {
		const between = five.flatMap(([bucket, remaining], index): Answer[] => [
			[bucket, remaining * 2 - 700],
			['c', 40 - index, start + 2 * minute, start, 50],
		]);
		const kinship = after(...between);
		expect(areOne(kinship, 'a', 'b')).toBe(true);
		expect(areOne(kinship, 'a', 'c')).toBe(false);
	});

	it('become one with all that are one with either', () => {
		const kinship = after(...five, ['c', 594], ['b', 593], ['c', 592], ['b', 591], ['c', 590]);
		expect(areOne(kinship, 'a', 'b', 'c')).toBe(true);
	});

	it.each<[string, Answer[]]>([
		[
			'with counters of their own',
			five.map(([bucket], index): Answer => [bucket, 599 - (index >> 1)]),
		],
		[
			'with limits of their own',
			five.map(([bucket, left]): Answer => [
				bucket,
				left,
				undefined,
				undefined,
				bucket === 'a' ? 600 : 601,
			]),
		],
		[
			'with windows of their own',
			five.map(([bucket, left]): Answer => [
				bucket,
				left,
				start + (bucket === 'a' ? 40_000 : 41_000),
			]),
		],
		[
			'of which one answered once',
			[
				['a', 599],
				['a', 598],
				['b', 597],
				['a', 596],
				['a', 595],
			],
		],
	])('stay two %s', (_, answers) => {
		expect(areOne(after(...answers), 'a', 'b')).toBe(false);
	});

	it.each<[string, Answer]>([
		['another limit', ['b', 594, undefined, undefined, 500]],
		['a counter that is far higher', ['b', 595 + 80]],
		[
			'a window that began before the other one ended',
			['b', 599, start + 1.5 * minute, start + 20_000],
		],
	])('are parted by %s', (_, answer) => {
		expect(areOne(after(...five, answer), 'a', 'b')).toBe(false);
	});

	it('are not parted by the next window, nor by answers that overtake each other', () => {
		const next = start + 2 * minute;
		const kinship = after(
			...five,
			['b', 590],
			['a', 594],
			['a', 599, next, start + minute],
			['b', 580, start + minute, start + minute - 500],
			['b', 598, next, start + minute + 100],
		);
		expect(areOne(kinship, 'a', 'b')).toBe(true);
	});
});
