/**
 * A 32-bit hash of (seed, index, salt): the same three numbers always give the same bits, so that
 * any object of a seeded org can be made on demand, without making those before it.
 */
export function bits(seed: number, index: number, salt: number): number {
	let h = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35);
	h = Math.imul(h ^ (h >>> 15) ^ Math.imul(salt + 1, 0x27d4eb2f), 0x2c1b3c6d);
	h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
	return (h ^ (h >>> 15)) >>> 0;
}

/** One element of the list, chosen by `bits`. */
export function pick<T>(list: readonly T[], chosenBy: number): T {
	const chosen = list[chosenBy % list.length];
	if (chosen === undefined) throw new RangeError('Nothing to choose from.');
	return chosen;
}
