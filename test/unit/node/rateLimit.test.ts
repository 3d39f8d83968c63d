import { type INode, NodeApiError } from 'n8n-workflow';

import { patient } from '../../../nodes/Okta/transport/manners';
import { createOkta } from '../../../nodes/Okta/transport/okta';
import { Pacer } from '../../../nodes/Okta/transport/pacer';
import { readDate, readRateLimit } from '../../../nodes/Okta/transport/rateLimit';
import { SimulatedClock } from './simulation';
import { unused } from './unused';

const start = Date.UTC(2026, 10, 21, 12, 0, 0);
const date = (time: number) => new Date(time).toUTCString();
const seconds = (time: number) => String(Math.floor(time / 1000));

const whole = (now: number): Record<string, string> => ({
	date: date(now),
	'x-rate-limit-limit': '600',
	'x-rate-limit-remaining': '0',
	'x-rate-limit-reset': seconds(start + 20_000),
});

/** What becomes of each header on its way; undefined leaves it out. */
const alterations: Array<[string, Record<string, string | undefined>]> = [
	['whole', {}],
	...Object.keys(whole(start)).flatMap(
		(name): Array<[string, Record<string, string | undefined>]> => {
			const value = whole(start)[name] ?? '';
			return [
				[`without ${name}`, { [name]: undefined }],
				[`with ${name} doubled`, { [name]: `${value}, ${value}` }],
				[`with ${name} empty`, { [name]: '' }],
				[`with ${name} of words`, { [name]: 'soon' }],
				[`with ${name} below zero`, { [name]: '-1' }],
				[`with ${name} out of all bounds`, { [name]: '99999999999999' }],
			];
		},
	),
	['with a tighter limit joined to it', { 'x-rate-limit-limit': '600, 5' }],
	['with a limit of 0', { 'x-rate-limit-limit': '0' }],
	['with a reset of long ago', { 'x-rate-limit-reset': '1' }],
	[
		'without any of them',
		Object.fromEntries(Object.keys(whole(start)).map((name) => [name, undefined])),
	],
];

const node: INode = {
	id: '1',
	name: 'n',
	type: 't',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** Has 40 requests answered by turns, and tells when they were sent. */
async function sendAll(
	answer: (now: number) => number,
	altered: Record<string, string | undefined>,
) {
	const clock = new SimulatedClock();
	const times: number[] = [];
	const okta = createOkta({
		...unused,
		run: new Pacer(clock).open(unused.origin, 'app', patient),
		random: () => 0,
		exchange: async () => {
			times.push(clock.now());
			const status = answer(clock.now());
			await clock.sleep(50);
			const headers = { ...whole(start + clock.now()), 'x-rate-limit-remaining': '500' };
			const all: Record<string, string | undefined> = {
				...headers,
				...(status === 429 && { 'x-rate-limit-remaining': '0' }),
				...altered,
			};
			return {
				status,
				headers: Object.fromEntries(
					Object.entries(all).flatMap(([name, value]) =>
						value === undefined ? [] : [[name, value]],
					),
				),
				body: status === 429 ? { errorCode: 'E0000047' } : {},
			};
		},
		explain: () => new NodeApiError(node, {}, { message: 'refused' }),
	});
	const all = Promise.all(
		Array.from(
			{ length: 40 },
			async () => await okta.send({ method: 'POST', path: '/api/v1/users' }),
		),
	);
	await clock.run();
	await all;
	return times;
}

describe.each(alterations)('an answer %s', (_, altered) => {
	it('that refuses is waited after, and never met by a stream of requests', async () => {
		const times = await sendAll((now) => (now < 30_000 ? 429 : 200), altered);
		expect(times.filter((time) => time >= 30_000)).toHaveLength(40);
		// Each after 0, 1, 3, 7 and 15 seconds.
		expect(times.length).toBeLessThanOrEqual(40 + 40 * 5);
		expect(times.at(-1)).toBeLessThan(3 * 60_000);
	});

	it('that grants is no reason to wait for longer than a window', async () => {
		const times = await sendAll(() => 200, altered);
		expect(times).toHaveLength(40);
		expect(times.at(-1)).toBeLessThan(20 * 62_000);
	});
});

describe('readRateLimit', () => {
	const at = start + 20_000;
	it.each([
		['600', '599', seconds(at), { limit: 600, remaining: 599, reset: at }],
		['600, 5', '599, 4', seconds(at), { limit: 5, remaining: 4, reset: at }],
		[
			'600',
			'599',
			`${seconds(at - 9_000)}, ${seconds(at)}`,
			{ limit: 600, remaining: 599, reset: at },
		],
		['600', '599', `${seconds(at)}, 99999999999`, { limit: 600, remaining: 599, reset: at }],
		['600', '599', '30', undefined],
		['600, 0', '0', seconds(at), undefined],
		['0', '0', seconds(at), undefined],
		['x', '1', seconds(at), undefined],
		['600', '', seconds(at), undefined],
	])('makes of limit %s, remaining %s and reset %s: %j', (limit, remaining, reset, expected) => {
		const headers = {
			...whole(start),
			'x-rate-limit-limit': limit,
			'x-rate-limit-remaining': remaining,
			'x-rate-limit-reset': reset,
		};
		expect(readRateLimit(headers)).toEqual(expected);
	});
});

describe('readDate', () => {
	it.each([
		['Sat, 21 Nov 2026 12:00:00 GMT', start],
		['Sat, 21 Nov 2026 12:00:00 GMT, Sat, 21 Nov 2026 11:59:58 GMT', start],
		['yesterday', undefined],
		['', undefined],
	])('makes of %s: %s', (header, expected) => {
		expect(readDate({ date: header })).toBe(expected);
	});
});
