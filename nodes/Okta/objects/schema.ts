import type { IDataObject } from 'n8n-workflow';

import { sendForList, sendForObject } from '../transport/answers';
import { isObject, text } from '../transport/json';
import { fillPath } from '../transport/path';
import { unlessForbidden } from '../transport/refusals';
import type { Okta } from '../transport/types';

/** Okta brought an attribute (`base`), or the org added it (`custom`). */
export type Part = 'base' | 'custom';

/** One attribute of a schema of the org. */
export interface SchemaAttribute {
	name: string;
	/** What people see; the name where the org gave no title. */
	title: string;
	part: Part;
	required: boolean;
	/** Set once, when the object is made. */
	immutable: boolean;
	/** Written by Okta alone. */
	readOnly: boolean;
	/** Okta's own description of the attribute. */
	schema: IDataObject;
}

/** The schema that users have unless they are of a type of its own. */
export const DEFAULT_USER_SCHEMA = '/api/v1/meta/schemas/user/default';

/** All attributes of a schema as Okta sent it, base ones first. */
export function attributesOf(schema: unknown): SchemaAttribute[] {
	return (['base', 'custom'] as const).flatMap((part) => {
		const { required, properties } = definition(schema, part);
		const needed: unknown[] = Array.isArray(required) ? required : [];
		return Object.entries(isObject(properties) ? properties : {})
			.filter((entry): entry is [string, IDataObject] => isObject(entry[1]))
			.map(([name, attribute]) => ({
				name,
				title: text(attribute['title']) || name,
				part,
				required: attribute['required'] === true || needed.includes(name),
				immutable: attribute['mutability'] === 'IMMUTABLE',
				readOnly: attribute['mutability'] === 'READ_ONLY',
				schema: attribute,
			}));
	});
}

/** An attribute as the schema has it, by its name. */
export function attributeIn(schema: unknown, part: Part, name: string): IDataObject | undefined {
	const { properties } = definition(schema, part);
	const attribute = isObject(properties) ? properties[name] : undefined;
	return isObject(attribute) ? attribute : undefined;
}

/** A schema as it is, as one row, or a row for each of its attributes. */
export function toSchemaRows(schema: unknown, as: string): IDataObject[] {
	if (as === 'schema') return isObject(schema) ? [schema] : [];
	return attributesOf(schema).map(({ name, part, required, schema: attribute }) => ({
		name,
		...attribute,
		required,
		custom: part === 'custom',
	}));
}

/** Names of the attributes of the schemas at these paths, base ones first, each once. */
export async function attributeNames(okta: Okta, paths: readonly string[]): Promise<string[]> {
	const schemas = await Promise.all(
		paths.map(async (path) => attributesOf(await sendForObject(okta, { method: 'GET', path }))),
	);
	const inOrder = (['base', 'custom'] as const).flatMap((part) =>
		schemas.flatMap((attributes) => attributes.filter((attribute) => attribute.part === part)),
	);
	return [...new Set(inOrder.map(({ name }) => name))];
}

/** The org's user types; none where the app may not read them. */
export async function readUserTypes(okta: Okta): Promise<IDataObject[] | undefined> {
	const request = { method: 'GET', path: '/api/v1/meta/types/user' } as const;
	return (await sendForList(okta, request).catch(unlessForbidden))?.rows;
}

/** Paths of the schemas of all user types; the default one's where types may not be read. */
export async function userSchemaPaths(okta: Okta): Promise<string[]> {
	const types = (await readUserTypes(okta)) ?? [];
	const paths = types.map(schemaPathIn).filter((path) => path !== '');
	return paths.length > 0 ? paths : [DEFAULT_USER_SCHEMA];
}

/** Path of the schema of one user type. */
export async function userSchemaPath(okta: Okta, userTypeId: string): Promise<string> {
	const path = fillPath('/api/v1/meta/types/user/{userTypeId}', () => userTypeId);
	return schemaPathIn(await sendForObject(okta, { method: 'GET', path }));
}

/** Okta spells its own address there, which may be another than the custom domain in use. */
export function schemaPathIn({ _links: links }: IDataObject): string {
	const schema = isObject(links) ? links['schema'] : undefined;
	const href = isObject(schema) ? text(schema['href']) : '';
	return URL.canParse(href) ? new URL(href).pathname : '';
}

function definition(schema: unknown, part: Part): IDataObject {
	const { definitions } = isObject(schema) ? schema : {};
	const found = isObject(definitions) ? definitions[part] : undefined;
	return isObject(found) ? found : {};
}
