import { type IDataObject, UserError } from 'n8n-workflow';

import type { Column } from '../../export/columns';
import { fieldsFor, searchUsers } from '../../export/read/users';
import { notTaken } from '../../objects/held';
import { anyOf, quote } from '../../objects/expression';
import { loginOf, userByLogin } from '../../objects/logins';
import { slim } from '../../objects/slimUsers';
import { isDeactivated } from '../../objects/users';
import { isObject, text } from '../../transport/json';
import { inLanes } from '../../transport/lanes';
import { collect } from '../../transport/pages';
import { fillPath } from '../../transport/path';
import type { Okta } from '../../transport/types';
import { keyOf } from '../sync/people';
import { findGroup } from '../sync/userGroups';
import type { Entry, Feed, Hit } from './feed';
import type { Wishes } from './wishes';

/** Of so many values one search asks. Okta refuses expressions that are too long. */
const CHUNK = 25;

/** So few are looked up one by one, which is up to date. */
const FEW = 10;

/** From so many searches on it may be cheaper to read everybody. */
const MANY = 6;

/** Somebody in the scope whom no row names. */
export interface Unnamed {
	id: string;
	login: string;
	status: string;
	hasKey: boolean;
}

/** Whom rows name as managers, by email and by login. */
export type Managers = Map<string, { id: string; login: string; email: string }>;

/** What Okta's lists say of the people in the rows, and of the others in the scope. */
export interface Known {
	/** As people say it; none when nobody's absence counts. */
	scope?: { label: string; size: number; unnamed: Unnamed[] };
	managers: Managers;
}

/**
 * Reads whom the rows name, in the cheapest way that is complete: the scope, if there is one, then
 * everybody or a search for each 25 who are left.
 */
export async function readKnown(
	okta: Okta,
	run: object,
	feed: Feed,
	wishes: Wishes,
	isComplete: (entry: Entry) => boolean,
): Promise<Known> {
	const columns = columnsFor(feed, wishes);
	const bosses = new Set(
		feed.entries.flatMap(({ manager = '' }) => (manager === '' ? [] : [manager.toLowerCase()])),
	);
	const managers: Managers = new Map();
	const scopeLabel = { label: '' };
	const unnamed = new Map<string, Unnamed>();
	let size = 0;
	const words = new Map<string, string>();
	/** Statuses come with every user: one text for each of them is enough. */
	const once = (word: string): string => words.get(word) ?? (words.set(word, word), word);
	const meet = (user: IDataObject): Entry | undefined => {
		const entry = feed.byKey.get(keyOf(user, wishes.key));
		const id = text(user['id']);
		const profile = isObject(user['profile']) ? user['profile'] : {};
		const names = bosses.size > 0 ? [text(profile['email']), text(profile['login'])] : [];
		for (const name of names.map((one) => one.toLowerCase())) {
			const isBetter = !managers.has(name) || !isDeactivated(user);
			if (name === '' || !bosses.has(name) || !isBetter) continue;
			managers.set(name, { id, login: loginOf(user), email: text(profile['email']) });
		}
		if (entry && !entry.hits?.some((hit) => hit.id === id)) {
			const hit = toHit(user, profile, entry, wishes, once);
			// A list that grows reserves room for sixteen more, and nearly all rows have one.
			entry.hits = entry.hits ? [...entry.hits, hit] : [hit];
			// Whoever else has the same value to match by is deactivated, or makes the row wrong.
			const isSame = !hit.differs && !hit.isDeactivated && hit.status !== 'SUSPENDED';
			if (isSame && bosses.size === 0) entry.forget();
		}
		return entry;
	};

	const { scopeGroup, scopeSearch } = wishes;
	const inScope = scopeGroup !== undefined || scopeSearch !== undefined;
	for await (const page of readScope(okta, run, wishes, columns, scopeLabel)) {
		for (const user of page) {
			if (isDeactivated(user)) {
				meet(user);
				continue;
			}
			size++;
			if (meet(user)) continue;
			unnamed.set(text(user['id']), {
				id: text(user['id']),
				login: loginOf(user),
				status: text(user['status']),
				hasKey: keyOf(user, wishes.key) !== '',
			});
		}
	}

	const isOpen = (entry: Entry) => entry.hits === undefined;
	const open = () => [...feed.byKey.values()].filter(isOpen);
	const isDirect =
		wishes.key.name === 'login' &&
		!inScope &&
		bosses.size === 0 &&
		feed.entries.every(({ groups }) => groups === undefined) &&
		open().length <= FEW &&
		open().every(isComplete);
	if (!isDirect) {
		const searches = Math.ceil(open().length / CHUNK);
		const isWhole =
			searches >= MANY && (await readAtMost(searchUsers(okta, columns), searches, meet));
		if (!isWhole) {
			const terms = open().map((entry) => termFor(entry, wishes));
			await searchEach(okta, terms, columns, meet);
		}
		await lookAgain(
			okta,
			open().filter((entry) => !isComplete(entry)),
			meet,
		);
	}
	const missing = [...bosses].filter((name) => !managers.has(name));
	const byMail = missing.map((name) => `profile.email eq ${quote(name)}`);
	await searchEach(okta, byMail, columns, meet);
	const byLogin = missing.filter((name) => !managers.has(name));
	await searchEach(
		okta,
		byLogin.map((name) => `profile.login eq ${quote(name)}`),
		columns,
		meet,
	);
	return {
		...(inScope && {
			scope: { label: scopeLabel.label, size, unnamed: [...unnamed.values()] },
		}),
		managers,
	};
}

/** What of users is compared. */
function columnsFor({ attributes }: Feed, { key, managerAttribute }: Wishes): Column[] {
	const names = new Set([...attributes, key.name, 'login', 'email', managerAttribute]);
	const profile = [...names].map((name): Column => ({ name, path: ['profile', name] }));
	return [{ name: 'transitioningToStatus', path: ['transitioningToStatus'] }, ...profile];
}

function toHit(
	user: IDataObject,
	profile: IDataObject,
	entry: Entry,
	wishes: Wishes,
	once: (word: string) => string,
): Hit {
	return {
		id: text(user['id']),
		login: loginOf(user),
		status: once(text(user['status'])),
		isDeactivated: isDeactivated(user),
		differs: notTaken(entry.profile, profile).length > 0,
		manager: text(profile[wishes.managerAttribute]),
	};
}

async function* readScope(
	okta: Okta,
	run: object,
	{ scopeGroup, scopeSearch }: Wishes,
	columns: readonly Column[],
	said: { label: string },
): AsyncGenerator<IDataObject[]> {
	if (scopeSearch !== undefined) {
		said.label = 'the scope';
		yield* searchUsers(okta, columns, scopeSearch);
	}
	if (scopeGroup === undefined) return;
	const { id, name } = await findGroup(okta, run, scopeGroup);
	said.label = `the group "${name}"`;
	const path = fillPath(
		'/api/v1/groups/{groupId}/users',
		() => id,
		() => 'Group',
	);
	yield* okta.pages({ method: 'GET', path }, { pageSize: 1000 });
}

/**
 * Reads pages until there have been so many.
 *
 * @returns whether that were all
 */
async function readAtMost(
	pages: AsyncGenerator<IDataObject[]>,
	most: number,
	take: (user: IDataObject) => unknown,
): Promise<boolean> {
	let number = 0;
	for await (const page of pages) {
		page.forEach(take);
		number++;
		if (number >= most) return false;
	}
	return true;
}

function termFor({ profile, name }: Entry, { key }: Wishes): string {
	const value = profile[key.name];
	return `profile.${key.name} eq ${typeof value === 'string' ? quote(name.trim()) : name}`;
}

async function searchEach(
	okta: Okta,
	terms: readonly string[],
	columns: readonly Column[],
	take: (user: IDataObject) => unknown,
): Promise<void> {
	const chunks = Array.from({ length: Math.ceil(terms.length / CHUNK) }, (_, index) =>
		terms.slice(index * CHUNK, (index + 1) * CHUNK),
	);
	const search = async (chunk: string[]): Promise<IDataObject[]> => {
		const query = { search: anyOf(chunk), fields: fieldsFor(columns) };
		const headers = { 'Content-Type': slim };
		const request = { method: 'GET', path: '/api/v1/users', query, headers } as const;
		return await collect(okta.pages(request, { pageSize: 200 }));
	};
	for await (const users of inLanes(chunks, { width: okta.parallel }, search)) users.forEach(take);
}

/** Search lags behind: who was made seconds ago is there, and their row may hold little of them. */
async function lookAgain(
	okta: Okta,
	entries: readonly Entry[],
	take: (user: IDataObject) => unknown,
): Promise<void> {
	const withLogin = entries.filter(({ profile }) => text(profile['login']) !== '');
	const look = async ({ profile }: Entry) => await userByLogin(okta, text(profile['login']));
	for await (const user of inLanes(withLogin, { width: okta.parallel }, look)) {
		if (user) take(user);
	}
}

/**
 * Who of those found a row is about: the only one who isn't deactivated, or the only one.
 *
 * @throws UserError when there are several
 */
export function personOf({ hits = [], name }: Entry, { key }: Wishes): Hit | undefined {
	const active = hits.filter(({ isDeactivated: isGone }) => !isGone);
	const candidates = active.length > 0 ? active : hits;
	if (candidates.length > 1) {
		throw new UserError(`Several users have ${name} as ${key.label}.`);
	}
	return candidates[0];
}
