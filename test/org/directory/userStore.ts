import { text, type User, type UserStatus } from './model';
import type { SeededUsers } from './seed';

/**
 * All users of the org, in the order of their creation. Seeded users are computed when asked for;
 * what was created, changed or erased since is kept beside them.
 */
export class UserStore {
	readonly #seeded: SeededUsers;
	readonly #now: () => number;
	/** Undefined stands for an erased user. */
	readonly #changed = new Map<number, User | undefined>();
	readonly #logins = new Positions();
	readonly #shortNames = new Positions();
	readonly #emails = new Positions();
	/** Earlier versions, oldest first, for searches that lag behind. */
	readonly #history = new Map<number, Array<{ until: number; user: User | undefined }>>();
	readonly #lag: number;
	#next: number;

	/** @param searchLag milliseconds by which `asSearched` stays behind. */
	constructor(seeded: SeededUsers, now: () => number, searchLag: number) {
		this.#seeded = seeded;
		this.#now = now;
		this.#lag = searchLag;
		this.#next = seeded.size;
	}

	/** Positions below this one have, or had, a user. */
	get end(): number {
		return this.#next;
	}

	at(position: number): User | undefined {
		if (!this.#changed.has(position))
			return position >= 0 && position < this.#seeded.size ? this.#seeded.at(position) : undefined;
		const user = this.#changed.get(position);
		return user?.transition && user.transition.at <= this.#now() ? this.#settle(user) : user;
	}

	/** The status alone: cheaper than the user. Undefined for an erased user. */
	status(position: number): UserStatus | undefined {
		if (this.#changed.has(position)) return this.at(position)?.status;
		return position < this.#seeded.size ? this.#seeded.status(position) : undefined;
	}

	/** The user as a search finds it: as it was some time ago. */
	asSearched(position: number): User | undefined {
		const seenAt = this.#now() - this.#lag;
		const earlier = this.#history.get(position)?.find(({ until }) => until > seenAt);
		return earlier ? earlier.user : this.at(position);
	}

	list(): User[] {
		return Array.from({ length: this.#next }, (_, position) => this.at(position)).filter(
			(user) => user !== undefined,
		);
	}

	byLogin(login: string): User | undefined {
		const wanted = login.toLowerCase();
		return this.#candidates(this.#logins, wanted).find(
			(user) => text(user.profile, 'login').toLowerCase() === wanted,
		);
	}

	/** Users with this login before the `@`. */
	byShortName(name: string): User[] {
		const wanted = name.toLowerCase();
		return this.#candidates(this.#shortNames, wanted).filter((user) => shortName(user) === wanted);
	}

	byEmail(email: string): User[] {
		const wanted = email.toLowerCase();
		return this.#candidates(this.#emails, wanted).filter(
			(user) => text(user.profile, 'email').toLowerCase() === wanted,
		);
	}

	/** The next free position, for `put`. */
	take(): number {
		return this.#next++;
	}

	put(user: User): User {
		this.#remember(user.position);
		this.#changed.set(user.position, user);
		this.#logins.add(text(user.profile, 'login').toLowerCase(), user.position);
		this.#shortNames.add(shortName(user), user.position);
		this.#emails.add(text(user.profile, 'email').toLowerCase(), user.position);
		return user;
	}

	erase(position: number): void {
		this.#remember(position);
		this.#changed.set(position, undefined);
	}

	#settle(user: User): User {
		const { transition, ...settled } = user;
		if (!transition) return user;
		return this.put({
			...settled,
			status: transition.to,
			statusChanged: transition.at,
			lastUpdated: transition.at,
		});
	}

	#remember(position: number): void {
		if (this.#lag === 0) return;
		const versions = this.#history.get(position) ?? [];
		versions.push({
			until: this.#now(),
			user: this.#changed.has(position)
				? this.#changed.get(position)
				: position < this.#seeded.size
					? this.#seeded.at(position)
					: undefined,
		});
		this.#history.set(position, versions);
	}

	#candidates(index: Positions, key: string): User[] {
		const positions = index.of(key);
		const seeded = this.#seeded.positionOfLogin(key);
		return [...(seeded === undefined || positions.has(seeded) ? [] : [seeded]), ...positions]
			.sort((a, b) => a - b)
			.map((position) => this.at(position))
			.filter((user) => user !== undefined);
	}
}

const shortName = (user: User): string =>
	text(user.profile, 'login').toLowerCase().split('@', 1)[0] ?? '';

/** Where a value has ever been seen; whether it is still there has to be looked up. */
class Positions {
	readonly #positions = new Map<string, Set<number>>();

	add(key: string, position: number): void {
		const positions = this.#positions.get(key);
		if (positions) positions.add(position);
		else this.#positions.set(key, new Set([position]));
	}

	of(key: string): ReadonlySet<number> {
		return this.#positions.get(key) ?? new Set();
	}
}
