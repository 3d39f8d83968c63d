/** The org's clock: it ticks with the machine's, from wherever a test puts it. Milliseconds. */
export class Clock {
	readonly #start = Date.now();
	readonly #speed: number;
	#offset: number;

	/**
	 * @param start epoch milliseconds the org believes it is now; default: the machine's time.
	 * @param speed how many of its seconds pass in one of ours
	 */
	constructor(start = Date.now(), speed = 1) {
		this.#offset = start - this.#start;
		this.#speed = speed;
	}

	/** Epoch milliseconds. */
	now(): number {
		return this.#start + (Date.now() - this.#start) * this.#speed + this.#offset;
	}

	/** Epoch seconds, whole, as JWT claims and rate-limit headers count. */
	seconds(): number {
		return Math.floor(this.now() / 1000);
	}

	/** Moves the org ahead of everybody else by `ms`; a negative value moves it behind. */
	advance(ms: number): void {
		this.#offset += ms;
	}
}
