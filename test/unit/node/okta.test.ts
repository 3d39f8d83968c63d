import { NodeApiError } from 'n8n-workflow';

import { createOkta } from '../../../nodes/Okta/transport/okta';
import type { OktaReply, OktaRequest } from '../../../nodes/Okta/transport/request';
import { unused } from './unused';

const throttled: OktaReply = {
	status: 429,
	headers: {
		date: 'Sat, 21 Nov 2026 12:00:00 GMT',
		'x-rate-limit-limit': '600',
		'x-rate-limit-reset': String(Date.UTC(2026, 10, 21, 12, 0, 20) / 1000),
		'x-okta-request-id': 'first',
	},
	body: { errorCode: 'E0000047' },
};
const fine: OktaReply = { status: 200, headers: {}, body: { id: '00u1' } };

/** An Okta whose answers are known beforehand, and what was asked of it and of the clock. */
function scripted(...replies: OktaReply[]) {
	const requests: OktaRequest[] = [];
	const pauses: number[] = [];
	const okta = createOkta({
		...unused,
		exchange: async (request) => {
			requests.push(request);
			const reply = replies.shift();
			if (!reply) throw new Error('no answer was scripted');
			return reply;
		},
		pause: async (milliseconds) => {
			pauses.push(milliseconds);
		},
		explain: ({ status }) =>
			new NodeApiError(
				{ id: '1', name: 'n', type: 't', typeVersion: 1, position: [0, 0], parameters: {} },
				{},
				{ message: `refused with ${status}`, httpCode: String(status) },
			),
	});
	return { okta, requests, pauses };
}

const request: OktaRequest = { method: 'POST', path: '/api/v1/users', headers: { Prefer: 'x' } };

describe('createOkta', () => {
	it('sends a request once when it succeeds', async () => {
		const { okta, requests, pauses } = scripted(fine);
		await expect(okta.send(request)).resolves.toBe(fine);
		expect(requests).toEqual([request]);
		expect(pauses).toEqual([]);
	});

	it('waits for the end of the window, and says which request it repeats', async () => {
		const { okta, requests, pauses } = scripted(throttled, throttled, fine);
		await expect(okta.send(request)).resolves.toBe(fine);
		expect(pauses).toEqual([21_000, 21_000]);
		expect(requests.map(({ headers }) => headers)).toEqual([
			{ Prefer: 'x' },
			{ Prefer: 'x', 'X-Okta-Retry-For': 'first', 'X-Okta-Retry-Count': '1' },
			{ Prefer: 'x', 'X-Okta-Retry-For': 'first', 'X-Okta-Retry-Count': '2' },
		]);
	});

	it('gives up after three repetitions', async () => {
		const { okta, requests } = scripted(throttled, throttled, throttled, throttled);
		await expect(okta.send(request)).rejects.toThrow('refused with 429');
		expect(requests).toHaveLength(4);
	});

	it.each([302, 400, 401, 403, 404, 500])('throws for a %i at once', async (status) => {
		const { okta, requests } = scripted({ ...fine, status });
		await expect(okta.send(request)).rejects.toThrow(`refused with ${status}`);
		expect(requests).toHaveLength(1);
	});

	it('stops waiting when the execution is stopped', async () => {
		const stopped = new Error('stopped');
		const { requests } = scripted();
		const okta = createOkta({
			...unused,
			exchange: async (sent) => {
				requests.push(sent);
				return throttled;
			},
			pause: async () => await Promise.reject(stopped),
			explain: () => {
				throw new Error('nothing to explain');
			},
		});
		await expect(okta.send(request)).rejects.toBe(stopped);
		expect(requests).toHaveLength(1);
	});
});
