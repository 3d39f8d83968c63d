import { type IDataObject, UserError } from 'n8n-workflow';

import { readMembers } from '../../export/read/members';
import { searchUsers } from '../../export/read/users';
import { commaSeparated } from '../../objects/convert';
import { asTerm } from '../../objects/expression';
import { lookups } from '../../objects/lookups';
import type { Values } from '../../table/values';
import { isObject, text } from '../../transport/json';
import type { Okta } from '../../transport/types';

/** Says of a user whether the report leaves them out. */
export type IsExcluded = (user: IDataObject) => boolean;

/**
 * Reads who is to be left out: the members of some groups, whoever a search finds, users of some types.
 *
 * @throws UserError when a group is named that is not there; what `okta.send` throws
 */
export async function readExclusions(okta: Okta, values: Values): Promise<IsExcluded> {
	const names = commaSeparated(values.get('excludeGroups') ?? '');
	const search = values.text('excludeSearch');
	const types = new Set(commaSeparated(values.get('excludeTypes') ?? ''));
	const term = search && asTerm(search);
	const ids = new Set<string>();
	for (const id of await Promise.all(names.map(async (name) => await groupId(okta, name)))) {
		for await (const page of readMembers(okta, { id })) for (const user of page) add(user);
	}
	if (term) for await (const page of searchUsers(okta, [], term)) page.forEach(add);
	return (user) => ids.has(text(user['id'])) || types.has(typeOf(user));

	function add(user: IDataObject): void {
		ids.add(text(user['id']));
	}
}

/** ID of the type of a user. */
export function typeOf({ type }: IDataObject): string {
	return isObject(type) ? text(type['id']) : '';
}

/** ID of a group that somebody named by it or by its exact name. */
export async function groupId(okta: Okta, name: string): Promise<string> {
	if (/^00g\w{17}$/.test(name)) return name;
	const id = await lookups['groupId']?.['name']?.(okta, name, '');
	if (id !== undefined) return id;
	throw new UserError(`There is no group named "${name}" in Okta`);
}
