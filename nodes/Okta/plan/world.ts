import type { IDataObject } from 'n8n-workflow';

import { isObject, text } from '../transport/json';

/** IDs that a plan gives to what it would make. */
export const PLACEHOLDER = /\bplanned-[a-z]+-\d+\b/g;

const USERS = '/api/v1/users/';

/**
 * The org as it would be after what was planned so far: what writes would leave behind, by path. One
 * for all items of a run, so that later items see what earlier ones would have done.
 */
export class World {
	readonly #objects = new Map<string, IDataObject | null>();
	/** Logins, in lower case, of users the plan would make or rename. */
	readonly #logins = new Map<string, string>();
	readonly #placeholders = new Set<string>();

	/** An ID for what the plan would make; Okta has none like it, and `PLACEHOLDER` finds it. */
	placeholder(kind: string): string {
		const word = kind.replace(/[^a-z]/gi, '').toLowerCase();
		const id = `planned-${word}-${String(this.#placeholders.size + 1)}`;
		this.#placeholders.add(id);
		return id;
	}

	/** Whether a path leads to something that the plan alone knows. */
	isImagined(path: string): boolean {
		return path.split('/').some((segment) => this.#placeholders.has(segment));
	}

	/** What is at a path after the plan: null for nothing, undefined where Okta has to be asked. */
	at(path: string): IDataObject | null | undefined {
		return this.#objects.get(path) ?? this.#objects.get(this.#byLogin(path)) ?? this.#nobody(path);
	}

	/** What a write would leave behind. */
	leave(leaves: ReadonlyMap<string, IDataObject | null>): void {
		for (const [path, object] of leaves) {
			this.#objects.set(path, object);
			if (!isUserPath(path)) continue;
			for (const [login, owner] of this.#logins) if (owner === path) this.#logins.delete(login);
			const login = loginOf(object);
			if (login !== '') this.#logins.set(login, path);
		}
	}

	/** The rows of a list as they would be, read from Okta at `path`. */
	rows(path: string, rows: readonly IDataObject[], isWhole: boolean): IDataObject[] {
		if (this.#objects.size === 0) return [...rows];
		// Either end of a relationship has a name of its own for it, and both end together.
		const prefix = `${path.replace(/(?<=\/linkedObjects)\/[^/]+$/, '')}/`;
		const left = rows.flatMap((row) => {
			const known = this.#objects.get(prefix + idOf(row));
			return known === undefined ? [row] : known === null ? [] : [known];
		});
		if (!isWhole || prefix !== `${path}/`) return left;
		const ids = new Set(left.map((row) => text(row['id'])));
		const added = [...this.#objects].flatMap(([at, object]) => {
			const isChild = at.startsWith(prefix) && !at.slice(prefix.length).includes('/');
			return isChild && object && !ids.has(text(object['id'])) ? [object] : [];
		});
		return [...left, ...added];
	}

	#byLogin(path: string): string {
		if (!isUserPath(path)) return path;
		return this.#logins.get(decodeURIComponent(path.slice(USERS.length)).toLowerCase()) ?? path;
	}

	/** Okta may still know a user by the login that the plan takes away. */
	#nobody(path: string): null | undefined {
		return this.#objects.get(path) === null ? null : undefined;
	}
}

/** Rows of relationships are links, whose last part is the ID. */
function idOf({ id, _links: links }: IDataObject): string {
	if (text(id) !== '') return text(id);
	const self = isObject(links) && isObject(links['self']) ? text(links['self']['href']) : '';
	return self.slice(self.lastIndexOf('/') + 1);
}

export function isUserPath(path: string): boolean {
	return path.startsWith(USERS) && !path.slice(USERS.length).includes('/');
}

function loginOf(object: IDataObject | null): string {
	const profile = isObject(object?.['profile']) ? object['profile'] : {};
	return text(profile['login']).toLowerCase();
}
