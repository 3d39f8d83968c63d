import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { quote } from '../objects/expression';
import { nameOf } from '../objects/logEvent';
import { type Needed, seesNone } from '../objects/seesNone';
import { clientIdIn, isServiceApp, oauthApps } from '../objects/serviceApps';
import { sendForList } from '../transport/answers';
import { connect } from '../transport/connect';
import { isObject, text } from '../transport/json';
import { nextLink, PagesRead, pathOf } from '../transport/pages';
import type { OktaRequest } from '../transport/types';
import { chosen, chosenId } from './chosenId';

export {
	searchFactors,
	searchGrantedScopes,
	searchKeys,
	searchPrimaryRelationships,
	searchRelationships,
	searchTacAuthenticators,
} from './shortLists';

export {
	searchCustomRoles,
	searchEventHooks,
	searchResourceSets,
	searchRolesOfUser,
	searchUserTypes,
	searchZones,
} from './orgLists';

const pageSize = 50;

/** What is in these lists in any org, as long as nobody searches them. */
const needed = new Map<string, Needed>([
	['/api/v1/users', 'user'],
	['/api/v1/groups', 'group'],
	['/api/v1/apps', 'app'],
]);

interface Entry {
	name: string;
	/** Where the Okta Admin Console shows the object, below its own host. */
	page?: string;
	/** What the field holds when the entry is chosen, if not the ID. */
	value?: string;
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
			// The status comes first: a long login is cut off in the list.
			name: `${name || text(profile['login'])}${status} (${text(profile['login'])})`,
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

/** Group rules by a part of their name or expression. */
export async function searchGroupRules(
	this: ILoadOptionsFunctions,
	typed?: string,
	page?: string,
): Promise<INodeListSearchResult> {
	const query = typed ? { search: typed } : undefined;
	return await search(this, { path: '/api/v1/groups/rules', query }, page, (rule) => ({
		name: text(rule['name']) + (rule['status'] === 'ACTIVE' ? '' : ' (inactive)'),
		page: '/admin/groups#rules',
	}));
}

/** Users or groups, whichever the form has as type of the owner to be. */
export async function searchNewOwners(
	this: ILoadOptionsFunctions,
	typed?: string,
	page?: string,
): Promise<INodeListSearchResult> {
	const owners = chosen(this, 'ownerType') === 'GROUP' ? searchGroups : searchUsers;
	return await owners.call(this, typed, page);
}

/** Owners of the group in the form, by a part of their name. */
export async function searchOwners(
	this: ILoadOptionsFunctions,
	typed = '',
	page?: string,
): Promise<INodeListSearchResult> {
	const path = `/api/v1/groups/${await chosenId(this, 'groupId')}/owners`;
	const { results, ...rest } = await search(this, { path, query: undefined }, page, (owner) => ({
		name: nameOf(owner) + (owner['type'] === 'GROUP' ? ' (group)' : ''),
		page:
			owner['type'] === 'GROUP'
				? `/admin/group/${text(owner['id'])}`
				: `/admin/user/profile/view/${text(owner['id'])}`,
	}));
	const wanted = typed.toLowerCase();
	return { ...rest, results: results.filter(({ name }) => name.toLowerCase().includes(wanted)) };
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

/** Service apps by the start of their label. */
export async function searchServiceApps(
	this: ILoadOptionsFunctions,
	typed?: string,
	page?: string,
): Promise<INodeListSearchResult> {
	return await serviceApps(this, typed, page, (app) => text(app['id']));
}

/** The same as OAuth clients. */
export async function searchClients(
	this: ILoadOptionsFunctions,
	typed?: string,
	page?: string,
): Promise<INodeListSearchResult> {
	return await serviceApps(this, typed, page, clientIdIn);
}

/** Okta can't list service apps alone. */
async function serviceApps(
	context: ILoadOptionsFunctions,
	typed: string | undefined,
	page: string | undefined,
	valueOf: (app: IDataObject) => string,
): Promise<INodeListSearchResult> {
	const query: Record<string, string> = typed ? { q: typed } : { filter: oauthApps };
	const describe = (app: IDataObject) =>
		isServiceApp(app)
			? {
					name: text(app['label']) + (app['status'] === 'ACTIVE' ? '' : ' (inactive)'),
					page: `/admin/app/oidc_client/instance/${text(app['id'])}`,
					value: valueOf(app),
				}
			: undefined;
	return await search(context, { path: '/api/v1/apps', query }, page, describe);
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
		const status = device['status'] === 'ACTIVE' ? '' : text(device['status']).toLowerCase();
		const note = [text(serialNumber), status].filter(Boolean).join(', ');
		const name = nameOf({ displayName, id: device['id'] });
		return { name: name + (note && ` (${note})`) };
	});
}

/** Policies of the type chosen above, by the start of their name. */
export async function searchPolicies(
	this: ILoadOptionsFunctions,
	typed?: string,
	page?: string,
): Promise<INodeListSearchResult> {
	const query = { type: chosen(this, 'type'), ...(typed && { q: typed }) };
	return await search(this, { path: '/api/v1/policies', query }, page, (policy) => ({
		name: text(policy['name']) + (policy['status'] === 'ACTIVE' ? '' : ' (inactive)'),
	}));
}

async function search(
	context: ILoadOptionsFunctions,
	{ path, query }: { path: string; query: Record<string, string> | undefined },
	page: string | undefined,
	describe: (row: IDataObject) => Entry | undefined,
): Promise<INodeListSearchResult> {
	const okta = await connect(context);
	const from = page === undefined ? undefined : pathOf(page);
	let request: OktaRequest = from
		? { method: 'GET', path: from }
		: { method: 'GET', path, query: { ...query, limit: pageSize } };
	const isSearched = query !== undefined && ('q' in query || 'search' in query);
	const what = from || isSearched ? undefined : needed.get(path);
	const read = new PagesRead();
	const toResult = (row: IDataObject) => {
		const entry = describe(row);
		if (!entry) return [];
		const { name, value = text(row['id']), page: adminPage } = entry;
		const url = adminPage === undefined ? undefined : adminOrigin(okta.origin) + adminPage;
		return [{ name, value, url }];
	};
	// A page without entries would look like the end of the list.
	for (;;) {
		const { rows, headers } = await sendForList(okta, request);
		if (what && rows.length === 0 && request.path === path) throw seesNone(what);
		const results = rows.flatMap(toResult);
		const next = read.next(request, rows.length, nextLink(headers['link']));
		if (results.length > 0 || next === undefined) return { results, paginationToken: next };
		request = { method: 'GET', path: next };
	}
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
