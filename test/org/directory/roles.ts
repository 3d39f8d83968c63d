import { notFound, validationFailed } from '../errors';
import { pageCursor, pageLimit } from '../paging';
import type { Call, Reply, Route } from '../route';
import { groupOf, userOf } from './lookup';
import type { LogTarget } from './logEvent';
import { iso } from './model';
import { roleAlreadyAssigned, roleForBuiltIn, roleForThisGroup } from './refusals';
import { bodyOf, created, noContent, ok, param, requiredText } from './request';
import { known } from './customRoles';
import type { CustomAssignment, RoleAssignment } from './roleStore';
import { groupTarget, userTarget } from './targets';

/** Administrator roles that can be given by their type alone. */
const STANDARD: Readonly<Record<string, string>> = {
	ACCESS_CERTIFICATIONS_ADMIN: 'Access Certifications Administrator',
	ACCESS_REQUESTS_ADMIN: 'Access Requests Administrator',
	API_ACCESS_MANAGEMENT_ADMIN: 'API Access Management Administrator',
	APP_ADMIN: 'Application Administrator',
	GROUP_MEMBERSHIP_ADMIN: 'Group Membership Administrator',
	HELP_DESK_ADMIN: 'Help Desk Administrator',
	ORG_ADMIN: 'Organization Administrator',
	READ_ONLY_ADMIN: 'Read-Only Administrator',
	REPORT_ADMIN: 'Report Administrator',
	SUPER_ADMIN: 'Super Administrator',
	USER_ADMIN: 'Group Administrator',
	WORKFLOWS_ADMIN: 'Workflows Administrator',
};

/** Whom a role is given to, and the path of it. */
interface Assignee {
	kind: 'USER' | 'GROUP';
	id: string;
	path: string;
}

const show =
	({ origin }: Call, { kind, path }: Assignee) =>
	(role: RoleAssignment) => ({
		id: role.id,
		label: role.custom ? 'Custom' : STANDARD[role.type],
		type: role.type,
		status: 'ACTIVE',
		created: iso(role.created),
		lastUpdated: iso(role.created),
		assignmentType: kind,
		...(role.custom ? { role: role.custom.role, 'resource-set': role.custom.resourceSet } : {}),
		_links: { assignee: { href: origin + path } },
	});

const toAssignee = (id: string): Assignee =>
	id.startsWith('00g')
		? { kind: 'GROUP', id, path: `/api/v1/groups/${id}` }
		: { kind: 'USER', id, path: `/api/v1/users/${id}` };

const userAssignee = (call: Call): Assignee => toAssignee(userOf(call, 'userId').id);
const groupAssignee = (call: Call): Assignee => toAssignee(groupOf(call).id);

/** Okta writes `grant` for any change that leaves roles, with those there are now; else `revoke`. */
function record(call: Call, { kind, id }: Assignee): void {
	const labels = call.org.directory.roles
		.of(id)
		.map(({ type, custom }) => (custom ? 'Custom' : (STANDARD[type] ?? type)));
	recordPrivileges(
		call,
		kind === 'USER' ? 'user.account' : 'group',
		kind === 'USER' ? userTarget(userOf(call, 'userId')) : groupTarget(groupOf(call)),
		labels,
	);
}

/** Writes down which roles somebody has now. */
export function recordPrivileges(
	call: Call,
	who: 'user.account' | 'group' | 'app.oauth2.client',
	target: LogTarget,
	labels: readonly string[],
): void {
	const left = labels.length > 0;
	call.org.log.record(call, {
		eventType: `${who}.privilege.${left ? 'grant' : 'revoke'}`,
		displayMessage: left ? 'Grant admin privilege' : 'Revoke all admin privileges',
		targets: [target],
		debugData: left ? { privilegeGranted: labels.join(', ') } : { privilegeRevoked: 'All' },
	});
}

function assign(call: Call, assignee: Assignee): Reply {
	const { roles, clock } = call.org.directory;
	const body = bodyOf(call);
	const type = requiredText(body, 'type');
	const isCustom = type === 'CUSTOM';
	if (!isCustom && !Object.hasOwn(STANDARD, type))
		throw validationFailed('type', `type: '${type}' is not a role`);
	if (!isCustom && roles.of(assignee.id).some((role) => role.type === type))
		throw roleAlreadyAssigned();
	const custom = isCustom ? customIn(call) : undefined;
	const role = roles.add(assignee.id, type, clock.now(), custom);
	record(call, assignee);
	return created(show(call, assignee)(role));
}

/** Role and resource set of a request that assigns a custom one: E0000007 when there's no such. */
export function customIn(call: Call): CustomAssignment {
	const { customRoles, resourceSets } = call.org.directory;
	const body = bodyOf(call);
	return {
		role: known(requiredText(body, 'role'), customRoles, 'CustomRole').id,
		resourceSet: known(requiredText(body, 'resource-set'), resourceSets, 'ResourceSet').id,
	};
}

/** Okta gives roles to groups that nobody can join by himself and that aren't too large. */
function assignToGroup(call: Call): Reply {
	const group = groupOf(call);
	if (group.type === 'BUILT_IN') throw roleForBuiltIn();
	if (group.type !== 'OKTA_GROUP') throw roleForThisGroup();
	return assign(call, groupAssignee(call));
}

/** The role a path names of a user or group: E0000007 when there's none. */
export function roleOf(call: Call, { id }: { id: string }): RoleAssignment {
	const roleId = param(call, 'roleAssignmentId');
	const role = call.org.directory.roles.of(id).find((candidate) => candidate.id === roleId);
	if (!role) throw notFound(roleId, 'RoleAssignment');
	return role;
}

function unassign(call: Call, assignee: Assignee): Reply {
	call.org.directory.roles.delete(assignee.id, roleOf(call, assignee));
	record(call, assignee);
	return noContent();
}

const ASSIGNEES = { default: 100, max: 200 };
/** This list is wrapped in an object, and its next page is named in the body, not in a header. */
function listAssignees(call: Call): Reply {
	const limit = pageLimit(call, ASSIGNEES);
	const after = pageCursor(call) ?? '';
	const ids = call.org.directory.administrators();
	const left = ids.filter((id) => id > after);
	const shown = left.slice(0, limit);
	const last = shown.at(-1);
	const next = new URLSearchParams({ after: last ?? '', limit: String(limit) });
	return ok({
		value: shown.map((id) => ({
			id,
			orn: `orn:okta:directory:00o1practice0org05d7:users:${id}`,
			_links: {
				self: { href: `${call.origin}/api/v1/users/${id}` },
				roles: { href: `${call.origin}/api/v1/users/${id}/roles` },
			},
		})),
		...(left.length > limit && {
			_links: {
				next: { href: `${call.origin}/api/v1/iam/assignees/users?${next.toString()}` },
			},
		}),
	});
}

const read = ['okta.roles.read'];
const manage = ['okta.roles.manage'];

const of = (
	collection: string,
	assignee: (call: Call) => Assignee,
	assignees: (call: Call) => string[],
	add: Route['handle'],
): Route[] => [
	{
		route: `GET /api/v1/${collection}/roles`,
		scopes: read,
		handle: (call) => {
			const { roles } = call.org.directory;
			return ok(assignees(call).flatMap((id) => roles.of(id).map(show(call, toAssignee(id)))));
		},
	},
	{ route: `POST /api/v1/${collection}/roles`, scopes: manage, handle: add },
	{
		route: `GET /api/v1/${collection}/roles/{roleAssignmentId}`,
		scopes: read,
		handle: (call) => {
			const to = assignee(call);
			return ok(show(call, to)(roleOf(call, to)));
		},
	},
	{
		route: `DELETE /api/v1/${collection}/roles/{roleAssignmentId}`,
		scopes: manage,
		handle: (call) => unassign(call, assignee(call)),
	},
];

export const roleRoutes: Route[] = [
	...of(
		'users/{userId}',
		userAssignee,
		(call) => call.org.directory.roleGivers(userOf(call, 'userId')),
		(call) => assign(call, userAssignee(call)),
	),
	...of('groups/{groupId}', groupAssignee, (call) => [groupOf(call).id], assignToGroup),
	{ route: 'GET /api/v1/iam/assignees/users', scopes: read, handle: listAssignees },
];
