import { CONTRACTOR_CUSTOM, USER_CUSTOM } from '../../org/directory/baseSchema';
import { isObject, type JsonObject } from '../../org/directory/request';

/** What n8n's editor makes of a schema: types, members and elements; it knows no more of JSON Schema. */
export interface OutputSchema {
	type: 'object' | 'array' | 'string' | 'number' | 'boolean';
	properties?: Record<string, OutputSchema>;
	items?: OutputSchema;
}

const invented = new Set([...Object.keys(USER_CUSTOM), ...Object.keys(CONTRACTOR_CUSTOM)]);

/** What another org hasn't got: custom attributes of people, and members that are named by an ID. */
const isOfOneOrg = (name: string, object: JsonObject): boolean =>
	/^(?=.*\d)[A-Za-z0-9]{17,}$/.test(name) || ('login' in object && invented.has(name));

/**
 * The schema that all rows fit: what one of them has, the schema has; `null` tells no type.
 *
 * @returns undefined when nothing but `null` is there
 */
export function schemaOf(values: readonly unknown[]): OutputSchema | undefined {
	const known = values.filter((value) => value !== null && value !== undefined);
	const [first] = known;
	if (first === undefined) return undefined;
	if (Array.isArray(first)) {
		const items = schemaOf(
			known.flatMap((value): unknown[] => (Array.isArray(value) ? value : [])),
		);
		return { type: 'array', ...(items && { items }) };
	}
	if (typeof first === 'object') return { type: 'object', ...membersOf(known) };
	if (typeof first === 'number') return { type: 'number' };
	return { type: typeof first === 'boolean' ? 'boolean' : 'string' };
}

function membersOf(objects: readonly unknown[]): Pick<OutputSchema, 'properties'> {
	const values = new Map<string, unknown[]>();
	for (const object of objects) {
		if (!isObject(object)) continue;
		for (const [name, value] of Object.entries(object)) {
			if (isOfOneOrg(name, object)) continue;
			values.set(name, [...(values.get(name) ?? []), value]);
		}
	}
	const properties: Record<string, OutputSchema> = {};
	for (const [name, all] of values) {
		const schema = schemaOf(all);
		if (schema) properties[name] = schema;
	}
	return Object.keys(properties).length > 0 ? { properties } : {};
}

/** Where a value is of another type than the schema says, as paths; what the schema hasn't is no matter. */
export function misfits(schema: OutputSchema, value: unknown, at = ''): string[] {
	if (value === null || value === undefined) return [];
	const type: string = Array.isArray(value) ? 'array' : typeof value;
	if (type !== schema.type) return [`${at}: ${type}, not ${schema.type}`];
	if (Array.isArray(value)) {
		const { items } = schema;
		return items ? value.flatMap((one, index) => misfits(items, one, `${at}[${index}]`)) : [];
	}
	if (typeof value !== 'object') return [];
	return Object.entries(value).flatMap(([name, member]) => {
		const property = schema.properties?.[name];
		return property ? misfits(property, member, `${at}.${name}`) : [];
	});
}
