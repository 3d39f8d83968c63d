import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

import { isObject } from '../transport/json';
import { isLogEvent, type LogEvent } from '../objects/logEvent';

/** Okta sends batches of far fewer; whoever sends more isn't Okta. */
const mostEvents = 5_000;

/** What came to the address of a hook: events, or the HTTP status to refuse it with. */
export type Delivery = { events: LogEvent[] } | { refusal: 400 | 401 | 413 };

/** A new secret for Okta to send, of 256 bits. */
export function newSecret(): string {
	return randomBytes(32).toString('base64url');
}

/** What is kept of a secret. */
export function digestOf(secret: string): string {
	return createHash('sha256').update(secret).digest('base64url');
}

/**
 * Checks who sent it, and what (Okta's event hook requests).
 *
 * @param authorization header of the request
 * @param digests of the secrets Okta was given; without any nobody gets in
 */
export function readDelivery(
	authorization: unknown,
	body: unknown,
	digests: readonly string[],
): Delivery {
	if (!digests.some((digest) => provesItself(authorization, digest))) return { refusal: 401 };
	const data = isObject(body) && body.eventType === 'com.okta.event_hook' ? body.data : undefined;
	const events: unknown = isObject(data) ? data.events : undefined;
	if (!Array.isArray(events)) return { refusal: 400 };
	if (events.length > mostEvents) return { refusal: 413 };
	return events.every(isLogEvent) ? { events } : { refusal: 400 };
}

/** Digests are compared, which are of one length whatever was sent, and in constant time. */
function provesItself(authorization: unknown, digest: string): boolean {
	const sent = createHash('sha256')
		.update(typeof authorization === 'string' ? authorization : '')
		.digest();
	const expected = Buffer.from(digest, 'base64url');
	return expected.length === sent.length && timingSafeEqual(expected, sent);
}
