import { notFound, validationFailed } from '../errors';
import type { Call, Reply, Route } from '../route';
import { nameOf } from './expression';
import type { Group } from './groupStore';
import { groupOf } from './lookup';
import { text } from './model';
import { invalidSearch } from './refusals';
import { bodyOf, created, noContent, ok, param, requiredText } from './request';

type Owner = Group['owners'] extends Map<string, infer Entry> ? Entry : never;

const show =
	({ org }: Call, written: (time: number) => string) =>
	([id, { type, lastUpdated }]: readonly [string, Owner]) => ({
		id,
		type,
		resolved: true,
		originId: null,
		originType: 'OKTA_DIRECTORY',
		displayName: displayName(org, id),
		lastUpdated: written(lastUpdated),
	});

/** `2026-03-04 10:08:01.0`: how a list of owners writes times. */
const listed = (time: number): string =>
	`${new Date(time).toISOString().slice(0, 19).replace('T', ' ')}.0`;

/** `Wed Mar 04 10:08:01 UTC 2026`: how the answer to a POST does. */
function announced(time: number): string {
	const [day = '', date = '', month = '', year = '', clock = ''] = new Date(time)
		.toUTCString()
		.split(/,? /);
	return `${day} ${month} ${date} ${clock} UTC ${year}`;
}

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
	return ok(owners.map(show(call, listed)));
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
		throw validationFailed('owner', 'Provided owner is already assigned to this group');
	const owner = { type, lastUpdated: clock.now() } as const;
	group.owners.set(id, owner);
	return created(show(call, announced)([id, owner]));
}

function remove(call: Call): Reply {
	const group = groupOf(call);
	const id = param(call, 'ownerId');
	if (!group.owners.delete(id)) throw notFound(id, 'LinkedObject');
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
