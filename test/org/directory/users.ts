import { validationFailed } from '../errors';
import type { Call, Reply, Route } from '../route';
import { page } from './cursor';
import { applyRules } from './groupRules';
import { joinGroup } from './groups';
import type { Group } from './groupStore';
import { deactivate, deleteUser } from './lifecycle';
import { userOf } from './lookup';
import { text, type Json, type Profile, type Provider, type User, type UserStatus } from './model';
import {
	expireNeedsActivation,
	expireNeedsPassword,
	invalidSearch,
	preconditionFailed,
	readOnlyAttribute,
	stillActivating,
} from './refusals';
import {
	bodyOf,
	flag,
	isObject,
	type JsonObject,
	noContent,
	objectIn,
	ok,
	textIn,
	textsIn,
} from './request';
import { checkProfile, merge, strip } from './schema';
import { queryUsers } from './userSearch';
import { blocksOf, etagOf, projection, userView } from './userView';
import { userTarget } from './targets';

const PAGE = { default: 200, max: 200 };
const PAGE_OF_Q = { default: 10, max: 200 };
const MOST_GROUPS = 20;

function list(call: Call): Reply {
	const { rows, paged, isSearch } = queryUsers(call);
	const view = userView(call, 'self');
	const fields = projection(call.query.get('fields'));
	return page(call, {
		list: 'users',
		size: paged ? PAGE : PAGE_OF_Q,
		rows,
		paged,
		...(isSearch && {
			most: {
				rows: call.org.directory.searchDepth,
				refusal: () => invalidSearch('Invalid search query.'),
			},
		}),
		show: (user) => fields(view(user)),
	});
}

function get(call: Call): Reply {
	const user = userOf(call);
	const shown = userView(call, 'all')(user);
	const expand = call.query.get('expand')?.split(',') ?? [];
	if (expand.includes('blocks')) shown._embedded = { blocks: blocksOf(user) };
	return ok(shown, { etag: etagOf(user) });
}

interface Credentials {
	hasPassword: boolean;
	provider: Provider;
	recoveryQuestion?: string;
}

/** @throws OktaError E0000001 for a password the default policy refuses. */
function credentialsIn(body: JsonObject, login: string, before?: User): Credentials {
	const credentials = objectIn(body, 'credentials');
	const password = objectIn(credentials, 'password');
	const value = textIn(password, 'value');
	if (value !== undefined) checkPassword(value, login);
	const provider = objectIn(credentials, 'provider');
	const question = objectIn(credentials, 'recovery_question');
	const type = textIn(provider, 'type') ?? before?.provider.type ?? 'OKTA';
	return {
		hasPassword:
			value !== undefined ||
			isObject(password.hash) ||
			isObject(password.hook) ||
			(before?.hasPassword ?? false),
		provider: { type, name: textIn(provider, 'name') ?? before?.provider.name ?? type },
		recoveryQuestion: textIn(question, 'question') ?? before?.recoveryQuestion,
	};
}

export function checkPassword(password: string, login: string): void {
	const parts = login.toLowerCase().split(/[@.,\-_#]/);
	const weak =
		password.length < 8 ||
		!/[a-z]/.test(password) ||
		!/[A-Z]/.test(password) ||
		!/\d/.test(password) ||
		parts.some((part) => part.length > 3 && password.toLowerCase().includes(part));
	if (weak)
		throw validationFailed(
			'password',
			'password: Password requirements were not met. Password requirements: at least 8 characters, a lowercase letter, an uppercase letter, a number, no parts of your username.',
		);
}

/**
 * Holds a profile against its schema and the rest of the org.
 *
 * @param called `newUser` or `updatedUser`, as Okta's refusals call it.
 */
function checkUser(
	call: Call,
	called: string,
	typeId: string,
	changes: JsonObject,
	result: Profile,
	self?: User,
): void {
	const { directory } = call.org;
	const attributes = directory.schemas.userAttributes(typeId);
	const { faults, unknown, readOnly } = checkProfile(attributes, changes, result);
	if (unknown.length > 0)
		throw validationFailed(
			called,
			...unknown.map((name) => `Property name '${name}' is not defined in profile`),
		);
	if (readOnly.length > 0) throw readOnlyAttribute(...readOnly);
	const login = text(result, 'login');
	if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(login))
		faults.push({
			attribute: 'login',
			message: 'Username must be in the form of an email address',
		});
	const owner = directory.users.byLogin(login);
	if (owner && owner.position !== self?.position) faults.push(taken('login'));
	for (const [name, { unique }] of Object.entries(attributes)) {
		const value = changes[name];
		if (name === 'login' || !unique || value === undefined || value === null) continue;
		if (directory.users.list().some((user) => user.id !== self?.id && user.profile[name] === value))
			faults.push(taken(name));
	}
	const [first] = faults;
	if (first)
		throw validationFailed(
			first.attribute,
			...faults.map(({ attribute, message }) => `${attribute}: ${message}`),
		);
}

const taken = (attribute: string) => ({
	attribute,
	message: 'An object with this field already exists in the current organization',
});

function typeIn(call: Call, body: JsonObject): string | undefined {
	const id = textIn(objectIn(body, 'type'), 'id');
	if (id === undefined) return undefined;
	const type = call.org.directory.schemas.type(id);
	if (!type) throw validationFailed('type', `type: The user type ${id} does not exist`);
	return type.id;
}

function groupsIn(call: Call, body: JsonObject): Group[] {
	const ids = textsIn(body, 'groupIds');
	if (ids.length > MOST_GROUPS)
		throw validationFailed('groupIds', `groupIds: At most ${MOST_GROUPS} groups can be given`);
	return ids.map((id) => {
		const group = call.org.directory.groups.get(id);
		if (group?.type !== 'OKTA_GROUP')
			throw validationFailed('groupIds', `groupIds: ${id} is not a group users can be added to`);
		return group;
	});
}

function create(call: Call): Reply {
	const { directory } = call.org;
	const body = bodyOf(call);
	const activate = flag(call, 'activate', true);
	const expire = call.query.get('nextLogin') === 'changePassword';
	const changes = objectIn(body, 'profile');
	const profile = strip(changes);
	const typeId = typeIn(call, body) ?? directory.schemas.defaultType.id;
	checkUser(call, 'newUser', typeId, changes, profile);
	const credentials = credentialsIn(body, text(profile, 'login'));
	if (expire && !credentials.hasPassword) throw expireNeedsPassword();
	if (expire && !activate) throw expireNeedsActivation();
	const groups = groupsIn(call, body);
	const signsInElsewhere = flag(call, 'provider', false) && credentials.provider.type !== 'OKTA';
	const now = directory.clock.now();
	const status: UserStatus = !activate
		? 'STAGED'
		: expire
			? 'PASSWORD_EXPIRED'
			: credentials.hasPassword || signsInElsewhere
				? 'ACTIVE'
				: 'PROVISIONED';
	const position = directory.users.take();
	const user = directory.users.put({
		position,
		id: directory.ids.of('00u', position),
		status,
		created: now,
		activated: activate ? now : undefined,
		statusChanged: activate ? now : undefined,
		lastUpdated: now,
		passwordChanged: credentials.hasPassword ? now : undefined,
		typeId,
		profile,
		...credentials,
	});
	directory.log.record(call, {
		eventType: 'user.lifecycle.create',
		displayMessage: 'Create okta user',
		targets: [userTarget(user)],
	});
	if (activate)
		directory.log.record(call, {
			eventType: 'user.lifecycle.activate',
			displayMessage: 'Activate Okta user',
			targets: [userTarget(user)],
		});
	for (const group of groups) joinGroup(call, group, user);
	applyRules(call, user);
	return ok(userView(call, 'all')(user));
}

/** Okta's optimistic locking: `If-Match` with the `ETag` of an earlier GET. */
function checkUnchanged(call: Call, user: User): void {
	const expected = call.headers['if-match'];
	if (expected !== undefined && expected !== '*' && expected !== etagOf(user))
		throw preconditionFailed('The user has changed since it was read');
}

const update =
	(how: 'merge' | 'replace') =>
	(call: Call): Reply => {
		const { directory } = call.org;
		const before = userOf(call);
		checkUnchanged(call, before);
		if (before.transition) throw stillActivating();
		const body = bodyOf(call);
		const replace = how === 'replace';
		if (replace && !isObject(body.profile))
			throw validationFailed('profile', 'profile: The field cannot be left blank');
		const typeId = (replace ? typeIn(call, body) : undefined) ?? before.typeId;
		const changes = objectIn(body, 'profile');
		const editable = before.status !== 'DEPROVISIONED';
		const profile = !editable
			? before.profile
			: replace
				? strip({ ...keptReadOnly(call, before), ...changes })
				: merge(before.profile, changes);
		if (editable) checkUser(call, 'updatedUser', typeId, changes, profile, before);
		const credentials = credentialsIn(body, text(profile, 'login'), before);
		const now = directory.clock.now();
		const newPassword = isObject(body.credentials) && isObject(body.credentials.password);
		const user = directory.users.put({
			...before,
			...credentials,
			typeId,
			profile,
			lastUpdated: now,
			passwordChanged: newPassword ? now : before.passwordChanged,
			...(newPassword && setsActive(before.status)
				? { status: 'ACTIVE' as const, statusChanged: now, activated: before.activated ?? now }
				: {}),
		});
		recordUpdate(call, before, user, newPassword);
		applyRules(call, user);
		return ok(userView(call, 'all')(user), { etag: etagOf(user) });
	};

function recordUpdate(call: Call, before: User, user: User, newPassword: boolean): void {
	const record = (what: string, displayMessage: string, debugData?: Record<string, string>) =>
		call.org.log.record(call, {
			eventType: `user.account.${what}`,
			displayMessage,
			targets: [userTarget(user)],
			debugData,
		});
	const changed = changedNames(before.profile, user.profile);
	if (before.typeId !== user.typeId)
		record('update_user_type', 'User type of a user changed', {
			oldUserType: before.typeId,
			newUserType: user.typeId,
		});
	if (changed.length > 0)
		record('update_profile', 'Update user profile for Okta', {
			changedAttributes: changed.join(','),
		});
	if (changed.includes('email')) record('update_primary_email', 'User primary email updated');
	if (changed.includes('secondEmail'))
		record('update_secondary_email', 'User secondary email updated');
	if (newPassword) record('update_password', 'User update password for Okta');
}

/** A password set by an administrator lets these sign in again. */
const setsActive = (status: UserStatus): boolean =>
	status === 'PROVISIONED' || status === 'RECOVERY' || status === 'PASSWORD_EXPIRED';

/** What a full replacement can't take away. */
function keptReadOnly(call: Call, { typeId, profile }: User): Record<string, Json> {
	const attributes = call.org.directory.schemas.userAttributes(typeId);
	return Object.fromEntries(
		Object.entries(profile).filter(([name]) => attributes[name]?.mutability === 'READ_ONLY'),
	);
}

const changedNames = (before: Profile, after: Profile): string[] =>
	[...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
		(name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
	);

/** The first DELETE deactivates, the second erases. */
function remove(call: Call): Reply {
	const user = userOf(call);
	if (user.status === 'DEPROVISIONED') deleteUser(call, user);
	else deactivate(call, user);
	return noContent();
}

const read = ['okta.users.read'];
const manage = ['okta.users.manage'];

export const userRoutes: Route[] = [
	{ route: 'GET /api/v1/users', scopes: read, handle: list },
	{ route: 'POST /api/v1/users', scopes: manage, handle: create },
	{ route: 'GET /api/v1/users/{id}', scopes: read, handle: get },
	{ route: 'POST /api/v1/users/{id}', scopes: manage, handle: update('merge') },
	{ route: 'PUT /api/v1/users/{id}', scopes: manage, handle: update('replace') },
	{ route: 'DELETE /api/v1/users/{id}', scopes: manage, handle: remove },
];
