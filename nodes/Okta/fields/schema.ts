import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Call } from '../table/operation';
import { isObject } from '../transport/json';

/** A user type has one schema; the locator holds the ID of the schema and not of the type. */
export const schemaId: INodeProperties = {
	displayName: 'User Type',
	name: 'schemaId',
	type: 'resourceLocator',
	default: { mode: 'id', value: 'default' },
	required: true,
	description: 'The user type, chosen from a list or given by the ID of its schema',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a user type...',
			typeOptions: { searchListMethod: 'searchUserTypes', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. osc15omeo45C2Ilb80g4',
			hint: 'ID of the schema, or "default" for the user type every org has',
		},
	],
};

export const schemaOutput: INodeProperties = {
	displayName: 'Output',
	name: 'schemaOutput',
	type: 'options',
	default: 'attributes',
	description: 'What to return',
	options: [
		{
			name: 'Attributes',
			value: 'attributes',
			description: 'An item for each attribute, with name, title, type and whether it is required',
		},
		{ name: 'Schema', value: 'schema', description: "Okta's schema as it is, as one item" },
	],
};

/** Reads a schema and puts out what Output says. */
export async function readSchema({ okta, request, values }: Call): Promise<IDataObject[]> {
	const { body } = await okta.send(request);
	if (values.text('schemaOutput') === 'schema') return isObject(body) ? [body] : [];
	return [...attributesOf(body, 'base'), ...attributesOf(body, 'custom')];
}

/** The attributes of a schema that Okta brought (`base`) or the org added (`custom`). */
function attributesOf(schema: unknown, part: 'base' | 'custom'): IDataObject[] {
	const { required, properties } = definition(schema, part);
	const needed: unknown[] = Array.isArray(required) ? required : [];
	return Object.entries(isObject(properties) ? properties : {}).map(([name, attribute]) => ({
		name,
		...(isObject(attribute) ? attribute : {}),
		required: needed.includes(name) || (isObject(attribute) && attribute.required === true),
		custom: part === 'custom',
	}));
}

/** An attribute as the schema has it, by its name. */
export function attributeIn(
	schema: unknown,
	part: 'base' | 'custom',
	name: string,
): IDataObject | undefined {
	const { properties } = definition(schema, part);
	const attribute = isObject(properties) ? properties[name] : undefined;
	return isObject(attribute) ? attribute : undefined;
}

function definition(schema: unknown, part: 'base' | 'custom'): IDataObject {
	const { definitions } = isObject(schema) ? schema : {};
	const found = isObject(definitions) ? definitions[part] : undefined;
	return isObject(found) ? found : {};
}
