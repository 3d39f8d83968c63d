import { text, type User, type UserStatus } from './model';
import { Versions, type SearchIndex } from './searchIndex';
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
	/** Those whose time of creation doesn't follow from the seed. */
	readonly #creations = new Creations();
	readonly #versions: Versions<number, User>;
	readonly #index: SearchIndex;
	#next: number;

	constructor(seeded: SeededUsers, now: () => number, index: SearchIndex) {
		this.#seeded = seeded;
		this.#now = now;
		this.#index = index;
		this.#versions = new Versions(index);
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
		return this.#versions.seen(position, this.at(position));
	}

	/** The user as `filter` finds it. */
	asFiltered(position: number): User | undefined {
		return this.#versions.seen(position, this.at(position), this.#index.filterLag);
	}

	/** The user as the plain list shows it: a new one at once, but for a while on the way only. */
	asListed(position: number): User | undefined {
		const searched = this.asSearched(position);
		const user = this.at(position);
		const isNew = user !== undefined && user.created > this.#now() - this.#index.lag;
		if (searched || !isNew) return searched;
		const transition = { to: user.status, at: user.created + this.#index.lag };
		return { ...user, status: 'STAGED', activated: undefined, transition };
	}

	/**
	 * Positions in the order users were created in, as far as `created` lies from `from` until before
	 * `end`; ties are in the order of their ids. Erased users are among them.
	 */
	*inOrderOfCreation({ from, end, isDescending }: CreationOrder): Generator<number> {
		const others = this.#creations.between(from, end, isDescending);
		const sign = isDescending ? -1 : 1;
		const comesFirst = (one: number, other: number): boolean =>
			(sign * (this.createdAt(one) - this.createdAt(other)) || one - other) < 0;
		let next = others.next();
		for (const position of this.#seededInOrder(from, end, isDescending)) {
			for (; !next.done && comesFirst(next.value, position); next = others.next()) yield next.value;
			yield position;
		}
		for (; !next.done; next = others.next()) yield next.value;
	}

	/** When the user at a position was created, also if erased since. */
	createdAt(position: number): number {
		return this.#creations.of(position) ?? this.#seeded.createdAt(position);
	}

	/** Ascending positions of all users that can have been updated since then. */
	updatedSince(time: number): readonly number[] | undefined {
		if (time <= this.#seeded.lastUpdate) return undefined;
		return [...this.#changed.keys()].sort((a, b) => a - b);
	}

	*#seededInOrder(from: number, end: number, isDescending: boolean): Generator<number> {
		const [first, last] = [this.#seeded.firstSince(from), this.#seeded.firstSince(end)];
		const wasMoved = (position: number) => this.#creations.of(position) !== undefined;
		if (!isDescending) {
			for (let position = first; position < last; position++)
				if (!wasMoved(position)) yield position;
			return;
		}
		for (let top = last - 1; top >= first;) {
			const created = this.#seeded.createdAt(top);
			let low = top;
			while (low > first && this.#seeded.createdAt(low - 1) === created) low--;
			for (let position = low; position <= top; position++) if (!wasMoved(position)) yield position;
			top = low - 1;
		}
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

	/** Ascending positions of whoever has, or ever had, this login. */
	everWithLogin(login: string): readonly number[] {
		return this.#positionsOf(this.#logins, login.toLowerCase());
	}

	/** Ascending positions of whoever has, or ever had, this e-mail address. */
	everWithEmail(email: string): readonly number[] {
		return this.#positionsOf(this.#emails, email.toLowerCase());
	}

	/** The next free position, for `put`. */
	take(): number {
		return this.#next++;
	}

	/** @param since when it became so; now, where a list asks. */
	put(user: User, since?: number): User {
		this.#remember(user.position, since);
		this.#changed.set(user.position, user);
		const isSeeded = user.position < this.#seeded.size;
		if (!isSeeded || this.createdAt(user.position) !== user.created)
			this.#creations.set(user.position, user.created);
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
		const { at, to } = transition;
		return this.put({ ...settled, status: to, statusChanged: at, lastUpdated: at }, at);
	}

	#remember(position: number, until?: number): void {
		const user = this.#changed.has(position)
			? this.#changed.get(position)
			: position < this.#seeded.size
				? this.#seeded.at(position)
				: undefined;
		this.#versions.remember(position, user, until);
	}

	#positionsOf(index: Positions, key: string): readonly number[] {
		const positions = index.of(key);
		const seeded = this.#seeded.positionOfLogin(key);
		const also = seeded === undefined || positions.has(seeded) ? [] : [seeded];
		return [...also, ...positions].sort((a, b) => a - b);
	}

	#candidates(index: Positions, key: string): User[] {
		return this.#positionsOf(index, key)
			.map((position) => this.at(position))
			.filter((user) => user !== undefined);
	}
}

/** Of the users created from one time until before another, and in which direction. */
export interface CreationOrder {
	/** Epoch milliseconds. */
	from: number;
	end: number;
	isDescending: boolean;
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

/** When users were created, in that order. */
class Creations {
	readonly #times = new Map<number, number>();
	#sorted: Array<{ time: number; position: number }> | undefined = [];

	of(position: number): number | undefined {
		return this.#times.get(position);
	}

	set(position: number, time: number): void {
		const known = this.#times.get(position);
		if (known === time) return;
		this.#times.set(position, time);
		const last = this.#sorted?.at(-1);
		// Users mostly come one after another; whatever else happens is sorted when it is asked for.
		const isNext = known === undefined && (!last || compare(last, { time, position }) < 0);
		if (isNext) this.#sorted?.push({ time, position });
		else this.#sorted = undefined;
	}

	*between(from: number, end: number, isDescending: boolean): Generator<number> {
		this.#sorted ??= [...this.#times].map(([position, time]) => ({ position, time })).sort(compare);
		const within = this.#sorted.slice(
			lowerBound(this.#sorted.length, (index) => (this.#sorted?.[index]?.time ?? 0) >= from),
			lowerBound(this.#sorted.length, (index) => (this.#sorted?.[index]?.time ?? 0) >= end),
		);
		if (isDescending) within.sort((a, b) => b.time - a.time || a.position - b.position);
		for (const { position } of within) yield position;
	}
}

const compare = (
	a: { time: number; position: number },
	b: { time: number; position: number },
): number => a.time - b.time || a.position - b.position;

/** The first of `length` indexes for which `holds`, which does for all after it as well. */
export function lowerBound(length: number, holds: (index: number) => boolean): number {
	let [low, high] = [0, length];
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (holds(middle)) high = middle;
		else low = middle + 1;
	}
	return low;
}
