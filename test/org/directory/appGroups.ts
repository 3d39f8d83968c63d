import { notFound, validationFailed } from '../errors';
import type { Call, Reply, Route } from '../route';
import type { App, GroupAssignment } from './appStore';
import { inOrder, page } from './cursor';
import type { Group } from './groupStore';
import { groupView } from './groupView';
import { appOf, groupOf } from './lookup';
import { iso, text, type Json, type Profile } from './model';
import { isObject, type JsonObject, noContent, objectIn, ok } from './request';
import { checkProfile } from './schema';
import { appTarget, groupTarget } from './targets';

/** Okta takes no smaller page here than twenty. */
const PAGE = { default: 20, max: 200, min: 20 };

function view(call: Call, app: App): (entry: readonly [Group, GroupAssignment]) => unknown {
	const expand = new Set((call.query.get('expand') ?? '').split(','));
	const showGroup = expand.has('group') ? groupView(call) : undefined;
	return ([group, { priority, profile, lastUpdated }]) => ({
		id: group.id,
		lastUpdated: iso(lastUpdated),
		priority,
		profile,
		...(showGroup ? { _embedded: { group: showGroup(group) } } : {}),
		_links: {
			app: { href: `${call.origin}/api/v1/apps/${app.id}` },
			self: { href: `${call.origin}/api/v1/apps/${app.id}/groups/${group.id}` },
			group: { href: `${call.origin}/api/v1/groups/${group.id}` },
		},
	});
}

function list(call: Call): Reply {
	const app = appOf(call);
	const q = call.query.get('q')?.toLowerCase() ?? '';
	const assigned = [...app.groups]
		.sort(([, a], [, b]) => a.priority - b.priority)
		.flatMap(([id, assignment]) => {
			const group = call.org.directory.groups.get(id);
			return group && text(group.profile, 'name').toLowerCase().startsWith(q)
				? [[group, assignment] as const]
				: [];
		});
	return page(call, {
		list: `groups of ${app.id}`,
		size: PAGE,
		rows: inOrder(assigned),
		show: view(call, app),
	});
}

function assignmentOf(call: Call): { app: App; group: Group; assignment: GroupAssignment } {
	const app = appOf(call);
	const group = groupOf(call);
	const assignment = app.groups.get(group.id);
	if (!assignment) throw notFound(group.id, 'GroupAppAssignment');
	return { app, group, assignment };
}

function get(call: Call): Reply {
	const { app, group, assignment } = assignmentOf(call);
	return ok(view(call, app)([group, assignment]));
}

function checked(call: Call, app: App, profile: JsonObject): Profile {
	const attributes = call.org.directory.schemas.appUserAttributes(app);
	const { faults, unknown } = checkProfile(attributes, profile, { userName: '-', ...profile });
	const causes = [
		...unknown.map((name) => `Property '${name}' not found`),
		...faults.map(({ attribute, message }) => `${attribute}: ${message}`),
	];
	if (causes.length > 0) throw validationFailed('assignment', ...causes);
	return profile;
}

function priorityIn(value: Json | undefined, absent: number): number {
	if (value === undefined || value === null) return absent;
	if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 100)
		throw validationFailed('priority', 'priority: The value has to be from 0 to 100');
	return value;
}

function put(call: Call): Reply {
	const { directory } = call.org;
	const app = appOf(call);
	const group = groupOf(call);
	const body = isObject(call.body) ? call.body : {};
	const isNew = !app.groups.has(group.id);
	const assignment: GroupAssignment = {
		priority: priorityIn(body.priority, app.groups.get(group.id)?.priority ?? app.groups.size),
		profile: checked(call, app, objectIn(body, 'profile')),
		lastUpdated: directory.clock.now(),
	};
	app.groups.set(group.id, assignment);
	directory.log.record(call, {
		eventType: `group.application_assignment.${isNew ? 'add' : 'update'}`,
		displayMessage: isNew ? 'Add assigned application to group' : 'Update assigned application',
		targets: [groupTarget(group), appTarget(app)],
	});
	return ok(view(call, app)([group, assignment]));
}

/** Okta reads a list of `{op, path, value}` as RFC 6902 writes them, of which it knows `replace`, `add` and `remove`. */
function patch(call: Call): Reply {
	const { directory } = call.org;
	const { app, group, assignment } = assignmentOf(call);
	const operations: unknown = call.body;
	if (!Array.isArray(operations)) throw validationFailed('patch', 'patch: A list is expected');
	let { priority } = assignment;
	const profile: Record<string, Json> = { ...assignment.profile };
	for (const operation of operations) {
		if (!isObject(operation) || typeof operation.path !== 'string')
			throw validationFailed('patch', 'patch: Each operation needs op and path');
		const { op, path, value = null } = operation;
		const name = /^\/profile\/(\w+)$/.exec(path)?.[1];
		if (op !== 'replace' && op !== 'add' && op !== 'remove')
			throw validationFailed('patch', 'patch: The operation is not supported');
		if (path === '/priority') priority = priorityIn(value, 0);
		else if (name === undefined)
			throw validationFailed('patch', `patch: The path ${path} is not supported`);
		else if (op === 'remove') Reflect.deleteProperty(profile, name);
		else profile[name] = value;
	}
	assignment.priority = priority;
	assignment.profile = checked(call, app, profile);
	assignment.lastUpdated = directory.clock.now();
	directory.log.record(call, {
		eventType: 'group.application_assignment.update',
		displayMessage: 'Update assigned application',
		targets: [groupTarget(group), appTarget(app)],
	});
	return ok(view(call, app)([group, assignment]));
}

function remove(call: Call): Reply {
	const { app, group } = assignmentOf(call);
	app.groups.delete(group.id);
	call.org.directory.log.record(call, {
		eventType: 'group.application_assignment.remove',
		displayMessage: 'Remove assigned application from group',
		targets: [groupTarget(group), appTarget(app)],
	});
	return noContent();
}

const read = ['okta.apps.read'];
const manage = ['okta.apps.manage'];

export const appGroupRoutes: Route[] = [
	{ route: 'GET /api/v1/apps/{appId}/groups', scopes: read, handle: list },
	{ route: 'GET /api/v1/apps/{appId}/groups/{groupId}', scopes: read, handle: get },
	{ route: 'PUT /api/v1/apps/{appId}/groups/{groupId}', scopes: manage, handle: put },
	{ route: 'PATCH /api/v1/apps/{appId}/groups/{groupId}', scopes: manage, handle: patch },
	{ route: 'DELETE /api/v1/apps/{appId}/groups/{groupId}', scopes: manage, handle: remove },
];
