import {
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodePropertyOptions,
	NodeApiError,
	type ResourceMapperField,
	type ResourceMapperFields,
} from 'n8n-workflow';

import { userTypeFields } from '../fields/userType';
import { connect } from '../transport/connect';
import { isObject, text } from '../transport/json';
import type { Okta } from '../transport/okta';
import { fillPath } from '../transport/path';

/** One attribute of a schema of the org that the API may write. */
export interface Attribute {
	name: string;
	title: string;
	required: boolean;
	immutable: boolean;
	schema: IDataObject;
}

/** Columns for a new user: the required attributes first, all others to be added. */
export async function getNewUserAttributes(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const attributes = await readAttributes(this);
	return { fields: attributes.map((attribute) => toColumn(attribute, attribute.required)) };
}

/** Columns for a change: nothing is required, and what can't change isn't offered. */
export async function getUserAttributesToUpdate(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const attributes = await readAttributes(this);
	return {
		fields: attributes
			.filter(({ immutable }) => !immutable)
			.map((attribute) => toColumn(attribute, false)),
	};
}

/** Attributes that may be emptied. */
export async function getUserAttributes(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return toEmptiable(await readAttributes(this));
}

async function readAttributes(context: ILoadOptionsFunctions): Promise<Attribute[]> {
	const okta = await connect(context);
	const [typeId = ''] = userTypeFields
		.map((field) => text(context.getCurrentNodeParameter(field)))
		.filter((value) => value !== '');
	const { body } = await okta.send({ method: 'GET', path: await schemaPath(okta, typeId) });
	return toAttributes(body);
}

/** The schema of a user type; the default one's while an expression is to decide the type. */
async function schemaPath(okta: Okta, typeId: string): Promise<string> {
	if (typeId === '' || typeId.startsWith('=')) return '/api/v1/meta/schemas/user/default';
	const path = fillPath('/api/v1/meta/types/user/{userTypeId}', () => typeId);
	const { body } = await okta.send({ method: 'GET', path });
	const href = text(inner(inner(body, '_links'), 'schema')['href']);
	// Okta spells its own address there, which may be another than the custom domain in use.
	return new URL(href).pathname;
}

function unlessForbidden(error: unknown): undefined {
	if (!(error instanceof NodeApiError && error.httpCode === '403')) throw error;
}

/** The org's user types, the default one first. */
export async function getUserTypes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const okta = await connect(this);
	const reply = await okta
		.send({ method: 'GET', path: '/api/v1/meta/types/user' })
		.catch(unlessForbidden);
	// Most orgs have one type only, and need no scope for what they don't use.
	if (!reply) return [{ name: 'Default (the Scope okta.userTypes.read Shows Others)', value: '' }];
	const types: unknown[] = Array.isArray(reply.body) ? reply.body : [];
	return [
		{ name: 'Default', value: '' },
		...types
			.filter(isObject)
			.filter((type) => type['default'] !== true)
			.map((type) => ({ name: text(type['displayName']), value: text(type['id']) }))
			.toSorted((a, b) => a.name.localeCompare(b.name)),
	];
}

/** Writable attributes of an Okta user schema, base ones first, required ones before others. */
export function toAttributes(schema: unknown): Attribute[] {
	const definitions = inner(schema, 'definitions');
	return ['base', 'custom']
		.flatMap((part) => {
			const definition = inner(definitions, part);
			const required: unknown = definition['required'];
			return Object.entries(inner(definition, 'properties'))
				.filter((entry): entry is [string, IDataObject] => isObject(entry[1]))
				.map(([name, property]) => ({
					name,
					title: text(property['title']) || name,
					required:
						property['required'] === true || (Array.isArray(required) && required.includes(name)),
					immutable: property['mutability'] === 'IMMUTABLE',
					readOnly: property['mutability'] === 'READ_ONLY',
					schema: property,
				}));
		})
		.filter(({ readOnly }) => !readOnly)
		.toSorted((a, b) => Number(b.required) - Number(a.required));
}

/** Entries of a list of attributes that may be emptied. */
export function toEmptiable(attributes: readonly Attribute[]): INodePropertyOptions[] {
	return attributes
		.filter(({ required, immutable }) => !required && !immutable)
		.map(({ name, title }) => ({ name: title, value: name }))
		.toSorted((a, b) => a.name.localeCompare(b.name));
}

/** A column of n8n's resource mapper for an attribute. */
export function toColumn(
	{ name, title, schema }: Pick<Attribute, 'name' | 'title' | 'schema'>,
	required: boolean,
): ResourceMapperField {
	const options = toOptions(schema);
	return {
		id: name,
		displayName: title,
		required,
		display: true,
		removed: !required,
		defaultMatch: false,
		canBeUsedToMatch: false,
		type: options.length > 0 ? 'options' : toType(schema['type']),
		...(options.length > 0 && { options }),
	};
}

function toType(type: unknown): ResourceMapperField['type'] {
	if (type === 'integer' || type === 'number') return 'number';
	if (type === 'boolean' || type === 'array' || type === 'object') return type;
	return 'string';
}

/** Values of an enumerated attribute, with the titles that `oneOf` gives them. */
function toOptions({ enum: values, oneOf }: IDataObject): INodePropertyOptions[] {
	const titled: unknown[] = Array.isArray(oneOf) ? oneOf : [];
	const plain: unknown[] = Array.isArray(values) ? values : [];
	const entries =
		titled.length > 0
			? titled.filter(isObject).map((entry) => ({ value: entry['const'], name: entry['title'] }))
			: plain.map((value) => ({ value, name: undefined }));
	return entries.flatMap(({ value, name }) =>
		typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
			? [{ name: typeof name === 'string' ? name : String(value), value }]
			: [],
	);
}

function inner(value: unknown, key: string): IDataObject {
	const found = isObject(value) ? value[key] : undefined;
	return isObject(found) ? found : {};
}
