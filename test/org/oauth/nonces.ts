import { createHmac, randomBytes } from 'node:crypto';
import type { Clock } from '../clock';

const day = 24 * 60 * 60 * 1000;
const graceDays = 3;

/** DPoP nonces: one for all clients, replaced every 24 hours, the old ones good for 3 more days. */
export class Nonces {
	readonly #clock: Clock;
	readonly #start: number;
	#secret = randomBytes(32);

	constructor(clock: Clock) {
		this.#clock = clock;
		this.#start = clock.now();
	}

	current(): string {
		return this.#ofDay(this.#today());
	}

	/** Makes all nonces given out so far invalid. */
	renew(): void {
		this.#secret = randomBytes(32);
	}

	accepts(nonce: string): boolean {
		const today = this.#today();
		for (let age = 0; age <= graceDays; age++) {
			if (nonce === this.#ofDay(today - age)) return true;
		}
		return false;
	}

	#today(): number {
		return Math.floor((this.#clock.now() - this.#start) / day);
	}

	#ofDay(index: number): string {
		return createHmac('sha256', this.#secret).update(String(index)).digest('base64url');
	}
}
