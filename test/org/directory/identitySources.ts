import { notFound, validationFailed } from '../errors';
import type { Call, Reply, Route } from '../route';
import {
	type IdentitySource,
	type ImportSession,
	settled,
	type SourceGroup,
	type SourceUser,
} from './identitySourceStore';
import { deactivate } from './lifecycle';
import { iso, type Profile, text, type User } from './model';
import {
	bodyOf,
	isObject,
	type JsonObject,
	noContent,
	objectIn,
	ok,
	param,
	requiredText,
} from './request';
import { userTarget } from './targets';

/** Of profiles in one request, of requests in one session, and of profiles in one. */
const MOST = { inRequest: 200, uploads: 50, inSession: 10_000 };
const LONGEST_EXTERNAL_ID = 512;
const LONGEST_GROUP_ID = 255;

/** The source a path names: E0000007 where the app is none. */
function sourceOf(call: Call): IdentitySource {
	const id = param(call, 'identitySourceId');
	const source = call.org.directory.identitySources.get(id);
	if (!source) throw notFound(id, 'IdentitySource');
	return source;
}

const now = ({ org }: Call): number => org.directory.clock.now();

function sessionOf(call: Call): ImportSession {
	const id = param(call, 'sessionId');
	const session = sourceOf(call).sessions.get(id);
	if (!session) throw notFound(id, 'IdentitySourceSession');
	return settled(session, now(call));
}

const showSession = ({ id, sourceId, status, created, lastUpdated }: ImportSession) => ({
	id,
	identitySourceId: sourceId,
	status,
	importType: 'INCREMENTAL',
	created: iso(created),
	lastUpdated: iso(lastUpdated),
});

function listSessions(call: Call): Reply {
	const sessions = sourceOf(call).sessions.list();
	return ok(sessions.map((session) => showSession(settled(session, now(call)))));
}

/** Okta's words for it are not recorded; that there is one open at a time is. */
function openSession(call: Call): Reply {
	const source = sourceOf(call);
	const isOpen = source.sessions
		.list()
		.some((session) => settled(session, now(call)).status === 'CREATED');
	if (isOpen) throw validationFailed('session', 'There is already an active session');
	const session = source.sessions.add((id) => ({
		id,
		sourceId: param(call, 'identitySourceId'),
		status: 'CREATED',
		created: now(call),
		lastUpdated: now(call),
		entries: new Map(),
		ofGroups: [],
		profiles: 0,
		uploads: 0,
	}));
	return ok(showSession(session));
}

/** A session that still takes what is uploaded. */
function takingSession(call: Call): ImportSession {
	const session = sessionOf(call);
	if (session.status !== 'CREATED')
		throw validationFailed('session', `The session is ${session.status}`);
	return session;
}

/** Takes what is uploaded, within the limits. @param rows - how many it counts for */
function taken(call: Call, session: ImportSession, rows: number): Reply {
	session.uploads++;
	session.profiles += rows;
	session.lastUpdated = now(call);
	return { status: 202 };
}

function checkRoom(session: ImportSession, name: string, sent: unknown, rows: number): void {
	const count = Array.isArray(sent) ? sent.length : 0;
	if (count === 0 || count > MOST.inRequest)
		throw validationFailed(name, `${name}: has to hold 1 to ${MOST.inRequest}`);
	if (session.uploads >= MOST.uploads || session.profiles + rows > MOST.inSession)
		throw validationFailed(name, `The session takes no more ${name}`);
}

const upload =
	(profileOf: (entry: JsonObject) => Profile | undefined) =>
	(call: Call): Reply => {
		const session = takingSession(call);
		const { entityType, profiles } = bodyOf(call);
		if (entityType !== 'USERS') throw validationFailed('entityType', 'entityType: has to be USERS');
		const entries = Array.isArray(profiles) ? profiles : [];
		checkRoom(session, 'profiles', profiles, entries.length);
		for (const entry of entries) {
			if (!isObject(entry)) throw validationFailed('profiles', 'profiles: has to hold objects');
			session.entries.set(externalIdIn(entry), profileOf(entry));
		}
		return taken(call, session, entries.length);
	};

const idIn = (id: unknown): string => {
	if (typeof id === 'string' && id !== '' && id.length <= LONGEST_GROUP_ID) return id;
	throw validationFailed(
		'externalId',
		`externalId: has to have 1 to ${LONGEST_GROUP_ID} characters`,
	);
};

function uploadGroups(call: Call): Reply {
	const session = takingSession(call);
	const { profiles } = bodyOf(call);
	const entries = Array.isArray(profiles) ? profiles : [];
	checkRoom(session, 'profiles', profiles, entries.length);
	for (const entry of entries) {
		if (!isObject(entry)) throw validationFailed('profiles', 'profiles: has to hold objects');
		const externalId = idIn(entry['externalId']);
		const profile = objectIn(entry, 'profile');
		requiredText(profile, 'displayName');
		session.ofGroups?.push((source) => takeGroup(call, source, externalId, profile));
	}
	return taken(call, session, entries.length);
}

function uploadGroupsToDelete(call: Call): Reply {
	const session = takingSession(call);
	const { externalIds } = bodyOf(call);
	const ids = Array.isArray(externalIds) ? externalIds.map(idIn) : [];
	checkRoom(session, 'externalIds', externalIds, ids.length);
	session.ofGroups?.push(({ groups }) => {
		const left = groups.filter(({ externalId }) => !ids.includes(externalId));
		groups.splice(0, Infinity, ...left);
	});
	return taken(call, session, ids.length);
}

/** What names a group that the source doesn't have is dropped without a word. */
const uploadMembers =
	(change: (members: Set<string>, id: string) => unknown) =>
	(call: Call): Reply => {
		const session = takingSession(call);
		const { memberships } = bodyOf(call);
		const entries = (Array.isArray(memberships) ? memberships : []).map((entry) => {
			const { groupExternalId, memberExternalIds } = isObject(entry) ? entry : {};
			const ids = Array.isArray(memberExternalIds) ? memberExternalIds.map(idIn) : [];
			return { group: idIn(groupExternalId), ids };
		});
		const rows = entries.reduce((sum, { ids }) => sum + ids.length, 0);
		checkRoom(session, 'memberships', memberships, rows);
		for (const { group, ids } of entries) {
			session.ofGroups?.push(({ groups }) => {
				const found = groups.find(({ externalId }) => externalId === group);
				for (const id of found ? ids : []) if (found) change(found.members, id);
			});
		}
		return taken(call, session, rows);
	};

function externalIdIn(body: JsonObject): string {
	const id = requiredText(body, 'externalId');
	if (id.length > LONGEST_EXTERNAL_ID)
		throw validationFailed('externalId', 'externalId: is too long');
	return id;
}

function startImport(call: Call): Reply {
	const session = takingSession(call);
	const source = sourceOf(call);
	const { transitionTime } = call.org.directory;
	Object.assign(session, {
		status: 'TRIGGERED',
		lastUpdated: now(call),
		ends: { at: now(call) + transitionTime, as: source.outcome },
	});
	if (source.outcome === 'COMPLETED') {
		for (const [externalId, profile] of session.entries) {
			if (profile) take(call, source, externalId, profile);
			else drop(call, source, externalId);
		}
		for (const work of session.ofGroups ?? []) work(source);
	}
	return ok(showSession(session));
}

function cancelSession(call: Call): Reply {
	const session = sessionOf(call);
	if (session.status !== 'CREATED') {
		const why = 'Only a session that is in CREATED or IN_PROGRESS status can be canceled.';
		throw validationFailed('importSessionId', why);
	}
	session.status = 'CLOSED';
	return noContent();
}

/** Attributes of a source's profile that an imported user gets, by the usual mappings. */
function mapped(profile: Profile): Profile {
	const { userName = null, ...rest } = profile;
	return { ...rest, ...(userName !== null && { login: userName }) };
}

/** Makes or changes the user of a source, whose mappings are the usual. */
function take(
	call: Call,
	source: IdentitySource,
	externalId: string,
	profile: Profile,
): SourceUser {
	const { directory } = call.org;
	const before = source.users.get(externalId);
	const own = before && directory.findUser(before.userId);
	const user = own ?? directory.users.byLogin(text(profile, 'userName'));
	const changed = user ? change(call, user, mapped(profile)) : create(call, mapped(profile));
	const taken: SourceUser = {
		externalId,
		profile: { ...before?.profile, ...profile },
		userId: changed.id,
		created: before?.created ?? now(call),
		lastUpdated: now(call),
	};
	source.users.set(externalId, taken);
	return taken;
}

function change(call: Call, user: User, profile: Profile): User {
	const { directory } = call.org;
	directory.log.record(call, {
		eventType: 'user.account.update_profile',
		displayMessage: 'Update user profile for Okta',
		targets: [userTarget(user)],
	});
	return directory.users.put({
		...user,
		profile: { ...user.profile, ...profile },
		lastUpdated: now(call),
	});
}

function create(call: Call, profile: Profile): User {
	const { directory } = call.org;
	const position = directory.users.take();
	const user = directory.users.put({
		position,
		id: directory.ids.of('00u', position),
		status: 'STAGED',
		created: now(call),
		lastUpdated: now(call),
		typeId: directory.schemas.defaultType.id,
		profile,
		hasPassword: false,
		provider: { type: 'IMPORT', name: 'IMPORT' },
	});
	directory.log.record(call, {
		eventType: 'user.lifecycle.create',
		displayMessage: 'Create okta user',
		targets: [userTarget(user)],
	});
	return user;
}

/** Whom a source doesn't have any more is deactivated. */
function drop(call: Call, source: IdentitySource, externalId: string): void {
	const known = source.users.get(externalId);
	const user = known && call.org.directory.findUser(known.userId);
	if (user && user.status !== 'DEPROVISIONED') deactivate(call, user);
	source.users.delete(externalId);
}

function sourceUserOf(call: Call): SourceUser {
	const externalId = param(call, 'externalId');
	const user = sourceOf(call).users.get(externalId);
	if (!user) throw notFound(externalId, 'IdentitySourceUser');
	return user;
}

const showUser = ({ externalId, profile, userId, created, lastUpdated }: SourceUser) => ({
	id: userId,
	externalId,
	profile,
	created: iso(created),
	lastUpdated: iso(lastUpdated),
});

/** A profile with what Okta asks of one that is sent by itself. */
function profileIn(body: JsonObject): JsonObject {
	const profile = objectIn(body, 'profile');
	requiredText(profile, 'userName');
	requiredText(profile, 'email');
	return profile;
}

function createUser(call: Call): Reply {
	const source = sourceOf(call);
	const body = bodyOf(call);
	const externalId = externalIdIn(body);
	if (source.users.has(externalId))
		throw validationFailed('externalId', 'externalId: is taken already');
	take(call, source, externalId, profileIn(body));
	return { status: 200 };
}

const changeUser =
	(keeps: boolean) =>
	(call: Call): Reply => {
		const { externalId, profile } = sourceUserOf(call);
		const sent = profileIn(bodyOf(call));
		const taken = take(call, sourceOf(call), externalId, sent);
		if (!keeps) taken.profile = sent;
		else taken.profile = { ...profile, ...sent };
		return ok(showUser(taken));
	};

function deleteUser(call: Call): Reply {
	drop(call, sourceOf(call), sourceUserOf(call).externalId);
	return noContent();
}

function groupOf(call: Call): SourceGroup {
	const name = param(call, 'groupOrExternalId');
	const group = sourceOf(call).groups.find(
		({ id, externalId }) => id === name || externalId === name,
	);
	if (!group) throw notFound(name, 'IdentitySourceGroup');
	return group;
}

const showGroup = ({ id, externalId, profile }: SourceGroup) => ({ id, externalId, profile });

/** Makes or changes a group of a source. */
function takeGroup(
	call: Call,
	source: IdentitySource,
	externalId: string,
	profile: Profile,
): SourceGroup {
	const known = source.groups.find((group) => group.externalId === externalId);
	if (known) {
		known.profile = { ...known.profile, ...profile };
		return known;
	}
	const id = call.org.directory.ids.of('igr', source.groups.length);
	const group = { id, externalId, profile, members: new Set<string>() };
	source.groups.push(group);
	return group;
}

function createGroup(call: Call): Reply {
	const source = sourceOf(call);
	const body = bodyOf(call);
	const externalId = externalIdIn(body);
	if (source.groups.some((group) => group.externalId === externalId))
		throw validationFailed('externalId', 'externalId: is taken already');
	const profile = objectIn(body, 'profile');
	requiredText(profile, 'displayName');
	return ok(showGroup(takeGroup(call, source, externalId, profile)));
}

function updateGroup(call: Call): Reply {
	const group = groupOf(call);
	group.profile = { ...group.profile, ...objectIn(bodyOf(call), 'profile') };
	return ok(showGroup(group));
}

function deleteGroup(call: Call): Reply {
	const { groups } = sourceOf(call);
	groups.splice(groups.indexOf(groupOf(call)), 1);
	return noContent();
}

const PAGE = 1_000;

function listMembers(call: Call): Reply {
	const all = [...groupOf(call).members];
	const size = Number(call.query.get('limit') ?? PAGE);
	if (!(size >= 1 && size <= PAGE)) throw validationFailed('limit', `limit: 1 to ${PAGE}`);
	const from = Number(call.query.get('after') ?? 0);
	const memberExternalIds = all.slice(from, from + size);
	const next = from + size < all.length ? String(from + size) : undefined;
	const link = `<${call.origin}${call.path}?after=${next ?? ''}&limit=${String(size)}>; rel="next"`;
	return ok({ memberExternalIds }, next === undefined ? {} : { link });
}

function addMember(call: Call): Reply {
	groupOf(call).members.add(requiredText(bodyOf(call), 'memberExternalId'));
	return noContent();
}

function removeMember(call: Call): Reply {
	const member = param(call, 'memberExternalId');
	if (!groupOf(call).members.delete(member)) throw notFound(member, 'IdentitySourceMembership');
	return noContent();
}

const read = ['okta.identitySources.read'];
const manage = ['okta.identitySources.manage'];
const at = '/api/v1/identity-sources/{identitySourceId}';
const session = `${at}/sessions/{sessionId}` as const;
const user = `${at}/users/{externalId}` as const;
const group = `${at}/groups/{groupOrExternalId}` as const;

export const identitySourceRoutes: Route[] = [
	{ route: `GET ${at}/sessions`, scopes: read, handle: listSessions },
	{ route: `POST ${at}/sessions`, scopes: manage, handle: openSession },
	{ route: `GET ${session}`, scopes: read, handle: (call) => ok(showSession(sessionOf(call))) },
	{ route: `DELETE ${session}`, scopes: manage, handle: cancelSession },
	{
		route: `POST ${session}/bulk-upsert`,
		scopes: manage,
		handle: upload((entry) => objectIn(entry, 'profile')),
	},
	{ route: `POST ${session}/bulk-delete`, scopes: manage, handle: upload(() => undefined) },
	{ route: `POST ${session}/bulk-groups-upsert`, scopes: manage, handle: uploadGroups },
	{ route: `POST ${session}/bulk-groups-delete`, scopes: manage, handle: uploadGroupsToDelete },
	{
		route: `POST ${session}/bulk-group-memberships-upsert`,
		scopes: manage,
		handle: uploadMembers((members, id) => members.add(id)),
	},
	{
		route: `POST ${session}/bulk-group-memberships-delete`,
		scopes: manage,
		handle: uploadMembers((members, id) => members.delete(id)),
	},
	{ route: `POST ${session}/start-import`, scopes: manage, handle: startImport },
	{ route: `POST ${at}/users`, scopes: manage, handle: createUser },
	{ route: `GET ${user}`, scopes: read, handle: (call) => ok(showUser(sourceUserOf(call))) },
	{ route: `PUT ${user}`, scopes: manage, handle: changeUser(false) },
	{ route: `PATCH ${user}`, scopes: manage, handle: changeUser(true) },
	{ route: `DELETE ${user}`, scopes: manage, handle: deleteUser },
	{ route: `POST ${at}/groups`, scopes: manage, handle: createGroup },
	{ route: `GET ${group}`, scopes: read, handle: (call) => ok(showGroup(groupOf(call))) },
	{ route: `POST ${group}`, scopes: manage, handle: updateGroup },
	{ route: `DELETE ${group}`, scopes: manage, handle: deleteGroup },
	{ route: `GET ${group}/membership`, scopes: read, handle: listMembers },
	{ route: `POST ${group}/membership`, scopes: manage, handle: addMember },
	{ route: `DELETE ${group}/membership/{memberExternalId}`, scopes: manage, handle: removeMember },
];
