import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { quote } from '../fields/conditions';
import { connect } from '../transport/connect';
import { isObject, text } from '../transport/json';
import { nextLink } from '../transport/pages';
import type { OktaRequest } from '../transport/request';
import { chosenId } from './chosenId';

export {
	searchFactors,
	searchPrimaryRelationships,
	searchRelationships,
	searchTacAuthenticators,
} from './shortLists';

const pageSize = 50;

interface Entry {
	name: string;
	/** Where the Okta Admin Console shows the object, below its own host. */
	page: string;
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
	const owners = this.getCurrentNodeParameter('ownerType') === 'GROUP' ? searchGroups : searchUsers;
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
		name: text(owner['displayName']) + (owner['type'] === 'GROUP' ? ' (group)' : ''),
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
		results: rows.filter(isObject).map((row) => {
			const { name, page: adminPage } = describe(row);
			return { name, value: text(row['id']), url: adminOrigin(okta.origin) + adminPage };
		}),
		paginationToken: nextLink(headers['link']),
	};
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
