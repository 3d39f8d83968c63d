import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { quote } from '../fields/conditions';
import { connect } from '../transport/connect';
import { isObject, text } from '../transport/json';
import { collect } from '../transport/okta';
import { nextLink, type Paging } from '../transport/pages';
import { fillPath } from '../transport/path';
import type { OktaRequest } from '../transport/request';

const pageSize = 50;

interface Entry {
	name: string;
	/** The ID, where it isn't in the member of that name. */
	value?: string;
	/** Where the Okta Admin Console shows the object, below its own host. */
	page?: string;
}

/** Users by the start of a name or email, deactivated ones included once something is typed. */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	typed?: string,
	page?: string,
): Promise<INodeListSearchResult> {
	const query = typed ? { search: nameStartsWith(typed) } : undefined;
	return await search(this, { path: '/api/v1/users', query }, page, (user) => {
		const profile = isObject(user['profile']) ? user['profile'] : {};
		const name = [profile['firstName'], profile['lastName']].map(text).filter(Boolean).join(' ');
		const status = user['status'] === 'ACTIVE' ? '' : `, ${text(user['status']).toLowerCase()}`;
		return {
			name: `${name || text(profile['login'])} (${text(profile['login'])}${status})`,
			page: `/admin/user/profile/view/${text(user['id'])}`,
		};
	});
}

/** Groups by the start of their name. */
export async function searchGroups(
	this: ILoadOptionsFunctions,
	typed?: string,
	page?: string,
): Promise<INodeListSearchResult> {
	const query = typed ? { search: `profile.name sw ${quote(typed)}` } : undefined;
	return await search(this, { path: '/api/v1/groups', query }, page, (group) => {
		const profile = isObject(group['profile']) ? group['profile'] : {};
		// Members of other types of group come from elsewhere and can't be changed here.
		const note =
			group['type'] === 'OKTA_GROUP'
				? ''
				: ` (${text(group['type']).toLowerCase().replace('_', ' ')})`;
		return {
			name: `${text(profile['name'])}${note}`,
			page: `/admin/group/${text(group['id'])}`,
		};
	});
}

/** Apps by the start of their label. */
export async function searchApps(
	this: ILoadOptionsFunctions,
	typed?: string,
	page?: string,
): Promise<INodeListSearchResult> {
	const query = typed ? { q: typed } : undefined;
	return await search(this, { path: '/api/v1/apps', query }, page, (app) => ({
		name: text(app['label']) + (app['status'] === 'ACTIVE' ? '' : ' (inactive)'),
		page: `/admin/app/${text(app['name'])}/instance/${text(app['id'])}`,
	}));
}

/** Types of users, by a part of their name; the values are the IDs of their schemas. */
export async function searchUserTypes(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	const types = await listAll(this, { path: '/api/v1/meta/types/user' }, (type) => {
		const { schema } = isObject(type['_links']) ? type['_links'] : {};
		const href = isObject(schema) ? text(schema['href']) : '';
		return { name: text(type['displayName']), value: href.slice(href.lastIndexOf('/') + 1) };
	});
	return containing(typed, types);
}

/** Roles of the user chosen above, by a part of their name. */
export async function searchRolesOfUser(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	const user = text(this.getCurrentNodeParameter('userId', { extractValue: true }));
	const path = fillPath(
		'/api/v1/users/{user}/roles',
		() => user,
		() => 'User',
	);
	const roles = await listAll(this, { path }, (role) => ({
		name: text(role['label']) + (role['assignmentType'] === 'GROUP' ? ' (from a group)' : ''),
	}));
	return containing(typed, roles);
}

/** Roles that the org made, by a part of their name. */
export async function searchCustomRoles(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	const list = { path: '/api/v1/iam/roles', rowsIn: 'roles' };
	return containing(typed, await listAll(this, list, ({ label }) => ({ name: text(label) })));
}

/** Resource sets, by a part of their name. */
export async function searchResourceSets(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	const list = { path: '/api/v1/iam/resource-sets', rowsIn: 'resource-sets' };
	return containing(typed, await listAll(this, list, ({ label }) => ({ name: text(label) })));
}

/** Event hooks, by a part of their name. */
export async function searchEventHooks(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	const hooks = await listAll(this, { path: '/api/v1/eventHooks' }, (hook) => ({
		name:
			text(hook['name']) +
			(hook['status'] !== 'ACTIVE'
				? ' (inactive)'
				: hook['verificationStatus'] === 'VERIFIED'
					? ''
					: ' (unverified)'),
	}));
	return containing(typed, hooks);
}

/** Network zones, by a part of their name. */
export async function searchZones(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	const zones = await listAll(this, { path: '/api/v1/zones', pageSize: 200 }, (zone) => ({
		name: `${text(zone['name'])}${zone['type'] === 'IP' ? '' : ' (dynamic)'}`,
	}));
	return containing(typed, zones);
}

/** Devices by the start of their name or serial number. */
export async function searchDevices(
	this: ILoadOptionsFunctions,
	typed?: string,
	page?: string,
): Promise<INodeListSearchResult> {
	const query = typed
		? {
				search: ['displayName', 'serialNumber']
					.map((attribute) => `profile.${attribute} sw ${quote(typed)}`)
					.join(' or '),
			}
		: undefined;
	return await search(this, { path: '/api/v1/devices', query }, page, (device) => {
		const { displayName, serialNumber } = isObject(device['profile']) ? device['profile'] : {};
		const notes = [
			text(serialNumber),
			device['status'] === 'ACTIVE' ? '' : text(device['status']).toLowerCase(),
		];
		const note = notes.filter(Boolean).join(', ');
		return { name: text(displayName) + (note && ` (${note})`) };
	});
}

/** Policies of the type chosen above, by the start of their name. */
export async function searchPolicies(
	this: ILoadOptionsFunctions,
	typed?: string,
	page?: string,
): Promise<INodeListSearchResult> {
	const query = { type: text(this.getCurrentNodeParameter('type')), ...(typed && { q: typed }) };
	return await search(this, { path: '/api/v1/policies', query }, page, (policy) => ({
		name: text(policy['name']) + (policy['status'] === 'ACTIVE' ? '' : ' (inactive)'),
	}));
}

async function search(
	context: ILoadOptionsFunctions,
	{ path, query }: { path: string; query: Record<string, string> | undefined },
	page: string | undefined,
	describe: (row: IDataObject) => Entry,
): Promise<INodeListSearchResult> {
	const okta = await connect(context);
	const request: OktaRequest = page
		? { method: 'GET', path: page }
		: { method: 'GET', path, query: { ...query, limit: pageSize } };
	const { headers, body } = await okta.send(request);
	const rows: unknown[] = Array.isArray(body) ? body : [];
	return {
		results: rows.filter(isObject).map((row) => toResult(okta.origin, row, describe(row))),
		paginationToken: nextLink(headers['link']),
	};
}

/** All of a short list that Okta has no search for. */
async function listAll(
	context: ILoadOptionsFunctions,
	{ path, ...paging }: { path: string } & Paging,
	describe: (row: IDataObject) => Entry,
): Promise<INodeListSearchItems[]> {
	const okta = await connect(context);
	const rows = await collect(okta.pages({ method: 'GET', path }, paging));
	return rows.map((row) => toResult(okta.origin, row, describe(row)));
}

function containing(typed: string | undefined, all: INodeListSearchItems[]): INodeListSearchResult {
	const part = (typed ?? '').trim().toLowerCase();
	return { results: all.filter(({ name }) => name.toLowerCase().includes(part)) };
}

function toResult(
	origin: string,
	row: IDataObject,
	{ name, value = text(row['id']), page }: Entry,
): INodeListSearchItems {
	return { name, value, ...(page !== undefined && { url: adminOrigin(origin) + page }) };
}

/** "jane" finds Jane, "jane do" Jane Doe, "jane@" her address. */
function nameStartsWith(typed: string): string {
	const [first = '', ...rest] = typed.trim().split(/\s+/);
	const anywhere = ['firstName', 'lastName', 'email', 'login']
		.map((attribute) => `profile.${attribute} sw ${quote(typed.trim())}`)
		.join(' or ');
	if (rest.length === 0) return anywhere;
	const both = `profile.firstName sw ${quote(first)} and profile.lastName sw ${quote(rest.join(' '))}`;
	return `${anywhere} or (${both})`;
}

/** The Admin Console has a host of its own beside the org's; a custom domain shows it itself. */
function adminOrigin(origin: string): string {
	return origin.replace(
		/^(https:\/\/[^./]+)(\.(?:okta|oktapreview|okta-emea|okta-gov)\.com|\.okta\.mil)$/,
		'$1-admin$2',
	);
}
