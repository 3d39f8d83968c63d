import type { IDataObject } from 'n8n-workflow';

import { at } from '../../export/columns';
import { quote } from '../../objects/expression';
import { isUserId } from '../../objects/logins';
import { slim } from '../../objects/slimUsers';
import { text } from '../../transport/json';
import { collect } from '../../transport/pages';
import type { Okta } from '../../transport/types';

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
		private readonly okta: Okta,
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
		return text(at(user, ['profile', this.attribute])).trim();
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

/** Nobody, where a name is as good for one as for another. */
function oneCalled(name: string, users: readonly IDataObject[]): Manager | null {
	const paths = [['id'], ...names.map((attribute) => ['profile', attribute])];
	for (const path of paths) {
		const [one, another] = users.filter(
			(user) => text(at(user, path)).toLowerCase() === name.toLowerCase(),
		);
		if (one) return another ? null : toManager(one);
	}
	return null;
}

function toManager(user: IDataObject): Manager {
	const of = (attribute: string) => text(at(user, ['profile', attribute])) || null;
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
