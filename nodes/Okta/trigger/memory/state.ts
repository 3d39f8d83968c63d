import type { IDataObject } from 'n8n-workflow';

import { isObject, text } from '../../transport/json';
import type { Position } from '../logReader';
import { fates, Marks } from './marks';
import { Tally } from './tally';

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
		/** Up to here the executions of all events have ended. Only where the log is read. */
		position?: Position;
		/** Counts the moves. */
		moves: number;
	};
	readonly marks: Marks;
	/** What happened before isn't marked any more. Minutes since 1970. */
	markedFrom: number;
	/** Of a flow that starts after several events. */
	readonly tally: Tally;
}

/** Of a workflow that was never active. */
export function emptyState(): State {
	return {
		hook: { changed: 0 },
		log: { moves: 0 },
		marks: new Marks(),
		markedFrom: 0,
		tally: new Tally(),
	};
}

/**
 * Adds what was stored, which may be missing or of another version: the registration if later, the
 * position if further, the tally if it went on, all marks.
 */
export function absorb(state: State, stored: unknown): void {
	const { hook, log, marks, markedFrom, tally } = isObject(stored) ? stored : {};
	const [otherHook, otherLog] = [readHook(hook), readLog(log)];
	if (otherHook.changed > state.hook.changed) state.hook = otherHook;
	if (otherLog.moves > state.log.moves) state.log = otherLog;
	const byFate = isObject(marks) ? marks : {};
	state.marks.take(Object.fromEntries(fates.map((fate) => [fate, text(byFate[fate])])));
	state.markedFrom = Math.max(state.markedFrom, number(markedFrom));
	state.tally.take(tally);
}

/** For static data. */
export function toStored({ hook, log, marks, markedFrom, tally }: State): IDataObject {
	const { registration, changed } = hook;
	return {
		hook: { ...registration, events: registration?.events.join(), changed },
		log: { ...log.position, moves: log.moves },
		marks: marks.toStored(),
		markedFrom,
		...(tally.version > 0 && { tally: tally.toStored() }),
	};
}

/** The hook in what was stored of it. */
export function readHook(stored: unknown): State['hook'] {
	const { id, uri, events, digest, changed } = isObject(stored) ? stored : {};
	const registration = {
		id: text(id),
		uri: text(uri),
		events: text(events).split(','),
		digest: text(digest),
	};
	const isWhole = registration.id !== '' && registration.digest !== '';
	return { ...(isWhole && { registration }), changed: number(changed) };
}

function readLog(stored: unknown): State['log'] {
	const position = readPosition(stored);
	return { ...(position && { position }), moves: isObject(stored) ? number(stored.moves) : 0 };
}

function number(stored: unknown): number {
	return typeof stored === 'number' ? stored : 0;
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
