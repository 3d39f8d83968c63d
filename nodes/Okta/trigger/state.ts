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
	log: { position?: Position; /** Counts the moves. */ moves: number };
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
	return {
		hook: { ...hook.registration, events: hook.registration?.events.join(), changed: hook.changed },
		log: { ...log.position, moves: log.moves },
		seen: seen.toString(),
	};
}

/** From static data, which may be missing or of another version. */
export function fromStored(stored: unknown): State {
	const { hook, log, seen } = isObject(stored) ? stored : {};
	return { hook: readHook(hook), log: readLog(log), seen: Seen.parse(text(seen)) };
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

function readLog(stored: unknown): State['log'] {
	const { next, since, filter, start, moves } = isObject(stored) ? stored : {};
	const position: Position = {
		...(text(next) !== '' && { next: text(next) }),
		since: text(since),
		filter: text(filter),
		start: text(start),
	};
	return { ...(position.since !== '' && { position }), moves: Number(moves ?? 0) };
}
