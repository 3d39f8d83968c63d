import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { isOwnRole } from '../objects/roles';
import { isObject, text } from '../transport/json';
import { chosenId } from './chosenId';
import { choose, type Choice } from './shortLists';

/** Types of users; the values are the IDs of their schemas. */
export async function searchUserTypes(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	return await choose(this, '/api/v1/meta/types/user', typed, (type) => {
		const { schema } = isObject(type['_links']) ? type['_links'] : {};
		const href = isObject(schema) ? text(schema['href']) : '';
		return [{ name: text(type['displayName']), value: href.slice(href.lastIndexOf('/') + 1) }];
	});
}

/** Roles the user chosen in the form has by himself: those of a group can't be taken from him. */
export async function searchRolesOfUser(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	const path = `/api/v1/users/${await chosenId(this, 'userId')}/roles`;
	return await choose(this, path, typed, (role) => (isOwnRole(role) ? labelled(role) : []));
}

/** Roles that the org made. */
export async function searchCustomRoles(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	return await choose(this, '/api/v1/iam/roles', typed, labelled, { rowsIn: 'roles' });
}

/** What custom roles extend to. */
export async function searchResourceSets(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	const paging = { rowsIn: 'resource-sets' };
	return await choose(this, '/api/v1/iam/resource-sets', typed, labelled, paging);
}

/** Event hooks, with what keeps them from getting events. */
export async function searchEventHooks(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	return await choose(this, '/api/v1/eventHooks', typed, (hook) => {
		const states = [hook['status'], hook['verificationStatus']].map(text);
		const faults = states.filter((state) => state !== 'ACTIVE' && state !== 'VERIFIED');
		const note = faults.length > 0 ? ` (${faults.join(', ').toLowerCase()})` : '';
		return [{ name: text(hook['name']) + note, value: text(hook['id']) }];
	});
}

/** Network zones that consist of addresses; the others go by place. */
export async function searchZones(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	const toChoices = ({ id, name, type }: IDataObject): Choice[] =>
		type === 'IP' ? [{ name: text(name), value: text(id) }] : [];
	return await choose(this, '/api/v1/zones', typed, toChoices, { pageSize: 200 });
}

const labelled = ({ id, label }: IDataObject): Choice[] => [{ name: text(label), value: text(id) }];
