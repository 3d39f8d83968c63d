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

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Admin roles that can be narrowed to groups or apps. */
const NARROWABLE = new Set([
	'APP_ADMIN',
	'GROUP_MEMBERSHIP_ADMIN',
	'HELP_DESK_ADMIN',
	'USER_ADMIN',
]);

/**
 * The ID of the assignment of an admin role that can be narrowed: the base32 of its type (RFC 4648
 * section 6, without padding), the same for whoever has the role. Other roles have IDs of their own.
 */
export function narrowableRoleId(type: string): string | undefined {
	if (!NARROWABLE.has(type)) return undefined;
	const bits = [...Buffer.from(type)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
	const fives = bits.match(/.{1,5}/g) ?? [];
	return fives.map((five) => BASE32.charAt(parseInt(five.padEnd(5, '0'), 2))).join('');
}

/** What no one may guess: tokens, request IDs, error IDs. */
export const randomId = (prefix = '', bytes = 15): string =>
	prefix + randomBytes(bytes).toString('base64url');
