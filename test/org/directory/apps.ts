import { checkChosen, idsIn } from './hookChoices';
import { notFound, validationFailed } from '../errors';
import type { Call, Reply, Route } from '../route';
import { completed } from './appDefaults';
import { queryApps } from './appSearch';
import type { App, Assignment } from './appStore';
import { recordAssignment } from './assignments';
import { appUserView } from './appUserView';
import { appView } from './appView';
import { inOrder, page } from './cursor';
import { appOf, userBy, userOf } from './lookup';
import { text, type Json, type Profile, type User } from './model';
import { deleteAppForbidden, labelTaken, unassignForbidden, userInactive } from './refusals';
import {
	bodyOf,
	flag,
	type JsonObject,
	noContent,
	objectIn,
	ok,
	requiredText,
	textIn,
} from './request';
import { checkProfile } from './schema';
import { appTarget } from './targets';

const PAGE = { default: 20, max: 200 };
const USERS = { default: 50, max: 500 };

function list(call: Call): Reply {
	return page(call, {
		list: 'apps',
		size: PAGE,
		rows: inOrder(queryApps(call)),
		show: appView(call),
	});
}

/** Members of an app that follow from others and are ignored when a caller sends them. */
const DERIVED = new Set([
	'id',
	'name',
	'label',
	'status',
	'created',
	'lastUpdated',
	'signOnMode',
	'features',
	'orn',
	'_links',
	'_embedded',
]);

const detailsIn = (body: JsonObject): Record<string, Json> =>
	Object.fromEntries(Object.entries(body).filter(([name]) => !DERIVED.has(name)));

const SIGN_ON_MODES = new Set([
	'AUTO_LOGIN',
	'BASIC_AUTH',
	'BOOKMARK',
	'BROWSER_PLUGIN',
	'OPENID_CONNECT',
	'SAML_1_1',
	'SAML_2_0',
	'SECURE_PASSWORD_STORE',
	'WS_FEDERATION',
]);

/** What an app that comes from no catalogue is called. */
const GENERATED_NAMES: Readonly<Record<string, string>> = {
	AUTO_LOGIN: 'acme_swa_app',
	SAML_2_0: 'acme_saml_app',
};

/** What such an app has to bring in `settings`, by the name of the object it is in. */
const DEMANDED: Readonly<Record<string, readonly [object: string, members: readonly string[]]>> = {
	acme_saml_app: ['signOn', ['ssoAcsUrl', 'audience', 'recipient', 'destination']],
	acme_swa_app: ['signOn', ['loginUrl']],
	bookmark: ['app', ['url']],
	template_swa: ['app', ['url', 'usernameField', 'passwordField', 'buttonField']],
};

function checkSettings(name: string, body: JsonObject): void {
	const [object = '', members = []] = DEMANDED[name] ?? [];
	const settings = objectIn(objectIn(body, 'settings'), object);
	for (const member of members) requiredText(settings, member);
}

function checkAssertionHook(call: Call, body: JsonObject): void {
	const signOn = objectIn(objectIn(body, 'settings'), 'signOn');
	const ids = idsIn(signOn.inlineHooks, 'id');
	checkChosen(call, 'com.okta.saml.tokens.transform', 'inlineHooks', ids);
}

/** Apps of the catalogue that Okta shows no sign-on mode of. */
const MODELESS = new Set(['deelhr']);

function labelIn(call: Call, body: JsonObject, self?: App): string {
	const label = requiredText(body, 'label');
	const isTaken = call.org.directory.apps
		.list()
		.some((app) => app.id !== self?.id && app.label.toLowerCase() === label.toLowerCase());
	if (isTaken) throw labelTaken();
	return label;
}

/** Adds an app from a request body. Which kinds of app need what else is the caller's to check. */
export function createApp(call: Call): App {
	const { directory } = call.org;
	const body = bodyOf(call);
	const signOnMode = body.name === 'bookmark' ? 'BOOKMARK' : requiredText(body, 'signOnMode');
	if (!SIGN_ON_MODES.has(signOnMode))
		throw validationFailed('signOnMode', `signOnMode: '${signOnMode}' is not a sign-on mode`);
	const name = textIn(body, 'name') ?? GENERATED_NAMES[signOnMode];
	if (!name) throw validationFailed('name', 'name: The field cannot be left blank');
	checkSettings(name, body);
	checkAssertionHook(call, body);
	const app = directory.apps.add({
		name,
		label: labelIn(call, body),
		signOnMode: MODELESS.has(name) ? null : signOnMode,
		status: flag(call, 'activate', true) ? 'ACTIVE' : 'INACTIVE',
		created: directory.clock.now(),
		details: detailsIn(body),
	});
	record(call, app, 'application.lifecycle.create', 'Create application');
	return app;
}

/** Replaces an app by a request body, as far as what the directory knows of it goes. */
export function replaceApp(call: Call): App {
	const app = appOf(call);
	const body = bodyOf(call);
	checkAssertionHook(call, body);
	const { apps, clock } = call.org.directory;
	apps.change(app, {
		label: labelIn(call, body, app),
		details: completed(app.signOnMode, detailsIn(body)),
		lastUpdated: clock.now(),
	});
	record(call, app, 'application.lifecycle.update', 'Update application');
	return app;
}

function remove(call: Call): Reply {
	const app = appOf(call);
	if (app.status === 'ACTIVE')
		throw deleteAppForbidden('The application must be deactivated before deletion.');
	const isClient = call.org.clients.ofApp(app.id) !== undefined;
	call.org.directory.apps.delete(app);
	record(call, app, 'application.lifecycle.delete', 'Delete application');
	if (isClient) recordClient(call, app, 'delete');
	return noContent();
}

const setStatus =
	(status: App['status'], eventType: string, displayMessage: string) =>
	(call: Call): Reply => {
		const app = appOf(call);
		if (app.status !== status) {
			const { apps, clock } = call.org.directory;
			apps.change(app, { status, lastUpdated: clock.now() });
			record(call, app, eventType, displayMessage);
			if (call.org.clients.ofApp(app.id))
				recordClient(call, app, status === 'ACTIVE' ? 'activate' : 'deactivate');
		}
		return ok({});
	};

/** Writes down what became of an app as an OAuth client. */
export function recordClient(
	call: Call,
	app: App,
	what: 'create' | 'update' | 'activate' | 'deactivate' | 'delete',
): void {
	const displayMessage = `OAuth client: ${what}`;
	record(call, app, `app.oauth2.client.lifecycle.${what}`, displayMessage);
}

/** Writes down something about an app. */
export function record(call: Call, app: App, eventType: string, displayMessage: string): void {
	call.org.directory.log.record(call, { eventType, displayMessage, targets: [appTarget(app)] });
}

function listUsers(call: Call): Reply {
	const { directory } = call.org;
	const app = appOf(call);
	const view = appUserView(call);
	const q = call.query.get('q')?.toLowerCase();
	const matches = ({ profile }: User) =>
		q === undefined ||
		['login', 'email', 'firstName', 'lastName'].some((name) =>
			text(profile, name).toLowerCase().startsWith(q),
		);
	return page(call, {
		list: `users of ${app.id}`,
		size: USERS,
		*rows(from) {
			for (const [position, user] of directory.usersAt(directory.appUsersFrom(app, from)))
				if (matches(user)) yield [position, user] as const;
		},
		show: (user) => view(app, user),
	});
}

/** The app's profile of a user as a request gives it: E0000001 when the app's schema has no such property. */
function profileIn(call: Call, app: App, body: JsonObject, before: Profile): Profile {
	const changes = objectIn(body, 'profile');
	const attributes = call.org.directory.schemas.appUserAttributes(app);
	const { faults, unknown } = checkProfile(attributes, changes, { userName: '-', ...changes });
	if (unknown.length > 0)
		throw validationFailed('assignment', ...unknown.map((name) => `Property '${name}' not found`));
	if (faults.length > 0)
		throw validationFailed(
			'assignment',
			...faults.map(({ attribute, message }) => `${attribute}: ${message}`),
		);
	return { ...before, ...changes };
}

function write(call: Call, app: App, user: User, body: JsonObject, before?: Assignment): void {
	const now = call.org.directory.clock.now();
	app.assignments.set(user.position, {
		created: before?.created ?? now,
		lastUpdated: now,
		profile: profileIn(call, app, body, before?.profile ?? {}),
		userName: textIn(objectIn(body, 'credentials'), 'userName') ?? before?.userName,
	});
}

function assign(call: Call): Reply {
	const { directory } = call.org;
	const app = appOf(call);
	const body = bodyOf(call);
	const user = userBy(call, requiredText(body, 'id'));
	if (user.status === 'DEPROVISIONED') throw userInactive();
	const scope = textIn(body, 'scope') ?? 'USER';
	if (scope !== 'USER' && scope !== 'GROUP')
		throw validationFailed('scope', `scope: '${scope}' is neither USER nor GROUP`);
	write(call, app, user, body, app.assignments.get(user.position));
	const isNew = !directory.assignmentScope(app, user.position);
	const isChanged = app.direct.add(user.position) || Boolean(body.profile ?? body.credentials);
	if (isNew || isChanged) recordAssignment(call, isNew ? 'add' : 'update', app, user);
	return ok(appUserView(call)(app, user));
}

/** The user of a path, who has to have the app. */
function assignedUser(call: Call, app: App): User {
	const user = userOf(call, 'userId');
	if (!call.org.directory.assignmentScope(app, user.position)) throw notFound(user.id, 'AppUser');
	return user;
}

/** A group's assignment is turned into one of the user's own, or back. */
function turn(call: Call, app: App, user: User, scope: string | undefined): void {
	if (scope === 'USER') app.direct.add(user.position);
	if (scope !== 'GROUP') return;
	if (call.org.directory.assigningGroups(app, user.position).length === 0)
		throw validationFailed('scope', 'scope: The user is in no group that has the application');
	app.direct.delete(user.position);
	app.assignments.delete(user.position);
}

function update(call: Call): Reply {
	const app = appOf(call);
	const user = assignedUser(call, app);
	const body = bodyOf(call);
	const before = app.assignments.get(user.position);
	write(call, app, user, body, before);
	turn(call, app, user, textIn(body, 'scope'));
	recordAssignment(call, 'update', app, user);
	const credentials = objectIn(body, 'credentials');
	const userName = app.assignments.get(user.position)?.userName;
	if (userName !== before?.userName) recordAssignment(call, 'change_username', app, user);
	if (credentials.password) recordAssignment(call, 'change_password', app, user);
	return ok(appUserView(call)(app, user));
}

function unassign(call: Call): Reply {
	const { directory } = call.org;
	const app = appOf(call);
	const user = assignedUser(call, app);
	if (directory.assigningGroups(app, user.position).length > 0)
		throw unassignForbidden(
			'The application cannot be unassigned from the user while their group memberships grant them access',
		);
	app.direct.delete(user.position);
	app.assignments.delete(user.position);
	recordAssignment(call, 'remove', app, user);
	return noContent();
}

const read = ['okta.apps.read'];
const manage = ['okta.apps.manage'];

export const appRoutes: Route[] = [
	{ route: 'GET /api/v1/apps', scopes: read, handle: list },
	{
		route: 'GET /api/v1/apps/{appId}',
		scopes: read,
		handle: (call) => ok(appView(call)(appOf(call))),
	},
	{ route: 'DELETE /api/v1/apps/{appId}', scopes: manage, handle: remove },
	{
		route: 'POST /api/v1/apps/{appId}/lifecycle/activate',
		scopes: manage,
		handle: setStatus('ACTIVE', 'application.lifecycle.activate', 'Activate application'),
	},
	{
		route: 'POST /api/v1/apps/{appId}/lifecycle/deactivate',
		scopes: manage,
		handle: setStatus('INACTIVE', 'application.lifecycle.deactivate', 'Deactivate application'),
	},
	{ route: 'GET /api/v1/apps/{appId}/users', scopes: read, handle: listUsers },
	{ route: 'POST /api/v1/apps/{appId}/users', scopes: manage, handle: assign },
	{
		route: 'GET /api/v1/apps/{appId}/users/{userId}',
		scopes: read,
		handle: (call) => {
			const app = appOf(call);
			return ok(appUserView(call)(app, assignedUser(call, app)));
		},
	},
	{ route: 'POST /api/v1/apps/{appId}/users/{userId}', scopes: manage, handle: update },
	{ route: 'DELETE /api/v1/apps/{appId}/users/{userId}', scopes: manage, handle: unassign },
];
