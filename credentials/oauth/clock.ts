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
