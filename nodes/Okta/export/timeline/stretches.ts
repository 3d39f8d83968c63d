/** A piece of a timeline that one reader reads, from its beginning to its end. */
export interface Stretch {
	/** Everything before this time was read; milliseconds since the epoch. */
	reached: number;
	/** Where it ends, itself excluded. Others may bring it nearer, but not before `reached`. */
	end: number;
	/** Time of the first row that was read. */
	first?: number;
	rows: number;
	/** Rows a millisecond, as far as that was known when the piece was cut off. */
	density: number;
}

/**
 * Shares a timeline among readers. It begins in one piece; whoever has nothing to do takes the far
 * half of the piece in which most rows seem to be left, by moving its end. So the pieces never
 * overlap and never leave a gap, however unevenly the rows lie.
 */
export class Stretches {
	readonly #unread: Stretch[];
	readonly #open = new Set<Stretch>();
	readonly #worthStealing: number;
	#idle: Array<() => void> = [];
	#isAbandoned = false;

	/** @param worthStealing fewer rows than this are left to whoever is reading them */
	constructor(from: number, end: number, worthStealing: number) {
		this.#unread = from < end ? [{ reached: from, end, rows: 0, density: 0 }] : [];
		this.#worthStealing = worthStealing;
	}

	/** A piece to read, as soon as there is one; undefined when all is read or somebody gave up. */
	async take(): Promise<Stretch | undefined> {
		for (;;) {
			if (this.#isAbandoned) return undefined;
			const stretch = this.#unread.pop() ?? this.#steal();
			if (stretch) this.#open.add(stretch);
			if (stretch || this.#open.size === 0) return stretch;
			await new Promise<void>((resolve) => this.#idle.push(resolve));
		}
	}

	/** Says how far a piece was read, and with how many more rows. */
	advance(stretch: Stretch, reached: number, rows: number): void {
		stretch.reached = reached;
		stretch.rows += rows;
		this.#wake();
	}

	/** Ends a piece; one that wasn't read to its end ends the work of all. */
	close(stretch: Stretch, isRead: boolean): void {
		this.#open.delete(stretch);
		this.#isAbandoned ||= !isRead;
		this.#wake();
	}

	/** An estimate of the rows not read yet. */
	rowsLeft(): number {
		return [...this.#open].reduce((sum, stretch) => sum + rowsLeft(stretch), 0);
	}

	#steal(): Stretch | undefined {
		const [largest] = [...this.#open].sort((a, b) => rowsLeft(b) - rowsLeft(a));
		if (!largest || rowsLeft(largest) < this.#worthStealing) return undefined;
		const { reached, end } = largest;
		const middle = Math.ceil((reached + end) / 2);
		if (middle <= reached || middle >= end) return undefined;
		largest.end = middle;
		return { reached: middle, end, rows: 0, density: densityOf(largest) };
	}

	#wake(): void {
		const idle = this.#idle;
		this.#idle = [];
		for (const resolve of idle) resolve();
	}
}

function densityOf({ first, reached, rows, density }: Stretch): number {
	// Rows of a single instant say nothing about those that follow it.
	return first !== undefined && reached > first ? rows / (reached - first) : density;
}

function rowsLeft(stretch: Stretch): number {
	return Math.max(0, stretch.end - stretch.reached) * densityOf(stretch);
}
