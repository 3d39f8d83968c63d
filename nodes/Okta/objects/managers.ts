import type { IDataObject } from 'n8n-workflow';

import { objectIn, text } from '../transport/json';
import { collect } from '../transport/pages';
import type { Okta } from '../transport/types';
import { quote } from './expression';
import { isUserId } from './logins';
import { slim } from './slimUsers';

/** How many managers one search asks for: Okta refuses expressions that are too long. */
const AT_ONCE = 20;

/** What people without an ID are known by, the surest first. */
const names = ['login', 'email', 'employeeNumber'] as const;

interface Manager extends IDataObject {
	id: string;
	login: string | null;
	name: string | null;
	email: string | null;
}

/**
 * The managers of users, by what stands in an attribute of theirs: ID, login, email or employee number.
 * Each is asked for once, many at a time.
 */
export class Managers {
	readonly #known = new Map<string, Manager | null>();

	/** @param attribute - of the profile */
	constructor(
		private readonly okta: Pick<Okta, 'pages'>,
		private readonly attribute: string,
	) {}

	/** The users with their managers under `boss`; null where there is none, or several may be meant. */
	async beside(users: readonly IDataObject[]): Promise<IDataObject[]> {
		const wanted = new Set(users.map((user) => this.#nameIn(user)));
		const unknown = [...wanted].filter((name) => name !== '' && !this.#known.has(name));
		const lots = [unknown.filter(isUserId), unknown.filter((name) => !isUserId(name))].flatMap(
			(some) => inLots(some, AT_ONCE),
		);
		for (const lot of lots) await this.#learn(lot);
		return users.map((user) => ({ ...user, boss: this.#known.get(this.#nameIn(user)) ?? null }));
	}

	#nameIn(user: IDataObject): string {
		return inProfile(user, this.attribute).trim();
	}

	async #learn(wanted: readonly string[]): Promise<void> {
		const alternatives = wanted.flatMap((name) =>
			isUserId(name)
				? [`id eq ${quote(name)}`]
				: names.map((attribute) => `profile.${attribute} eq ${quote(name)}`),
		);
		const request = {
			method: 'GET',
			path: '/api/v1/users',
			query: {
				search: alternatives.join(' or '),
				fields: `id,profile:(${[...names, 'displayName', 'firstName', 'lastName'].join(',')})`,
			},
			headers: { 'Content-Type': slim },
		} as const;
		const found = await collect(this.okta.pages(request, { pageSize: 200 }));
		for (const name of wanted) this.#known.set(name, oneCalled(name, found));
	}
}

/**
 * The users with their managers embedded; as they are, where no attribute says who those are.
 *
 * @param attribute - of the profile
 */
export async function withManagers(
	okta: Pick<Okta, 'pages'>,
	users: IDataObject[],
	attribute: string | undefined,
): Promise<IDataObject[]> {
	if (attribute === undefined) return users;
	const beside = await new Managers(okta, attribute).beside(users);
	return beside.map(({ boss, ...user }) => ({
		...user,
		_embedded: { ...objectIn(user, '_embedded'), manager: boss },
	}));
}

/** Nobody, where a name is as good for one as for another. */
function oneCalled(name: string, users: readonly IDataObject[]): Manager | null {
	const ways = [
		(user: IDataObject) => text(user['id']),
		...names.map((attribute) => (user: IDataObject) => inProfile(user, attribute)),
	];
	for (const way of ways) {
		const [one, another] = users.filter((user) => way(user).toLowerCase() === name.toLowerCase());
		if (one) return another ? null : toManager(one);
	}
	return null;
}

function inProfile(user: IDataObject, attribute: string): string {
	return text(objectIn(user, 'profile')[attribute]);
}

function toManager(user: IDataObject): Manager {
	const of = (attribute: string) => inProfile(user, attribute) || null;
	const parts = [of('firstName'), of('lastName')].filter((part) => part !== null);
	return {
		id: text(user['id']),
		login: of('login'),
		name: of('displayName') ?? (parts.join(' ') || null),
		email: of('email'),
	};
}

function inLots<T>(all: readonly T[], size: number): T[][] {
	return Array.from({ length: Math.ceil(all.length / size) }, (_, lot) =>
		all.slice(lot * size, (lot + 1) * size),
	);
}
