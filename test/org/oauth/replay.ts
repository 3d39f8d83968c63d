import type { Clock } from '../clock';

const sweepEvery = 1024;

/** Remembers single-use identifiers (`jti`) until they could not be accepted any more anyway. */
export class ReplayGuard {
	readonly #clock: Clock;
	/** Identifier → epoch milliseconds until which it has to be remembered. */
	readonly #seen = new Map<string, number>();

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** True the first time; false when `id` was used before. `untilMs` is epoch milliseconds. */
	use(id: string, untilMs: number): boolean {
		if ((this.#seen.get(id) ?? 0) > this.#clock.now()) return false;
		this.#seen.set(id, untilMs);
		if (this.#seen.size % sweepEvery === 0) this.#sweep();
		return true;
	}

	#sweep(): void {
		const now = this.#clock.now();
		for (const [id, until] of this.#seen) if (until <= now) this.#seen.delete(id);
	}
}
