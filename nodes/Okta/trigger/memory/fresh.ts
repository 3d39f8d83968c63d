/** Something that is read from elsewhere, and taken to be the same for a while. */
export class Fresh<Value> {
	#known: { of: string; value: Promise<Value>; read: number } | undefined;

	/**
	 * @param lasts - for how long. Milliseconds
	 * @param keeps - whether, when it can't be read anew, what was known goes on to be
	 */
	constructor(
		private readonly lasts: number,
		private readonly keeps: boolean,
	) {}

	/**
	 * @param of - what it is read of; of something else it is read at once
	 * @param now - epoch milliseconds
	 */
	async get(of: string, read: () => Promise<Value>, now = Date.now()): Promise<Value> {
		const before = this.#known?.of === of ? this.#known : undefined;
		if (before && now - before.read < this.lasts) return await before.value;
		const mine = { of, value: read(), read: now };
		this.#known = mine;
		return await mine.value.catch(async (error: unknown) => {
			const kept = this.keeps && before ? { ...before, read: now } : undefined;
			if (this.#known === mine) this.#known = kept;
			if (!kept) throw error;
			return await kept.value;
		});
	}
}
