import type { IDataObject } from 'n8n-workflow';

import { detailOf, isKnown } from './eventDetail';
import { eventName } from './eventTypes';
import { isObject, isObjectList, text } from '../transport/json';

/** An event as Okta's System Log and event hooks have it (Okta's LogEvent), as far as it is relied on. */
export interface LogEvent extends IDataObject {
	uuid: string;
	/** ISO 8601. */
	published: string;
	eventType: string;
}

/** Whether a value has what every event has. */
export function isLogEvent(value: unknown): value is LogEvent {
	return (
		isObject(value) &&
		isFilled(value.uuid) &&
		isFilled(value.eventType) &&
		isFilled(value.published) &&
		!Number.isNaN(Date.parse(value.published))
	);
}

const isFilled = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** When it happened. Epoch milliseconds. */
export function happened({ published }: LogEvent): number {
	return Date.parse(published);
}

/** Somebody or something an event is about. */
export type Part = 'user' | 'group' | 'app';

const targetTypes: Readonly<Record<Part, string>> = {
	user: 'User',
	group: 'UserGroup',
	app: 'AppInstance',
};

/**
 * Those an event is about. A sign-in and the like has no user among its targets: there it is the
 * user who did it.
 */
export function partsOf(event: LogEvent, part: Part): IDataObject[] {
	const targets = isObjectList(event.target) ? event.target : [];
	const found = targets.filter(({ type }) => type === targetTypes[part]);
	if (found.length > 0 || part !== 'user') return found;
	return isObject(event.actor) && event.actor.type === 'User' ? [event.actor] : [];
}

/** What a flow gets: the fields most flows need, and below `log` the event as Okta wrote it. */
export function toItem(event: LogEvent): IDataObject {
	const { actor, outcome } = event;
	const { result, reason } = isObject(outcome) ? outcome : {};
	const name = eventName(event.eventType) ?? (text(event.displayMessage) || event.eventType);
	return {
		event: name,
		eventType: event.eventType,
		published: event.published,
		outcome: text(result) || null,
		reason: text(reason) || null,
		actor: isObject(actor) ? describe(actor) : null,
		user: described(event, 'user'),
		group: described(event, 'group'),
		app: described(event, 'app'),
		...detailOf(event),
		uuid: event.uuid,
		log: event,
	};
}

function described(event: LogEvent, part: Part): IDataObject | null {
	const [first] = partsOf(event, part);
	return first ? describe(first) : null;
}

/** For users the alternate ID is the login; elsewhere it says little. */
function describe(object: IDataObject): IDataObject {
	const { id, type, alternateId } = object;
	const login = type === 'User' ? { login: text(alternateId) } : {};
	return { id: text(id), type: text(type), name: nameOf(object), ...login };
}

/**
 * What people know somebody or something by. Some targets, such as the URL that a rate limit is for,
 * have nothing but an ID. Empty where Okta knows nothing.
 */
export function nameOf({ displayName, alternateId, id }: IDataObject): string {
	return [displayName, alternateId, id].map(text).find(isKnown) ?? '';
}
