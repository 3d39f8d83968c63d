import type { IDataObject } from 'n8n-workflow';

import { bucketOf } from '../../../transport/buckets';
import type { Cost, Estimate, Estimating } from './cost';
import { between, type Guess, sumOf } from './guess';
import type { Sampler } from './sampler';

/** What a report will cost in requests and minutes, with plus and minus, and in words. */
export async function runEstimate(
	name: string,
	estimate: Estimate,
	estimating: Estimating,
): Promise<IDataObject> {
	const { sampler } = estimating;
	const costs = (await estimate(estimating)).map((cost) => ({
		...cost,
		requests: whole(cost.requests),
	}));
	const requests = sumOf(costs.map((cost) => cost.requests));
	const minutes = minutesOf(costs, sampler);
	const parts = costs
		.filter(({ requests: { most } }) => most > 0)
		.toSorted((a, b) => b.requests.likely - a.requests.likely)
		.map(({ what, path, requests: { least, likely, most } }) => ({
			what,
			requests: likely,
			minus: likely - least,
			plus: most - likely,
			perMinute: sampler.limitFor(path) ?? null,
		}));
	return {
		report: name,
		requests: requests.likely,
		requestsMinus: requests.likely - requests.least,
		requestsPlus: requests.most - requests.likely,
		minutes: round(minutes.likely),
		minutesMinus: round(minutes.likely - minutes.least),
		minutesPlus: round(minutes.most - minutes.likely),
		words: inWords(requests, minutes, parts, sampler),
		parts,
		asked: sampler.asked,
	};
}

const whole = ({ least, likely, most }: Guess): Guess =>
	between(Math.floor(least), Math.round(likely), Math.ceil(most));

/** Minutes that something may take longer than all this says. */
const SLACK = 0.3;

/**
 * Every limit begins anew each minute, and what is left of the present one may be all or nothing. Requests under
 * different limits may be sent side by side, or one after another.
 */
function minutesOf(costs: readonly Cost[], sampler: Sampler): Guess {
	const byLimit = new Map<string, Cost[]>();
	for (const cost of costs) {
		const bucket = bucketOf('GET', cost.path);
		byLimit.set(bucket, [...(byLimit.get(bucket) ?? []), cost]);
	}
	const held = [...byLimit.values()].map((some) => {
		const { least, likely, most } = sumOf(some.map(({ requests }) => requests));
		const perMinute = sampler.limitFor(some[0]?.path ?? '') ?? Infinity;
		const windows = (requests: number) => requests / perMinute;
		return between(
			Math.max(0, windows(least) - 1),
			Math.max(0, windows(likely) - (windows(likely) > 1 ? 0.5 : 1)),
			windows(most) > 1 ? windows(most) + 1 : windows(most),
		);
	});
	const all = sumOf(costs.map(({ requests }) => requests));
	const { parallel } = sampler.okta;
	const each = sampler.secondsEach / 60;
	const travelling = between(0, (all.likely * each) / parallel, ((all.most * each) / parallel) * 3);
	const longest = (pick: (guess: Guess) => number) => Math.max(0, ...held.map(pick));
	return between(
		Math.max(
			longest(({ least }) => least),
			travelling.least,
		),
		Math.max(
			longest(({ likely }) => likely),
			travelling.likely,
		),
		Math.max(sumOf(held).most, travelling.most) + SLACK,
	);
}

const round = (minutes: number): number => Math.round(minutes * 10) / 10;

interface Part {
	what: string;
	requests: number;
	perMinute: number | null;
}

function inWords(
	requests: Guess,
	minutes: Guess,
	parts: readonly Part[],
	sampler: Sampler,
): string {
	const { least, likely, most } = requests;
	const isExact = least === most;
	const range = isExact ? '' : ` (${number(least)} to ${number(most)})`;
	const time = duration(minutes.likely);
	const [quickest, slowest] = [duration(minutes.least), duration(minutes.most)];
	const times = quickest === slowest ? '' : ` (${quickest} to ${slowest})`;
	const shown = parts.filter((part) => part.requests > 0).slice(0, 4);
	const perMinute = shown[0]?.perMinute ?? null;
	const limit =
		perMinute === null
			? ''
			: ` Of the first, Okta takes ${number(perMinute)} a minute from this app, if nothing else uses them up.`;
	const sum = `${isExact ? '' : 'About '}${count(likely)}${range} in ${time}${times}`;
	const what = shown.map((part) => `${number(part.requests)} ${part.what}`).join('; ');
	return `${sum}: ${what}.${limit} Estimated with ${count(sampler.asked)}.`;
}

const count = (requests: number): string =>
	`${number(requests)} ${requests === 1 ? 'request' : 'requests'}`;

const number = (count: number): string => count.toLocaleString('en-US');

function duration(minutes: number): string {
	if (minutes < 1) return 'less than a minute';
	if (minutes < 1.5) return 'a minute';
	if (minutes < 90) return `${number(Math.round(minutes))} minutes`;
	return `${number(Math.round(minutes / 6) / 10)} hours`;
}
