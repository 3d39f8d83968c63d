import type { Ids } from './ids';

/** Objects with an id that tells their kind, in the order they came. */
export class Collection<Item extends { readonly id: string }> {
	readonly #ids: Ids;
	readonly #kind: string;
	readonly #items = new Map<string, Item>();
	#next = 0;

	/** @param kind the first three characters of the ids. */
	constructor(ids: Ids, kind: string) {
		this.#ids = ids;
		this.#kind = kind;
	}

	add(make: (id: string) => Item): Item {
		const item = make(this.#ids.of(this.#kind, this.#next++));
		this.#items.set(item.id, item);
		return item;
	}

	get(id: string): Item | undefined {
		return this.#items.get(id);
	}

	list(): Item[] {
		return [...this.#items.values()];
	}

	delete(item: Item): void {
		this.#items.delete(item.id);
	}
}
