import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { connect } from '../transport/connect';
import { isObject, text } from '../transport/json';
import { collect } from '../transport/okta';
import type { Paging } from '../transport/pages';
import { fillPath } from '../transport/path';

/** Types of users; the values are the IDs of their schemas. */
export async function searchUserTypes(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	return await choose(this, { path: '/api/v1/meta/types/user' }, typed, (type) => {
		const { schema } = isObject(type['_links']) ? type['_links'] : {};
		const href = isObject(schema) ? text(schema['href']) : '';
		return { name: text(type['displayName']), value: href.slice(href.lastIndexOf('/') + 1) };
	});
}

/** Roles of the user chosen in the form. */
export async function searchRolesOfUser(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	const user = text(this.getCurrentNodeParameter('userId', { extractValue: true }));
	const path = fillPath(
		'/api/v1/users/{userId}/roles',
		() => user,
		() => 'User',
	);
	return await choose(this, { path }, typed, ({ id, label, assignmentType }) => ({
		name: text(label) + (assignmentType === 'GROUP' ? ' (from a group)' : ''),
		value: text(id),
	}));
}

/** Roles that the org made. */
export async function searchCustomRoles(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	return await choose(this, { path: '/api/v1/iam/roles', rowsIn: 'roles' }, typed, labelled);
}

/** What custom roles extend to. */
export async function searchResourceSets(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	const list = { path: '/api/v1/iam/resource-sets', rowsIn: 'resource-sets' };
	return await choose(this, list, typed, labelled);
}

/** Event hooks, with what keeps them from getting events. */
export async function searchEventHooks(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	return await choose(this, { path: '/api/v1/eventHooks' }, typed, (hook) => {
		const notes = [hook['status'], hook['verificationStatus']].map(text);
		const faults = notes.filter((note) => note !== 'ACTIVE' && note !== 'VERIFIED');
		const note = faults.length > 0 ? ` (${faults.join(', ').toLowerCase()})` : '';
		return { name: text(hook['name']) + note, value: text(hook['id']) };
	});
}

/** Network zones; those that go by place have no addresses to change. */
export async function searchZones(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	const list = { path: '/api/v1/zones', pageSize: 200 };
	return await choose(this, list, typed, ({ id, name, type }) => ({
		name: text(name) + (type === 'IP' ? '' : ' (dynamic)'),
		value: text(id),
	}));
}

const labelled = ({ id, label }: IDataObject): INodeListSearchItems => ({
	name: text(label),
	value: text(id),
});

/** Short lists, in which Okta doesn't search: those whose name contains what is typed. */
async function choose(
	context: ILoadOptionsFunctions,
	{ path, ...paging }: { path: string } & Paging,
	typed: string | undefined,
	toChoice: (row: IDataObject) => INodeListSearchItems,
): Promise<INodeListSearchResult> {
	const okta = await connect(context);
	const rows = await collect(okta.pages({ method: 'GET', path }, paging));
	const wanted = (typed ?? '').trim().toLowerCase();
	return {
		results: rows.map(toChoice).filter(({ name }) => name.toLowerCase().includes(wanted)),
	};
}
