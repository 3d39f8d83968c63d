import { isObject } from '../transport/json';
import { provesItself } from '../objects/hookSecret';
import { isLogEvent, type LogEvent } from '../objects/logEvent';

/** Okta sends batches of far fewer; whoever sends more isn't Okta. */
const mostEvents = 5_000;

/** What came to the address of a hook: events, or the HTTP status to refuse it with. */
export type Delivery = { events: LogEvent[] } | { refusal: 400 | 401 | 413 };

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
	if (!provesItself(authorization, digests)) return { refusal: 401 };
	const data = isObject(body) && body.eventType === 'com.okta.event_hook' ? body.data : undefined;
	const events: unknown = isObject(data) ? data.events : undefined;
	if (!Array.isArray(events)) return { refusal: 400 };
	if (events.length > mostEvents) return { refusal: 413 };
	return events.every(isLogEvent) ? { events } : { refusal: 400 };
}
