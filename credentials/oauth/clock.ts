/**
 * Seconds by which everything we sign is dated back. Okta refuses an assertion or a proof from its
 * future, and clocks kept by NTP still differ by a little.
 */
const HEAD_START = 10;

/**
 * `iat` for something signed now: seconds since the epoch by Okta's clock.
 *
 * @param milliseconds since the epoch by this machine's clock
 * @param clockOffset seconds to add to this machine's clock to get Okta's
 */
export function issuedAt(milliseconds: number, clockOffset: number): number {
	return Math.floor(milliseconds / 1000) + clockOffset - HEAD_START;
}

/** Clocks this many seconds apart are taken to be a reason for trouble. */
export const SKEW = 5;

/**
 * Whole seconds by which this machine's clock is ahead of the one that wrote a `Date` header;
 * undefined when there is none.
 *
 * @param at milliseconds since the epoch by this machine's clock, half-way between request and answer
 */
export function secondsAhead(date: string | undefined, at: number): number | undefined {
	const theirs = Date.parse(date ?? '');
	return Number.isNaN(theirs) ? undefined : Math.round((at - theirs) / 1000);
}
