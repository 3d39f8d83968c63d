import { type IDataObject, UserError } from 'n8n-workflow';

import { userByLogin } from '../../objects/logins';
import { objectIn, text } from '../../transport/json';
import type { Okta } from '../../transport/types';
import { numbered } from './loginPattern';

/** How many numbers are tried before somebody has to look. */
const NUMBERS = 99;

/**
 * The login with the lowest number that nobody has; or whoever has it already and is the very person, as
 * an attribute says that is different for everybody.
 *
 * @param profile - of the person to be, with a login
 * @throws UserError when it cannot be told whether a holder is the same person, or all are taken
 */
export async function freeLogin(
	okta: Okta,
	profile: IDataObject,
	attribute: string,
): Promise<{ login: string; person?: IDataObject }> {
	const wanted = text(profile['login']);
	const own = text(profile[attribute]);
	for (let number = 1; number <= NUMBERS; number++) {
		const login = numbered(wanted, number);
		const holder = await userByLogin(okta, login);
		if (!holder) return { login };
		const held = text(objectIn(holder, 'profile')[attribute]);
		if (own !== '' && held === own) return { login, person: holder };
		if (own === '' || held === '') throw unclear(login, attribute, own === '');
	}
	throw new UserError(`The login ${wanted} is taken, with all numbers up to ${String(NUMBERS)}`, {
		description: 'Nothing was changed. Give the user another login.',
	});
}

function unclear(login: string, attribute: string, isOwn: boolean): UserError {
	const whose = isOwn ? 'The new user has' : `The user ${login} has`;
	return new UserError(`The login ${login} is taken, and may be that of the very person`, {
		description: `Nothing was changed. ${whose} no ${attribute}, by which two people of one name are told apart: fill it in, or name another attribute under Told Apart By.`,
	});
}
