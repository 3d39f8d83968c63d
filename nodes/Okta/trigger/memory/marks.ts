import { hash } from 'node:crypto';

/**
 * What became of an event: one or two processes of n8n set out to hand it over; its execution must
 * have ended in another process, has ended, has ended and the log's position has passed it. Of two
 * reports the one further on is right.
 */
export const fates = ['once', 'twice', 'presumed', 'done', 'passed'] as const;
export type Fate = (typeof fates)[number];

/** What an event is recognised by. */
export interface Mark {
	/** When it happened. Minutes since 1970. */
	minute: number;
	print: string;
}

/** As they are stored: for each fate `<minute in base 36>:<fingerprints>,…`, the oldest first. */
export type StoredMarks = Partial<Record<Fate, string>>;

/**
 * Characters of a fingerprint: 36 bits. It is compared with those of the same minute and the two
 * beside it, some 200 of 100,000 a day, and is taken for another of them once in 300 million times.
 */
const size = 6;

/** @param at when it happened, in epoch milliseconds */
export function markOf(key: string, at: number): Mark {
	return { minute: minuteOf(at), print: hash('sha256', key, 'base64url').slice(0, size) };
}

const ofEach = <Value>(make: () => Value): Record<Fate, Value> => ({
	once: make(),
	twice: make(),
	presumed: make(),
	done: make(),
	passed: make(),
});

export function minuteOf(at: number): number {
	return Math.floor(at / 60_000);
}

/**
 * What is known of events, by their fingerprints: small enough to be saved with each execution. Only
 * a minute in which something has changed is written anew.
 */
export class Marks {
	readonly #minutes = new Map<number, Map<string, Fate>>();
	readonly #written = new Map<number, StoredMarks>();
	readonly #counts = ofEach(() => 0);
	/** What was read last, which needn't be read again. */
	#taken: StoredMarks = {};

	get count(): number {
		return this.countOf(...fates);
	}

	countOf(...some: readonly Fate[]): number {
		return some.reduce((sum, fate) => sum + this.#counts[fate], 0);
	}

	/** The minute of the newest. */
	get newest(): number | undefined {
		let newest: number | undefined;
		for (const minute of this.#minutes.keys()) newest = Math.max(newest ?? minute, minute);
		return newest;
	}

	get(mark: Mark): Fate | undefined {
		return this.#near(mark)?.get(mark.print);
	}

	set(mark: Mark, fate: Fate): void {
		this.#put(this.#find(mark) ?? mark.minute, mark.print, fate);
	}

	delete(mark: Mark): void {
		const minute = this.#find(mark);
		if (minute !== undefined) this.#remove(minute, mark.print);
	}

	/** All of one fate, the oldest first. */
	of(fate: Fate): Mark[] {
		return this.#sorted().flatMap((minute) =>
			[...(this.#minutes.get(minute) ?? [])]
				.filter(([, found]) => found === fate)
				.map(([print]) => ({ minute, print })),
		);
	}

	/** Forgets those of some fates that happened before a minute. */
	dropBefore(before: number, some: readonly Fate[]): void {
		if (this.countOf(...some) === 0) return;
		for (const [minute, marks] of this.#minutes) {
			if (minute >= before) continue;
			for (const [print, fate] of marks) if (some.includes(fate)) this.#remove(minute, print);
		}
	}

	/**
	 * Forgets the oldest of some fates until there are no more than so many of all.
	 *
	 * @returns the minute from which on all are known that were; undefined if nothing was forgotten
	 */
	shrink(most: number, some: readonly Fate[]): number | undefined {
		let knownFrom: number | undefined;
		const newest = this.newest;
		for (const minute of this.count > most ? this.#sorted() : []) {
			if (this.count <= most) break;
			const prints = [...(this.#minutes.get(minute) ?? [])]
				.filter(([, fate]) => some.includes(fate))
				.map(([print]) => print);
			// Of the newest minute no more than has to be: more of it may be on its way.
			const isNewest = minute === newest;
			const forgotten = isNewest ? prints.slice(0, this.count - most) : prints;
			for (const print of forgotten) this.#remove(minute, print);
			if (forgotten.length > 0) knownFrom = isNewest ? minute : minute + 1;
		}
		return knownFrom;
	}

	toStored(): StoredMarks {
		const groups = ofEach((): string[] => []);
		for (const minute of this.#sorted()) {
			const written = this.#write(minute);
			for (const fate of fates) if (written[fate]) groups[fate].push(written[fate]);
		}
		return Object.fromEntries(
			fates.filter((fate) => groups[fate].length > 0).map((fate) => [fate, groups[fate].join()]),
		);
	}

	/** Takes over what was stored; what can't be read is left out. */
	take(stored: StoredMarks): void {
		for (const fate of fates) {
			const text = stored[fate] ?? '';
			if (text === '' || text === this.#taken[fate]) continue;
			for (const group of text.split(',')) this.#takeMinute(group, fate);
		}
		this.#taken = stored;
	}

	#takeMinute(group: string, fate: Fate): void {
		const [number = '', prints = ''] = group.split(':');
		const minute = parseInt(number, 36);
		if (Number.isNaN(minute) || this.#write(minute)[fate]?.startsWith(group) === true) return;
		for (let at = 0; at + size <= prints.length; at += size) {
			const mark = { minute, print: prints.slice(at, at + size) };
			const known = this.get(mark);
			if (known === undefined || fates.indexOf(known) < fates.indexOf(fate)) this.set(mark, fate);
		}
	}

	/** Events that are told of together, as one, may have happened on both sides of a full minute. */
	#find({ minute, print }: Mark): number | undefined {
		if (this.#minutes.get(minute)?.has(print)) return minute;
		if (this.#minutes.get(minute - 1)?.has(print)) return minute - 1;
		return this.#minutes.get(minute + 1)?.has(print) ? minute + 1 : undefined;
	}

	#near(mark: Mark): Map<string, Fate> | undefined {
		const minute = this.#find(mark);
		return minute === undefined ? undefined : this.#minutes.get(minute);
	}

	#put(minute: number, print: string, fate: Fate): void {
		const marks = this.#minutes.get(minute) ?? new Map<string, Fate>();
		this.#minutes.set(minute, marks);
		const before = marks.get(print);
		if (before === fate) return;
		if (before) this.#counts[before]--;
		this.#counts[fate]++;
		marks.set(print, fate);
		this.#written.delete(minute);
	}

	#remove(minute: number, print: string): void {
		const marks = this.#minutes.get(minute);
		const fate = marks?.get(print);
		if (!marks || !fate) return;
		marks.delete(print);
		this.#counts[fate]--;
		this.#written.delete(minute);
		if (marks.size === 0) this.#minutes.delete(minute);
	}

	#sorted(): number[] {
		return [...this.#minutes.keys()].sort((a, b) => a - b);
	}

	#write(minute: number): StoredMarks {
		const known = this.#written.get(minute);
		if (known) return known;
		const prints = ofEach((): string[] => []);
		const marks = this.#minutes.get(minute);
		for (const [print, fate] of marks ?? []) prints[fate].push(print);
		const written: StoredMarks = {};
		for (const fate of fates) {
			// Joined rather than added up: a string of many pieces is put together at each use.
			const [first, ...others] = prints[fate];
			if (first !== undefined) {
				written[fate] = [`${minute.toString(36)}:${first}`, ...others].join('');
			}
		}
		if (marks) this.#written.set(minute, written);
		return written;
	}
}
