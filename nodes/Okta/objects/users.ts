import { type IDataObject, UserError } from 'n8n-workflow';

import { findObject, sendForObject } from '../transport/answers';
import { isObject, text } from '../transport/json';
import { unlessMissing } from '../transport/refusals';
import type { FindOut, Okta, OktaReply, OktaRequest } from '../transport/types';
import { quote } from './expression';
import { loginOf, readUser, userByLogin } from './logins';

/**
 * The user with this value in a profile attribute, if there is one. It is found by search, which
 * doesn't know users created seconds ago, and then read and compared, because what search answers may
 * be stale.
 *
 * @throws UserError when several users have it, or it is a list
 */
export async function userByAttribute(
	okta: Okta,
	attribute: string,
	value: unknown,
): Promise<IDataObject | undefined> {
	const wanted = plain(value);
	if (wanted === '') {
		throw new UserError(`"${attribute}" is a list, by which nobody can be recognized`, {
			description: 'Nothing was changed. Match by an attribute that is different for every user.',
		});
	}
	const literal = typeof value === 'string' ? quote(wanted) : wanted;
	const query = { search: `profile.${attribute} eq ${literal}` };
	const request = { method: 'GET', path: '/api/v1/users', query } as const;
	let found: IDataObject | undefined;
	for await (const page of okta.pages(request, { pageSize: 10 })) {
		for (const { id } of page) {
			const user = await readUser(okta, text(id));
			const profile = isObject(user?.['profile']) ? user['profile'] : {};
			if (!isSameValue(profile[attribute], wanted)) continue;
			if (found) {
				throw new UserError(`Several users have ${literal} as ${attribute}`, {
					description:
						'Nothing was changed. Match by an attribute that is different for every user.',
				});
			}
			found = user;
		}
	}
	return found;
}

/** As Okta's search compares: not minding the case, and with every entry of a list. */
function isSameValue(held: unknown, wanted: string): boolean {
	if (Array.isArray(held)) return held.some((entry) => isSameValue(entry, wanted));
	return plain(held).toLowerCase() === wanted.toLowerCase();
}

/** A text, number or switch as text; empty for anything else. */
function plain(value: unknown): string {
	return typeof value === 'boolean' ? String(value) : text(value);
}

/** For a request that creates a user: sent again unless there is one now who wasn't there before. */
export const unlessUserExists: FindOut = async (okta, { body }, isNew) => {
	const login = loginOf(isObject(body) ? body : undefined);
	if (login === '') return 'unknown';
	const user = await userByLogin(okta, login);
	return user && isNew(user['created']) ? user : 'undone';
};

/** Also while Okta is still at it: a large account takes minutes. */
export function isDeactivated(user: unknown): boolean {
	const { status, transitioningToStatus } = isObject(user) ? user : {};
	return status === 'DEPROVISIONED' || transitioningToStatus === 'DEPROVISIONED';
}

/** For a request that deactivates a user: sent again unless that has begun. */
export const unlessDeactivated: FindOut = async (okta, { path }) => {
	const idPath = path.replace(/\/lifecycle\/\w+$/, '');
	const user = await sendForObject(okta, { method: 'GET', path: idPath });
	return isDeactivated(user) ? {} : 'undone';
};

/**
 * Sends the DELETE that erases a user who is deactivated, and makes sure that it did.
 *
 * @returns Okta's answer
 * @throws UserError when the user is still there
 */
export async function eraseUser(okta: Okta, request: OktaRequest): Promise<OktaReply> {
	const reply = await okta.send(request);
	// The answer is the same whether the DELETE erased the user or, once more, only deactivated.
	if (await isThere(okta, request.path)) {
		await okta.send(request).catch(unlessMissing);
		if (await isThere(okta, request.path)) throw stillThere();
	}
	return reply;
}

async function isThere(okta: Okta, path: string): Promise<boolean> {
	return (await findObject(okta, path)) !== undefined;
}

function stillThere(): UserError {
	return new UserError('Okta has not erased the user', {
		description:
			'It answered twice that it did, yet the user is still there. Okta may be at it in the background: look again in some minutes, and repeat this if the user has not gone.',
	});
}

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
