import type { OktaReply } from './types';

type Headers = OktaReply['headers'];

/** What an answer says about the limit it was counted in. */
export interface RateLimit {
	/** Requests per window. */
	limit: number;
	remaining: number;
	/** When the window ends by Okta's clock. Epoch milliseconds. */
	reset: number;
}

/** Windows are a minute long; clocks and late answers are allowed as much again. Milliseconds. */
const farthest = 2 * 60_000;

/**
 * Reads `X-Rate-Limit-*`; undefined unless there are all three and they make sense. Okta reports
 * a limit of 0, and a reset that means nothing, when there are too many requests at a time. Where a
 * proxy has put several values into one header, the tightest counts.
 */
export function readRateLimit(headers: Headers): RateLimit | undefined {
	const limit = readLimit(headers);
	const remaining = Math.min(...numbersIn(headers['x-rate-limit-remaining']));
	const now = readDate(headers);
	const resets = numbersIn(headers['x-rate-limit-reset'])
		.map((seconds) => seconds * 1000)
		.filter((reset) => now === undefined || Math.abs(reset - now) <= farthest);
	const reset = Math.max(...resets);
	if (!(limit > 0 && limit < Infinity && remaining < Infinity && reset > 0)) return undefined;
	return { limit, remaining, reset };
}

/** Requests per window; 0 where it is about requests at the same time, Infinity where nothing tells. */
export function readLimit(headers: Headers): number {
	return Math.min(...numbersIn(headers['x-rate-limit-limit']));
}

/** Whether an answer tells anything about limits, sense or nonsense. */
export function isMetered(headers: Headers): boolean {
	return Object.keys(headers).some((name) => name.startsWith('x-rate-limit-'));
}

/** Okta's time of day when it sent the answer, in milliseconds since the epoch (RFC 9110 section 6.6.1). */
export function readDate(headers: Headers): number | undefined {
	const dates = headers['date']?.match(/\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT/g) ?? [];
	const times = dates.map((date) => Date.parse(date)).filter((time) => !Number.isNaN(time));
	return times.length > 0 ? Math.max(...times) : undefined;
}

function numbersIn(header = ''): number[] {
	return header
		.split(',')
		.filter((part) => /^\s*\d+\s*$/.test(part))
		.map(Number);
}
