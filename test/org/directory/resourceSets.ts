import { notFound, validationFailed } from '../errors';
import { readResource } from '../permissions';
import type { Call, Reply, Route } from '../route';
import { known, list, type Named, record, show, termsIn, wrapped, rename } from './customRoles';
import { groupBy, userBy } from './lookup';
import { iso } from './model';
import { bodyOf, noContent, ok, param, requiredText, textsIn } from './request';
import type { RoleAssignment } from './roleStore';

/** Something a set extends to, as it was named: by its address or its ORN. */
export interface SetResource {
	readonly id: string;
	readonly address: string;
	readonly created: number;
}

/** What custom roles can extend to. */
export interface ResourceSet extends Named {
	resources: SetResource[];
	/** IDs of roles bound to it without a member as yet. */
	readonly bound: Set<string>;
}

const FOUNDED = Date.UTC(2019, 0, 7, 6);
const MOST = 1_000;

/** Sets an org begins with. */
export const seededSets = (): ResourceSet[] => [
	{
		id: 'iamoJDFKaJxGIr0oamd9g',
		label: 'Sales Users',
		description: 'Everybody in Sales',
		resources: [
			{
				id: 'ire106sQKoHoXXsAe0g4',
				address: 'https://acme.okta.com/api/v1/users',
				created: FOUNDED,
			},
		],
		bound: new Set(),
	},
];

const setIn = (call: Call): ResourceSet =>
	known(param(call, 'resourceSetIdOrLabel'), call.org.directory.resourceSets, 'ResourceSet');

function resourcesIn(call: Call, addresses: readonly string[]): SetResource[] {
	const { ids, clock } = call.org.directory;
	return addresses.map((address) => {
		if (readResource(address) === undefined)
			throw validationFailed('resources', `resources: '${address}' is not a resource`);
		return { id: ids.of('ire', call.org.directory.resourcesMade++), address, created: clock.now() };
	});
}

function create(call: Call): Reply {
	const { resourceSets, ids, clock } = call.org.directory;
	const terms = termsIn(call, 'resource-sets');
	const addresses = textsIn(bodyOf(call), 'resources');
	if (addresses.length > MOST)
		throw validationFailed('resources', `resources: A set has no more than ${MOST} resources`);
	const made: ResourceSet = {
		...terms,
		id: ids.of('iam', resourceSets.length + call.org.directory.setsDeleted),
		created: clock.now(),
		resources: resourcesIn(call, addresses),
		bound: new Set(),
	};
	resourceSets.push(made);
	record(call, 'resource-sets', made, 'create');
	return ok(show(call, 'resource-sets')(made));
}

/** What becomes of roles over the set was not recorded: the reference knows of no refusal. */
function remove(call: Call): Reply {
	const { directory, clients } = call.org;
	const gone = setIn(call);
	directory.unassign(clients, ({ resourceSet }) => resourceSet === gone.id);
	directory.resourceSets.splice(directory.resourceSets.indexOf(gone), 1);
	directory.setsDeleted++;
	record(call, 'resource-sets', gone, 'delete');
	return noContent();
}

const pathOf = ({ origin }: Call, { id }: Named) => `${origin}/api/v1/iam/resource-sets/${id}`;

const showResource = (call: Call, set: ResourceSet) => {
	const self = pathOf(call, set);
	return ({ id, address, created }: SetResource) => ({
		id,
		...(address.startsWith('orn:') && { orn: address }),
		created: iso(created),
		lastUpdated: iso(created),
		_links: {
			self: { href: `${self}/resources/${id}` },
			...(!address.startsWith('orn:') && { resource: { href: address } }),
		},
	});
};

function listResources(call: Call): Reply {
	const set = setIn(call);
	return wrapped(call, { rows: set.resources, member: 'resources' }, showResource(call, set), {
		'resource-set': { href: pathOf(call, set) },
	});
}

function addResources(call: Call): Reply {
	const set = setIn(call);
	const added = textsIn(bodyOf(call), 'additions');
	const fresh = added.filter((one) => set.resources.every(({ address }) => address !== one));
	set.resources.push(...resourcesIn(call, fresh));
	record(call, 'resource-sets', set, 'resources.add');
	return ok(show(call, 'resource-sets')(set));
}

function resourceIn(call: Call): SetResource {
	const id = param(call, 'resourceId');
	const found = setIn(call).resources.find((one) => one.id === id);
	if (!found) throw notFound(id, 'Resource');
	return found;
}

function removeResource(call: Call): Reply {
	const set = setIn(call);
	const gone = resourceIn(call);
	set.resources = set.resources.filter((one) => one !== gone);
	record(call, 'resource-sets', set, 'resources.delete');
	return noContent();
}

/** IDs of the roles that are bound to a set, by whoever has them. */
function rolesBound(call: Call, set: ResourceSet): string[] {
	const assigned = call.org.directory
		.assignmentsOf(call.org.clients)
		.flatMap(({ custom }) => (custom.resourceSet === set.id ? [custom.role] : []));
	return [...new Set([...set.bound, ...assigned])].sort();
}

function boundRole(call: Call): { set: ResourceSet; role: Named } {
	const set = setIn(call);
	const role = known(param(call, 'roleIdOrLabel'), call.org.directory.customRoles, 'CustomRole');
	if (!rolesBound(call, set).includes(role.id)) throw notFound(role.id, 'Binding');
	return { set, role };
}

/** Users and groups that have a role over a set; of service apps Okta's reference says nothing here. */
function membersOf(call: Call, set: Named, role: Named) {
	const { roles } = call.org.directory;
	return roles.assignees().flatMap((assignee) =>
		roles
			.of(assignee)
			.filter(({ custom }) => custom?.role === role.id && custom.resourceSet === set.id)
			.map((assignment) => ({ id: assignment.id, assignee, assignment })),
	);
}

/** A user or group by its address. */
function memberBy(call: Call, address: string): string {
	const [, kind, id = ''] = /\/api\/v1\/(users|groups)\/([^/]+)$/.exec(address) ?? [];
	if (kind === undefined)
		throw validationFailed('members', `members: '${address}' is neither a user nor a group`);
	return (kind === 'users' ? userBy(call, id) : groupBy(call, id)).id;
}

function bind(call: Call, set: Named, role: Named, addresses: readonly string[]): void {
	const { roles, clock } = call.org.directory;
	const held = new Set(membersOf(call, set, role).map(({ assignee }) => assignee));
	const added = addresses.map((address) => memberBy(call, address));
	for (const id of added.filter((one) => !held.has(one)))
		roles.add(id, 'CUSTOM', clock.now(), { role: role.id, resourceSet: set.id });
}

const linksOf = (call: Call, set: Named, role?: Named) => {
	const self = pathOf(call, set);
	return {
		self: { href: `${self}/bindings${role ? `/${role.id}` : ''}` },
		...(role && { bindings: { href: `${self}/bindings` } }),
		'resource-set': { href: self },
	};
};

function createBinding(call: Call): Reply {
	const set = setIn(call);
	const body = bodyOf(call);
	const role = known(requiredText(body, 'role'), call.org.directory.customRoles, 'CustomRole');
	bind(call, set, role, textsIn(body, 'members'));
	set.bound.add(role.id);
	record(call, 'resource-sets', set, 'bindings.add');
	return ok({ _links: linksOf(call, set, role) });
}

function addMembers(call: Call): Reply {
	const { set, role } = boundRole(call);
	bind(call, set, role, textsIn(bodyOf(call), 'additions'));
	record(call, 'resource-sets', set, 'bindings.add');
	return ok({ _links: linksOf(call, set, role) });
}

function deleteBinding(call: Call): Reply {
	const { set, role } = boundRole(call);
	const { roles } = call.org.directory;
	for (const { assignee, assignment } of membersOf(call, set, role))
		roles.delete(assignee, assignment);
	set.bound.delete(role.id);
	record(call, 'resource-sets', set, 'bindings.delete');
	return noContent();
}

function memberIn(call: Call) {
	const { set, role } = boundRole(call);
	const id = param(call, 'memberId');
	const found = membersOf(call, set, role).find((member) => member.id === id);
	if (!found) throw notFound(id, 'Member');
	return { set, role, ...found };
}

/** Whether a binding outlasts its last member was not recorded. */
function removeMember(call: Call): Reply {
	const { set, role, assignee, assignment } = memberIn(call);
	set.bound.add(role.id);
	call.org.directory.roles.delete(assignee, assignment);
	record(call, 'resource-sets', set, 'bindings.delete');
	return noContent();
}

const showMember =
	({ origin }: Call) =>
	({ id, assignee, assignment }: { id: string; assignee: string; assignment: RoleAssignment }) => ({
		id,
		created: iso(assignment.created),
		lastUpdated: iso(assignment.created),
		_links: {
			self: {
				href: `${origin}/api/v1/${assignee.startsWith('00g') ? 'groups' : 'users'}/${assignee}`,
			},
		},
	});

const read = ['okta.roles.read'];
const manage = ['okta.roles.manage'];
const SETS = '/api/v1/iam/resource-sets';
const SET = `${SETS}/{resourceSetIdOrLabel}` as const;
const RESOURCE = `${SET}/resources/{resourceId}` as const;
const BINDING = `${SET}/bindings/{roleIdOrLabel}` as const;
const MEMBER = `${BINDING}/members/{memberId}` as const;

export const resourceSetRoutes: Route[] = [
	{
		route: `GET ${SETS}`,
		scopes: read,
		handle: list('resource-sets', ({ resourceSets }) => resourceSets),
	},
	{ route: `POST ${SETS}`, scopes: manage, handle: create },
	{
		route: `GET ${SET}`,
		scopes: read,
		handle: (call) => ok(show(call, 'resource-sets')(setIn(call))),
	},
	{
		route: `PUT ${SET}`,
		scopes: manage,
		handle: (call) => rename(call, 'resource-sets', setIn(call)),
	},
	{ route: `DELETE ${SET}`, scopes: manage, handle: remove },
	{ route: `GET ${SET}/resources`, scopes: read, handle: listResources },
	{ route: `PATCH ${SET}/resources`, scopes: manage, handle: addResources },
	{
		route: `GET ${RESOURCE}`,
		scopes: read,
		handle: (call) => ok(showResource(call, setIn(call))(resourceIn(call))),
	},
	{ route: `DELETE ${RESOURCE}`, scopes: manage, handle: removeResource },
	{
		route: `GET ${SET}/bindings`,
		scopes: read,
		handle: (call) => {
			const set = setIn(call);
			const self = pathOf(call, set);
			const rows = rolesBound(call, set).map((id) => ({ id }));
			return wrapped(
				call,
				{ rows, member: 'roles' },
				({ id }) => ({
					id,
					_links: {
						self: { href: `${self}/bindings/${id}` },
						members: { href: `${self}/bindings/${id}/members` },
					},
				}),
				{ 'resource-set': { href: self } },
			);
		},
	},
	{ route: `POST ${SET}/bindings`, scopes: manage, handle: createBinding },
	{
		route: `GET ${BINDING}`,
		scopes: read,
		handle: (call) => {
			const { set, role } = boundRole(call);
			const { bindings: _, ...links } = linksOf(call, set, role);
			return ok({
				id: role.id,
				_links: { ...links, members: { href: `${links.self.href}/members` } },
			});
		},
	},
	{ route: `DELETE ${BINDING}`, scopes: manage, handle: deleteBinding },
	{
		route: `GET ${BINDING}/members`,
		scopes: read,
		handle: (call) => {
			const { set, role } = boundRole(call);
			return wrapped(
				call,
				{ rows: membersOf(call, set, role), member: 'members' },
				showMember(call),
				{ binding: linksOf(call, set, role).self },
			);
		},
	},
	{ route: `PATCH ${BINDING}/members`, scopes: manage, handle: addMembers },
	{
		route: `GET ${MEMBER}`,
		scopes: read,
		handle: (call) => ok(showMember(call)(memberIn(call))),
	},
	{ route: `DELETE ${MEMBER}`, scopes: manage, handle: removeMember },
];
