import { bucketOf } from '../../../../nodes/Okta/transport/buckets';
import { patient } from '../../../../nodes/Okta/transport/manners';
import { Pacer } from '../../../../nodes/Okta/transport/pacer';
import type { Method, OktaReply } from '../../../../nodes/Okta/transport/types';
import { settle, SimulatedClock } from '../../../unit/node/simulation';
import { rateLimitSequences, type Sequence } from './pairs';

const sequences = rateLimitSequences.map((sequence, index): [string, Sequence] => [
	`${String(index)}, ${sequence.what}`,
	sequence,
]);

const methods: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** A row with what the package makes of it. */
function read([name, template, limit, remaining, reset, date, status]: Sequence['rows'][number]) {
	const method = methods.find((candidate) => candidate === name) ?? 'GET';
	const path = template.replace(/\{\w+\}/g, '00abc');
	const at = Date.parse(date);
	return {
		method,
		path,
		bucket: bucketOf(method, path),
		limit,
		remaining,
		reset,
		date,
		at,
		status,
	};
}

describe.each(sequences)('a recorded sequence of answers (%s)', (_, { rows }) => {
	// A DELETE, whatever the recording calls it: nothing else is answered so.
	const answers = rows
		.filter(([, template, , , , , status]) => !(/deactivate$/.test(template) && status === 204))
		.map(read);

	it('has one counter for each of our limits, and no counter for two of them', () => {
		const bucketsOf = new Map<string, Set<string>>();
		const latest = new Map<string, (typeof answers)[number]>();
		for (const answer of answers) {
			const counter = `${String(answer.limit)} until ${String(answer.reset)}`;
			bucketsOf.set(counter, (bucketsOf.get(counter) ?? new Set()).add(answer.bucket));
			const before = latest.get(answer.bucket);
			if (before?.reset === answer.reset && answer.status !== 429) {
				expect(answer.remaining).toBeLessThan(before.remaining);
			} else if (before && before.reset !== answer.reset) {
				expect(answer.at).toBeGreaterThanOrEqual((before.reset - 2) * 1000);
			}
			latest.set(answer.bucket, answer);
		}
		expect([...bucketsOf.values()].filter(({ size }) => size !== 1)).toEqual([]);
	});

	it('would not have been held up, unless by the limit that was used up', async () => {
		const clock = new SimulatedClock();
		const pacer = new Pacer(clock);
		const start = answers[0]?.at ?? 0;
		const usedUp = new Map<string, number>();
		for (const { method, path, bucket, limit, remaining, reset, date, at, status } of answers) {
			await clock.run(at - start);
			const reply: OktaReply = {
				status,
				headers: {
					date,
					'x-rate-limit-limit': String(limit),
					'x-rate-limit-remaining': String(remaining),
					'x-rate-limit-reset': String(reset),
				},
				body: {},
			};
			const stop = new AbortController();
			const run = pacer.open('https://acme.okta.com', 'app', patient, stop.signal);
			let isSent = false;
			const sent = run.admit(run.errand({ method, path })).then((pass) => {
				isSent = true;
				pass.settle(reply);
			});
			await settle();
			expect(isSent).toBe(at >= (usedUp.get(bucket) ?? 0));
			stop.abort(new Error('stopped'));
			await sent.catch(() => undefined);
			if (remaining === 0) usedUp.set(bucket, reset * 1000);
		}
	});
});
