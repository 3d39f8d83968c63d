import { type IDataObject, UserError } from 'n8n-workflow';

import { sendForObject } from '../transport/answers';
import { isObject, text } from '../transport/json';
import { collect } from '../transport/pages';
import type { Okta, OktaRequest } from '../transport/types';
import { notTaken } from './held';

/** How lists of what is in a set, and of who has a role over it, come in pages. */
export const resourcesPaging = { pageSize: 100, rowsIn: 'resources' };
export const membersPaging = { rowsIn: 'members' };

/**
 * Replaces label and description of a custom role or a resource set; Okta demands both. Nothing is
 * sent where nothing differs.
 */
export async function rename(okta: Okta, request: OktaRequest): Promise<IDataObject> {
	const object = await sendForObject(okta, { method: 'GET', path: request.path });
	const changes = isObject(request.body) ? request.body : {};
	if (notTaken(changes, object).length === 0) return { ...object, outcome: 'unchanged' };
	const { label, description } = { ...object, ...changes };
	return await sendForObject(okta, { ...request, body: { label, description } });
}

/** By which names a resource goes in the answers of Okta: its ORN, and addresses of what it holds. */
export function namesOf({ orn, _links: links }: IDataObject): string[] {
	const { self: _, ...others } = isObject(links) ? links : {};
	const hrefs = Object.values(others).map((link) => (isObject(link) ? text(link['href']) : ''));
	return [text(orn), ...hrefs].filter((name) => name !== '');
}

/** The address of the user or group that is a member. */
export function addressOf({ _links: links }: IDataObject): string {
	const { self } = isObject(links) ? links : {};
	return isObject(self) ? text(self['href']) : '';
}

/** What a request adds to a list, without what is in it. */
export async function addMissing(
	okta: Okta,
	path: string,
	wanted: readonly string[],
	{ paging, namesIn }: AddedTo,
): Promise<IDataObject> {
	const held = new Set(
		(await collect(okta.pages({ method: 'GET', path }, paging))).flatMap(namesIn),
	);
	const additions = wanted.filter((one) => !held.has(one));
	if (additions.length === 0) return { outcome: 'unchanged' };
	const answer = await sendForObject(okta, {
		method: 'PATCH',
		path,
		body: { additions },
		repeat: 'harmless',
	});
	return { ...answer, outcome: 'added' };
}

interface AddedTo {
	paging: typeof resourcesPaging | typeof membersPaging;
	namesIn: (row: IDataObject) => string[];
}

/** @throws UserError for what is the ID of neither a user nor a group */
export function toAddress({ signIn }: Okta, member: string): string {
	if (/^https?:\/\//.test(member)) return member;
	if (/^00u\w{5,}$/.test(member)) return `${signIn.orgUrl()}/api/v1/users/${member}`;
	if (/^00g\w{5,}$/.test(member)) return `${signIn.orgUrl()}/api/v1/groups/${member}`;
	throw new UserError(`"${member}" is the ID of neither a user nor a group`, {
		description:
			'Nothing was sent to Okta. IDs of users begin with 00u and those of groups with 00g; User: Get and Group: Get put them out.',
	});
}

/** Adds users and groups to those who have a role over a set. */
export async function addMembers(
	okta: Okta,
	path: string,
	members: readonly string[],
): Promise<IDataObject> {
	const wanted = members.map((member) => toAddress(okta, member));
	return await addMissing(okta, path, wanted, {
		paging: membersPaging,
		namesIn: (row) => [addressOf(row)],
	});
}
