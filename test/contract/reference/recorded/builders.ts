import type { Org } from '../../../org';
import type { App } from '../../../org/directory/appStore';
import type { Device } from '../../../org/directory/deviceStore';
import type { EventHook } from '../../../org/directory/eventHookStore';
import { readExpression } from '../../../org/directory/expression';
import { FACTOR_TYPES, type Factor } from '../../../org/directory/factorStore';
import type { Group } from '../../../org/directory/groupStore';
import { MemberSet } from '../../../org/directory/memberSet';
import { USER_STATUSES, type Json, type User } from '../../../org/directory/model';
import type { Policy } from '../../../org/directory/policyStore';
import { isObject, type JsonObject } from '../../../org/directory/request';
import type { GroupRule } from '../../../org/directory/ruleStore';
import type { Attributes } from '../../../org/directory/schema';
import type { NetworkZone } from '../../../org/directory/zoneStore';

/**
 * Puts into the org what a recording shows, through its stores. Only what somebody once stored is
 * taken from it; whatever the org says of it has to come from the org.
 */

export const objectAt = (value: unknown, ...path: string[]): JsonObject => {
	const found = path.reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), value);
	return isObject(found) ? found : {};
};
export const textAt = (value: JsonObject, name: string, absent = ''): string => {
	const found = value[name];
	return typeof found === 'string' ? found : absent;
};
export const listAt = (value: unknown): JsonObject[] =>
	Array.isArray(value) ? value.filter(isObject) : [];
const textsAt = (value: Json | undefined): string[] =>
	Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
const timeAt = (value: JsonObject, name: string): number | undefined => {
	const found = value[name];
	return typeof found === 'string' ? Date.parse(found) : undefined;
};
const createdAt = (value: JsonObject): number => timeAt(value, 'created') ?? Date.UTC(2025, 0, 1);
const without = (value: JsonObject, ...names: string[]): JsonObject =>
	Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));

export function userFrom({ directory }: Org, shown: JsonObject): User {
	const position = directory.users.take();
	const credentials = objectAt(shown, 'credentials');
	const question = objectAt(credentials, 'recovery_question').question;
	const created = createdAt(shown);
	return directory.users.put({
		position,
		id: directory.ids.of('00u', position),
		status: USER_STATUSES.find((status) => status === shown.status) ?? 'ACTIVE',
		created,
		activated: timeAt(shown, 'activated'),
		statusChanged: timeAt(shown, 'statusChanged'),
		lastUpdated: timeAt(shown, 'lastUpdated') ?? created,
		passwordChanged: timeAt(shown, 'passwordChanged'),
		typeId: directory.schemas.defaultType.id,
		profile: objectAt(shown, 'profile'),
		hasPassword: 'password' in credentials,
		provider: { type: 'OKTA', name: 'OKTA' },
		recoveryQuestion: typeof question === 'string' ? question : undefined,
		transition: onTheWay(shown),
	});
}

/** A change of status that isn't over while the test lasts. */
function onTheWay({ transitioningToStatus }: JsonObject): User['transition'] {
	const to = USER_STATUSES.find((status) => status === transitioningToStatus);
	return to && { to, at: Infinity };
}

export function groupFrom({ directory }: Org, shown: JsonObject): Group {
	const type = textAt(shown, 'type', 'OKTA_GROUP');
	return directory.groups.add({
		type: type === 'BUILT_IN' || type === 'APP_GROUP' ? type : 'OKTA_GROUP',
		created: createdAt(shown),
		objectClass: ['okta:user_group'],
		profile: objectAt(shown, 'profile'),
		members: new MemberSet(),
		sourceId: type === 'APP_GROUP' ? directory.apps.list()[0]?.id : undefined,
	});
}

export function appFrom({ directory }: Org, shown: JsonObject): App {
	const { signOnMode } = shown;
	return directory.apps.add({
		name: textAt(shown, 'name', 'bookmark'),
		label: textAt(shown, 'label', 'App'),
		signOnMode: typeof signOnMode === 'string' ? signOnMode : null,
		status: shown.status === 'INACTIVE' ? 'INACTIVE' : 'ACTIVE',
		features: textsAt(shown.features),
		created: createdAt(shown),
		details: without(
			shown,
			...['id', 'orn', 'name', 'label', 'status', 'created', 'lastUpdated', 'signOnMode'],
			...['features', '_links', '_embedded'],
		),
	});
}

export function zoneFrom({ directory }: Org, shown: JsonObject): NetworkZone {
	const { type } = shown;
	return directory.zones.add((id) => ({
		id,
		type: type === 'DYNAMIC' || type === 'DYNAMIC_V2' ? type : 'IP',
		name: textAt(shown, 'name'),
		status: shown.status === 'INACTIVE' ? 'INACTIVE' : 'ACTIVE',
		usage: shown.usage === 'BLOCKLIST' ? 'BLOCKLIST' : 'POLICY',
		system: shown.system === true,
		created: createdAt(shown),
		lastUpdated: createdAt(shown),
		details: without(
			shown,
			...['type', 'id', 'name', 'status', 'usage', 'created', 'lastUpdated', 'system', '_links'],
		),
	}));
}

export function ruleFrom(org: Org, shown: JsonObject): GroupRule {
	const { directory } = org;
	const expression = textAt(objectAt(shown, 'conditions', 'expression'), 'value', 'true');
	const groups = textsAt(objectAt(shown, 'actions', 'assignUserToGroups').groupIds);
	const people = objectAt(shown, 'conditions', 'people', 'users');
	return directory.rules.add((id) => ({
		id,
		name: textAt(shown, 'name'),
		status: shown.status === 'ACTIVE' ? 'ACTIVE' : 'INACTIVE',
		created: createdAt(shown),
		lastUpdated: createdAt(shown),
		expression,
		condition: readExpression(expression),
		excluded: textsAt(people.exclude),
		groupIds: groups.map((name) => groupFrom(org, { profile: { name } }).id),
		added: new Map(),
	}));
}

export function hookFrom({ directory }: Org, shown: JsonObject): EventHook {
	const config = objectAt(shown, 'channel', 'config');
	const description = shown.description;
	return directory.eventHooks.add((id) => ({
		id,
		name: textAt(shown, 'name'),
		description: typeof description === 'string' ? description : null,
		status: shown.status === 'INACTIVE' ? 'INACTIVE' : 'ACTIVE',
		verificationStatus: shown.verificationStatus === 'VERIFIED' ? 'VERIFIED' : 'UNVERIFIED',
		created: createdAt(shown),
		lastUpdated: createdAt(shown),
		createdBy: textAt(shown, 'createdBy'),
		items: textsAt(objectAt(shown, 'events').items),
		uri: textAt(config, 'uri'),
		headers: listAt(config.headers).map((header) => ({
			key: textAt(header, 'key'),
			value: textAt(header, 'value'),
		})),
		auth: { key: textAt(objectAt(config, 'authScheme'), 'key'), value: 'of the test' },
	}));
}

export function deviceFrom(org: Org, shown: JsonObject): Device {
	const { status } = shown;
	return org.directory.devices.add((id) => ({
		id,
		status: status === 'SUSPENDED' || status === 'DEACTIVATED' ? status : 'ACTIVE',
		created: createdAt(shown),
		lastUpdated: createdAt(shown),
		profile: objectAt(shown, 'profile'),
		owner: userFrom(org, { profile: { login: 'owner@acme.example' } }).position,
	}));
}

export function policyFrom({ directory }: Org, shown: JsonObject): Policy {
	return directory.policies.add((id) => ({
		id,
		type: textAt(shown, 'type'),
		name: textAt(shown, 'name'),
		...(typeof shown.description === 'string' ? { description: shown.description } : {}),
		...(shown.settings === undefined ? {} : { settings: shown.settings }),
		status: shown.status === 'INACTIVE' ? 'INACTIVE' : 'ACTIVE',
		priority: typeof shown.priority === 'number' ? shown.priority : 1,
		system: shown.system === true,
		created: createdAt(shown),
		conditions: shown.conditions ?? null,
		rules: listAt(shown.rules).map((rule, index) => ({
			id: directory.ids.of('0pr', 20_000 + index),
			name: textAt(rule, 'name'),
			type: textAt(rule, 'type'),
			priority: 1,
			system: rule.system === true,
			conditions: rule.conditions ?? null,
			actions: rule.actions ?? null,
		})),
	}));
}

export function factorFrom(org: Org, user: User, shown: JsonObject): Factor {
	const factorType = FACTOR_TYPES.find((type) => type === shown.factorType) ?? 'sms';
	const factors = org.directory.factorsOf(user);
	const profile = objectAt(shown, 'profile');
	const provider = textAt(shown, 'provider');
	const factor = org.directory.factors.enroll(
		factors,
		factorType,
		provider,
		profile,
		createdAt(shown),
	);
	if (shown.status === 'ACTIVE') factor.status = 'ACTIVE';
	return factor;
}

/** Attributes of a schema as an answer or a request shows them. */
export const attributesFrom = (shown: unknown): Attributes =>
	Object.fromEntries(
		Object.entries(objectAt(shown, 'definitions', 'custom', 'properties')).map(([name, value]) => [
			name,
			{ title: name, type: 'string', ...objectAt(value) },
		]),
	);
