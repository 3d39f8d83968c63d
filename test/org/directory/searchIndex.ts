/**
 * What lists are served from lies behind what is stored, as in Okta's search index; reads by ID
 * don't. All times in milliseconds; both may be changed while the org runs.
 */
export class SearchIndex {
	readonly #clock: { now(): number };
	/** By which lists of users, groups, rules, apps and zones are late. Okta's are, by seconds. */
	lag: number;
	/** By which `filter` on users is late. Okta's is usually less than a second. */
	filterLag: number;

	constructor(clock: { now(): number }, lag: number, filterLag: number) {
		this.#clock = clock;
		this.lag = lag;
		this.filterLag = filterLag;
	}

	now(): number {
		return this.#clock.now();
	}

	get most(): number {
		return Math.max(this.lag, this.filterLag);
	}
}

interface Version<Item> {
	/** When another version took its place. */
	until: number;
	/** Undefined: there was none, or none any more. */
	item: Item | undefined;
}

/** Earlier versions of things, as long as a list can still show them. */
export class Versions<Key, Item> {
	readonly #index: SearchIndex;
	/** Oldest first. */
	readonly #versions = new Map<Key, Array<Version<Item>>>();

	constructor(index: SearchIndex) {
		this.#index = index;
	}

	/** Call it before a change, with a copy of what is changed. */
	remember(key: Key, item: Item | undefined, until = this.#index.now()): void {
		if (this.#index.most === 0) return;
		const seen = this.#index.now() - this.#index.most;
		const versions = this.#versions.get(key) ?? [];
		const isPast = (versions[0]?.until ?? Infinity) <= seen;
		const kept = isPast ? versions.filter((version) => version.until > seen) : versions;
		kept.push({ until, item });
		this.#versions.set(key, kept);
	}

	/** The version a list shows, which is the present one when it hasn't changed lately. */
	seen(key: Key, present: Item | undefined, lag = this.#index.lag): Item | undefined {
		const seenAt = this.#index.now() - lag;
		const earlier = this.#versions.get(key)?.find(({ until }) => until > seenAt);
		return earlier ? earlier.item : present;
	}

	/** Everything a list shows, in the order of the keys, which is that of creation. */
	list(present: ReadonlyMap<Key, Item>): Item[] {
		const gone = [...this.#versions.keys()].filter((key) => !present.has(key));
		const keys = [...present.keys(), ...gone];
		if (gone.length > 0) keys.sort((a, b) => (a < b ? -1 : 1));
		return keys.map((key) => this.seen(key, present.get(key))).filter((item) => item !== undefined);
	}
}
