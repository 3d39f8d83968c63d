import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { quote } from '../objects/expression';
import { nameOf } from '../objects/logEvent';
import { clientIdIn, isServiceApp, oauthApps } from '../objects/serviceApps';
import { isObject, text } from '../transport/json';
import { chosen, chosenId, isChosen } from './chosenId';
import { type Entry, policies, search, toApp } from './search';

export {
	searchFactors,
	searchGrantedScopes,
	searchKeys,
	searchPolicyRules,
	searchPrimaryRelationships,
	searchRelationships,
	searchTacAuthenticators,
} from './shortLists';

export {
	searchApprovalSequences,
	searchBindingMembers,
	searchCampaigns,
	searchCustomRoles,
	searchDeviceAssurances,
	searchEventHooks,
	searchInlineHooks,
	searchRealmAssignments,
	searchRealms,
	searchRequestConditions,
	searchResourceSets,
	searchResources,
	searchRolesOfClient,
	searchRolesOfUser,
	searchUserTypes,
	searchZones,
} from './orgLists';

/**
 * Users by the start of a name or email, deactivated ones included once something is typed. Where
 * something is taken from people, or changed about it, only those who have it.
 */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	typed?: string,
	page?: string,
): Promise<INodeListSearchResult> {
	if (isAbout(this, 'group', ['removeMember'], 'groupId')) {
		const path = `/api/v1/groups/${await chosenId(this, 'groupId')}/users`;
		// Okta has no search for members.
		return await search(this, { path, query: undefined }, page, (user) => {
			const entry = describeUser(user);
			return entry.name.toLowerCase().includes((typed ?? '').toLowerCase()) ? entry : undefined;
		});
	}
	if (isAbout(this, 'application', onAssignments, 'appId')) {
		const path = `/api/v1/apps/${await chosenId(this, 'appId')}/users`;
		const query = { expand: 'user', ...(typed && { q: typed }) };
		return await search(this, { path, query }, page, ({ id, credentials, _embedded: embedded }) => {
			const { user } = isObject(embedded) ? embedded : {};
			if (isObject(user)) return describeUser(user);
			return { name: isObject(credentials) ? text(credentials['userName']) : text(id) };
		});
	}
	const query = typed ? { search: nameStartsWith(typed) } : undefined;
	return await search(this, { path: '/api/v1/users', query }, page, describeUser);
}

/** What is done with the app of somebody who has it. */
const onAssignments = ['unassignUser', 'getUserAssignment', 'updateUserAssignment'];

/** Whether the form has one of these operations, and the locator names what it is about already. */
function isAbout(
	context: ILoadOptionsFunctions,
	resource: string,
	operations: readonly string[],
	locator: string,
): boolean {
	return (
		context.getCurrentNodeParameter('resource') === resource &&
		operations.includes(text(context.getCurrentNodeParameter('operation'))) &&
		isChosen(context, locator)
	);
}

function describeUser(user: IDataObject): Entry {
	const profile = isObject(user['profile']) ? user['profile'] : {};
	const name = [profile['firstName'], profile['lastName']].map(text).filter(Boolean).join(' ');
	const status = user['status'] === 'ACTIVE' ? '' : `, ${text(user['status']).toLowerCase()}`;
	return {
		// The status comes first: a long login is cut off in the list.
		name: `${name || text(profile['login'])}${status} (${text(profile['login'])})`,
		page: `/admin/user/profile/view/${text(user['id'])}`,
	};
}

/** Groups by the start of their name; where an app is taken from a group, only those that have it. */
export async function searchGroups(
	this: ILoadOptionsFunctions,
	typed?: string,
	page?: string,
): Promise<INodeListSearchResult> {
	if (isAbout(this, 'application', ['unassignGroup'], 'appId')) {
		const path = `/api/v1/apps/${await chosenId(this, 'appId')}/groups`;
		const query = { expand: 'group', ...(typed && { q: typed }) };
		return await search(this, { path, query }, page, ({ id, _embedded: embedded }) => {
			const { group } = isObject(embedded) ? embedded : {};
			return isObject(group) ? describeGroup(group) : { name: text(id) };
		});
	}
	const query = typed ? { search: `profile.name sw ${quote(typed)}` } : undefined;
	return await search(this, { path: '/api/v1/groups', query }, page, describeGroup);
}

function describeGroup(group: IDataObject): Entry {
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
	return await search(this, { path: '/api/v1/apps', query }, page, toApp);
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
	return await policies(this, chosen(this, 'type'), typed, page);
}

/** Policies for signing in to apps, by the start of their name. */
export async function searchAccessPolicies(
	this: ILoadOptionsFunctions,
	typed?: string,
	page?: string,
): Promise<INodeListSearchResult> {
	return await policies(this, 'ACCESS_POLICY', typed, page);
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
