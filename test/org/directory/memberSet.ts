/** Every `step`-th position from `first`, below `end`: what a seeded set starts with. */
export interface Progression {
	first: number;
	step: number;
	end: number;
}

/**
 * A set of user positions, in ascending order. What the seed put in is an arithmetic progression
 * and takes no memory, so an org of any size starts at once; only changes are stored.
 */
export class MemberSet {
	readonly #seeded: Progression;
	readonly #added = new Set<number>();
	readonly #removed = new Set<number>();
	#ordered: number[] | undefined = [];

	constructor(seeded: Progression = { first: 0, step: 1, end: 0 }) {
		this.#seeded = seeded;
	}

	has(position: number): boolean {
		return this.#isSeeded(position) ? !this.#removed.has(position) : this.#added.has(position);
	}

	/** False when it was in already. */
	add(position: number): boolean {
		if (this.has(position)) return false;
		if (this.#isSeeded(position)) this.#removed.delete(position);
		else {
			this.#added.add(position);
			this.#ordered = undefined;
		}
		return true;
	}

	/** False when it wasn't in. */
	delete(position: number): boolean {
		if (!this.has(position)) return false;
		if (this.#isSeeded(position)) this.#removed.add(position);
		else {
			this.#added.delete(position);
			this.#ordered = undefined;
		}
		return true;
	}

	/** Positions from `from` upwards. */
	*from(from: number): Generator<number, undefined> {
		const added = (this.#ordered ??= [...this.#added].sort((a, b) => a - b));
		let next = firstAtLeast(added, from);
		const { first, step, end } = this.#seeded;
		const start = from <= first ? first : first + Math.ceil((from - first) / step) * step;
		for (let position = start; position < end; position += step) {
			for (let extra = added[next]; extra !== undefined && extra < position; extra = added[++next])
				yield extra;
			if (!this.#removed.has(position)) yield position;
		}
		for (let extra = added[next]; extra !== undefined; extra = added[++next]) yield extra;
	}

	#isSeeded(position: number): boolean {
		const { first, step, end } = this.#seeded;
		return position >= first && position < end && (position - first) % step === 0;
	}
}

/** Where `value` is, or would be, in an ascending list. */
function firstAtLeast(ascending: readonly number[], value: number): number {
	let low = 0;
	let high = ascending.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((ascending[middle] ?? Infinity) < value) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** The union of ascending sequences, ascending and without repeats. */
export function* union(
	sequences: ReadonlyArray<Iterator<number, undefined>>,
): Generator<number, undefined> {
	const heads = sequences.map((sequence) => ({ sequence, value: sequence.next().value }));
	for (;;) {
		let least: number | undefined;
		for (const { value } of heads)
			if (value !== undefined && (least === undefined || value < least)) least = value;
		if (least === undefined) return undefined;
		yield least;
		for (const head of heads) if (head.value === least) head.value = head.sequence.next().value;
	}
}
