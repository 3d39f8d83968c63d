import { randomBytes } from 'node:crypto';

const idLength = 20;

/**
 * Identifiers as long as Okta's (20 characters, the prefix telling the kind: `0oa` apps, `irb`
 * role assignments …), in the order they were made, the same in every run.
 */
export class Ids {
	readonly #made = new Map<string, number>();

	next(prefix: string): string {
		const count = (this.#made.get(prefix) ?? 0) + 1;
		this.#made.set(prefix, count);
		return prefix + count.toString(36).padStart(idLength - prefix.length - 3, '0') + '5d7';
	}
}

/** What no one may guess: tokens, request IDs, error IDs. */
export const randomId = (prefix = '', bytes = 15): string =>
	prefix + randomBytes(bytes).toString('base64url');
