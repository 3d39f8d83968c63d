import { notFound, validationFailed } from '../errors';
import type { Call, Reply, Route } from '../route';
import { Collection } from './collection';
import { inOrder, page } from './cursor';
import type { Ids } from './ids';
import { iso } from './model';
import { invalidSearch } from './refusals';
import {
	bodyOf,
	created,
	type JsonObject,
	noContent,
	objectIn,
	ok,
	param,
	requiredText,
	textIn,
	textsIn,
} from './request';
import { understand } from './understand';

/** A part of the users, with administrators and domains of its own. */
export interface Realm {
	readonly id: string;
	readonly created: number;
	lastUpdated: number;
	/** That of all who are in no other. */
	readonly isDefault: boolean;
	profile: { name: string; realmType: string; domains: readonly string[] };
}

/** A rule that puts users into a realm. */
export interface RealmAssignment {
	readonly id: string;
	readonly created: number;
	lastUpdated: number;
	status: 'ACTIVE' | 'INACTIVE';
	name: string;
	priority: number;
	conditions: JsonObject;
	realmId: string;
}

export interface Realms {
	readonly realms: Collection<Realm>;
	readonly assignments: Collection<RealmAssignment>;
}

/** @param now - when the org was made, as far as that matters */
export function seededRealms(ids: Ids, now: number): Realms {
	const realms = new Collection<Realm>(ids, 'guo');
	realms.add((id) => ({
		id,
		created: now,
		lastUpdated: now,
		isDefault: true,
		profile: { name: 'Default Realm', realmType: 'DEFAULT', domains: [] },
	}));
	return { realms, assignments: new Collection(ids, 'rul') };
}

const REALM = '/api/v1/realms/{realmId}';
const ASSIGNMENTS = '/api/v1/realm-assignments';
const ASSIGNMENT = `${ASSIGNMENTS}/{assignmentId}`;

const show =
	({ origin }: Call) =>
	({ id, created: made, lastUpdated, isDefault, profile }: Realm) => ({
		id,
		created: iso(made),
		lastUpdated: iso(lastUpdated),
		isDefault,
		profile,
		_links: { self: { href: `${origin}/api/v1/realms/${id}` } },
	});

const realmsOf = ({ org }: Call): Realms => org.directory.realms;

function realmBy(call: Call, id: string): Realm {
	const realm = realmsOf(call).realms.get(id);
	if (!realm) throw notFound(id, 'Realm');
	return realm;
}

const realmOf = (call: Call): Realm => realmBy(call, param(call, 'realmId'));

/** What is sent replaces the whole profile. */
function profileIn(call: Call, before?: Realm): Realm['profile'] {
	const profile = objectIn(bodyOf(call), 'profile');
	const name = requiredText(profile, 'name');
	const isTaken = realmsOf(call)
		.realms.list()
		.some((realm) => realm !== before && realm.profile.name === name);
	if (isTaken) throw validationFailed('name', 'name: A realm with this name already exists');
	const realmType = textIn(profile, 'realmType') ?? 'DEFAULT';
	if (realmType !== 'DEFAULT' && realmType !== 'PARTNER')
		throw validationFailed('realmType', `realmType: ${realmType} is none`);
	return { name, realmType, domains: textsIn(profile, 'domains') };
}

function list(call: Call): Reply {
	const search = call.query.get('search');
	const matches = search
		? understand<Realm>(
				search,
				{
					caseSensitive: false,
					attribute: (name) =>
						name === 'profile.name'
							? { type: 'string', operators: new Set(['eq', 'co', 'sw']) }
							: undefined,
					read: ({ profile }) => profile.name,
				},
				invalidSearch,
			)
		: () => true;
	return page(call, {
		list: 'realms',
		size: { default: search ? 10 : 200, max: 200 },
		rows: inOrder(realmsOf(call).realms.list().filter(matches)),
		show: show(call),
	});
}

function create(call: Call): Reply {
	const now = call.org.clock.now();
	const profile = profileIn(call);
	const realm = realmsOf(call).realms.add((id) => ({
		id,
		created: now,
		lastUpdated: now,
		isDefault: false,
		profile,
	}));
	return ok(show(call)(realm));
}

function replace(call: Call): Reply {
	const realm = realmOf(call);
	realm.profile = profileIn(call, realm);
	realm.lastUpdated = call.org.clock.now();
	return ok(show(call)(realm));
}

/** Okta's words for these refusals are not recorded; that it refuses is in its reference. */
function remove(call: Call): Reply {
	const realm = realmOf(call);
	if (realm.isDefault) throw validationFailed('realm', 'The default realm cannot be deleted');
	const { realms, assignments } = realmsOf(call);
	if (assignments.list().some(({ realmId }) => realmId === realm.id))
		throw validationFailed('realm', 'The realm is used by a realm assignment');
	realms.delete(realm);
	return noContent();
}

const showAssignment =
	({ origin }: Call) =>
	(assignment: RealmAssignment) => ({
		id: assignment.id,
		created: iso(assignment.created),
		lastUpdated: iso(assignment.lastUpdated),
		status: assignment.status,
		isDefault: false,
		name: assignment.name,
		priority: assignment.priority,
		conditions: assignment.conditions,
		actions: { assignUserToRealm: { realmId: assignment.realmId } },
		_links: { self: { href: `${origin}${ASSIGNMENTS}/${assignment.id}` } },
	});

function assignmentBy(call: Call, id: string): RealmAssignment {
	const assignment = realmsOf(call).assignments.get(id);
	if (!assignment) throw notFound(id, 'RealmAssignment');
	return assignment;
}

const assignmentOf = (call: Call) => assignmentBy(call, param(call, 'assignmentId'));

function createAssignment(call: Call): Reply {
	const body = bodyOf(call);
	const realmId = requiredText(objectIn(objectIn(body, 'actions'), 'assignUserToRealm'), 'realmId');
	realmBy(call, realmId);
	const conditions = objectIn(body, 'conditions');
	requiredText(objectIn(conditions, 'expression'), 'value');
	requiredText(conditions, 'profileSourceId');
	const now = call.org.clock.now();
	const assignment = realmsOf(call).assignments.add((id) => ({
		id,
		created: now,
		lastUpdated: now,
		status: 'INACTIVE',
		name: requiredText(body, 'name'),
		priority: Number(body.priority ?? 0),
		conditions,
		realmId,
	}));
	return created(showAssignment(call)(assignment));
}

const setStatus =
	(status: RealmAssignment['status']) =>
	(call: Call): Reply => {
		const assignment = assignmentOf(call);
		assignment.status = status;
		assignment.lastUpdated = call.org.clock.now();
		return noContent();
	};

function removeAssignment(call: Call): Reply {
	const assignment = assignmentOf(call);
	if (assignment.status === 'ACTIVE')
		throw validationFailed('status', 'status: An active realm assignment cannot be deleted');
	realmsOf(call).assignments.delete(assignment);
	return noContent();
}

/** The practice org evaluates no expression: nobody moves. */
function execute(call: Call): Reply {
	const assignment = assignmentBy(call, requiredText(bodyOf(call), 'assignmentId'));
	const now = iso(call.org.clock.now());
	return created({
		id: call.org.directory.ids.of('rre', assignment.lastUpdated % 1_000_000),
		type: 'realm:assignment',
		status: 'SCHEDULED',
		created: now,
		assignmentOperation: {
			configuration: {
				id: assignment.id,
				name: assignment.name,
				conditions: assignment.conditions,
				actions: { assignUserToRealm: { realmId: assignment.realmId } },
			},
		},
		numUserMoved: 0,
		realmId: assignment.realmId,
		realmName: realmBy(call, assignment.realmId).profile.name,
	});
}

const read = ['okta.realms.read'];
const manage = ['okta.realms.manage'];
const readRules = ['okta.realmAssignments.read'];
const manageRules = ['okta.realmAssignments.manage'];

export const realmRoutes: Route[] = [
	{ route: 'GET /api/v1/realms', scopes: read, handle: list },
	{ route: 'POST /api/v1/realms', scopes: manage, handle: create },
	{ route: `GET ${REALM}`, scopes: read, handle: (call) => ok(show(call)(realmOf(call))) },
	{ route: `PUT ${REALM}`, scopes: manage, handle: replace },
	{ route: `DELETE ${REALM}`, scopes: manage, handle: remove },
	{
		route: `GET ${ASSIGNMENTS}`,
		scopes: readRules,
		handle: (call) =>
			page(call, {
				list: 'realm assignments',
				size: { default: 20, max: 200 },
				rows: inOrder(realmsOf(call).assignments.list()),
				show: showAssignment(call),
			}),
	},
	{ route: `POST ${ASSIGNMENTS}`, scopes: manageRules, handle: createAssignment },
	{ route: `POST ${ASSIGNMENTS}/operations`, scopes: manageRules, handle: execute },
	{
		route: `GET ${ASSIGNMENT}`,
		scopes: readRules,
		handle: (call) => ok(showAssignment(call)(assignmentOf(call))),
	},
	{ route: `DELETE ${ASSIGNMENT}`, scopes: manageRules, handle: removeAssignment },
	{
		route: `POST ${ASSIGNMENT}/lifecycle/activate`,
		scopes: manageRules,
		handle: setStatus('ACTIVE'),
	},
	{
		route: `POST ${ASSIGNMENT}/lifecycle/deactivate`,
		scopes: manageRules,
		handle: setStatus('INACTIVE'),
	},
];
