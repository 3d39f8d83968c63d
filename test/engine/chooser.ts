import { bits, pick } from '../org/directory/random';

/** Chooses at random, and the same again for the same seed. */
export class Chooser {
	#count = 0;

	constructor(private readonly seed: number) {}

	number(below: number): number {
		return bits(this.seed, this.#count++, 7) % below;
	}

	of<T>(list: readonly T[]): T {
		return pick(list, bits(this.seed, this.#count++, 3));
	}

	/** True once in so many times. */
	once(times: number): boolean {
		return this.number(times) === 0;
	}
}
