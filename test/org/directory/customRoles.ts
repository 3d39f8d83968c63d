import { notFound, validationFailed } from '../errors';
import { pageCursor, pageLimit } from '../paging';
import { isKnownPermission } from '../permissions';
import type { Call, Reply, Route } from '../route';
import type { Directory } from './directory';
import type { LogTarget } from './logEvent';
import { ADMIN_HOST, iso } from './model';
import { bodyOf, noContent, ok, param, requiredText, textIn, textsIn } from './request';

const FOUNDED = Date.UTC(2019, 0, 7, 6);

/** What the roles and the resource sets of an org have in common. */
export interface Named {
	readonly id: string;
	label: string;
	description: string;
	/** Milliseconds since the epoch. */
	readonly created?: number;
	lastUpdated?: number;
}

/** A role an org made itself; its permissions with the time they were added. */
export interface CustomRole extends Named {
	readonly permissions: Map<string, number>;
}

const role = (id: string, label: string, description: string, ...names: string[]): CustomRole => ({
	id,
	label,
	description,
	permissions: new Map(names.map((name) => [name, FOUNDED])),
});

/** Roles an org begins with. */
export const seededRoles = (): CustomRole[] => [
	role(
		'cr0Yq6IJxGIr0ouum0g3',
		'Password Helper',
		'Resets passwords',
		'okta.users.read',
		'okta.users.credentials.resetPassword',
	),
	role('cr0Yq6IJxGIr0ouum0g4', 'Group Keeper', 'Looks after groups', 'okta.groups.manage'),
];

const PAGE = { default: 100, max: 200 };

/** The two kinds, as paths and answers name them. */
export type Member = 'roles' | 'resource-sets';

const KINDS: Readonly<Record<Member, { type: string; said: string; event: string }>> = {
	roles: { type: 'CustomRole', said: 'an admin role', event: 'iam.role' },
	'resource-sets': { type: 'ResourceSet', said: 'a resource set', event: 'iam.resourceset' },
};

/** As Okta shows a role or a set. */
export const show =
	({ origin }: Call, member: Member) =>
	({ id, label, description, created = FOUNDED, lastUpdated = created }: Named) => {
		const self = `${origin}/api/v1/iam/${member}/${id}`;
		const parts = member === 'roles' ? ['permissions'] : ['resources', 'bindings'];
		return {
			id,
			label,
			description,
			created: iso(created),
			lastUpdated: iso(lastUpdated),
			_links: {
				self: { href: self },
				...Object.fromEntries(parts.map((part) => [part, { href: `${self}/${part}` }])),
			},
		};
	};

/** The one behind an ID or a label: E0000007 when there's none. */
export function known<T extends Named>(name: string, all: readonly T[], kind: string): T {
	const found = all.find(({ id, label }) => id === name || label === name);
	if (!found) throw notFound(name, kind);
	return found;
}

/** The role that a path names. */
export const roleIn = (call: Call): CustomRole =>
	known(param(call, 'roleIdOrLabel'), call.org.directory.customRoles, 'CustomRole');

/** What a request says of one, whose label no other has; Okta words it differently for the two. */
export function termsIn(call: Call, member: Member, self?: Named) {
	const { customRoles, resourceSets } = call.org.directory;
	const all: readonly Named[] = member === 'roles' ? customRoles : resourceSets;
	const body = bodyOf(call);
	const label = textIn(body, 'label');
	if (!label) throw validationFailed('label', 'label: Label must be specified');
	if (all.some((one) => one !== self && one.label === label))
		throw validationFailed(
			'label',
			`label: There is already ${KINDS[member].said} with this name.`,
		);
	return { label, description: requiredText(body, 'description') };
}

/** Writes down what became of one. */
export function record(call: Call, member: Member, { id, label }: Named, what: string): void {
	const { type, said, event } = KINDS[member];
	const target: LogTarget = { id, type, alternateId: 'unknown', displayName: label };
	call.org.log.record(call, {
		eventType: `${event}.${what}`,
		displayMessage: `${what.replace(/^./, (first) => first.toUpperCase())} ${said}`,
		targets: [target],
	});
}

function permission(name: string): string {
	if (!isKnownPermission(name))
		throw validationFailed('permissions', `permissions: '${name}' is not a permission`);
	return name;
}

function createRole(call: Call): Reply {
	const { customRoles, ids, clock } = call.org.directory;
	const names = textsIn(bodyOf(call), 'permissions');
	if (names.length === 0) permission('');
	const made: CustomRole = {
		...termsIn(call, 'roles'),
		id: ids.of('cr0', customRoles.length + call.org.directory.rolesDeleted),
		created: clock.now(),
		permissions: new Map(names.map((name) => [permission(name), clock.now()])),
	};
	customRoles.push(made);
	record(call, 'roles', made, 'create');
	return ok(show(call, 'roles')(made));
}

/** Okta replaces label and description; what one consists of has addresses of its own. */
export function rename(call: Call, member: Member, changed: Named): Reply {
	Object.assign(changed, termsIn(call, member, changed), {
		lastUpdated: call.org.directory.clock.now(),
	});
	record(call, member, changed, 'update');
	return ok(show(call, member)(changed));
}

/** What becomes of those who have the role was not recorded: the reference knows of no refusal. */
function deleteRole(call: Call): Reply {
	const { directory } = call.org;
	const gone = roleIn(call);
	directory.unassign(call.org.clients, ({ role }) => role === gone.id);
	directory.customRoles.splice(directory.customRoles.indexOf(gone), 1);
	directory.rolesDeleted++;
	record(call, 'roles', gone, 'delete');
	return noContent();
}

const showPermission = (call: Call, { id }: Named) => {
	const role = `${call.origin}/api/v1/iam/roles/${id}`;
	return ([label, created]: [string, number]) => ({
		label,
		created: iso(created),
		lastUpdated: iso(created),
		_links: { role: { href: role }, self: { href: `${role}/permissions/${label}` } },
	});
};

function heldPermission(call: Call): [string, number] {
	const name = param(call, 'permissionType');
	const created = roleIn(call).permissions.get(name);
	if (created === undefined) throw notFound(name, 'Permission');
	return [name, created];
}

function addPermission(call: Call): Reply {
	const { clock } = call.org.directory;
	const changed = roleIn(call);
	const name = permission(param(call, 'permissionType'));
	if (changed.permissions.has(name))
		throw validationFailed('permissions', `permissions: The role has '${name}' already.`);
	changed.permissions.set(name, clock.now());
	record(call, 'roles', changed, 'permissions.add');
	return noContent();
}

function removePermission(call: Call): Reply {
	const changed = roleIn(call);
	const [name] = heldPermission(call);
	changed.permissions.delete(name);
	record(call, 'roles', changed, 'permissions.delete');
	return noContent();
}

/** A page of a list that names the next one in its body. */
export function wrapped<T extends { id: string }>(
	call: Call,
	{ rows, member, origin = call.origin }: { rows: readonly T[]; member: string; origin?: string },
	showRow: (row: T) => unknown,
	links: Record<string, { href: string }> = {},
): Reply {
	const limit = pageLimit(call, PAGE);
	const after = pageCursor(call);
	const from = after === undefined ? 0 : 1 + rows.findIndex(({ id }) => id === after);
	const shown = rows.slice(from, from + limit);
	const next = new URLSearchParams({ after: shown.at(-1)?.id ?? '', limit: String(limit) });
	const self = `${origin}${call.path}${call.query.size > 0 ? `?${call.query.toString()}` : ''}`;
	return ok(
		{
			[member]: shown.map(showRow),
			_links: {
				self: { href: self },
				...links,
				...(from + limit < rows.length && {
					next: { href: `${origin}${call.path}?${next.toString()}` },
				}),
			},
		},
		{ link: [`<${self}>; rel="self"`] },
	);
}

/** Of roles and of sets. Custom roles are at the admin host, whatever address the org was called by. */
export const list =
	(member: Member, of: (directory: Directory) => readonly Named[]) =>
	(call: Call): Reply =>
		wrapped(
			call,
			{
				rows: of(call.org.directory),
				member,
				origin: member === 'roles' ? ADMIN_HOST : call.origin,
			},
			show(call, member),
		);

const read = ['okta.roles.read'];
const manage = ['okta.roles.manage'];
const ROLE = '/api/v1/iam/roles/{roleIdOrLabel}';
const PERMISSION = `${ROLE}/permissions/{permissionType}` as const;

export const customRoleRoutes: Route[] = [
	{
		route: 'GET /api/v1/iam/roles',
		scopes: read,
		handle: list('roles', ({ customRoles }) => customRoles),
	},
	{ route: 'POST /api/v1/iam/roles', scopes: manage, handle: createRole },
	{
		route: `GET ${ROLE}`,
		scopes: read,
		handle: (call) => ok(show(call, 'roles')(roleIn(call))),
	},
	{ route: `PUT ${ROLE}`, scopes: manage, handle: (call) => rename(call, 'roles', roleIn(call)) },
	{ route: `DELETE ${ROLE}`, scopes: manage, handle: deleteRole },
	{
		route: `GET ${ROLE}/permissions`,
		scopes: read,
		handle: (call) => {
			const of = roleIn(call);
			return ok({ permissions: [...of.permissions].map(showPermission(call, of)) });
		},
	},
	{
		route: `GET ${PERMISSION}`,
		scopes: read,
		handle: (call) => ok(showPermission(call, roleIn(call))(heldPermission(call))),
	},
	{ route: `POST ${PERMISSION}`, scopes: manage, handle: addPermission },
	{ route: `DELETE ${PERMISSION}`, scopes: manage, handle: removePermission },
];
