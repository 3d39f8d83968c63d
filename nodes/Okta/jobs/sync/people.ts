import type { IDataObject } from 'n8n-workflow';

import { anyOf, quote } from '../../objects/expression';
import { readUser, userByLogin } from '../../objects/logins';
import { isDeactivated } from '../../objects/users';
import { isObject, text } from '../../transport/json';
import { inLanes } from '../../transport/lanes';
import { collect } from '../../transport/pages';
import type { Okta } from '../../transport/types';

/** By what rows name people: the ID, or an attribute of the profile. */
export interface Key {
	/** `id`, or the name of the attribute. */
	name: string;
	/** As people say it. */
	label: string;
}

/** Whom a value stands for: the user as just read, nobody, or several. */
export type Person = IDataObject | 'nobody' | 'several';

/** Of so many values one search asks. Okta refuses expressions that are too long. */
const CHUNK = 25;

/** What a user has under a key, as it is compared; empty for nothing. */
export function keyOf(user: IDataObject, { name }: Key): string {
	if (name === 'id') return text(user['id']);
	const value = isObject(user['profile']) ? user['profile'][name] : undefined;
	return asKey(typeof value === 'boolean' ? String(value) : text(value), { name });
}

/** Whom a value stands for that several accounts may have: the only one that isn't deactivated, or the only one. */
export function personAmong(users: readonly IDataObject[]): Person {
	const open = users.filter((user) => !isDeactivated(user));
	const [user, another] = open.length > 0 ? open : users;
	return another ? 'several' : (user ?? 'nobody');
}

/** A value of a row as it is compared: Okta minds the case of IDs only. */
export function asKey(value: string, { name }: Pick<Key, 'name'>): string {
	return name === 'id' ? value.trim() : value.trim().toLowerCase();
}

/**
 * Finds out for whom values stand. Logins and IDs are read; what is told by another attribute is
 * searched for, many at a time, and then read again, because search lags behind.
 *
 * @param values - each once, by what `asKey` makes of it
 */
export async function findPeople(
	okta: Okta,
	key: Key,
	values: ReadonlyMap<string, string>,
): Promise<Map<string, Person>> {
	const read =
		key.name === 'id' || key.name === 'login'
			? async (value: string) => await readDirectly(okta, key, value)
			: await searched(okta, key, values);
	const found = new Map<string, Person>();
	const lanes = { width: okta.parallel };
	const people = inLanes(values, lanes, async ([normal, value]) => ({
		normal,
		person: await read(value, normal),
	}));
	for await (const { normal, person } of people) found.set(normal, person);
	return found;
}

async function readDirectly(okta: Okta, key: Key, value: string): Promise<Person> {
	if (key.name === 'login') return (await userByLogin(okta, value)) ?? 'nobody';
	const user = /^\w+$/.test(value) ? await readUser(okta, value) : undefined;
	return user && user['id'] === value ? user : 'nobody';
}

async function searched(okta: Okta, key: Key, values: ReadonlyMap<string, string>) {
	const all = [...values.values()];
	const chunks = Array.from({ length: Math.ceil(all.length / CHUNK) }, (_, index) =>
		all.slice(index * CHUNK, (index + 1) * CHUNK),
	);
	const hits = new Map<string, Set<string>>();
	const search = async (chunk: string[]): Promise<IDataObject[]> => {
		const terms = chunk.map((value) => `profile.${key.name} eq ${quote(value.trim())}`);
		const query = { search: anyOf(terms) };
		const request = { method: 'GET', path: '/api/v1/users', query } as const;
		return await collect(okta.pages(request, { pageSize: 200 }));
	};
	for await (const users of inLanes(chunks, { width: okta.parallel }, search)) {
		for (const user of users) {
			const normal = keyOf(user, key);
			hits.set(normal, (hits.get(normal) ?? new Set()).add(text(user['id'])));
		}
	}
	return async (_: string, normal: string): Promise<Person> => {
		const users = await Promise.all(
			[...(hits.get(normal) ?? [])].map(async (id) => await readUser(okta, id)),
		);
		return personAmong(users.flatMap((one) => (one && keyOf(one, key) === normal ? [one] : [])));
	};
}
