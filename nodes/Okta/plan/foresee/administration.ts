import type { IDataObject } from 'n8n-workflow';

import { isSameRole } from '../../objects/roles';
import { isObject, isObjectList, text } from '../../transport/json';
import { fillPath } from '../../transport/path';
import {
	changes,
	creates,
	type Foreseen,
	from,
	invalid,
	missing,
	nothing,
	refused,
	removes,
	type Subject,
} from '../foreseen';
import type { Foresee, Foresights, Sight } from '../sight';
import { APP, findIn, type Found, GROUP, type Kind, on, onBoth, USER } from './found';

const done = { status: 204, body: '' };

/** @param at - where the roles are listed */
async function assign(sight: Sight, at: string, whose: string): Promise<Foreseen> {
	const { body } = sight;
	const path = fillPath(at, (name) => sight.ids[name] ?? '');
	const label = text(body['type']);
	const subject = { type: 'admin role', id: '', name: `${label} of ${whose}` };
	const roles = await sight.list(path);
	const isCustom = label === 'CUSTOM';
	if (
		!isCustom &&
		roles.some((row) => row['assignmentType'] !== 'GROUP' && isSameRole(row, body))
	) {
		return refused(subject, 409, 'E0000090', 'The role specified is already assigned to the user.');
	}
	const id = sight.placeholder('role');
	const role = { id, ...body };
	return creates(
		{ ...subject, id },
		{
			status: 201,
			doubt: isCustom ? 'Whether Okta knows the role and the resource set shows only then.' : '',
			changes: [from('role', null, label)],
			body: role,
			leaves: [[`${path}/${id}`, role]],
		},
	);
}

const unassign = on(USER, async ({ subject: user }, sight) => {
	const { object, path, id } = await findIn(
		sight,
		'/api/v1/users/{userId}/roles',
		'roleAssignmentId',
	);
	const subject = { type: 'admin role', id, name: `${text(object?.['type'])} of ${user.name}` };
	if (!object) return missing(subject, 'RoleAssignment');
	return removes(subject, {
		...done,
		changes: [from('role', object['type'], null)],
		leaves: [[path, null]],
	});
});

/** Roles that can be limited, and to what. */
const limitable: Readonly<Record<'groups' | 'apps', readonly string[]>> = {
	groups: ['USER_ADMIN', 'HELP_DESK_ADMIN', 'GROUP_MEMBERSHIP_ADMIN'],
	apps: ['APP_ADMIN'],
};

/** @param what - what the role is limited to; undefined for all apps of a kind */
async function addTarget(
	user: Found,
	sight: Sight,
	to: keyof typeof limitable,
	what: Found | undefined,
): Promise<Foreseen> {
	const { object, path, id } = await findIn(
		sight,
		'/api/v1/users/{userId}/roles',
		'roleAssignmentId',
	);
	const type = text(object?.['type']);
	const name = what?.subject.name ?? `all apps of ${sight.ids['appName'] ?? ''}`;
	const subject = { type: 'admin role', id, name: `${type} of ${user.subject.name}: ${name}` };
	if (!object) return missing(subject, 'RoleAssignment');
	if (!limitable[to].includes(type)) {
		const said = 'The provided role type was not the same as required role type.';
		return refused(subject, 400, 'E0000091', said);
	}
	const list = `${path}/targets/${to === 'groups' ? 'groups' : 'catalog/apps'}`;
	const held = await sight.list(list, { pageSize: 200 });
	const target = what?.object ?? { id: '', name: sight.ids['appName'] ?? '' };
	const isHeld = held.some(
		(one) => text(one['id']) === text(target['id']) && (what ?? one['name'] === target['name']),
	);
	if (isHeld) return nothing(subject, 'The role is limited to that already.', done);
	return creates(subject, {
		...done,
		changes: [from('target', null, name)],
		leaves: [[`${list}/${encodeURIComponent(text(target['id']) || name)}`, target]],
	});
}

const RULE: Kind = {
	type: 'group rule',
	kind: 'GroupMembershipRule',
	at: '/api/v1/groups/rules/{groupRuleId}',
};

/** Okta doesn't show which addresses are on the list. */
const removeBounces: Foresee = async ({ body }) =>
	await Promise.resolve(
		changes(
			{ type: 'email bounces', id: '', name: [body['emailAddresses']].flat().map(text).join(', ') },
			{
				doubt: 'Which of these addresses are on the list Okta does not show.',
				body: { errors: [] },
			},
		),
	);

const WHOM = 'Which users the expression holds for is for Okta to say.';

const BROKEN = 'What Okta says to a rule that is no longer valid is not known.';

const switchRule = (to: string): Foresee =>
	on(RULE, ({ object, subject, path, status }) =>
		status === to
			? nothing(subject, `The rule is ${to} already.`, done)
			: changes(subject, {
					...done,
					doubt: status === 'INVALID' ? BROKEN : '',
					changes: [from('status', status, to)],
					leaves: [[path, { ...object, status: to }]],
				}),
	);

const createRule: Foresee = async (sight) => {
	const { body } = sight;
	const subject = { type: 'group rule', id: '', name: text(body['name']) };
	const rules = await sight.list(
		'/api/v1/groups/rules',
		{ pageSize: 200 },
		{ search: subject.name },
	);
	if (rules.some((rule) => rule['name'] === subject.name)) {
		return invalid(subject, 'name', 'name: A rule with this name already exists');
	}
	const id = sight.placeholder('rule');
	const rule = { ...body, id, status: 'INACTIVE' };
	return creates(
		{ ...subject, id },
		{
			doubt: WHOM,
			changes: [from('status', null, 'INACTIVE')],
			body: rule,
			leaves: [[fillPath(RULE.at, () => id), rule]],
		},
	);
};

const replaceRule = on(RULE, ({ object, subject, path, status }, sight) => {
	if (status === 'ACTIVE')
		return invalid(subject, 'status', 'status: An active rule cannot be changed');
	const { body } = sight;
	const updated = { ...object, ...body };
	const names = ['name', 'conditions', 'actions'];
	const all = names
		.filter((name) => body[name] !== undefined)
		.map((name) => from(name, object[name], body[name]))
		.filter((one) => JSON.stringify(one.from) !== JSON.stringify(one.to));
	if (all.length === 0)
		return nothing(subject, 'The rule is like this already.', { body: updated });
	return changes(subject, { doubt: WHOM, changes: all, body: updated, leaves: [[path, updated]] });
});

const removeRule = on(RULE, ({ subject, path, status }) =>
	status === 'ACTIVE'
		? invalid(subject, 'status', 'status: An active rule cannot be deleted')
		: removes(subject, {
				status: 202,
				doubt: status === 'INVALID' ? BROKEN : '',
				changes: [from('status', status, null)],
				leaves: [[path, null]],
			}),
);

const DEVICE: Kind = { type: 'device', kind: 'Device', at: '/api/v1/devices/{deviceId}' };

/** Okta's help tells of these alone; its reference has others, too. */
const DEVICE_STATUSES = ['ACTIVE', 'SUSPENDED', 'DEACTIVATED'];

function deviceRefuses(subject: Subject, status: string): Foreseen {
	const said = 'The operation is not allowed in the current status of the device.';
	return {
		...refused(subject, 403, 'E0000152', said),
		doubt: DEVICE_STATUSES.includes(status)
			? ''
			: 'Okta does not say what may be done with a device in this status.',
	};
}

const moveDevice = (allowed: readonly string[], to: string): Foresee =>
	on(DEVICE, ({ object, subject, path, status }) => {
		if (allowed.includes(status)) {
			return changes(subject, {
				...done,
				changes: [from('status', status, to)],
				leaves: [[path, { ...object, status: to }]],
			});
		}
		return deviceRefuses(subject, status);
	});

const removeDevice = on(DEVICE, ({ subject, path, status }) => {
	if (status !== 'DEACTIVATED') return deviceRefuses(subject, status);
	return removes(subject, {
		...done,
		changes: [from('status', status, null)],
		leaves: [[path, null]],
	});
});

const HOOK: Kind = {
	type: 'event hook',
	kind: 'EventHook',
	at: '/api/v1/eventHooks/{eventHookId}',
};

const createHook: Foresee = async (sight) => {
	const { name, events } = sight.body;
	const id = sight.placeholder('hook');
	const hook = { id, name, events, status: 'ACTIVE', verificationStatus: 'UNVERIFIED' };
	return await Promise.resolve(
		creates(
			{ type: 'event hook', id, name: text(name) },
			{
				doubt: 'Whether Okta takes these events and this address shows only when it is asked.',
				changes: [from('status', null, 'ACTIVE')],
				body: hook,
				leaves: [[fillPath(HOOK.at, () => id), hook]],
			},
		),
	);
};

const verifyHook = on(HOOK, ({ object, subject, path }) => {
	const verified = { ...object, verificationStatus: 'VERIFIED' };
	return changes(subject, {
		doubt: 'Whether the receiver answers as Okta expects shows only when it is called.',
		changes: [from('verificationStatus', object['verificationStatus'], 'VERIFIED')],
		body: verified,
		leaves: [[path, verified]],
	});
});

const INLINE_HOOK: Kind = {
	type: 'inline hook',
	kind: 'InlineHook',
	at: '/api/v1/inlineHooks/{inlineHookId}',
};

const previewHook = on(INLINE_HOOK, ({ subject }) =>
	changes(subject, {
		doubt: 'Whether whoever is asked answers in time shows only then.',
		changes: [],
		body: { commands: [] },
		leaves: [],
	}),
);

const switchHook = (kind: Kind, to: string): Foresee =>
	on(kind, ({ object, subject, path, status }) => {
		const body = { ...object, status: to };
		if (status === to) return nothing(subject, `The hook is ${to} already.`, { body });
		return changes(subject, {
			changes: [from('status', status, to)],
			body,
			leaves: [[path, body]],
		});
	});

const removeHook = (kind: Kind): Foresee =>
	on(kind, ({ subject, path, status }) =>
		status === 'ACTIVE'
			? invalid(subject, 'status', `status: An active ${kind.type} cannot be deleted`)
			: removes(subject, {
					...done,
					changes: [from('status', status, null)],
					leaves: [[path, null]],
				}),
	);

const ZONE: Kind = { type: 'network zone', kind: 'NetworkZone', at: '/api/v1/zones/{zoneId}' };

/** Okta takes a single address as a range, and keeps it as one from itself to itself. */
function asKept(sent: IDataObject[string]): IDataObject[string] {
	if (!isObjectList(sent)) return sent;
	return sent.map((address) => {
		const value = text(address['value']);
		return address['type'] === 'RANGE' && !value.includes('-')
			? { ...address, value: `${value}-${value}` }
			: address;
	});
}

const replaceZone = on(ZONE, ({ object, subject, path }, sight) => {
	const { body } = sight;
	const all = ['name', 'gateways', 'proxies', 'usage']
		.filter((name) => body[name] !== undefined)
		.map((name) => from(name, object[name], asKept(body[name])))
		.filter((one) => JSON.stringify(one.from) !== JSON.stringify(one.to));
	const updated = { ...object, ...body };
	if (all.length === 0) return nothing(subject, 'The zone is like this already.', { body: object });
	return changes(subject, { changes: all, body: updated, leaves: [[path, updated]] });
});

const SCHEMA: Kind = {
	type: 'schema',
	kind: 'UserSchema',
	at: '/api/v1/meta/schemas/user/{schemaId}',
};

const customOf = ({ definitions }: IDataObject): IDataObject => {
	const custom =
		isObject(definitions) && isObject(definitions['custom']) ? definitions['custom'] : {};
	return isObject(custom['properties']) ? custom['properties'] : {};
};

/** Attributes are replaced as wholes, and null takes one away. */
function withCustom(schema: IDataObject, sent: IDataObject): IDataObject {
	const properties = Object.fromEntries(
		Object.entries({ ...customOf(schema), ...sent }).filter(([, value]) => value !== null),
	);
	const definitions = isObject(schema['definitions']) ? schema['definitions'] : {};
	const custom = isObject(definitions['custom']) ? definitions['custom'] : {};
	return { ...schema, definitions: { ...definitions, custom: { ...custom, properties } } };
}

const changeSchema = on(SCHEMA, ({ object, subject, path }, sight) => {
	const before = customOf(object);
	const updated = withCustom(object, customOf(sight.body));
	const sent = Object.entries(customOf(sight.body)).map(([name, value]) =>
		from(name, before[name], value),
	);
	const isNew = sent.some((one) => one.from === null);
	const doubt = 'Whether Okta takes the attribute as it is shows only when it is sent.';
	const extra = { doubt, changes: sent, body: updated, leaves: [[path, updated]] as const };
	return isNew ? creates(subject, extra) : changes(subject, extra);
});

const CLIENT_ROLES = '/oauth2/v1/clients/{clientId}/roles';
const KEYS = '/api/v1/apps/{appId}/credentials/jwks';
const GRANTS = '/api/v1/apps/{appId}/grants';

const createApp: Foresee = async (sight) => {
	const id = sight.placeholder('app');
	const label = text(sight.body['label']);
	const status = sight.query('activate', 'true') === 'false' ? 'INACTIVE' : 'ACTIVE';
	const app = { ...sight.body, id, status };
	return await Promise.resolve(
		creates(
			{ type: 'application', id, name: label },
			{
				doubt: 'Whether Okta takes the settings and the keys shows only when they are sent.',
				changes: [from('label', null, label)],
				body: app,
				leaves: [[fillPath(APP.at, () => id), app]],
			},
		),
	);
};

const onKey = (
	foresee: (key: IDataObject, path: string, id: string, app: string) => Foreseen,
): Foresee =>
	on(APP, async (app, sight) => {
		const { object, path, id } = await findIn(sight, KEYS, 'keyId');
		const subject = { type: 'key', id, name: app.subject.name };
		return object ? foresee(object, path, id, app.subject.name) : missing(subject, 'JsonWebKey');
	});

const switchKey = (to: string): Foresee =>
	onKey((key, path, id, app) => {
		const subject = { type: 'key', id, name: `${text(key['kid'])} of ${app}` };
		const updated = { ...key, status: to };
		if (key['status'] === to) {
			return nothing(subject, `The key is ${to} already.`, {
				body: updated,
				doubt: 'What Okta says to that is not known.',
			});
		}
		return changes(subject, {
			changes: [from('status', key['status'], to)],
			body: updated,
			leaves: [[path, updated]],
		});
	});

const removeKey = onKey((key, path, id, app) => {
	const subject = { type: 'key', id, name: `${text(key['kid'])} of ${app}` };
	if (key['status'] === 'ACTIVE') {
		return invalid(subject, 'status', 'status: An active key cannot be deleted');
	}
	return removes(subject, {
		...done,
		changes: [from('status', key['status'], null)],
		leaves: [[path, null]],
	});
});

const addKey = on(APP, (app, sight) => {
	const id = sight.placeholder('key');
	const key = { ...sight.body, id, status: text(sight.body['status']) || 'ACTIVE' };
	return creates(
		{ type: 'key', id, name: `${text(sight.body['kid'])} of ${app.subject.name}` },
		{
			status: 201,
			doubt: 'Whether Okta takes the key shows only when it is sent.',
			changes: [from('status', null, key.status)],
			body: key,
			leaves: [[`${app.path}/credentials/jwks/${id}`, key]],
		},
	);
});

const grant = on(APP, async (app, sight) => {
	const scope = text(sight.body['scopeId']);
	const path = fillPath(GRANTS, () => app.subject.id);
	const subject = { type: 'scope', id: scope, name: `${scope} of ${app.subject.name}` };
	const grants = await sight.list(path);
	const granted = grants.find((row) => row['scopeId'] === scope);
	if (granted)
		return nothing(subject, 'The scope is granted already.', { status: 201, body: granted });
	const id = sight.placeholder('grant');
	const row = { id, scopeId: scope, status: 'ACTIVE' };
	return creates(subject, {
		status: 201,
		doubt: 'Whether the org has this scope shows only when it is granted.',
		changes: [from('granted', false, true)],
		body: row,
		leaves: [[`${path}/${id}`, row]],
	});
});

const revoke = on(APP, async (app, sight) => {
	const { object, path, id } = await findIn(sight, GRANTS, 'grantId');
	const subject = {
		type: 'scope',
		id,
		name: `${text(object?.['scopeId'])} of ${app.subject.name}`,
	};
	if (!object) return missing(subject, 'OAuth2ScopeConsentGrant');
	return removes(subject, {
		...done,
		changes: [from('granted', true, false)],
		leaves: [[path, null]],
	});
});

const unassignFromClient: Foresee = async (sight) => {
	const { object, path, id } = await findIn(sight, CLIENT_ROLES, 'roleAssignmentId');
	const name = `${text(object?.['type'])} of ${sight.ids['clientId'] ?? ''}`;
	const subject = { type: 'admin role', id, name };
	if (!object) return missing(subject, 'RoleAssignment');
	return removes(subject, {
		...done,
		changes: [from('role', object['type'], null)],
		leaves: [[path, null]],
	});
};

/** What administrators do: roles, rules, devices, hooks, zones, schemas and service apps. */
export const administration: Foresights = {
	'POST /api/v1/users/{userId}/roles': on(
		USER,
		async ({ subject }, sight) => await assign(sight, '/api/v1/users/{userId}/roles', subject.name),
	),
	'DELETE /api/v1/users/{userId}/roles/{roleAssignmentId}': unassign,
	'PUT /api/v1/users/{userId}/roles/{roleAssignmentId}/targets/groups/{groupId}': onBoth(
		USER,
		GROUP,
		async (user, group, sight) => await addTarget(user, sight, 'groups', group),
	),
	'PUT /api/v1/users/{userId}/roles/{roleAssignmentId}/targets/catalog/apps/{appName}': on(
		USER,
		async (user, sight) => await addTarget(user, sight, 'apps', undefined),
	),
	'PUT /api/v1/users/{userId}/roles/{roleAssignmentId}/targets/catalog/apps/{appName}/{appId}':
		onBoth(USER, APP, async (user, app, sight) => await addTarget(user, sight, 'apps', app)),
	[`DELETE ${CLIENT_ROLES}/{roleAssignmentId}`]: unassignFromClient,
	'POST /oauth2/v1/clients/{clientId}/roles': async (sight) =>
		await assign(sight, CLIENT_ROLES, sight.ids['clientId'] ?? ''),
	'POST /api/v1/org/email/bounces/remove-list': removeBounces,
	'POST /api/v1/groups/rules': createRule,
	'PUT /api/v1/groups/rules/{groupRuleId}': replaceRule,
	'DELETE /api/v1/groups/rules/{groupRuleId}': removeRule,
	'POST /api/v1/groups/rules/{groupRuleId}/lifecycle/activate': switchRule('ACTIVE'),
	'POST /api/v1/groups/rules/{groupRuleId}/lifecycle/deactivate': switchRule('INACTIVE'),
	'POST /api/v1/devices/{deviceId}/lifecycle/activate': moveDevice(['DEACTIVATED'], 'ACTIVE'),
	'POST /api/v1/devices/{deviceId}/lifecycle/deactivate': moveDevice(
		['ACTIVE', 'SUSPENDED'],
		'DEACTIVATED',
	),
	'POST /api/v1/devices/{deviceId}/lifecycle/suspend': moveDevice(['ACTIVE'], 'SUSPENDED'),
	'POST /api/v1/devices/{deviceId}/lifecycle/unsuspend': moveDevice(['SUSPENDED'], 'ACTIVE'),
	'DELETE /api/v1/devices/{deviceId}': removeDevice,
	'POST /api/v1/eventHooks': createHook,
	'POST /api/v1/eventHooks/{eventHookId}/lifecycle/verify': verifyHook,
	'POST /api/v1/eventHooks/{eventHookId}/lifecycle/activate': switchHook(HOOK, 'ACTIVE'),
	'POST /api/v1/eventHooks/{eventHookId}/lifecycle/deactivate': switchHook(HOOK, 'INACTIVE'),
	'DELETE /api/v1/eventHooks/{eventHookId}': removeHook(HOOK),
	'POST /api/v1/inlineHooks/{inlineHookId}/execute': previewHook,
	'POST /api/v1/inlineHooks/{inlineHookId}/lifecycle/activate': switchHook(INLINE_HOOK, 'ACTIVE'),
	'POST /api/v1/inlineHooks/{inlineHookId}/lifecycle/deactivate': switchHook(
		INLINE_HOOK,
		'INACTIVE',
	),
	'DELETE /api/v1/inlineHooks/{inlineHookId}': removeHook(INLINE_HOOK),
	'PUT /api/v1/zones/{zoneId}': replaceZone,
	'POST /api/v1/meta/schemas/user/{schemaId}': changeSchema,
	'POST /api/v1/apps': createApp,
	'POST /api/v1/apps/{appId}/credentials/jwks': addKey,
	'POST /api/v1/apps/{appId}/credentials/jwks/{keyId}/lifecycle/activate': switchKey('ACTIVE'),
	'POST /api/v1/apps/{appId}/credentials/jwks/{keyId}/lifecycle/deactivate': switchKey('INACTIVE'),
	'DELETE /api/v1/apps/{appId}/credentials/jwks/{keyId}': removeKey,
	'POST /api/v1/apps/{appId}/grants': grant,
	'DELETE /api/v1/apps/{appId}/grants/{grantId}': revoke,
};
