export interface LinkEnd {
	name: string;
	title: string;
	description: string;
	type: 'USER';
}

/** A relation between users: many associated ones to one primary, as subordinates to a manager. */
export interface LinkedObjectDefinition {
	primary: LinkEnd;
	associated: LinkEnd;
}

/** Linked-object definitions, and which users they link. */
export class LinkStore {
	/** By definition: the primary user's id, by the associated user's. */
	readonly #links = new Map<LinkedObjectDefinition, Map<string, string>>();

	definitions(): LinkedObjectDefinition[] {
		return [...this.#links.keys()];
	}

	/** By the name of either end. */
	definition(name: string): LinkedObjectDefinition | undefined {
		return this.definitions().find(
			({ primary, associated }) => primary.name === name || associated.name === name,
		);
	}

	define(definition: LinkedObjectDefinition): void {
		this.#links.set(definition, new Map());
	}

	undefine(definition: LinkedObjectDefinition): void {
		this.#links.delete(definition);
	}

	/** Users at the end called `name`, seen from `userId`. */
	ends(definition: LinkedObjectDefinition, name: string, userId: string): string[] {
		const links = this.#links.get(definition) ?? new Map<string, string>();
		const primary = links.get(userId);
		if (name === definition.primary.name) return primary === undefined ? [] : [primary];
		return [...links].filter(([, to]) => to === userId).map(([associated]) => associated);
	}

	set(definition: LinkedObjectDefinition, associatedId: string, primaryId: string): void {
		this.#links.get(definition)?.set(associatedId, primaryId);
	}

	clear(definition: LinkedObjectDefinition, name: string, userId: string): void {
		const links = this.#links.get(definition);
		if (name === definition.primary.name) links?.delete(userId);
		else
			for (const [associated, primary] of links ?? [])
				if (primary === userId) links?.delete(associated);
	}

	/** Takes an erased user out of every relation. */
	forget(userId: string): void {
		for (const definition of this.definitions())
			for (const { name } of [definition.primary, definition.associated])
				this.clear(definition, name, userId);
	}
}
