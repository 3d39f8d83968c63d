import { randomUUID } from 'node:crypto';
import type { Call } from '../route';
import type { EventHook } from './eventHookStore';
import {
	describe,
	SYSTEM,
	type Circumstances,
	type LogEvent,
	type LogTarget,
	type Occurrence,
} from './logEvent';
import { bits } from './random';

/** How long events take until the log shows them: each between `least` and `most` milliseconds. */
export interface Lag {
	/** The same seed gives the same lags, event by event. */
	seed?: number;
	least: number;
	most: number;
}

/** An event as the log keeps it. Times in epoch milliseconds. */
export interface LogEntry {
	readonly event: LogEvent;
	readonly published: number;
	/** When the log began to show it. Never less than that of the entry before. */
	readonly persisted: number;
	/** In the order the events happened. */
	readonly sequence: number;
}

/** Hears of events as they happen, which may be before the log shows them. */
export interface Subscriber {
	/** The hooks that are to hear of events of this type. */
	hooksFor(eventType: string): EventHook[];
	/** @param origin the address the org was called by. */
	take(event: LogEvent, hooks: readonly EventHook[], origin: string): void;
}

type Requested = Pick<Call, 'headers' | 'path' | 'origin' | 'requestId'>;

/** What happened in the org. */
export class SystemLog {
	/** Cursors handed out before an `invalidateCursors()` have an earlier number. */
	generation = 0;
	readonly #clock: { now(): number };
	readonly #happened: LogEvent[] = [];
	/** Not shown yet, the next to be shown last. */
	readonly #pending: LogEntry[] = [];
	readonly #persisted: LogEntry[] = [];
	readonly #published: LogEntry[] = [];
	#subscriber: Subscriber | undefined;
	#lag: Required<Lag> | undefined;

	constructor(clock: { now(): number }) {
		this.#clock = clock;
	}

	/** All events in the order they happened, those the log doesn't show yet included. */
	get events(): readonly LogEvent[] {
		return this.#happened;
	}

	/** Entries the log shows, in the order it came to show them: what a poller sees. */
	get persisted(): readonly LogEntry[] {
		this.#persist();
		return this.#persisted;
	}

	/** Entries the log shows, by the time they happened: what a bounded query sees. */
	get published(): readonly LogEntry[] {
		this.#persist();
		return this.#published;
	}

	subscribe(subscriber: Subscriber): void {
		this.#subscriber = subscriber;
	}

	/** From now on the log shows events late, and thereby out of order; without `lag` at once. */
	lagBehind(lag?: Lag): void {
		this.#lag = lag && { seed: 1, ...lag };
	}

	/** Refuses all cursors handed out so far, as Okta does with those that are too old. */
	invalidateCursors(): void {
		this.generation++;
	}

	/** Writes down what a call did. */
	record(call: Call, occurrence: Occurrence): LogEvent {
		return this.recordRequest(call.caller.actor, call, occurrence);
	}

	/** Writes down what a request did that wasn't a call of the management API. */
	recordRequest(actor: LogTarget, request: Requested, occurrence: Occurrence): LogEvent {
		const { headers, path, origin, requestId } = request;
		return this.#write(
			{
				at: this.#clock.now(),
				actor,
				transaction: { type: 'WEB', id: requestId },
				path,
				userAgent: headers['user-agent'] ?? '',
			},
			occurrence,
			origin,
		);
	}

	/** Writes down what the org did of its own accord. */
	recordOwn(occurrence: Occurrence, origin: string): LogEvent {
		const id = randomUUID().replaceAll('-', '');
		return this.#write(
			{ at: this.#clock.now(), actor: SYSTEM, transaction: { type: 'JOB', id } },
			occurrence,
			origin,
		);
	}

	#write(circumstances: Circumstances, occurrence: Occurrence, origin: string): LogEvent {
		const hooks = this.#subscriber?.hooksFor(occurrence.eventType) ?? [];
		const event = describe(
			circumstances,
			occurrence,
			hooks.map(({ id }) => id),
		);
		this.#keep(event, circumstances.at);
		if (hooks.length > 0) this.#subscriber?.take(event, hooks, origin);
		return event;
	}

	#keep(event: LogEvent, published: number): void {
		const sequence = this.#happened.push(event) - 1;
		const entry = { event, published, persisted: published + this.#lagOf(sequence), sequence };
		const place = countBefore(this.#pending, ({ persisted }) => persisted <= entry.persisted);
		this.#pending.splice(place, 0, entry);
		this.#persist();
	}

	#lagOf(sequence: number): number {
		if (!this.#lag) return 0;
		const { seed, least, most } = this.#lag;
		return least + (bits(seed, sequence, 70) % (most - least + 1));
	}

	/** Shows what has waited long enough. */
	#persist(): void {
		const now = this.#clock.now();
		for (let next = this.#pending.at(-1); next && next.persisted <= now;) {
			this.#pending.pop();
			const persisted = Math.max(next.persisted, this.#persisted.at(-1)?.persisted ?? 0);
			const entry = persisted === next.persisted ? next : { ...next, persisted };
			this.#persisted.push(entry);
			const before = this.#published.findLastIndex((other) => isBefore(other, entry));
			this.#published.splice(before + 1, 0, entry);
			next = this.#pending.at(-1);
		}
	}
}

const isBefore = (a: LogEntry, b: LogEntry): boolean =>
	a.published < b.published || (a.published === b.published && a.sequence < b.sequence);

/** Of entries sorted so that `isLate` is false, then true: how many come before. */
export function countBefore(
	entries: readonly LogEntry[],
	isLate: (entry: LogEntry) => boolean,
): number {
	let [low, high] = [0, entries.length];
	while (low < high) {
		const middle = (low + high) >>> 1;
		const entry = entries[middle];
		if (entry && !isLate(entry)) low = middle + 1;
		else high = middle;
	}
	return low;
}
