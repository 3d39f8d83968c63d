import { retryDelay } from '../../../nodes/Okta/transport/rateLimit';
import type { OktaReply } from '../../../nodes/Okta/transport/request';

const now = Date.UTC(2026, 10, 21, 12, 0, 0);

function refusal(
	headers: Record<string, string>,
	body: unknown = { errorCode: 'E0000047' },
): OktaReply {
	return { status: 429, headers: { date: new Date(now).toUTCString(), ...headers }, body };
}

const resetIn = (seconds: number) => ({
	'x-rate-limit-limit': '600',
	'x-rate-limit-remaining': '0',
	'x-rate-limit-reset': String(now / 1000 + seconds),
});

describe('retryDelay', () => {
	it('waits until the window ends by the clock of Okta, and a second more', () => {
		expect(retryDelay(refusal(resetIn(17)), 0, 0.5)).toBe(18_000);
	});

	it('waits a second when the window has just ended', () => {
		expect(retryDelay(refusal(resetIn(-3)), 0, 0.5)).toBe(1000);
	});

	it('waits no longer than a window lasts', () => {
		expect(retryDelay(refusal(resetIn(3600)), 0, 0.5)).toBe(62_000);
	});

	it.each([
		[0, 0, 500],
		[0, 1, 1500],
		[2, 0.5, 4000],
	])(
		'backs off after too many requests at a time: attempt %i, random %f',
		(attempt, random, delay) => {
			const concurrency = refusal({ ...resetIn(50), 'x-rate-limit-limit': '0' });
			expect(retryDelay(concurrency, attempt, random)).toBe(delay);
		},
	);

	it('backs off when the headers are lost', () => {
		expect(retryDelay({ status: 429, headers: {}, body: '' }, 1, 0.5)).toBe(2000);
	});

	it.each([
		['another status', { status: 503, headers: resetIn(1), body: {} }],
		['a text message that cools down', refusal(resetIn(1), { errorCode: 'E0000109' })],
	])('does not retry %s', (_, reply) => {
		expect(retryDelay(reply, 0, 0.5)).toBeUndefined();
	});
});
