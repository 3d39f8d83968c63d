import type { IDataObject } from 'n8n-workflow';

import { isObject, text } from '../transport/json';
import type { Position } from './logReader';
import { Seen } from './seen';

/** An event hook of ours in Okta. */
export interface Registration {
	id: string;
	uri: string;
	/** Event types, in order. */
	events: readonly string[];
	/**
	 * SHA-256 of the secret Okta sends, in base64url. The secret itself is kept nowhere but at Okta:
	 * whoever reads the static data of a workflow can't make deliveries with it.
	 */
	digest: string;
}

/** What a trigger remembers between deliveries, readings of the log, and starts of n8n. */
export interface State {
	hook: { registration?: Registration; /** Epoch milliseconds. */ changed: number };
	log: {
		/** Up to here the executions of all events have ended. */
		position?: Position;
		/** Up to here events were handed over, and how many processes set out to. */
		ahead?: { position: Position; times: number };
		/** Counts the moves. */
		moves: number;
	};
	/** Events whose executions have ended. */
	readonly seen: Seen;
}

/** Of a workflow that was never active. */
export function emptyState(): State {
	return { hook: { changed: 0 }, log: { moves: 0 }, seen: Seen.empty() };
}

/** Adds what another remembers: its registration if later, its position if further, its events. */
export function absorb(state: State, other: State): void {
	if (other.hook.changed > state.hook.changed) state.hook = other.hook;
	if (other.log.moves > state.log.moves) state.log = other.log;
	state.seen.take(other.seen);
}

/** For static data. */
export function toStored({ hook, log, seen }: State): IDataObject {
	const { registration, changed } = hook;
	return {
		hook: { ...registration, events: registration?.events.join(), changed },
		log: { ...log.position, moves: log.moves },
		ahead: log.ahead && { ...log.ahead.position, times: log.ahead.times },
		seen: seen.toString(),
	};
}

/** From static data, which may be missing or of another version. */
export function fromStored(stored: unknown): State {
	const { hook, log, ahead, seen } = isObject(stored) ? stored : {};
	return { hook: readHook(hook), log: readLog(log, ahead), seen: Seen.parse(text(seen)) };
}

function readHook(stored: unknown): State['hook'] {
	const { id, uri, events, digest, changed } = isObject(stored) ? stored : {};
	const registration = {
		id: text(id),
		uri: text(uri),
		events: text(events).split(','),
		digest: text(digest),
	};
	const isWhole = registration.id !== '' && registration.digest !== '';
	return { ...(isWhole && { registration }), changed: Number(changed ?? 0) };
}

function readLog(stored: unknown, storedAhead: unknown): State['log'] {
	const position = readPosition(stored);
	const ahead = readPosition(storedAhead);
	const times = isObject(storedAhead) ? Number(storedAhead.times) : 0;
	return {
		...(position && { position }),
		...(ahead && times > 0 && { ahead: { position: ahead, times } }),
		moves: isObject(stored) ? Number(stored.moves ?? 0) : 0,
	};
}

function readPosition(stored: unknown): Position | undefined {
	const { next, since, filter, start } = isObject(stored) ? stored : {};
	if (text(since) === '') return undefined;
	return {
		...(text(next) !== '' && { next: text(next) }),
		since: text(since),
		filter: text(filter),
		start: text(start),
	};
}
