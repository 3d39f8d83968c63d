import { notFound, validationFailed } from '../errors';
import type { Call, Reply, Route } from '../route';
import { inOrder, page } from './cursor';
import { nameOf } from './expression';
import type { Group } from './groupStore';
import { groupOf } from './lookup';
import { iso, text } from './model';
import { invalidSearch } from './refusals';
import { bodyOf, created, noContent, param, requiredText } from './request';

const PAGE = { default: 1_000, max: 1_000 };

type Owner = Group['owners'] extends Map<string, infer Entry> ? Entry : never;

const show =
	({ org }: Call) =>
	([id, { type, lastUpdated }]: readonly [string, Owner]) => ({
		id,
		type,
		resolved: true,
		originId: null,
		originType: 'OKTA_DIRECTORY',
		displayName: displayName(org, id),
		lastUpdated: iso(lastUpdated),
	});

function displayName({ directory }: Call['org'], id: string): string {
	const user = directory.findUser(id);
	if (user) return `${text(user.profile, 'firstName')} ${text(user.profile, 'lastName')}`;
	const group = directory.groups.get(id);
	return group ? nameOf(group) : '';
}

/** The one search there is: by type. */
function typeSearched(call: Call): string | undefined {
	const search = call.query.get('search');
	if (!search) return undefined;
	const type = /^\s*type\s+eq\s+"(USER|GROUP)"\s*$/.exec(search)?.[1];
	if (type === undefined) throw invalidSearch('Owners can be searched by type only.');
	return type;
}

function list(call: Call): Reply {
	const group = groupOf(call);
	const type = typeSearched(call);
	const owners = [...group.owners].filter(([, owner]) => type === undefined || owner.type === type);
	return page(call, {
		list: `owners of ${group.id}`,
		size: PAGE,
		rows: inOrder(owners),
		show: show(call),
	});
}

function add(call: Call): Reply {
	const { groups, users, clock } = call.org.directory;
	const group = groupOf(call);
	const body = bodyOf(call);
	const id = requiredText(body, 'id');
	const type = requiredText(body, 'type');
	if (type !== 'USER' && type !== 'GROUP')
		throw validationFailed('type', `type: '${type}' is neither USER nor GROUP`);
	const position = call.org.directory.ids.position('00u', id);
	const exists = type === 'GROUP' ? groups.get(id) : users.at(position ?? -1);
	if (!exists) throw notFound(id, type === 'GROUP' ? 'UserGroup' : 'User');
	if (group.owners.has(id))
		throw validationFailed('id', 'id: Provided owner is already assigned to this group');
	const owner = { type, lastUpdated: clock.now() } as const;
	group.owners.set(id, owner);
	return created(show(call)([id, owner]));
}

function remove(call: Call): Reply {
	const group = groupOf(call);
	const id = param(call, 'ownerId');
	if (!group.owners.delete(id)) throw notFound(id, 'GroupOwner');
	return noContent();
}

export const ownerRoutes: Route[] = [
	{
		route: 'GET /api/v1/groups/{groupId}/owners',
		scopes: ['okta.groups.read'],
		handle: list,
	},
	{ route: 'POST /api/v1/groups/{groupId}/owners', scopes: ['okta.groups.manage'], handle: add },
	{
		route: 'DELETE /api/v1/groups/{groupId}/owners/{ownerId}',
		scopes: ['okta.groups.manage'],
		handle: remove,
	},
];
