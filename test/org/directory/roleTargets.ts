import { notFound, validationFailed } from '../errors';
import type { Call, Reply, Route } from '../route';
import { inOrder, page } from './cursor';
import { groupView } from './groupView';
import { appOf, groupOf, userOf } from './lookup';
import { iso } from './model';
import { roleTypeForbids } from './refusals';
import { noContent, param } from './request';
import type { RoleAssignment } from './roleStore';
import { roleOf } from './roles';

/** Okta gives no more than so many at a time, whatever is asked for. */
const PAGE = { default: 20, max: 20 };

/** Roles that can be limited, and to what. */
const LIMITED: Readonly<Record<keyof RoleAssignment['targets'], readonly string[]>> = {
	groups: ['USER_ADMIN', 'HELP_DESK_ADMIN', 'GROUP_MEMBERSHIP_ADMIN'],
	apps: ['APP_ADMIN'],
};

function limitedRole(call: Call, to: keyof RoleAssignment['targets']): RoleAssignment {
	const isGroup = call.path.startsWith('/api/v1/groups/');
	const role = roleOf(call, isGroup ? groupOf(call) : userOf(call, 'userId'));
	if (!LIMITED[to].includes(role.type)) throw roleTypeForbids();
	return role;
}

function listGroups(call: Call): Reply {
	const { targets } = limitedRole(call, 'groups');
	const groups = [...targets.groups].flatMap((id) => call.org.directory.groups.get(id) ?? []);
	return page(call, {
		list: `group targets of ${param(call, 'roleAssignmentId')}`,
		size: PAGE,
		rows: inOrder(groups),
		show: groupView(call),
	});
}

/** Instances of apps, and apps of the catalogue, which stand for all their instances. */
function listApps(call: Call): Reply {
	const { apps } = call.org.directory;
	const targets = [...limitedRole(call, 'apps').targets.apps].map((target) => {
		const app = apps.get(target);
		if (!app) return { name: target, displayName: target, status: 'ACTIVE' };
		const { id, name, label, status, lastUpdated } = app;
		return { id, name, displayName: label, status, lastUpdated: iso(lastUpdated) };
	});
	return page(call, {
		list: `app targets of ${param(call, 'roleAssignmentId')}`,
		size: PAGE,
		rows: (from) => [...targets.entries()].slice(from),
		show: (target) => target,
	});
}

function add(call: Call): Reply {
	const role = limitedRole(call, 'groups');
	role.targets.groups.add(groupOf(call).id);
	return noContent();
}

function addApp(call: Call): Reply {
	const role = limitedRole(call, 'apps');
	role.targets.apps.add(appOf(call).id);
	return noContent();
}

function addAppName(call: Call): Reply {
	const role = limitedRole(call, 'apps');
	const name = param(call, 'appName');
	const isKnown = call.org.directory.apps.list().some((app) => app.name === name);
	if (!isKnown) throw notFound(name, 'AppDefinition');
	role.targets.apps.add(name);
	return noContent();
}

/** The role would be one over everything without its last target. */
function remove(call: Call, to: keyof RoleAssignment['targets'], id: string): Reply {
	const targets = limitedRole(call, to).targets[to];
	if (targets.has(id) && targets.size === 1)
		throw validationFailed('target', 'target: The last target of a role cannot be removed');
	targets.delete(id);
	return noContent();
}

const read = ['okta.roles.read'];
const manage = ['okta.roles.manage'];
const GROUPS = '/api/v1/users/{userId}/roles/{roleAssignmentId}/targets/groups';
const APPS = '/api/v1/users/{userId}/roles/{roleAssignmentId}/targets/catalog/apps';

const OF_GROUP = '/api/v1/groups/{groupId}/roles/{roleAssignmentId}/targets';

export const roleTargetRoutes: Route[] = [
	{ route: `GET ${OF_GROUP}/groups`, scopes: read, handle: listGroups },
	{ route: `GET ${OF_GROUP}/catalog/apps`, scopes: read, handle: listApps },
	{ route: `GET ${GROUPS}`, scopes: read, handle: listGroups },
	{ route: `PUT ${GROUPS}/{groupId}`, scopes: manage, handle: add },
	{
		route: `DELETE ${GROUPS}/{groupId}`,
		scopes: manage,
		handle: (call) => remove(call, 'groups', groupOf(call).id),
	},
	{ route: `GET ${APPS}`, scopes: read, handle: listApps },
	{ route: `PUT ${APPS}/{appName}`, scopes: manage, handle: addAppName },
	{ route: `PUT ${APPS}/{appName}/{appId}`, scopes: manage, handle: addApp },
	{
		route: `DELETE ${APPS}/{appName}/{appId}`,
		scopes: manage,
		handle: (call) => remove(call, 'apps', appOf(call).id),
	},
];
