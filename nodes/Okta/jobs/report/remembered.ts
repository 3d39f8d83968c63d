/** What is read once, by a name. */
export class Remembered<T> {
	readonly #known = new Map<string, Promise<T>>();

	async get(name: string, read: () => Promise<T>): Promise<T> {
		const reading = this.#known.get(name) ?? read();
		this.#known.set(name, reading);
		return await reading;
	}
}
