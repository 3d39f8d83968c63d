import type { INodeParameters } from 'n8n-workflow';
import { isObject, type JsonObject } from '../../../org/directory/request';
import { byId, mapped } from '../../../engine/harness/parameters';
import { attributesFrom, listAt, objectAt, textAt } from './builders';
import type { Staged } from './staging';

/** What is filled in beside the path, so that a recorded answer fits what was asked for. */
export type Form = (staged: Staged, answer: JsonObject) => INodeParameters;

type Column = Parameters<typeof mapped>[number];

function columnOf([name, value]: [string, unknown]): Column[] {
	if (typeof value === 'boolean') return [[name, 'boolean', value]];
	if (typeof value === 'number') return [[name, 'number', value]];
	if (Array.isArray(value)) return [[name, 'array', JSON.stringify(value)]];
	return typeof value === 'string' ? [[name, 'string', value]] : [];
}

/** The profile that was answered, or else the one that was sent. */
const profile: Form = ({ body }, answer) => ({
	profile: mapped(
		...Object.entries(objectAt('profile' in answer ? answer : body, 'profile')).flatMap(columnOf),
	),
});

const publicKey = JSON.stringify({
	kty: 'EC',
	crv: 'P-256',
	x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
	y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
});

const rule: Form = ({ body }, answer) => {
	const shown = 'name' in answer ? answer : objectAt(body);
	return {
		name: textAt(shown, 'name'),
		expression: textAt(objectAt(shown, 'conditions', 'expression'), 'value'),
	};
};

/** By resource and operation. What isn't named here has nothing to fill in. */
export const forms: Readonly<Record<string, Form>> = {
	'adminRole.createCustomRole': ({ body }) => ({
		label: textAt(objectAt(body), 'label'),
		description: 'Made',
		permissions: ['okta.users.read'],
	}),
	'adminRole.createResourceSet': () => ({
		label: 'Made',
		description: 'Made',
		resources: 'https://acme.okta.com/api/v1/users',
	}),
	'adminRole.assignToUser': ({ body }, answer) => ({
		type: textAt(answer, 'type') || textAt(objectAt(body), 'type'),
	}),
	'application.create': (_, answer) => ({
		label: textAt(answer, 'label', 'App'),
		signOnMode: 'BOOKMARK',
		url: 'https://app.example',
	}),
	'application.update': () => ({ options: { label: 'Another' } }),
	'application.assignUser': (_, answer) => ({ userId: byId(textAt(answer, 'id')) }),
	'application.updateUserAssignment': () => ({ options: { userName: 'JohnJohnJohn' } }),
	'deviceAssurance.create': ({ body }) => ({
		name: textAt(objectAt(body), 'name'),
		platform: 'CHROMEOS',
	}),
	'eventHook.create': (_, answer) => ({
		name: textAt(answer, 'name'),
		uri: textAt(objectAt(answer, 'channel', 'config'), 'uri'),
		events: ['user.lifecycle.create'],
		secret: 'open sesame',
	}),
	'factor.enroll': (_, answer) => ({
		factorType: textAt(answer, 'factorType'),
		provider: textAt(answer, 'provider'),
		phoneNumber: '+15554151337',
		answer: 'mayonnaise',
	}),
	'group.addOwner': ({ body }) => ({ ownerId: byId(textAt(objectAt(body), 'id')) }),
	'group.create': profile,
	'group.update': profile,
	'groupRule.create': (staged, answer) => ({
		...rule(staged, answer),
		groupId: byId(staged.org.groups.list().find(({ type }) => type === 'OKTA_GROUP')?.id ?? ''),
	}),
	'groupRule.update': rule,
	'networkZone.update': () => ({ add: '192.0.2.200' }),
	'policy.getAll': ({ stage }) => ({ type: stage.pair.request.query[0]?.[1] ?? '' }),
	'schema.getAppUserSchema': () => ({ schemaOutput: 'schema' }),
	'schema.getGroupSchema': () => ({ schemaOutput: 'schema' }),
	'schema.getUserSchema': () => ({ schemaOutput: 'schema' }),
	'schema.setUserAttribute': ({ body }, answer) => {
		const [attributeName = ''] = Object.keys(attributesFrom(body));
		const { title, type, items } = { ...attributesFrom(answer)[attributeName] };
		return {
			attributeName,
			title: title ?? '',
			type: type ?? '',
			...(items && { options: { itemType: items.type } }),
		};
	},
	'serviceApp.addKey': () => ({ publicKey }),
	'serviceApp.assignRole': (_, answer) => ({ type: textAt(answer, 'type') }),
	'serviceApp.create': (_, answer) => ({
		label: textAt(answer, 'label', 'App'),
		keySource: 'jwks',
		publicKey,
	}),
	'serviceApp.grantScope': (_, answer) => ({ scopes: [textAt(answer, 'scopeId')] }),
	'user.create': profile,
	'user.delete': () => ({ permanently: true }),
	'user.replace': profile,
	'user.setPassword': () => ({ password: 'Tr0ub4dour!' }),
	'user.update': profile,
	'user.upsert': profile,
	'linkedObject.set': ({ stage }) => ({
		primaryUserId: byId(stage.ids.get(stage.params.primaryUserId ?? '') ?? ''),
	}),
};

/** Members that are secrets, and stay out of the output unless an operation is there to tell them. */
const SECRET = new Set([
	'client_secret',
	'activationToken',
	'activationUrl',
	'resetPasswordUrl',
	'tempPassword',
]);
const TELLS: Readonly<Record<string, string>> = {
	'user.expirePasswordWithTempPassword': 'tempPassword',
};

/** An answer without secrets, and the secrets that were in it. */
export function withoutSecrets(key: string, answer: unknown): { open: unknown; secrets: string[] } {
	const secrets: string[] = [];
	const isSecret = (name: string): boolean => SECRET.has(name) && TELLS[key] !== name;
	const open = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(open);
		if (!isObject(value)) return value;
		const kept = Object.entries(value).filter(([name, member]) => {
			if (isSecret(name) && typeof member === 'string') secrets.push(member);
			return !isSecret(name);
		});
		return Object.fromEntries(kept.map(([name, member]) => [name, open(member)]));
	};
	return { open: open(answer), secrets };
}

/** What an operation shows of an answer, where that isn't all of it. */
const parts: Readonly<Record<string, (answer: unknown, staged: Staged) => JsonObject[]>> = {
	'adminRole.getUsers': (answer) => listAt(objectAt(answer).value),
	'adminRole.getResourceSets': (answer) => listAt(objectAt(answer)['resource-sets']),
	// Okta cannot list service apps alone.
	'serviceApp.getAll': (answer) =>
		listAt(answer).filter(
			(app) => objectAt(app, 'settings', 'oauthClient').application_type === 'service',
		),
	'schema.setUserAttribute': (answer, { body }) =>
		Object.keys(attributesFrom(body)).map((name) => ({
			name,
			...objectAt(answer, 'definitions', 'custom', 'properties', name),
		})),
};

/** The rows an operation has to put out for an answer. */
export function rowsOf(key: string, answer: unknown, staged: Staged): JsonObject[] {
	const part = parts[key];
	if (part) return part(answer, staged);
	return Array.isArray(answer) ? listAt(answer) : [objectAt(answer)];
}
