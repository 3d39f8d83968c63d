import type { IDataObject } from 'n8n-workflow';

import { isObject, text } from '../transport/json';
import type { Count } from './memory/tally';
import { happened, type LogEvent, partsOf } from '../objects/logEvent';

/** One event, or several that tell of the same thing. */
export interface Occurrence {
	/** What it is known by if it is told of again. */
	keys: string[];
	event: LogEvent;
	/** The others. */
	folded: LogEvent[];
	/** What it was let through without, for Okta says nothing of it. */
	unchecked?: readonly string[];
	/** The number it makes up, where it takes several events. */
	count?: Count;
}

/**
 * Identity Engine writes an event for each method of an authenticator: taking Okta Verify from
 * somebody gives three, for push, code and signature (Okta Workflows, "User MFA Factor Reset All").
 */
const perMethod: ReadonlySet<string> = new Set([
	'user.mfa.factor.deactivate',
	'user.mfa.factor.reset_all',
]);

/**
 * Sorts events by the time they happened; of a factor reset, the events that one transaction wrote
 * about one user become one occurrence, if they are to.
 */
export function toOccurrences(events: readonly LogEvent[], fold: boolean): Occurrence[] {
	const occurrences = new Map<string, Occurrence>();
	for (const event of events.toSorted((a, b) => happened(a) - happened(b))) {
		const together = fold ? resetOf(event) : undefined;
		const first = occurrences.get(together ?? event.uuid);
		if (!first) {
			const keys = together === undefined ? [event.uuid] : [event.uuid, together];
			occurrences.set(together ?? event.uuid, { keys, event, folded: [] });
		} else if (!first.keys.includes(event.uuid)) {
			first.keys.push(event.uuid);
			first.folded.push(event);
		}
	}
	return [...occurrences.values()];
}

/** What the events of one factor reset have in common, and no other event has. */
function resetOf(event: LogEvent): string | undefined {
	if (!perMethod.has(event.eventType)) return undefined;
	const transaction: IDataObject = isObject(event.transaction) ? event.transaction : {};
	const user = text(partsOf(event, 'user')[0]?.id);
	if (text(transaction.id) === '' || user === '') return undefined;
	return `reset ${user} ${text(transaction.id)}`;
}
