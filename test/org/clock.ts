/** The org's clock: it ticks with the machine's, from wherever a test puts it. Milliseconds. */
export class Clock {
	#offset: number;

	/** @param start epoch milliseconds the org believes it is now; default: the machine's time. */
	constructor(start = Date.now()) {
		this.#offset = start - Date.now();
	}

	/** Epoch milliseconds. */
	now(): number {
		return Date.now() + this.#offset;
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
