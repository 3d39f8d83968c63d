import { type INode, NodeApiError } from 'n8n-workflow';

import type { NoAnswer, Attempt } from '../../../nodes/Okta/transport/attempt';
import { impatient, patient } from '../../../nodes/Okta/transport/manners';
import { createOkta } from '../../../nodes/Okta/transport/okta';
import { Pacer } from '../../../nodes/Okta/transport/pacer';
import type { OktaReply, OktaRequest, Manners } from '../../../nodes/Okta/transport/types';
import { SimulatedClock } from './simulation';
import { unused } from './unused';

const node: INode = {
	id: '1',
	name: 'n',
	type: 't',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const start = Date.UTC(2026, 10, 21, 12, 0, 0);
const second = 1000;

const reply = (status: number, body: unknown = {}, headers = {}): OktaReply => ({
	status,
	headers: { 'x-okta-request-id': `id${status}`, ...headers },
	body,
});
const fine = reply(200, { id: '00u1' });
const throttled = (limit = 600) =>
	reply(
		429,
		{ errorCode: 'E0000047' },
		{
			'x-rate-limit-limit': String(limit),
			'x-rate-limit-remaining': '0',
			'x-rate-limit-reset': String(start / 1000 + 20),
		},
	);
const lost = (details: Partial<NoAnswer> = {}): NoAnswer => ({
	error: new NodeApiError(node, {}, { message: 'The connection broke off' }),
	isUnsent: false,
	isTimeout: false,
	...details,
});
const cutOff = reply(201, '{"id":"00u', { 'content-type': 'application/json' });

/** An Okta whose outcomes are known beforehand, and what was asked of it, when. */
function scripted(outcomes: Attempt[], settings: Manners = patient, signal?: AbortSignal) {
	const clock = new SimulatedClock();
	const run = new Pacer(clock).open(unused.origin, 'app', settings, signal);
	const requests: OktaRequest[] = [];
	const times: number[] = [];
	const okta = createOkta({
		...unused,
		run,
		random: () => 0,
		exchange: async (request) => {
			requests.push(request);
			times.push(clock.now());
			const outcome = outcomes.shift();
			if (!outcome) throw new Error('no answer was scripted');
			if ('error' in outcome) return outcome;
			const date = new Date(start + clock.now()).toUTCString();
			return { ...outcome, headers: { date, ...outcome.headers } };
		},
		explain: ({ status }) =>
			new NodeApiError(node, {}, { message: `refused with ${status}`, httpCode: String(status) }),
	});
	/** Sends, and lets time pass until there is a result. */
	const send = async (request: OktaRequest): Promise<OktaReply> => {
		const sent = okta.send(request);
		sent.catch(() => undefined);
		await clock.run();
		return await sent;
	};
	return { okta, send, clock, run, requests, times };
}

const get: OktaRequest = { method: 'GET', path: '/api/v1/users/00u1', headers: { Prefer: 'x' } };
const post: OktaRequest = { method: 'POST', path: '/api/v1/users', body: { profile: {} } };
const repeated = (...outcomes: Attempt[]) => [...outcomes, fine];

describe('a request', () => {
	it('is sent once when it succeeds, with nothing to wait for', async () => {
		const { send, requests, clock, run } = scripted([fine]);
		expect(await send(get)).toMatchObject(fine);
		expect(requests).toEqual([get]);
		expect(clock.now()).toBe(0);
		expect(run.traffic).toMatchObject({ requests: 1, retries: 0, waits: 0, waitedMs: 0 });
	});

	it.each([302, 400, 401, 403, 404, 409, 412, 423, 429, 501])(
		'refused with %i is final',
		async (status) => {
			const { send, requests } = scripted([reply(status, { errorCode: 'E0000109' })]);
			await expect(send(get)).rejects.toThrow(`refused with ${status}`);
			expect(requests).toHaveLength(1);
		},
	);
});

describe('a request refused for its rate', () => {
	it('waits until the window ends by the clock of Okta and a second more, and says which it repeats', async () => {
		const { send, requests, times, run } = scripted(repeated(throttled(), throttled()));
		await send({ ...post, headers: { Prefer: 'x' } });
		expect(times).toEqual([0, 21 * second, 22 * second]);
		expect(requests.map(({ headers }) => headers)).toEqual([
			{ Prefer: 'x' },
			{ Prefer: 'x', 'X-Okta-Retry-For': 'id429', 'X-Okta-Retry-Count': '1' },
			{ Prefer: 'x', 'X-Okta-Retry-For': 'id429', 'X-Okta-Retry-Count': '2' },
		]);
		expect(run.traffic).toMatchObject({ requests: 3, retries: 2, waits: 2, waitedMs: 22 * second });
	});

	it('is repeated as often as it takes', async () => {
		const { send, requests } = scripted(repeated(...Array.from({ length: 50 }, () => throttled())));
		await send(post);
		expect(requests).toHaveLength(51);
	});

	it('fails when that takes longer than the user allows', async () => {
		const { send, requests } = scripted([throttled()], { ...patient, longestWait: 15 * second });
		await expect(send(post)).rejects.toThrow(
			"Okta's rate limit for /api/v1/users is used up, and waiting for it would take 21 seconds or more",
		);
		expect(requests).toHaveLength(1);
	});

	it('backs off when there were too many at a time, a little longer each time', async () => {
		const { send, times } = scripted(repeated(throttled(0), throttled(0), throttled(0)));
		await send(post);
		expect(times).toEqual([0, 1 * second, 3 * second, 7 * second]);
	});

	it('fails when there are too many at a time for longer than the user allows', async () => {
		const refusals = Array.from({ length: 9 }, () => throttled(0));
		const { send } = scripted(refusals, { ...patient, longestWait: 30 * second });
		await expect(send(post)).rejects.toThrow(
			"Okta's limit of requests at the same time is used up, and waiting for it would take 31 seconds or more",
		);
	});

	it('stops waiting when the execution is stopped', async () => {
		const stop = new AbortController();
		const { okta, requests, clock } = scripted([throttled()], patient, stop.signal);
		const sent = okta.send(post);
		const failure = expect(sent).rejects.toThrow('stopped');
		await clock.run(5 * second);
		stop.abort(new Error('stopped'));
		await failure;
		expect(requests).toHaveLength(1);
	});
});

describe('a failure that may pass', () => {
	const passing: Array<[string, Attempt]> = [
		...[500, 502, 503, 504].map((status): [string, Attempt] => [`a ${status}`, reply(status)]),
		['a lost connection', lost()],
		['a 500 of E0000009', reply(500, { errorCode: 'E0000009' })],
		...['{"id":"00u', 'not json', 7, 'words', true, null].map((body): [string, Attempt] => [
			`JSON that is ${JSON.stringify(body)}`,
			{ ...cutOff, status: 200, body },
		]),
	];

	it.each(passing)('of %s is tried again, for a GET, PUT and DELETE', async (_, outcome) => {
		for (const method of ['GET', 'PUT', 'DELETE'] as const) {
			const { send, requests } = scripted(repeated(outcome));
			await expect(send({ ...get, method })).resolves.toMatchObject({ body: fine.body });
			expect(requests).toHaveLength(2);
		}
	});

	it.each(passing)(
		'of %s is not tried again for a POST of which nothing is known',
		async (_, outcome) => {
			const { send, requests } = scripted([outcome]);
			await expect(send(post)).rejects.toMatchObject({
				description: expect.stringContaining('It was not sent again') as string,
			});
			expect(requests).toHaveLength(1);
		},
	);

	it('gives an org that is away for a minute time to come back', async () => {
		const { send, times } = scripted(repeated(...Array.from({ length: 6 }, () => lost())));
		await send(get);
		expect(times.map((time) => time / second)).toEqual([0, 1, 3, 7, 15, 31, 63]);
	});

	it('is final in the end, and says how often it was tried', async () => {
		const { send, requests } = scripted(Array.from({ length: 7 }, () => reply(503)));
		await expect(send(get)).rejects.toMatchObject({
			message: 'refused with 503',
			description: 'It was tried 7 times within 63 seconds.',
		});
		expect(requests).toHaveLength(7);
	});

	it('is final soon in the editor', async () => {
		const { send, clock } = scripted([reply(503), reply(503)], impatient);
		await expect(send(get)).rejects.toThrow('refused with 503');
		expect(clock.now()).toBeLessThan(3 * second);
	});

	it('leaves it open whether a change was made', async () => {
		const { send } = scripted(Array.from({ length: 7 }, () => lost()));
		await expect(send({ ...get, method: 'PUT' })).rejects.toMatchObject({
			description: expect.stringContaining('It is not known whether Okta did it.') as string,
		});
	});

	it('pauses no longer when the execution is stopped', async () => {
		const stop = new AbortController();
		const { okta, requests, clock } = scripted([lost(), lost()], patient, stop.signal);
		const sent = okta.send(get);
		const failure = expect(sent).rejects.toThrow('stopped');
		await clock.run(1.5 * second);
		stop.abort(new Error('stopped'));
		await failure;
		expect(requests).toHaveLength(2);
	});
});

describe('what a lost attempt has done', () => {
	it('is not mistaken for a failure to delete', async () => {
		const { send } = scripted([lost(), reply(404)]);
		expect(await send({ ...get, method: 'DELETE' })).toMatchObject({ status: 204, body: '' });
	});

	it('is no excuse for deleting what was never there', async () => {
		const { send } = scripted([lost({ isUnsent: true }), reply(404)]);
		await expect(send({ ...get, method: 'DELETE' })).rejects.toThrow('refused with 404');
	});

	it('may be why the next is refused, which the error says', async () => {
		const { send } = scripted([lost(), reply(412)]);
		await expect(send({ ...get, method: 'PUT' })).rejects.toMatchObject({
			message: 'refused with 412',
			description: expect.stringContaining('may have done it already') as string,
		});
	});
});

describe('the account of changes', () => {
	const accountOf = async (request: OktaRequest, outcomes: Attempt[]) => {
		const { okta, clock } = scripted(outcomes);
		const apart = okta.apart();
		const sent = apart.send(request).catch(() => undefined);
		await clock.run();
		await sent;
		return { made: apart.changes.made.length, unknown: apart.changes.unknown };
	};
	const seven = <T>(one: T) => Array.from({ length: 7 }, () => one);

	it.each<[string, OktaRequest, Attempt[], { made: number; unknown: number }]>([
		['has what Okta did', post, [fine], { made: 1, unknown: 0 }],
		['has nothing of what Okta refused', post, [reply(400)], { made: 0, unknown: 0 }],
		[
			'has nothing of what never reached Okta',
			post,
			seven(lost({ isUnsent: true })),
			{ made: 0, unknown: 0 },
		],
		['has what got no answer', post, [lost()], { made: 0, unknown: 1 }],
		[
			'has what was repeated and then refused',
			{ ...get, method: 'PUT' },
			[lost(), reply(412)],
			{ made: 0, unknown: 1 },
		],
		[
			'has what was looked for and found',
			{ ...post, repeat: async () => await Promise.resolve({}) },
			[lost()],
			{ made: 1, unknown: 0 },
		],
		['has nothing of what was only read', get, seven(lost()), { made: 0, unknown: 0 }],
	])('%s', async (_, request, outcomes, changes) => {
		expect(await accountOf(request, outcomes)).toEqual(changes);
	});

	it('is kept apart for each piece of work', async () => {
		const { okta, clock } = scripted([fine, fine]);
		const [one, other] = [okta.apart(), okta.apart()];
		const sent = Promise.all([one.send(post), one.send(post)]);
		await clock.run();
		await sent;

		const { method, path } = post;
		expect([one.changes.made, other.changes.made]).toEqual([Array(2).fill({ method, path }), []]);
	});
});

describe('a POST without a proper answer', () => {
	it('is sent again if that does no harm', async () => {
		const { send, requests } = scripted(repeated(lost(), reply(502), cutOff));
		await send({ ...post, repeat: 'harmless' });
		expect(requests).toHaveLength(4);
	});

	it.each([
		['never reached Okta', lost({ isUnsent: true })],
		['found Okta in read-only mode', reply(503, { errorCode: 'E0000010' })],
		['met earlier changes that Okta had not finished', reply(423, { errorCode: 'E0000239' })],
	])('is sent again in any case if it %s', async (_, outcome) => {
		const { send, requests } = scripted(repeated(outcome));
		await send({ ...post, repeat: 'never' });
		expect(requests).toHaveLength(2);
	});

	it('is not sent again if what it made is found', async () => {
		const { send, requests } = scripted([lost(), reply(200, { id: 'found' })]);
		const answer = await send({
			...post,
			repeat: async (okta) => {
				const { body } = await okta.send(get);
				return typeof body === 'object' ? { ...body } : 'undone';
			},
		});
		expect(answer).toMatchObject({ status: 200, body: { id: 'found' } });
		expect(requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
	});

	it('is sent again if it turns out that it was not carried out', async () => {
		const { send, requests } = scripted(repeated(lost()));
		expect(await send({ ...post, repeat: async () => 'undone' })).toMatchObject({
			body: fine.body,
		});
		expect(requests).toHaveLength(2);
	});

	it('is not sent again if nobody can tell', async () => {
		const { send, requests } = scripted([reply(500)]);
		await expect(send({ ...post, repeat: async () => 'unknown' })).rejects.toMatchObject({
			message: 'refused with 500',
			description:
				'It is not known whether Okta did it. It was not sent again, because doing it twice could do harm: look in Okta first.',
		});
		expect(requests).toHaveLength(1);
	});

	it('says that it was carried out when that is certain', async () => {
		const { send } = scripted([cutOff]);
		await expect(send(post)).rejects.toMatchObject({
			description: expect.stringContaining('Okta did it, but its answer was cut short.') as string,
		});
	});

	it.each([
		[-1, true],
		[0, true],
		[-60, false],
	])(
		'knows of an object made %i seconds before the end of its pause whether it is new: %s',
		async (seconds, expected) => {
			const { send, clock } = scripted([fine, reply(500), fine]);
			await send(get);
			const seen: boolean[] = [];
			await send({
				...post,
				repeat: async (_okta, _request, isNew) => {
					const made = new Date(start + clock.now() + seconds * second).toISOString();
					seen.push(isNew(made), isNew(undefined));
					return 'undone';
				},
			});
			expect(seen).toEqual([expected, false]);
		},
	);

	/** The window is used up for so many seconds. */
	const usedUp = (seconds: number) =>
		reply(200, [], {
			'x-rate-limit-limit': '600',
			'x-rate-limit-remaining': '0',
			'x-rate-limit-reset': String(start / 1000 + seconds),
		});

	it.each<[string, Attempt[], number, boolean]>([
		['before it was sent, while it waited for its turn', [usedUp(50), reply(500)], 30, false],
		['after it was sent, having waited for its turn', [usedUp(50), reply(500)], 51, true],
		['before it was sent the time that counts', [fine, throttled(), reply(500)], 15, false],
		['after it was sent the time that counts', [fine, throttled(), reply(500)], 21, true],
		['after the first of two sendings', [fine, reply(500), throttled(), reply(500)], 3, true],
	])('claims nothing that was made %s', async (_, outcomes, madeAt, expected) => {
		const { send } = scripted([...outcomes, fine]);
		await send({ method: 'GET', path: post.path });
		const seen: boolean[] = [];
		await send({
			...post,
			repeat: async (_okta, _request, isNew) => {
				seen.push(isNew(new Date(start + madeAt * second).toISOString()));
				return 'undone';
			},
		});
		expect(seen.at(-1)).toBe(expected);
	});

	it('knows it also when looking for the object takes its time', async () => {
		const { send, clock } = scripted([fine, reply(500), fine]);
		await send(get);
		const seen: boolean[] = [];
		await send({
			...post,
			repeat: async (_okta, _request, isNew) => {
				const made = new Date(start + clock.now()).toISOString();
				await clock.sleep(30 * second);
				seen.push(isNew(made));
				return 'undone';
			},
		});
		expect(seen).toEqual([true]);
	});
});

describe('a page too large for Okta', () => {
	const list: OktaRequest = {
		method: 'GET',
		path: '/api/v1/apps/0oa1/users',
		query: { limit: 500 },
		smallestPage: 20,
	};
	const next: OktaRequest = {
		method: 'GET',
		path: 'https://acme.okta.com/api/v1/users?after=1&limit=200',
		smallestPage: 1,
	};
	const limits = (requests: OktaRequest[]) =>
		requests.map(({ path, query }) => query?.['limit'] ?? /limit=(\d+)/.exec(path)?.[1]);

	it.each([
		['a 504', reply(504), list, [500, 250, 125]],
		['silence', lost({ isTimeout: true }), next, ['200', '100', '50']],
		['a 500 twice', reply(500, { errorCode: 'E0000009' }), list, [500, 500, 250]],
		['another failure', reply(502), list, [500, 500, 500]],
		['no list at all', reply(504), { ...list, smallestPage: undefined }, [500, 500, 500]],
	])('is asked for in halves after %s', async (_, outcome, request, expected) => {
		const { send, requests } = scripted(repeated(outcome, outcome));
		await send(request);
		expect(limits(requests)).toEqual(expected);
	});

	it('does not get smaller than the list allows', async () => {
		const { send, requests } = scripted(repeated(...Array.from({ length: 6 }, () => reply(504))));
		await send(list);
		expect(limits(requests)).toEqual([500, 250, 125, 62, 31, 31, 31]);
	});
});

describe('a success of another shape than is asked for', () => {
	const shapes: Array<[NonNullable<OktaRequest['answer']>, unknown]> = [
		['object', [{ id: '00u1' }]],
		['object', ''],
		['objectOrNothing', [{ id: '00u1' }]],
		['objectOrNothing', 'words'],
		['list', { id: '00u1' }],
		['list', ['00u1']],
		['list', ''],
	];

	it.each(shapes)('(%s: %j) is refused at once, whatever the method', async (answer, body) => {
		for (const request of [get, post]) {
			const { send, requests } = scripted([reply(200, body)]);
			await expect(send({ ...request, answer })).rejects.toThrow('refused with 200');
			expect(requests).toHaveLength(1);
		}
	});

	it('leaves it open whether a change was made', async () => {
		const { send } = scripted([reply(200, [])]);
		await expect(send({ ...post, answer: 'object' })).rejects.toMatchObject({
			description: expect.stringContaining('It is not known whether Okta did it.') as string,
		});
	});

	it('is none where a change is answered with nothing', async () => {
		const { send } = scripted([reply(204, '')]);
		expect(await send({ ...post, answer: 'objectOrNothing' })).toMatchObject({ status: 204 });
	});
});
