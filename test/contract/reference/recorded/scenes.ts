import { createServer } from 'node:http';
import type { Org } from '../../../org';
import type { SessionStatus } from '../../../org/directory/identitySourceStore';
import type { JsonObject } from '../../../org/directory/request';
import type { Attribute, Attributes, AttributeType } from '../../../org/directory/schema';
import type { ProfileSchema } from '../../../org/directory/schemaStore';
import {
	appFrom,
	attributesFrom,
	deviceFrom,
	factorFrom,
	groupFrom,
	hookFrom,
	listAt,
	objectAt,
	policyFrom,
	ruleFrom,
	textAt,
	userFrom,
	zoneFrom,
} from './builders';
import type { Pair } from './pairs';

/** One recorded request in an org that is to answer it. */
export interface Stage {
	org: Org;
	pair: Pair;
	/** Recorded path parameters, by their name in the org's route. */
	params: Readonly<Record<string, string>>;
	/** The answer, an object. */
	shown: JsonObject;
	/** The answer, a list. */
	rows: JsonObject[];
	/** The org's IDs, by those recorded. */
	ids: Map<string, string>;
	/** What is sent; older recordings have lost it. */
	body: unknown;
	cleanUp?: () => void;
}

/** Brings an org into the state in which Okta answered as recorded. */
export type Scene = (stage: Stage) => unknown;

const isRefused = ({ pair }: Stage): boolean => pair.response.status >= 400;
const hasNext = ({ pair }: Stage): boolean =>
	[pair.response.headers.link ?? []].flat().some((link) => link.includes('rel="next"'));
const asked = ({ pair }: Stage, name: string): string =>
	pair.request.query.find(([key]) => key === name)?.[1] ?? '';

/** The object a path names, made of the answer; unknown where the answer says so. */
const named =
	(param: string, make: (org: Org, shown: JsonObject) => { id: string }, more: JsonObject = {}) =>
	(stage: Stage): string | undefined => {
		if (stage.pair.response.status === 404) return undefined;
		const { id } = make(stage.org, { ...stage.shown, ...more });
		stage.ids.set(stage.params[param] ?? '', id);
		return id;
	};

const person = {
	profile: {
		login: 'ana@people.example',
		email: 'ana@people.example',
		firstName: 'Ana',
		lastName: 'Example',
		mobilePhone: null,
		secondEmail: null,
	},
};
const user = (param: string, more: JsonObject = {}) =>
	named(param, (org) => userFrom(org, { ...person, ...more }));
const withPassword = { credentials: { password: {} } };
const app = (more: JsonObject = {}) =>
	named('appId', (org) => appFrom(org, { label: 'App', ...more }));
const group = named('groupId', (org) => groupFrom(org, { profile: { name: 'Group' } }));
const oauthApp = (stage: Stage, param = 'appId') => {
	const { clientId, app: made } = stage.org.clients.register({ label: 'App' });
	stage.ids.set(stage.params[param] ?? '', param === 'appId' ? made.id : clientId);
	return stage.org.clients.ofApp(made.id);
};

/** Gives the user what the request looks for: names in recordings were exchanged in answers only. */
function sought(query: string, shown: JsonObject): JsonObject {
	const values = [...query.matchAll(/profile\.(\w+) (?:eq|sw) "([^"]*)"/g)];
	const profile = { ...objectAt(shown, 'profile') };
	for (const [, name = '', value = ''] of values)
		profile[name] = Array.isArray(profile[name]) ? [value, ...profile[name]] : value;
	return { ...shown, profile };
}

function users(stage: Stage): void {
	const query = asked(stage, 'search');
	const custom = [...query.matchAll(/profile\.(\w+)/g)].map(([, name = '']) => name);
	const schema = stage.org.directory.schemas.userSchema('default');
	for (const name of custom)
		if (schema && !(name in schema.base))
			schema.custom = {
				...schema.custom,
				[name]: { title: name, type: 'array', items: { type: 'string' } },
			};
	for (const shown of stage.rows) userFrom(stage.org, sought(query, shown));
	if (hasNext(stage)) userFrom(stage.org, sought(query, stage.rows[0] ?? {}));
}

function groups(stage: Stage): void {
	for (const other of stage.org.groups.list()) stage.org.groups.delete(other);
	for (const shown of stage.rows) {
		const name = textAt(objectAt(shown, 'profile'), 'name');
		const q = asked(stage, 'q');
		const isFound = name.toLowerCase().startsWith(q.toLowerCase());
		const profile = { ...objectAt(shown, 'profile'), ...(isFound ? {} : { name: q }) };
		if (shown.type === 'APP_GROUP') appFrom(stage.org, { label: `Source of ${name}` });
		groupFrom(stage.org, { ...shown, profile });
	}
}

function apps(stage: Stage): void {
	if (isRefused(stage)) return;
	for (const [index, shown] of stage.rows.entries())
		appFrom(stage.org, {
			...shown,
			label: `${asked(stage, 'q')} ${index}`,
			name: shown.name ?? '',
		});
	if (hasNext(stage)) appFrom(stage.org, { label: 'One more' });
}

const createdApp = (stage: Stage): void => {
	stage.body ??= {
		name: stage.shown.name ?? '',
		label: 'App',
		signOnMode: stage.shown.signOnMode ?? '',
		settings: stage.shown.settings ?? {},
	};
};

function replacedApp(stage: Stage): void {
	const { shown, org, pair } = stage;
	const made =
		'oauthClient' in objectAt(shown, 'credentials')
			? org.clients.registerApp(appFrom(org, shown), {}).app
			: appFrom(org, shown);
	stage.ids.set(stage.params.appId ?? '', made.id);
	stage.body = pair.request.body ?? { label: 'App', signOnMode: shown.signOnMode ?? '' };
}

/** The one that Okta was recorded to keep for its Admin Console. */
function assignedPolicy(stage: Stage): void {
	const { org, params, ids } = stage;
	app()({ ...stage, shown: {} });
	const policy = policyFrom(org, { type: 'ACCESS_POLICY', name: 'Okta Admin Console' });
	ids.set(params.policyId ?? '', policy.id);
	const admin = appFrom(org, { name: 'saasure', label: 'Okta Admin Console' });
	org.apps.change(admin, { accessPolicyId: policy.id });
}

function assigned(stage: Stage): void {
	const { org, shown, params, ids } = stage;
	const appId = app({ features: [], ...objectAt(shown, 'app') })(stage);
	const userId = user('userId')(stage);
	const target = appId === undefined ? undefined : org.apps.get(appId);
	const found = userId === undefined ? undefined : org.directory.findUser(userId);
	if (!target || !found) return;
	target.userSchema = Object.fromEntries(
		Object.keys(objectAt(shown, 'profile')).map((name) => [name, { title: name, type: 'string' }]),
	);
	target.direct.add(found.position);
	const at = found.created;
	const profile = objectAt(shown, 'profile');
	target.assignments.set(found.position, { created: at, lastUpdated: at, profile });
	ids.set(params.userId ?? '', found.id);
	if (stage.pair.request.method === 'POST')
		stage.body ??= { profile: {}, credentials: { userName: 'JohnJohnJohn' } };
}

function appUsers(stage: Stage): void {
	const appId = app({ features: [] })(stage) ?? '';
	for (const shown of stage.rows) {
		const { position, created } = userFrom(stage.org, person);
		const target = stage.org.apps.get(appId);
		target?.direct.add(position);
		const profile = objectAt(shown, 'profile');
		target?.assignments.set(position, { created, lastUpdated: created, profile });
	}
}

function assignedGroups(stage: Stage): void {
	const appId = app()(stage) ?? '';
	const list = stage.params.groupId === undefined ? stage.rows : [stage.shown];
	for (const [index] of list.entries()) {
		const { id, created } = groupFrom(stage.org, { profile: { name: `Group ${index}` } });
		if (stage.params.groupId !== undefined) stage.ids.set(stage.params.groupId, id);
		if (stage.pair.request.method !== 'PUT')
			stage.org.apps.get(appId)?.groups.set(id, { priority: 0, profile: {}, lastUpdated: created });
	}
	stage.body ??= stage.pair.request.method === 'PUT' ? {} : undefined;
}

function grants(stage: Stage): void {
	const client = oauthApp(stage);
	if (!client) return;
	for (const row of stage.rows) stage.org.clients.grant(client, textAt(row, 'scopeId'));
	if (stage.params.grantId !== undefined)
		stage.ids.set(stage.params.grantId, stage.org.clients.grant(client, 'okta.users.read').id);
	if (stage.pair.request.method === 'POST')
		stage.body = { scopeId: stage.shown.scopeId ?? '', issuer: stage.org.url };
}

function createdUser(stage: Stage): void {
	const { shown, org, pair } = stage;
	const schema = org.directory.schemas.userSchema('default');
	const profile = objectAt(pair.request.body ?? shown, 'profile');
	if (schema) learn(schema, profile);
	const credentials = objectAt(pair.request.body ?? shown, 'credentials');
	const hasPassword = 'password' in objectAt(shown, 'credentials');
	const body = objectAt(pair.request.body ?? {});
	stage.body = {
		...body,
		profile,
		credentials: {
			...credentials,
			// Passwords in recordings are invented, and not all fit a policy.
			...(hasPassword && !('hash' in objectAt(credentials, 'password'))
				? { password: { value: 'Tr0ub4dour!' } }
				: {}),
		},
		...('type' in body ? { type: { id: org.directory.schemas.defaultType.id } } : {}),
	};
}

const TYPES = new Map<string, AttributeType>([
	['object', 'array'],
	['number', 'number'],
	['boolean', 'boolean'],
]);

/** Adds attributes that a profile has and the schema doesn't. */
function learn(schema: ProfileSchema, profile: JsonObject): void {
	const isKnown = new Set(Object.keys(schema.base));
	const custom = Object.entries(profile)
		.filter(([name, value]) => !isKnown.has(name) && value !== null)
		.map(([name, value]): [string, Attribute] => [
			name,
			{ title: name, type: TYPES.get(typeof value) ?? 'string' },
		]);
	const learnt: Attributes = Object.fromEntries(custom);
	schema.custom = { ...schema.custom, ...learnt };
}

function writtenUser(stage: Stage): void {
	createdUser(stage);
	user('id', stage.shown)(stage);
}

function userGroups(stage: Stage): void {
	for (const other of stage.org.groups.list()) stage.org.groups.delete(other);
	const made = userFrom(stage.org, person);
	stage.ids.set(stage.params.id ?? '', made.id);
	for (const shown of stage.rows) groupFrom(stage.org, shown).members?.add(made.position);
}

function members(stage: Stage): void {
	const id = group(stage) ?? '';
	for (const shown of stage.rows)
		stage.org.groups.get(id)?.members?.add(userFrom(stage.org, shown).position);
}

function membership(stage: Stage): void {
	group(stage);
	user('userId')(stage);
}

function owners(stage: Stage): void {
	const { org, params, ids, pair } = stage;
	const id = group({ ...stage, pair: { ...pair, response: { ...pair.response, status: 200 } } });
	const target = org.groups.get(id ?? '');
	const owner = userFrom(org, person).id;
	const lastUpdated = Date.UTC(2026, 2, 4);
	for (const { type } of stage.rows) {
		const isUser = type === 'USER';
		const made = isUser ? userFrom(org, person) : groupFrom(org, { profile: { name: 'Owners' } });
		target?.owners.set(made.id, { type: isUser ? 'USER' : 'GROUP', lastUpdated });
	}
	if (params.ownerId !== undefined && !isRefused(stage)) {
		ids.set(params.ownerId, owner);
		target?.owners.set(owner, { type: 'USER', lastUpdated });
	}
	const { id: asked } = objectAt(pair.request.body);
	if (typeof asked === 'string' && !isRefused(stage)) ids.set(asked, owner);
}

function rules(stage: Stage): void {
	for (const other of stage.org.directory.rules.list()) stage.org.directory.rules.delete(other);
	for (const shown of stage.rows) ruleFrom(stage.org, shown);
}

function writtenRule(stage: Stage): void {
	const { org, params, shown, pair, ids } = stage;
	if (isRefused(stage)) {
		const { method, path } = pair.request;
		org.faults.add({ method, path, times: 1, then: { status: pair.response.status } });
	}
	const rule = ruleFrom(org, {
		...(isRefused(stage) ? objectAt(pair.request.body) : shown),
		name: 'Before',
		...(pair.request.path.endsWith('/deactivate') ? { status: 'ACTIVE' } : {}),
	});
	if (params.groupRuleId !== undefined) ids.set(params.groupRuleId, rule.id);
	const given = objectAt(pair.request.body ?? shown);
	if (Object.keys(given).length === 0) return;
	const { name = '', conditions = {} } = given;
	const actions = { assignUserToGroups: { groupIds: [...rule.groupIds] } };
	stage.body = { type: 'group_rule', name, conditions, actions };
}

function roles(stage: Stage): void {
	const { org, params, pair, shown } = stage;
	const isUser = params.userId !== undefined;
	const id = isUser
		? user('userId')({ ...stage, pair: { ...pair, response: { ...pair.response, status: 200 } } })
		: group(stage);
	for (const row of stage.rows) org.directory.roles.add(id ?? '', textAt(row, 'type'), 0);
	if (pair.request.method === 'POST') stage.body ??= { type: shown.type ?? '' };
	if (params.roleAssignmentId !== undefined && !isRefused(stage))
		org.directory.roles.add(id ?? '', 'USER_ADMIN', 0);
}

function clientRoles(stage: Stage): void {
	const { org, params, shown } = stage;
	const client = oauthApp(stage, 'clientId');
	if (client && params.roleAssignmentId !== undefined)
		org.clients.assignRole(client, textAt(shown, 'type'));
}

function hooks(stage: Stage): void {
	for (const shown of stage.rows) hookFrom(stage.org, shown);
}

async function writtenHook(stage: Stage): Promise<void> {
	const { org, params, pair, shown, ids } = stage;
	if (pair.response.status === 404) return;
	const isOff = pair.request.method === 'DELETE' || pair.request.path.endsWith('/activate');
	const isOn = pair.request.path.endsWith('/deactivate');
	const status = isOff ? 'INACTIVE' : isOn ? 'ACTIVE' : (shown.status ?? '');
	const hook = hookFrom(org, { ...shown, status });
	if (params.eventHookId !== undefined) ids.set(params.eventHookId, hook.id);
	if (pair.request.path.endsWith('/verify')) {
		const receiver = await listen();
		stage.cleanUp = receiver.close;
		hook.uri = receiver.url;
	}
	if (['POST', 'PUT'].includes(pair.request.method) && !pair.request.path.includes('/lifecycle/')) {
		const { name = '', events = {}, channel = {} } = objectAt(pair.request.body ?? shown);
		const config = objectAt(channel, 'config');
		const authScheme = { ...objectAt(config, 'authScheme'), value: 'of the test' };
		stage.body = {
			name,
			events,
			channel: { ...objectAt(channel), config: { ...config, authScheme } },
		};
	}
}

function factor(stage: Stage): void {
	const { org, params, pair, shown, ids } = stage;
	const owner = userFrom(org, person);
	ids.set(params.userId ?? '', owner.id);
	if (pair.request.method === 'POST')
		stage.body ??= {
			factorType: shown.factorType ?? '',
			provider: shown.provider ?? '',
			profile: shown.profile ?? {},
		};
	else if (!isRefused(stage)) ids.set(params.factorId ?? '', factorFrom(org, owner, shown).id);
}

function zone(stage: Stage): void {
	const { pair } = stage;
	if (pair.request.method === 'POST') return;
	named('zoneId', zoneFrom)(stage);
}

function device(stage: Stage): void {
	const isBack = stage.pair.request.path.endsWith('/unsuspend');
	named('deviceId', deviceFrom, isBack ? { status: 'SUSPENDED' } : {})(stage);
}

function devices(stage: Stage): void {
	for (const other of stage.org.directory.devices.list()) stage.org.directory.devices.delete(other);
	for (const shown of stage.rows) deviceFrom(stage.org, shown);
	if (hasNext(stage)) deviceFrom(stage.org, stage.rows[0] ?? {});
}

function policies(stage: Stage): void {
	const { policies: store } = stage.org.directory;
	for (const other of store.list()) store.delete(other);
	for (const shown of stage.rows) policyFrom(stage.org, shown);
}

function policyRules(stage: Stage): void {
	const policy = policyFrom(stage.org, { type: 'OKTA_SIGN_ON', name: 'Policy', rules: stage.rows });
	stage.ids.set(stage.params.policyId ?? '', policy.id);
}

/** Of a schema's attributes those that were there before the request. */
function attributesBefore({ pair, shown }: Stage): Attributes {
	const given = Object.keys(attributesFrom(pair.request.body));
	return Object.fromEntries(
		Object.entries(attributesFrom(shown)).filter(([name]) => !given.includes(name)),
	);
}

function userSchema(stage: Stage): void {
	const schema = stage.org.directory.schemas.userSchema('default');
	if (schema) schema.custom = attributesBefore(stage);
}

function groupSchema(stage: Stage): void {
	stage.org.directory.schemas.group.custom = attributesBefore(stage);
}

function appSchema(stage: Stage): void {
	const id = app({ name: 'oidc_client' })(stage) ?? '';
	const target = stage.org.apps.get(id);
	if (target) target.userSchema = attributesBefore(stage);
}

function linked(stage: Stage): void {
	const { org, params, ids } = stage;
	const name = params.primaryRelationshipName ?? params.relationshipName ?? '';
	const isPrimary = stage.rows.length === 0;
	const end = (given: string) =>
		({ name: given, title: given, description: '', type: 'USER' }) as const;
	const definition = {
		primary: end(isPrimary ? name : 'primary'),
		associated: end(isPrimary ? 'associated' : name),
	};
	org.directory.links.define(definition);
	const subject = userFrom(org, person);
	const other = userFrom(org, person);
	ids.set(params.userIdOrLogin ?? '', subject.id);
	ids.set(params.primaryUserId ?? '-', other.id);
	if (stage.pair.request.method === 'DELETE')
		org.directory.links.set(definition, subject.id, other.id);
	for (let count = 0; count < stage.rows.length; count++)
		org.directory.links.set(definition, userFrom(org, person).id, subject.id);
}

function assignees(stage: Stage): void {
	for (let count = 0; count < listAt(stage.shown.value).length; count++)
		stage.org.directory.roles.add(userFrom(stage.org, person).id, 'USER_ADMIN', 0);
}

function userTypes(stage: Stage): void {
	const { schemas } = stage.org.directory;
	for (const type of schemas.types()) if (!type.isDefault) schemas.deleteType(type);
	for (const shown of stage.rows)
		if (shown.default !== true)
			schemas.addType(textAt(shown, 'name'), textAt(shown, 'displayName'), '', 0);
}

function userType(stage: Stage): void {
	const { id } = stage.org.directory.schemas.addType('made', 'Made', '', 0);
	stage.ids.set(stage.params.typeId ?? '', id);
}

const noResourceSets = ({ org }: Stage): void => {
	org.directory.resourceSets.length = 0;
};

const nothing: Scene = () => undefined;

/** How each route that was recorded is prepared, by the org's spelling of it. */
export const scenes: Readonly<Record<string, Scene>> = {
	'GET /api/v1/users': users,
	'POST /api/v1/users': createdUser,
	'GET /api/v1/users/{id}': named('id', userFrom),
	'POST /api/v1/users/{id}': writtenUser,
	'PUT /api/v1/users/{id}': writtenUser,
	'DELETE /api/v1/users/{id}': user('id', { status: 'DEPROVISIONED' }),
	'GET /api/v1/users/{id}/groups': userGroups,
	'GET /api/v1/users/{id}/appLinks': user('id'),
	'GET /api/v1/users/{id}/blocks': (stage) => {
		stage.org.unlicensed.add('GET /api/v1/users/{id}/blocks');
		user('id')(stage);
	},
	'POST /api/v1/users/{id}/lifecycle/activate': user('id', { status: 'STAGED' }),
	'POST /api/v1/users/{id}/lifecycle/deactivate': user('id'),
	'POST /api/v1/users/{id}/lifecycle/expire_password': user('id', withPassword),
	'POST /api/v1/users/{id}/lifecycle/expire_password_with_temp_password': user('id', withPassword),
	'POST /api/v1/users/{id}/lifecycle/reactivate': user('id'),
	'POST /api/v1/users/{id}/lifecycle/reset_factors': user('id'),
	'POST /api/v1/users/{id}/lifecycle/reset_password': user('id'),
	'POST /api/v1/users/{id}/lifecycle/suspend': user('id'),
	'POST /api/v1/users/{id}/lifecycle/unlock': user('id'),
	'POST /api/v1/users/{id}/lifecycle/unsuspend': user('id', { status: 'SUSPENDED' }),
	'DELETE /api/v1/users/{userId}/sessions': user('userId'),
	'GET /api/v1/users/{userId}/grants': user('userId'),
	'DELETE /api/v1/users/{userId}/grants': user('userId'),
	'GET /api/v1/users/{userId}/roles': roles,
	'POST /api/v1/users/{userId}/roles': roles,
	'DELETE /api/v1/users/{userId}/roles/{roleAssignmentId}': roles,
	'POST /api/v1/users/{userId}/factors': factor,
	'GET /api/v1/users/{userId}/factors/{factorId}': factor,
	'DELETE /api/v1/users/{userId}/factors/{factorId}': factor,
	'GET /api/v1/users/{userIdOrLogin}/linkedObjects/{relationshipName}': linked,
	'DELETE /api/v1/users/{userIdOrLogin}/linkedObjects/{relationshipName}': linked,
	'PUT /api/v1/users/{userIdOrLogin}/linkedObjects/{primaryRelationshipName}/{primaryUserId}':
		linked,
	'GET /api/v1/groups': groups,
	'POST /api/v1/groups': (stage) => {
		stage.body ??= { profile: { name: 'Group' } };
	},
	'GET /api/v1/groups/{groupId}': named('groupId', groupFrom),
	'PUT /api/v1/groups/{groupId}': (stage) => {
		const custom = Object.keys(objectAt(stage.pair.request.body, 'profile'));
		const { group: schema } = stage.org.directory.schemas;
		for (const name of custom)
			if (!(name in schema.base))
				schema.custom = { ...schema.custom, [name]: { title: name, type: 'string' } };
		group(stage);
	},
	'DELETE /api/v1/groups/{groupId}': group,
	'GET /api/v1/groups/{groupId}/apps': (stage) => {
		const id = group(stage) ?? '';
		for (const shown of stage.rows)
			appFrom(stage.org, shown).groups.set(id, { priority: 0, profile: {}, lastUpdated: 0 });
	},
	'GET /api/v1/groups/{groupId}/users': members,
	'PUT /api/v1/groups/{groupId}/users/{userId}': membership,
	'DELETE /api/v1/groups/{groupId}/users/{userId}': membership,
	'GET /api/v1/groups/{groupId}/owners': owners,
	'POST /api/v1/groups/{groupId}/owners': owners,
	'DELETE /api/v1/groups/{groupId}/owners/{ownerId}': owners,
	'POST /api/v1/groups/{groupId}/roles': roles,
	'GET /api/v1/groups/rules': rules,
	'POST /api/v1/groups/rules': writtenRule,
	'GET /api/v1/groups/rules/{groupRuleId}': named('groupRuleId', ruleFrom),
	'PUT /api/v1/groups/rules/{groupRuleId}': writtenRule,
	'DELETE /api/v1/groups/rules/{groupRuleId}': writtenRule,
	'POST /api/v1/groups/rules/{groupRuleId}/lifecycle/activate': writtenRule,
	'POST /api/v1/groups/rules/{groupRuleId}/lifecycle/deactivate': writtenRule,
	'GET /api/v1/apps': apps,
	'POST /api/v1/apps': createdApp,
	'GET /api/v1/apps/{appId}': named('appId', appFrom),
	'PUT /api/v1/apps/{appId}': replacedApp,
	'DELETE /api/v1/apps/{appId}': (stage) => {
		if (stage.pair.response.status === 500)
			stage.org.faults.add({ method: 'DELETE', times: 1, then: { status: 500 } });
		app(stage.pair.response.status === 403 ? {} : { status: 'INACTIVE' })(stage);
	},
	'PUT /api/v1/apps/{appId}/policies/{policyId}': assignedPolicy,
	'GET /api/v1/apps/{appId}/sso/saml/metadata': (stage) => {
		app({ signOnMode: 'SAML_2_0' })({ ...stage, shown: {} });
	},
	'DELETE /api/v1/apps/{appId}/tokens': app(),
	'POST /api/v1/apps/{appId}/lifecycle/deactivate': app(),
	'GET /api/v1/apps/{appId}/users': appUsers,
	'POST /api/v1/apps/{appId}/users': (stage) => {
		app()(stage);
		stage.body ??= { id: userFrom(stage.org, person).id, scope: 'USER' };
	},
	'GET /api/v1/apps/{appId}/users/{userId}': assigned,
	'POST /api/v1/apps/{appId}/users/{userId}': assigned,
	'DELETE /api/v1/apps/{appId}/users/{userId}': assigned,
	'GET /api/v1/apps/{appId}/groups': assignedGroups,
	'GET /api/v1/apps/{appId}/groups/{groupId}': assignedGroups,
	'PUT /api/v1/apps/{appId}/groups/{groupId}': assignedGroups,
	'DELETE /api/v1/apps/{appId}/groups/{groupId}': assignedGroups,
	'GET /api/v1/apps/{appId}/grants': grants,
	'POST /api/v1/apps/{appId}/grants': grants,
	'DELETE /api/v1/apps/{appId}/grants/{grantId}': grants,
	'POST /api/v1/apps/{appId}/credentials/jwks': oauthApp,
	'POST /oauth2/v1/clients/{clientId}/roles': clientRoles,
	'GET /oauth2/v1/clients/{clientId}/roles/{roleAssignmentId}': clientRoles,
	'GET /api/v1/zones/{zoneId}': zone,
	'POST /api/v1/zones': zone,
	'PUT /api/v1/zones/{zoneId}': zone,
	'POST /api/v1/device-assurances': ({ org, pair }) => {
		// An org that has no such thing, in words that are none of Okta's API.
		const { status, body } = pair.response;
		if (status !== 404) return;
		org.faults.add({ path: pair.request.path, times: 1, then: { status, body } });
	},
	'GET /api/v1/devices': devices,
	'GET /api/v1/devices/{deviceId}': device,
	'GET /api/v1/devices/{deviceId}/users': device,
	'POST /api/v1/devices/{deviceId}/lifecycle/unsuspend': device,
	'POST /api/v1/devices/{deviceId}/lifecycle/deactivate': device,
	'GET /api/v1/policies': policies,
	'GET /api/v1/policies/{policyId}': named('policyId', policyFrom),
	'GET /api/v1/policies/{policyId}/rules': policyRules,
	'GET /api/v1/eventHooks': hooks,
	'POST /api/v1/eventHooks': writtenHook,
	'GET /api/v1/eventHooks/{eventHookId}': writtenHook,
	'PUT /api/v1/eventHooks/{eventHookId}': writtenHook,
	'DELETE /api/v1/eventHooks/{eventHookId}': writtenHook,
	'POST /api/v1/eventHooks/{eventHookId}/lifecycle/activate': writtenHook,
	'POST /api/v1/eventHooks/{eventHookId}/lifecycle/deactivate': writtenHook,
	'POST /api/v1/eventHooks/{eventHookId}/lifecycle/verify': writtenHook,
	'GET /api/v1/meta/schemas/user/{schemaId}': userSchema,
	'POST /api/v1/meta/schemas/user/{schemaId}': userSchema,
	'GET /api/v1/meta/schemas/group/default': groupSchema,
	'POST /api/v1/meta/schemas/group/default': groupSchema,
	'GET /api/v1/meta/schemas/apps/{appId}/default': appSchema,
	'POST /api/v1/meta/schemas/apps/{appId}/default': appSchema,
	'GET /api/v1/meta/types/user': userTypes,
	'GET /api/v1/meta/types/user/{typeId}': userType,
	'GET /api/v1/org': nothing,
	'GET /api/v1/iam/assignees/users': assignees,
	'GET /api/v1/iam/resource-sets': noResourceSets,
	'POST /api/v1/iam/resource-sets': nothing,
	'POST /api/v1/iam/roles': ({ org, pair }) => {
		const label = textAt(objectAt(pair.request.body), 'label');
		const taken = { id: 'cr0taken', label, description: 'Has the name' };
		org.directory.customRoles.push({ ...taken, permissions: new Map() });
	},
	'POST /api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}/bulk-upsert':
		importSession('CREATED'),
	'DELETE /api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}':
		importSession('COMPLETED'),
	'GET /.well-known/oauth-authorization-server': nothing,
};

/** @param status - of the session the path names */
function importSession(status: SessionStatus): Scene {
	return ({ org, params, ids }) => {
		const source = appFrom(org, { label: 'People' });
		const { sessions } = org.directory.addIdentitySource(source);
		const at = org.directory.clock.now();
		const { id } = sessions.add((own) => ({
			id: own,
			sourceId: source.id,
			status,
			created: at,
			lastUpdated: at,
			entries: new Map(),
			profiles: 0,
			uploads: 0,
		}));
		ids.set(params.identitySourceId ?? '', source.id).set(params.sessionId ?? '', id);
	};
}

async function listen(): Promise<{ url: string; close: () => void }> {
	const server = createServer((request, response) => {
		const verification = request.headers['x-okta-verification-challenge'];
		response.end(JSON.stringify({ verification }));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : undefined;
	const close = () => void server.close();
	return { url: `http://127.0.0.1:${port ?? 0}/`, close };
}
