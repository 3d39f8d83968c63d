import type { IDataObject, INodePropertyOptions, ResourceMapperField } from 'n8n-workflow';

import type { AttributeColumn } from '../fields/attributeColumn';
import { attributesOf, type SchemaAttribute } from '../objects/schema';
import { isObject } from '../transport/json';

/** Attributes of a schema that the API may write, base ones first, required ones before others. */
export function toAttributes(schema: unknown): SchemaAttribute[] {
	return attributesOf(schema)
		.filter(({ readOnly }) => !readOnly)
		.toSorted((a, b) => Number(b.required) - Number(a.required));
}

/** Entries of a list of attributes that may be emptied. */
export function toEmptiable(attributes: readonly SchemaAttribute[]): INodePropertyOptions[] {
	return attributes
		.filter(({ required, immutable }) => !required && !immutable)
		.map(({ name, title }) => ({ name: title, value: name }))
		.toSorted((a, b) => a.name.localeCompare(b.name));
}

/** A column of n8n's resource mapper for an attribute. */
export function toColumn(
	{ name, title, schema }: Pick<SchemaAttribute, 'name' | 'title' | 'schema'>,
	required: boolean,
): AttributeColumn {
	const options = toOptions(schema);
	const { format, items } = schema;
	const itemType = isObject(items) ? items['type'] : undefined;
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
		...(typeof itemType === 'string' && { itemType }),
		...(typeof format === 'string' && { format }),
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
