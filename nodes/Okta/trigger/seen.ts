import { createHash } from 'node:crypto';

/** The most events that are remembered: some 40 KB, which n8n also stores with each execution. */
const most = 5_000;

/** How much older than the newest an event may be to be remembered. Minutes. */
const longest = 24 * 60;

/**
 * Characters of a fingerprint: 48 bits, with which an event is taken for another of a full window
 * once in fifty billion.
 */
const size = 8;

/**
 * Events already handed over, as fingerprints by the minute they happened. The window is counted
 * from the newest event and not from now, so that it is as long as before when n8n was off for days.
 */
export class Seen {
	/** By fingerprint, minutes since 1970. */
	readonly #minutes: Map<string, number>;

	private constructor(minutes: Iterable<[string, number]>) {
		this.#minutes = new Map(minutes);
	}

	static empty(): Seen {
		return new Seen([]);
	}

	/** From what `toString` made of it; what can't be read is left out. */
	static parse(stored: string): Seen {
		return new Seen(
			stored.split(',').flatMap((group) => {
				const [minute = '', prints = ''] = group.split(':');
				const number = parseInt(minute, 36);
				if (Number.isNaN(number)) return [];
				return (prints.match(chunks) ?? []).map((print): [string, number] => [print, number]);
			}),
		);
	}

	get count(): number {
		return this.#minutes.size;
	}

	has(key: string): boolean {
		return this.#minutes.has(fingerprint(key));
	}

	/** @param at when it happened, in epoch milliseconds */
	add(key: string, at: number): void {
		this.#minutes.set(fingerprint(key), Math.floor(at / 60_000));
	}

	/** Takes over what another remembers. */
	take(other: Seen): void {
		for (const [print, minute] of other.#minutes) this.#minutes.set(print, minute);
	}

	/** For storage: `<minute in base 36>:<fingerprints>,…`, the oldest first; forgets what is too old. */
	toString(): string {
		const sorted = [...this.#minutes].sort(([, a], [, b]) => a - b).slice(-most);
		const newest = sorted.at(-1)?.[1] ?? 0;
		const kept = sorted.filter(([, minute]) => minute >= newest - longest);
		if (kept.length < this.#minutes.size) {
			this.#minutes.clear();
			for (const [print, minute] of kept) this.#minutes.set(print, minute);
		}
		const groups = new Map<number, string[]>();
		for (const [print, minute] of kept) {
			const group = groups.get(minute);
			if (group) group.push(print);
			else groups.set(minute, [print]);
		}
		return [...groups]
			.map(([minute, prints]) => `${minute.toString(36)}:${prints.join('')}`)
			.join();
	}
}

const chunks = new RegExp(`.{${size}}`, 'g');

function fingerprint(key: string): string {
	return createHash('sha256').update(key).digest('base64url').slice(0, size);
}
