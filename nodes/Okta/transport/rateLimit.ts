import type { OktaReply } from './request';

/** Okta counts in windows of a minute, so a longer wait can only be a misread header. */
const longestWait = 62_000;

/**
 * How long to wait before a refused request is worth repeating.
 *
 * @param attempt - 0 after the first refusal
 * @param random - from 0 to 1
 * @returns milliseconds, or undefined when the answer isn't about Okta's rate limits
 */
export function retryDelay(
	{ status, headers, body }: OktaReply,
	attempt: number,
	random: number,
): number | undefined {
	if (status !== 429 || !isRateLimit(body)) return undefined;
	const limit = Number(headers['x-rate-limit-limit']);
	const reset = Number(headers['x-rate-limit-reset']) * 1000;
	const now = Date.parse(headers['date'] ?? '');
	// Too many requests at a time are reported with a limit of 0 and a reset that means nothing.
	if (!(limit > 0 && reset > 0 && now > 0)) return 2 ** attempt * 1000 * (0.5 + random);
	// Both times are Okta's own: this machine's clock may be wrong. One second for their rounding.
	return Math.min(Math.max(reset - now, 0) + 1000, longestWait);
}

/** Okta also answers 429 while an SMS, a call or an e-mail cools down, which no retry helps. */
function isRateLimit(body: unknown): boolean {
	const code: unknown = body instanceof Object && 'errorCode' in body ? body.errorCode : undefined;
	return code === undefined || code === 'E0000047';
}
