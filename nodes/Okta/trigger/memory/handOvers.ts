import type { Fate, Mark } from './marks';

/** Who took an occurrence to hand it over, and what became of that. */
export interface HandOver {
	owner: string;
	/** What the occurrence is known by, in this process and in what is stored. */
	keys: readonly string[];
	marks: readonly Mark[];
	/** When it was taken. Epoch milliseconds. */
	taken: number;
	/** Whether its execution runs in this process. */
	isStarted: boolean;
	/** What was known of it before. */
	before: Fate | undefined;
}

/** Of how many keys it is known who has them, and of how many who had them. */
const most = 100_000;

/**
 * Who of this process took which events: what is at work, and what was. It isn't saved: when n8n
 * dies, what was at work is nobody's.
 */
export class HandOvers {
	readonly #atWork = new Map<string, HandOver>();
	/** Owners of what has ended: n8n may start an execution with the same events later. */
	readonly #ended = new Map<string, string>();

	get isIdle(): boolean {
		return this.#atWork.size === 0;
	}

	get atWork(): ReadonlySet<HandOver> {
		return new Set(this.#atWork.values());
	}

	isAtWork(keys: readonly string[]): boolean {
		return keys.some((key) => this.#atWork.has(key));
	}

	/** Who has an occurrence, or had it. */
	ownerOf(keys: readonly string[]): string | undefined {
		const found = keys.find((key) => this.#atWork.has(key) || this.#ended.has(key)) ?? '';
		return this.#atWork.get(found)?.owner ?? this.#ended.get(found);
	}

	/** @returns what is given up for it: the oldest, when there is too much at work */
	take(handOver: HandOver): HandOver[] {
		for (const key of handOver.keys) this.#atWork.set(key, handOver);
		const givenUp = new Set<HandOver>();
		for (const oldest of this.#atWork.values()) {
			if (this.#atWork.size <= most) break;
			this.end(oldest.keys);
			givenUp.add(oldest);
		}
		return [...givenUp];
	}

	start(keys: readonly string[]): void {
		for (const key of keys) {
			const handOver = this.#atWork.get(key);
			if (handOver) handOver.isStarted = true;
		}
	}

	end(keys: readonly string[]): void {
		for (const key of keys) {
			const { owner } = this.#atWork.get(key) ?? {};
			if (owner === undefined) continue;
			this.#atWork.delete(key);
			this.#ended.set(key, owner);
		}
		for (const oldest of this.#ended.keys()) {
			if (this.#ended.size <= most) break;
			this.#ended.delete(oldest);
		}
	}

	/** @returns what was at work and is nobody's any more */
	giveBack(keys: readonly string[]): ReadonlySet<HandOver> {
		const given = new Set<HandOver>();
		for (const key of keys) {
			const handOver = this.#atWork.get(key);
			if (!handOver) continue;
			given.add(handOver);
			for (const each of handOver.keys) this.#atWork.delete(each);
		}
		return given;
	}

	/** What was taken before a time and hasn't started here. */
	waitingSince(time: number): HandOver[] {
		return [...this.atWork].filter(({ isStarted, taken }) => !isStarted && taken < time);
	}
}
