import type { Ids } from './ids';

/** A scope that a person let an app use. */
export interface Grant {
	readonly id: string;
	readonly clientId: string;
	readonly scope: string;
	readonly created: number;
}

/** Consents of users, by user id. */
export class GrantStore {
	readonly #ids: Ids;
	readonly #grants = new Map<string, Grant[]>();
	#next = 0;

	constructor(ids: Ids) {
		this.#ids = ids;
	}

	of(userId: string): readonly Grant[] {
		return this.#grants.get(userId) ?? [];
	}

	add(userId: string, clientId: string, scope: string, created: number): Grant {
		const grant = { id: this.#ids.of('oag', this.#next++), clientId, scope, created };
		this.#grants.set(userId, [...this.of(userId), grant]);
		return grant;
	}

	delete(userId: string, grant: Grant): void {
		this.#grants.set(
			userId,
			this.of(userId).filter((other) => other !== grant),
		);
	}

	deleteAll(userId: string): void {
		this.#grants.delete(userId);
	}
}
