import type { RateLimit } from './rateLimit';

/** An answer's reading of a limit, and when Okta sent it. Epoch milliseconds. */
export interface Sighting extends RateLimit {
	sent: number;
}

/** What two limits have shown of each other. */
interface Pair {
	/** The last answer of either. */
	last: Sighting;
	/** How many answers in a row looked like one falling counter, by limit. */
	alike: Map<string, number>;
}

/** So many answers in a row of two limits, two of each at the least, make them one. */
const enough = 5;

/** Answers overtake each other: a counter may seem to rise by as many as are under way. */
const overtaking = 75;

/**
 * Finds out which of the limits that we tell apart Okta counts as one: by answers of two of them in a
 * row that share limit, reset and one falling counter. A later answer that contradicts parts them.
 */
export class Kinship {
	readonly #pairs = new Map<string, Pair>();
	/** The limit that stands for each that is one with others. */
	readonly #heads = new Map<string, string>();
	readonly #last = new Map<string, Sighting>();

	/** The limit to count a request in. */
	headOf(bucket: string): string {
		return this.#heads.get(bucket) ?? bucket;
	}

	/** An answer came. */
	see(bucket: string, sighting: Sighting): void {
		for (const [other, before] of this.#last) {
			if (other !== bucket) this.#compare(bucket, other, before, sighting);
		}
		this.#last.set(bucket, sighting);
	}

	#compare(bucket: string, other: string, before: Sighting, now: Sighting): void {
		const key = [bucket, other].toSorted().join(' ');
		const pair = this.#pairs.get(key);
		const areOne = this.headOf(bucket) === this.headOf(other);
		if (areOne && contradicts(before, now)) this.#part(bucket);
		const alike = goesOn(pair?.last ?? before, now)
			? (pair?.alike ?? new Map([[other, 1]]))
			: new Map<string, number>();
		alike.set(bucket, (alike.get(bucket) ?? 0) + 1);
		this.#pairs.set(key, { last: now, alike });
		const [own = 0, others = 0] = [alike.get(bucket), alike.get(other)];
		if (Math.min(own, others) >= 2 && own + others >= enough) this.#join(bucket, other);
	}

	#join(bucket: string, other: string): void {
		const head = this.headOf(other);
		const own = this.headOf(bucket);
		if (head === own) return;
		for (const [name, of] of this.#heads) if (of === own) this.#heads.set(name, head);
		for (const name of [bucket, own, other]) this.#heads.set(name, head);
	}

	/** All that were one are told apart again, and have to show it anew. */
	#part(bucket: string): void {
		const head = this.headOf(bucket);
		for (const [name, of] of [...this.#heads]) if (of === head) this.#heads.delete(name);
		this.#pairs.clear();
	}
}

/** Whether the second may be the next value of the counter that the first shows. */
function goesOn(first: Sighting, second: Sighting): boolean {
	const isSame = first.limit === second.limit && first.reset === second.reset;
	return isSame && second.remaining < first.remaining;
}

/** Whether two answers can't be of one counter: it has one window at a time. */
function contradicts(first: Sighting, second: Sighting): boolean {
	if (first.limit !== second.limit) return true;
	if (first.reset === second.reset) return second.remaining > first.remaining + overtaking;
	const [early, late] = first.reset < second.reset ? [first, second] : [second, first];
	// The later window was open before the earlier one ended, by more than Okta's whole seconds.
	return late.sent < early.reset - 2_000;
}
