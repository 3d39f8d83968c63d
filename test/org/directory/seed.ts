import type { Ids } from './ids';
import type { Profile, User, UserStatus } from './model';
import { DEPARTMENTS, FIRST_NAMES, LAST_NAMES, PLACES, plain, SKILLS, TITLES } from './names';
import { bits, pick } from './random';

const DAY = 86_400_000;
const OLDEST = Date.UTC(2019, 0, 7, 9);
const LONGEST_UNTIL_UPDATE = 120 * DAY;
const NEWEST = Date.UTC(2025, 5, 2, 9);

const MAIL_DOMAIN = 'acme.example';
const SIZES = ['S', 'M', 'L', 'XL'] as const;
/** Of how many people one is the manager. */
const SPAN = 8;

const PLAIN_FIRST = FIRST_NAMES.map(plain);
const PLAIN_LAST = LAST_NAMES.map(plain);
const FIRST_BY_NAME = new Map(PLAIN_FIRST.map((name, index) => [name, index]));
const LAST_BY_NAME = new Map(PLAIN_LAST.map((name, index) => [name, index]));
const COMBINATIONS = FIRST_NAMES.length * LAST_NAMES.length;

/** Salts: what a number drawn for a user is used for. */
enum Draw {
	Status,
	Place,
	Title,
	Size,
	Skills,
	Updated,
	Contractor,
	SignedIn,
}

/** Per mille, cumulative. The rest is ACTIVE. */
const STATUSES: ReadonlyArray<readonly [number, UserStatus]> = [
	[30, 'DEPROVISIONED'],
	[42, 'SUSPENDED'],
	[57, 'STAGED'],
	[72, 'PROVISIONED'],
	[78, 'LOCKED_OUT'],
	[84, 'PASSWORD_EXPIRED'],
	[88, 'RECOVERY'],
];

/**
 * The people a new org starts with. Everything about a user follows from the seed and the user's
 * position, so none is made before it is asked for; the login can be read back into the position.
 */
export class SeededUsers {
	readonly size: number;
	readonly #seed: number;
	readonly #ids: Ids;
	readonly #typeId: string;
	readonly #step: number;
	readonly #unstep: number;
	readonly #shift: number;

	/** @param typeId the user type all of them have. */
	constructor(size: number, seed: number, ids: Ids, typeId: string) {
		this.size = size;
		this.#seed = seed;
		this.#ids = ids;
		this.#typeId = typeId;
		// Walks through all combinations of names in an order of its own.
		this.#step = coprime(1 + (bits(seed, 0, 900) % (COMBINATIONS - 1)), COMBINATIONS);
		this.#unstep = inverse(this.#step, COMBINATIONS);
		this.#shift = bits(seed, 0, 901) % COMBINATIONS;
	}

	/** When the user was created, which goes on with the positions. */
	createdAt(position: number): number {
		return OLDEST + Math.floor((position * (NEWEST - OLDEST)) / Math.max(this.size, 1));
	}

	/** The first position whose user was created at this time or later; `size` if there is none. */
	firstSince(time: number): number {
		if (time > NEWEST) return this.size;
		const guess = Math.floor(((time - OLDEST) * this.size) / (NEWEST - OLDEST)) - 1;
		let position = Math.min(Math.max(guess, 0), this.size);
		while (position < this.size && this.createdAt(position) < time) position++;
		return position;
	}

	/** No user was updated after that. */
	get lastUpdate(): number {
		return NEWEST + LONGEST_UNTIL_UPDATE;
	}

	at(position: number): User {
		const created = this.createdAt(position);
		const status = this.status(position);
		const changed = created + (this.#draw(position, Draw.Updated) % LONGEST_UNTIL_UPDATE);
		const activated = status === 'STAGED' || status === 'PROVISIONED' ? undefined : created;
		// Most walks through all users look at little more than the status.
		let profile: Profile | undefined;
		const makeProfile = () => this.#profile(position, created);
		return {
			position,
			id: this.#ids.of('00u', position),
			status,
			created,
			activated,
			statusChanged: status === 'STAGED' ? undefined : status === 'ACTIVE' ? created : changed,
			lastLogin:
				activated === undefined
					? undefined
					: activated + (this.#draw(position, Draw.SignedIn) % (30 * DAY)),
			lastUpdated: changed,
			passwordChanged: activated,
			typeId: this.#typeId,
			get profile() {
				return (profile ??= makeProfile());
			},
			hasPassword: activated !== undefined,
			provider: { type: 'OKTA', name: 'OKTA' },
		};
	}

	status(position: number): UserStatus {
		const drawn = this.#draw(position, Draw.Status) % 1000;
		return STATUSES.find(([below]) => drawn < below)?.[1] ?? 'ACTIVE';
	}

	/** The only position whose seeded login, or e-mail address, this can be. */
	positionOfLogin(login: string): number | undefined {
		const [name = '', domain] = login.toLowerCase().split('@');
		return domain === undefined || domain === MAIL_DOMAIN ? this.#positionOfName(name) : undefined;
	}

	#positionOfName(name: string): number | undefined {
		const found = /^([a-z]+)\.([a-z]+)(\d*)$/.exec(name);
		const first = FIRST_BY_NAME.get(found?.[1] ?? '');
		const last = LAST_BY_NAME.get(found?.[2] ?? '');
		if (first === undefined || last === undefined) return undefined;
		const combination = first * LAST_NAMES.length + last;
		const round = found?.[3] ? Number(found[3]) - 1 : 0;
		const place = modulo((combination - this.#shift) * this.#unstep, COMBINATIONS);
		const position = round * COMBINATIONS + place;
		return position < this.size && this.#name(position).account === name ? position : undefined;
	}

	#name(position: number): { first: string; last: string; account: string } {
		const place = position % COMBINATIONS;
		const combination = (place * this.#step + this.#shift) % COMBINATIONS;
		const first = Math.floor(combination / LAST_NAMES.length);
		const last = combination % LAST_NAMES.length;
		const round = Math.floor(position / COMBINATIONS);
		const suffix = round === 0 ? '' : String(round + 1);
		return {
			first: pick(FIRST_NAMES, first),
			last: pick(LAST_NAMES, last),
			account: `${pick(PLAIN_FIRST, first)}.${pick(PLAIN_LAST, last)}${suffix}`,
		};
	}

	#profile(position: number, created: number): Profile {
		const contractor = this.#draw(position, Draw.Contractor) % 9 === 0;
		const { first, last, account } = this.#name(position);
		const place = pick(PLACES, this.#draw(position, Draw.Place));
		const department = pick(DEPARTMENTS, position);
		const manager = position === 0 ? undefined : Math.floor((position - 1) / SPAN);
		const boss = manager === undefined ? undefined : this.#name(manager);
		const skills = this.#draw(position, Draw.Skills);
		return {
			firstName: first,
			lastName: last,
			displayName: `${first} ${last}`,
			login: `${account}@${MAIL_DOMAIN}`,
			email: `${account}@${MAIL_DOMAIN}`,
			secondEmail: null,
			mobilePhone: null,
			...(boss && manager !== undefined
				? { manager: `${boss.first} ${boss.last}`, managerId: this.#ids.of('00u', manager) }
				: {}),
			title: titleIn(department, pick(TITLES, this.#draw(position, Draw.Title))),
			department,
			organization: 'Acme',
			costCenter: `CC-${100 + (position % DEPARTMENTS.length)}`,
			employeeNumber: String(100_000 + position),
			userType: contractor ? 'Contractor' : 'Employee',
			city: place.city,
			countryCode: place.countryCode,
			timezone: place.timezone,
			badgeNumber: 5_000 + position,
			contractor,
			skills: [pick(SKILLS, skills), pick(SKILLS, skills + 1 + ((skills >>> 8) % 6))],
			shirtSize: pick(SIZES, this.#draw(position, Draw.Size)),
			startDate: new Date(created).toISOString().slice(0, 10),
		};
	}

	#draw(position: number, what: Draw): number {
		return bits(this.#seed, position, what);
	}
}

const modulo = (value: number, divisor: number): number => ((value % divisor) + divisor) % divisor;

function greatestCommonDivisor(a: number, b: number): number {
	return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function coprime(from: number, to: number): number {
	return greatestCommonDivisor(from, to) === 1 ? from : coprime(from + 1, to);
}

/** The number that undoes a multiplication by `value` modulo `divisor` (extended Euclid). */
function inverse(value: number, divisor: number): number {
	let [oldRest, rest, oldFactor, factor] = [value, divisor, 1, 0];
	while (rest !== 0) {
		const quotient = Math.floor(oldRest / rest);
		[oldRest, rest] = [rest, oldRest - quotient * rest];
		[oldFactor, factor] = [factor, oldFactor - quotient * factor];
	}
	return modulo(oldFactor, divisor);
}

/** One in ten has a comma in it, as in every directory. */
const titleIn = (department: string, rank: string): string =>
	rank === 'Director' ? `Director, ${department}` : `${department} ${rank}`;
