import type { Ids } from './ids';
import { Versions, type SearchIndex } from './searchIndex';

/** Objects with an id that tells their kind, in the order they came. */
export class Collection<Item extends { readonly id: string }> {
	readonly #ids: Ids;
	readonly #kind: string;
	readonly #items = new Map<string, Item>();
	readonly #versions: Versions<string, Item> | undefined;
	#next = 0;

	/**
	 * @param kind the first three characters of the ids.
	 * @param index what lists of them are served from; without it they are never late.
	 */
	constructor(ids: Ids, kind: string, index?: SearchIndex) {
		this.#ids = ids;
		this.#kind = kind;
		this.#versions = index && new Versions(index);
	}

	add(make: (id: string) => Item): Item {
		const item = make(this.#ids.of(this.#kind, this.#next++));
		this.#versions?.remember(item.id, undefined);
		this.#items.set(item.id, item);
		return item;
	}

	get(id: string): Item | undefined {
		return this.#items.get(id);
	}

	list(): Item[] {
		return [...this.#items.values()];
	}

	/** All of them as lists show them: as they were some time ago. */
	asSearched(): Item[] {
		return this.#versions?.list(this.#items) ?? this.list();
	}

	change(item: Item, changes: Partial<Item>): void {
		this.#versions?.remember(item.id, { ...item });
		Object.assign(item, changes);
	}

	delete(item: Item): void {
		this.#versions?.remember(item.id, { ...item });
		this.#items.delete(item.id);
	}
}
