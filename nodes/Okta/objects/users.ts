import { type IDataObject, UserError } from 'n8n-workflow';

import { isObject, text } from '../transport/json';
import { collect } from '../transport/pages';
import { fillPath } from '../transport/path';
import { unlessMissing } from '../transport/refusals';
import type { FindOut, Okta, OktaRequest } from '../transport/types';
import { quote } from './expression';

/** The user with this login, if there is one. Read directly: Okta's search lags behind. */
export async function userByLogin(okta: Okta, login: string): Promise<IDataObject | undefined> {
	const user = await readUser(okta, login);
	// Okta also takes an ID or the start of a login for one.
	return loginOf(user).toLowerCase() === login.toLowerCase() ? user : undefined;
}

/**
 * The user with this value in a profile attribute, if there is one. It is found by search, which
 * doesn't know users created seconds ago, and then read, because what search answers may be stale.
 *
 * @throws UserError when several users have it
 */
export async function userByAttribute(
	okta: Okta,
	attribute: string,
	value: unknown,
): Promise<IDataObject | undefined> {
	const literal = typeof value === 'string' ? quote(value) : String(value);
	const query = { search: `profile.${attribute} eq ${literal}` };
	const request = { method: 'GET', path: '/api/v1/users', query } as const;
	const [first, second] = await collect(okta.pages(request, { pageSize: 2, limit: 2 }));
	if (second) {
		throw new UserError(`Several users have ${literal} as ${attribute}`, {
			description: 'Nothing was changed. Match by an attribute that is different for every user.',
		});
	}
	return first && (await readUser(okta, text(first['id'])));
}

async function readUser(okta: Okta, idOrLogin: string): Promise<IDataObject | undefined> {
	const path = fillPath(
		'/api/v1/users/{userId}',
		() => idOrLogin,
		() => 'Login',
	);
	const reply = await okta.send({ method: 'GET', path }).catch(unlessMissing);
	return isObject(reply?.body) ? reply.body : undefined;
}

/** For a request that creates a user: sent again unless there is one now who wasn't there before. */
export const unlessUserExists: FindOut = async (okta, { body }, isNew) => {
	const user = await userByLogin(okta, loginOf(isObject(body) ? body : undefined));
	return user && isNew(user['created']) ? user : 'undone';
};

function loginOf(user: IDataObject | undefined): string {
	return isObject(user?.['profile']) ? text(user['profile']['login']) : '';
}

/** Also while Okta is still at it: a large account takes minutes. */
export function isDeactivated(user: unknown): boolean {
	const { status, transitioningToStatus } = isObject(user) ? user : {};
	return status === 'DEPROVISIONED' || transitioningToStatus === 'DEPROVISIONED';
}

/** For a request that deactivates a user: sent again unless that has begun. */
export const unlessDeactivated: FindOut = async (okta, { path }) => {
	const idPath = path.replace(/\/lifecycle\/\w+$/, '');
	const { body } = await okta.send({ method: 'GET', path: idPath });
	return isDeactivated(body) ? {} : 'undone';
};

/**
 * Sends the one request of an operation on a user, and puts out n8n's word for success, the user it
 * happened to and what Okta answered beside it. For `run`, where the answer alone doesn't say whose
 * it is.
 */
export async function sendForUser(
	okta: Okta,
	request: OktaRequest,
	userId: string,
): Promise<IDataObject[]> {
	const { body } = await okta.send(request);
	return [{ success: true, userId, ...(isObject(body) && body) }];
}
