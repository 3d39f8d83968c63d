import type {
	IDataObject,
	INodePropertyOptions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import type { AttributeColumn } from '../fields/attributeColumn';
import { attributesOf, type SchemaAttribute } from '../objects/schema';
import type { TextLimits } from '../objects/textLimits';
import { isObject, text } from '../transport/json';

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

/** Columns for something new: what is required first, all else to be added. */
export const columnsOfNew = (attributes: readonly SchemaAttribute[]): ResourceMapperFields => ({
	fields: attributes.map((attribute) => toColumn(attribute, attribute.required)),
});

/** Columns for a change: nothing is required, and what can't change isn't offered. */
export const columnsToChange = (attributes: readonly SchemaAttribute[]): ResourceMapperFields => ({
	fields: attributes
		.filter(({ immutable }) => !immutable)
		.map((attribute) => toColumn(attribute, false)),
});

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

/** What Okta takes of an attribute: a login has to be an address unless the org says otherwise. */
export function toLimits({ name, part, schema }: SchemaAttribute): TextLimits {
	const { minLength, maxLength, format, pattern } = schema;
	const isLogin = part === 'base' && name === 'login';
	return {
		...(typeof minLength === 'number' && { shortest: minLength }),
		...(typeof maxLength === 'number' && { longest: maxLength }),
		...((format === 'email' || (isLogin && text(pattern) === '')) && { isAddress: true }),
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
