import { notFound, validationFailed } from '../errors';
import type { Call, Reply, Route } from '../route';
import type { App } from './appStore';
import { appUserBase } from './baseSchema';
import { appOf } from './lookup';
import { iso } from './model';
import { enumMismatch, refusedUserType } from './refusals';
import {
	bodyOf,
	isObject,
	type JsonObject,
	noContent,
	objectIn,
	ok,
	param,
	requiredText,
	textIn,
} from './request';
import type { Attribute, Attributes, AttributeType } from './schema';
import type { ProfileSchema, UserType } from './schemaStore';
import { appTarget } from './targets';

/** What a schema is called and linked to. */
interface Naming {
	/** Its address, which isn't that of the API. */
	id: string;
	name: string;
	title: string;
	description?: string;
	_links?: unknown;
}

/** A schema as `/api/v1/meta/schemas` shows it. */
function show(
	{ _links, ...naming }: Naming,
	{ base, custom, created, lastUpdated }: ProfileSchema,
	shown: (attribute: Attribute) => Attribute = withoutFalse,
) {
	const definition = (id: string, properties: Attributes) => ({
		id,
		type: 'object',
		properties: Object.fromEntries(
			Object.entries(properties).map(([name, attribute]) => [name, shown(attribute)]),
		),
		...(Object.keys(properties).length > 0 && {
			required: Object.entries(properties)
				.filter(([, { required }]) => required)
				.map(([name]) => name),
		}),
	});
	return {
		...naming,
		$schema: 'http://json-schema.org/draft-04/schema#',
		created: iso(created),
		lastUpdated: iso(lastUpdated),
		definitions: {
			custom: definition('#custom', custom),
			base: definition('#base', base),
		},
		type: 'object',
		properties: {
			profile: { allOf: [{ $ref: '#/definitions/custom' }, { $ref: '#/definitions/base' }] },
		},
		...(_links === undefined ? {} : { _links }),
	};
}

/** What isn't required isn't said to be. */
function withoutFalse({ required, ...attribute }: Attribute): Attribute {
	return required ? { ...attribute, required } : attribute;
}

/** Apps don't say who may do what with an attribute. */
function ofApp(attribute: Attribute): Attribute {
	const { mutability, permissions, master, union, ...shown } = withoutFalse(attribute);
	return shown.type === 'array' && union !== undefined ? { ...shown, union } : shown;
}

const link = (rel: string, href: string) => ({ rel, href, method: 'GET' });

const TYPES: ReadonlySet<string> = new Set<AttributeType>([
	'string',
	'boolean',
	'number',
	'integer',
	'array',
]);

/**
 * Applies `definitions.custom.properties` of a request: a null takes an attribute away, anything
 * else adds or replaces it.
 *
 * @throws OktaError E0000001 for an attribute that can't be.
 */
function changed(custom: Attributes, base: Attributes, body: JsonObject): Attributes {
	const definition = objectIn(objectIn(body, 'definitions'), 'custom');
	const result: Record<string, Attribute> = { ...custom };
	for (const [name, value] of Object.entries(objectIn(definition, 'properties'))) {
		if (!/^[A-Za-z]\w*$/.test(name) || Object.hasOwn(base, name))
			throw validationFailed(name, `${name}: The name of the attribute is invalid or taken`);
		if (value === null) Reflect.deleteProperty(result, name);
		else result[name] = attributeIn(name, value, custom[name]);
	}
	return result;
}

function attributeIn(name: string, value: unknown, before: Attribute | undefined): Attribute {
	if (!isObject(value) || !isAttribute(value))
		throw validationFailed(name, `${name}: title and type are needed, and type has to be known`);
	if (before && before.type !== value.type)
		throw validationFailed(name, `${name}: The type of an attribute cannot be changed`);
	if (value.enum && value.oneOf) {
		const titled = value.oneOf.map((option) => option.const);
		if (JSON.stringify(value.enum) !== JSON.stringify(titled)) throw enumMismatch();
	}
	return {
		mutability: 'READ_WRITE',
		scope: 'NONE',
		master: { type: 'PROFILE_MASTER' },
		permissions: [{ principal: 'SELF', action: 'READ_ONLY' }],
		...value,
	};
}

function isAttribute(value: JsonObject): value is JsonObject & Attribute {
	return (
		typeof value.title === 'string' &&
		value.title !== '' &&
		typeof value.type === 'string' &&
		TYPES.has(value.type)
	);
}

/** The schema of users that a path names. */
function userSchemaOf(call: Call): { schema: ProfileSchema; type: UserType } {
	const { schemas } = call.org.directory;
	const id = param(call, 'schemaId');
	const type = schemas
		.types()
		.find(({ schemaId, isDefault }) => schemaId === id || (isDefault && id === 'default'));
	const schema = type && schemas.userSchema(type.schemaId);
	if (!schema) throw notFound(id, 'UserSchema');
	return { schema, type };
}

function showUserSchema(call: Call): Reply {
	const { schema, type } = userSchemaOf(call);
	const { origin } = call;
	return ok(
		show(
			{
				id: `${origin}/meta/schemas/user/${type.isDefault ? 'default' : type.schemaId}`,
				name: type.name,
				title: type.displayName,
				description: 'Okta user profile template with default permission settings',
				_links: {
					self: link('self', `${origin}/api/v1/meta/schemas/user/${type.schemaId}`),
					type: link('type', `${origin}/api/v1/meta/types/user/${type.id}`),
				},
			},
			schema,
		),
	);
}

function updateUserSchema(call: Call): Reply {
	const { schema, type } = userSchemaOf(call);
	schema.custom = changed(schema.custom, schema.base, bodyOf(call));
	schema.lastUpdated = call.org.directory.clock.now();
	record(call, 'user_profile.update', 'Update universal directory user profile', type);
	return showUserSchema(call);
}

function showGroupSchema(call: Call): Reply {
	const path = '/meta/schemas/group/default';
	return ok(
		show(
			{
				id: call.origin + path,
				name: 'group',
				title: 'Okta group',
				description: 'Okta group profile template',
				_links: { self: link('self', `${call.origin}/api/v1${path}`) },
			},
			call.org.directory.schemas.group,
		),
	);
}

function updateGroupSchema(call: Call): Reply {
	const { group } = call.org.directory.schemas;
	group.custom = changed(group.custom, group.base, bodyOf(call));
	group.lastUpdated = call.org.directory.clock.now();
	return showGroupSchema(call);
}

function showAppSchema(call: Call): Reply {
	const app = appOf(call);
	return ok(
		show(
			{
				id: `${call.origin}/meta/schemas/apps/${app.id}/default`,
				name: app.name,
				title: `${app.label} User`,
			},
			appSchema(app),
			ofApp,
		),
	);
}

const appSchema = (app: App): ProfileSchema => ({
	base: appUserBase(app),
	custom: app.userSchema,
	created: app.created,
	lastUpdated: app.lastUpdated,
});

function updateAppSchema(call: Call): Reply {
	const app = appOf(call);
	app.userSchema = changed(app.userSchema, appUserBase(app), bodyOf(call));
	call.org.log.record(call, {
		eventType: 'directory.app_user_profile.update',
		displayMessage: 'Update application user profile',
		targets: [appTarget(app)],
	});
	return showAppSchema(call);
}

const showType =
	({ origin }: Call) =>
	(type: UserType) => ({
		id: type.id,
		displayName: type.displayName,
		name: type.name,
		description: type.description,
		createdBy: 'sprz1yo5aHsUPVQSw0h7',
		lastUpdatedBy: 'sprz1yo5aHsUPVQSw0h7',
		created: iso(type.created),
		lastUpdated: iso(type.lastUpdated),
		default: type.isDefault,
		_links: {
			self: { rel: 'self', href: `${origin}/api/v1/meta/types/user/${type.id}`, method: 'GET' },
			schema: {
				rel: 'schema',
				href: `${origin}/api/v1/meta/schemas/user/${type.schemaId}`,
				method: 'GET',
			},
		},
	});

function typeOf(call: Call): UserType {
	const id = param(call, 'typeId');
	const type = call.org.directory.schemas.type(id);
	if (!type) throw notFound(id, 'UserType');
	return type;
}

function createType(call: Call): Reply {
	const { schemas, clock } = call.org.directory;
	const body = bodyOf(call);
	const name = requiredText(body, 'name');
	if (schemas.types().some((type) => type.name === name))
		throw validationFailed('name', 'name: A user type with this name already exists');
	const type = schemas.addType(
		name,
		requiredText(body, 'displayName'),
		textIn(body, 'description') ?? '',
		clock.now(),
	);
	record(call, 'non_default_user_profile.create', 'Create universal directory user profile', type);
	return ok(showType(call)(type));
}

function record(call: Call, what: string, displayMessage: string, type: UserType): void {
	call.org.log.record(call, {
		eventType: `directory.${what}`,
		displayMessage,
		targets: [
			{
				id: type.id,
				type: 'UserProfile',
				alternateId: type.name,
				displayName: type.displayName,
			},
		],
	});
}

const updateType =
	(how: 'merge' | 'replace') =>
	(call: Call): Reply => {
		const type = typeOf(call);
		const body = bodyOf(call);
		const replace = how === 'replace';
		if (replace && requiredText(body, 'name') !== type.name)
			throw validationFailed('name', 'name: The name of a user type cannot be changed');
		type.displayName = replace
			? requiredText(body, 'displayName')
			: (textIn(body, 'displayName') ?? type.displayName);
		type.description = textIn(body, 'description') ?? (replace ? '' : type.description);
		type.lastUpdated = call.org.directory.clock.now();
		return ok(showType(call)(type));
	};

function deleteType(call: Call): Reply {
	const { schemas, users } = call.org.directory;
	const type = typeOf(call);
	if (type.isDefault || users.list().some(({ typeId }) => typeId === type.id))
		throw refusedUserType();
	schemas.deleteType(type);
	return noContent();
}

const read = ['okta.schemas.read'];
const manage = ['okta.schemas.manage'];
const readTypes = ['okta.userTypes.read'];
const manageTypes = ['okta.userTypes.manage'];

export const schemaRoutes: Route[] = [
	{ route: 'GET /api/v1/meta/schemas/user/{schemaId}', scopes: read, handle: showUserSchema },
	{ route: 'POST /api/v1/meta/schemas/user/{schemaId}', scopes: manage, handle: updateUserSchema },
	{ route: 'GET /api/v1/meta/schemas/group/default', scopes: read, handle: showGroupSchema },
	{ route: 'POST /api/v1/meta/schemas/group/default', scopes: manage, handle: updateGroupSchema },
	{ route: 'GET /api/v1/meta/schemas/apps/{appId}/default', scopes: read, handle: showAppSchema },
	{
		route: 'POST /api/v1/meta/schemas/apps/{appId}/default',
		scopes: manage,
		handle: updateAppSchema,
	},
	{
		route: 'GET /api/v1/meta/types/user',
		scopes: readTypes,
		handle: (call) => ok(call.org.directory.schemas.types().map(showType(call))),
	},
	{ route: 'POST /api/v1/meta/types/user', scopes: manageTypes, handle: createType },
	{
		route: 'GET /api/v1/meta/types/user/{typeId}',
		scopes: readTypes,
		handle: (call) => ok(showType(call)(typeOf(call))),
	},
	{
		route: 'POST /api/v1/meta/types/user/{typeId}',
		scopes: manageTypes,
		handle: updateType('merge'),
	},
	{
		route: 'PUT /api/v1/meta/types/user/{typeId}',
		scopes: manageTypes,
		handle: updateType('replace'),
	},
	{ route: 'DELETE /api/v1/meta/types/user/{typeId}', scopes: manageTypes, handle: deleteType },
];
