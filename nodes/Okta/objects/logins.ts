import { type IDataObject, UserError } from 'n8n-workflow';

import { findObject } from '../transport/answers';
import { isObject, text } from '../transport/json';
import { collect } from '../transport/pages';
import { fillPath, fitsPath } from '../transport/path';
import { unlessForbidden } from '../transport/refusals';
import type { Okta } from '../transport/types';
import { quote } from './expression';

/** Whom Okta finds under a login: the user who has it, or somebody else. */
interface Found {
	user?: IDataObject;
	other?: IDataObject;
}

/** What a locator holds: how a user is named, and the name. */
export interface Name {
	mode: string;
	value: string;
}

/** The user who has exactly this login, in whatever case, if there is one. */
export async function userByLogin(okta: Okta, login: string): Promise<IDataObject | undefined> {
	return (await find(okta, login)).user;
}

/**
 * The ID of the user who has exactly this login, in whatever case.
 *
 * @throws UserError when nobody has it, which names whom Okta found instead
 */
export async function userIdByLogin(okta: Okta, login: string): Promise<string> {
	const { user, other } = await find(okta, login);
	if (user) return text(user['id']);
	throw other ? another(login, other) : nobody(login);
}

/**
 * For a login that somebody may get later, as long as Okta lets the credential look.
 *
 * @throws UserError when nobody has exactly this login, but Okta finds somebody under it
 */
export async function checkLogin(okta: Okta, login: string): Promise<void> {
	const found = await find(okta, login).catch(unlessForbidden);
	if (found?.other && !found.user) throw another(login, found.other);
}

/** Okta's IDs of users; whatever else stands where an ID is asked for is read as a login there. */
export function isUserId(value: string): boolean {
	return /^00u\w{17}$/.test(value);
}

/**
 * The user that Okta answered with, when it was asked by what a locator holds.
 *
 * @throws UserError when that is a login, and the user has another one
 */
export function asNamed(user: IDataObject, { mode, value }: Name): IDataObject {
	const isLogin = mode === 'login' || !isUserId(value);
	if (isLogin && !hasLogin(user, value)) throw another(value, user);
	return user;
}

/** The login in a user as Okta sends it; empty when there is none. */
export function loginOf(user: IDataObject | undefined): string {
	return isObject(user?.['profile']) ? text(user['profile']['login']) : '';
}

/** The user of this ID, or of what Okta takes for a login: an ID or the start of one, too. */
export async function readUser(okta: Okta, idOrLogin: string): Promise<IDataObject | undefined> {
	const path = fillPath(
		'/api/v1/users/{userId}',
		() => idOrLogin,
		() => 'Login',
	);
	return await findObject(okta, path);
}

/** Read directly where that is possible: Okta's lists lag behind. */
async function find(okta: Okta, login: string): Promise<Found> {
	return fitsPath(login) ? sorted([await readUser(okta, login)], login) : await search(okta, login);
}

/**
 * For logins that a server takes apart on the way. Okta's filter is up to date within a second and
 * minds the case; its search is the other way round.
 */
async function search(okta: Okta, login: string): Promise<Found> {
	let other: IDataObject | undefined;
	for (const parameter of ['filter', 'search']) {
		const query = { [parameter]: `profile.login eq ${quote(login)}` };
		const request = { method: 'GET', path: '/api/v1/users', query } as const;
		const hits = await collect(okta.pages(request, { pageSize: 2, limit: 2 }));
		const users = await Promise.all(hits.map(async ({ id }) => await readUser(okta, text(id))));
		const found = sorted(users, login);
		if (found.user) return found;
		other ??= found.other;
	}
	return { other };
}

function sorted(users: ReadonlyArray<IDataObject | undefined>, login: string): Found {
	const [one] = users.filter((user) => user !== undefined);
	const user = users.find((candidate) => hasLogin(candidate, login));
	return user ? { user } : { other: one };
}

function hasLogin(user: IDataObject | undefined, login: string): boolean {
	return login !== '' && loginOf(user).toLowerCase() === login.toLowerCase();
}

function another(login: string, other: IDataObject): UserError {
	return new UserError(`There is no user with the login "${login}" in Okta`, {
		description:
			`Nothing was changed. What Okta finds under it is the user "${loginOf(other)}" with the ID ` +
			`${text(other['id'])}. If that one is meant, give this ID, or the whole of that login.`,
	});
}

function nobody(login: string): UserError {
	const lag = fitsPath(login)
		? ''
		: ' Was the user made seconds ago? With such characters a login can only be searched for, and Okta learns late of what is new: give the ID instead. It also leaves out whom the admin role of the service app does not cover.';
	return new UserError(`There is no user with the login "${login}" in Okta`, {
		description: `Nothing was changed. The whole login has to match, in whatever case.${lag}`,
	});
}
