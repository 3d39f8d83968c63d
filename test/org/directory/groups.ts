import { notPermitted, validationFailed } from '../errors';
import type { Call, Reply, Route } from '../route';
import type { App } from './appStore';
import { recordAssignment } from './assignments';
import { appView } from './appView';
import { inOrder, page } from './cursor';
import { queryGroups } from './groupSearch';
import type { Group } from './groupStore';
import { groupView } from './groupView';
import { groupOf, userOf } from './lookup';
import { MemberSet } from './memberSet';
import type { Profile, User } from './model';
import { unsupportedOperation } from './refusals';
import { bodyOf, isObject, noContent, ok } from './request';
import { checkProfile } from './schema';
import { groupTarget, userTarget } from './targets';
import { userView } from './userView';

const PAGE = { default: 10_000, max: 10_000 };
const PAGE_OF_Q = { default: 300, max: 300 };
const MEMBERS = { default: 1_000, max: 1_000 };
const APPS = { default: 20, max: 200 };

function list(call: Call): Reply {
	const { groups, paged } = queryGroups(call);
	const reply = page(call, {
		list: 'groups',
		size: paged ? PAGE : PAGE_OF_Q,
		rows: inOrder(groups),
		paged,
		show: groupView(call),
	});
	return paged ? reply : ok(reply.body);
}

/** The profile in the body, held against the group schema and the names of other groups. */
function profileIn(call: Call, self?: Group): Profile {
	const { groups, schemas } = call.org.directory;
	const { profile } = bodyOf(call);
	if (!isObject(profile))
		throw validationFailed('profile', 'profile: The field cannot be left blank');
	const { faults, unknown } = checkProfile(schemas.groupAttributes(), profile, profile);
	if (unknown.length > 0)
		throw validationFailed(
			'profile',
			...unknown.map((name) => `Property name '${name}' is not defined in profile`),
		);
	const name = typeof profile.name === 'string' ? profile.name : '';
	if (groups.byName(name).some((other) => other.id !== self?.id))
		faults.push({
			attribute: 'name',
			message: 'An object with this field already exists in the current organization',
		});
	const [first] = faults;
	if (first)
		throw validationFailed(
			first.attribute,
			...faults.map(({ attribute, message }) => `${attribute}: ${message}`),
		);
	return {
		description: null,
		...Object.fromEntries(Object.entries(profile).filter(([, value]) => value !== null)),
	};
}

function create(call: Call): Reply {
	const { directory } = call.org;
	const group = directory.groups.add({
		type: 'OKTA_GROUP',
		created: directory.clock.now(),
		objectClass: ['okta:user_group'],
		profile: profileIn(call),
		members: new MemberSet(),
	});
	directory.log.record(call, {
		eventType: 'group.lifecycle.create',
		displayMessage: 'Create Okta group',
		targets: [groupTarget(group)],
	});
	return ok(groupView(call)(group));
}

function replace(call: Call): Reply {
	const { directory } = call.org;
	const group = groupOf(call);
	if (group.type !== 'OKTA_GROUP') throw notPermitted();
	directory.groups.rename(group, profileIn(call, group), directory.clock.now());
	directory.log.record(call, {
		eventType: 'group.profile.update',
		displayMessage: 'Update group profile',
		targets: [groupTarget(group)],
	});
	return ok(groupView(call)(group));
}

function remove(call: Call): Reply {
	const { directory } = call.org;
	const group = groupOf(call);
	// Okta's manual says that a pushed group stays; with what answer, is not recorded.
	if (group.type === 'BUILT_IN' || group.pushedBy.size > 0) throw notPermitted();
	directory.deleteGroup(group);
	directory.log.record(call, {
		eventType: 'group.lifecycle.delete',
		displayMessage: 'Delete Okta group',
		targets: [groupTarget(group)],
	});
	return noContent();
}

/** Only members of Okta's own groups can be changed here. */
function membersOf({ type, members }: Group) {
	if (type === 'APP_GROUP') throw notPermitted();
	if (type === 'BUILT_IN' || !members) throw unsupportedOperation();
	return members;
}

/** Adds a user to a group; nothing happens when the user is in it. */
export function joinGroup(call: Call, group: Group, user: User, byRule?: string): void {
	const { directory } = call.org;
	const hadApps = appsThrough(call, group, user);
	if (!membersOf(group).add(user.position)) return;
	directory.groups.touchMembers(group, directory.clock.now());
	directory.log.record(call, {
		eventType: 'group.user_membership.add',
		displayMessage: 'Add user to group membership',
		targets: [userTarget(user), groupTarget(group)],
		...(byRule !== undefined && { debugData: { triggeredByGroupRuleId: byRule } }),
	});
	for (const app of appsThrough(call, group, user))
		if (!hadApps.includes(app)) recordAssignment(call, 'add', app, user);
}

/** Takes a user out of a group; nothing happens when the user isn't in it. */
export function leaveGroup(call: Call, group: Group, user: User): void {
	const { directory } = call.org;
	const hadApps = appsThrough(call, group, user);
	if (!membersOf(group).delete(user.position)) return;
	directory.groups.touchMembers(group, directory.clock.now());
	directory.log.record(call, {
		eventType: 'group.user_membership.remove',
		displayMessage: 'Remove user from group membership',
		targets: [userTarget(user), groupTarget(group)],
	});
	const hasApps = appsThrough(call, group, user);
	for (const app of hadApps)
		if (!hasApps.includes(app)) recordAssignment(call, 'remove', app, user);
}

/** Of the apps assigned to the group, those the user has, by whatever way. */
const appsThrough = ({ org }: Call, group: Group, { position }: User): App[] =>
	org.directory
		.appsThrough(group)
		.filter((app) => org.directory.assignmentScope(app, position) !== undefined);

function addMember(call: Call): Reply {
	joinGroup(call, groupOf(call), userOf(call, 'userId'));
	return noContent();
}

function listMembers(call: Call): Reply {
	const { directory } = call.org;
	const group = groupOf(call);
	return page(call, {
		list: `members ${group.id}`,
		size: MEMBERS,
		rows: (from) => directory.usersAt(directory.membersFrom(group, from)),
		show: userView(call, 'self'),
	});
}

function listApps(call: Call): Reply {
	const group = groupOf(call);
	const apps = call.org.directory.apps.list().filter((app) => app.groups.has(group.id));
	return page(call, {
		list: `apps ${group.id}`,
		size: APPS,
		rows: inOrder(apps),
		show: appView(call),
	});
}

const read = ['okta.groups.read'];
const manage = ['okta.groups.manage'];

export const groupRoutes: Route[] = [
	{ route: 'GET /api/v1/groups', scopes: read, handle: list },
	{ route: 'POST /api/v1/groups', scopes: manage, handle: create },
	{
		route: 'GET /api/v1/groups/{groupId}',
		scopes: read,
		handle: (call) => ok(groupView(call)(groupOf(call))),
	},
	{ route: 'PUT /api/v1/groups/{groupId}', scopes: manage, handle: replace },
	{ route: 'DELETE /api/v1/groups/{groupId}', scopes: manage, handle: remove },
	{ route: 'GET /api/v1/groups/{groupId}/users', scopes: read, handle: listMembers },
	{
		route: 'PUT /api/v1/groups/{groupId}/users/{userId}',
		scopes: manage,
		handle: addMember,
	},
	{ route: 'GET /api/v1/groups/{groupId}/apps', scopes: read, handle: listApps },
];
