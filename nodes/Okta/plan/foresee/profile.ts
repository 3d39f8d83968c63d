import type { IDataObject } from 'n8n-workflow';

import {
	attributesOf,
	DEFAULT_USER_SCHEMA,
	type SchemaAttribute,
	schemaPathIn,
} from '../../objects/schema';
import { isObject, text } from '../../transport/json';
import { fillPath } from '../../transport/path';
import { unlessForbidden } from '../../transport/refusals';
import type { Sight } from '../sight';

/** What Okta would have against a profile. */
export interface Trouble {
	/** The attribute that Okta names first. */
	what: string;
	/** In Okta's words; empty where there is nothing wrong. */
	causes: readonly string[];
	/** Why nobody can say. */
	doubt: string;
}

/** Where a schema is, for the object at hand; nowhere when there is no such type. */
export type SchemaOf = (sight: Sight) => Promise<string | undefined>;

export const groupSchema: SchemaOf = async () =>
	await Promise.resolve('/api/v1/meta/schemas/group/default');

/** @param typeOf - the object with the user's type, as Okta has it or as it is sent */
export const userSchema =
	({ type }: IDataObject): SchemaOf =>
	async ({ read }) => {
		const id = isObject(type) ? text(type['id']) : '';
		if (id === '' || id === 'default') return DEFAULT_USER_SCHEMA;
		const found = await read(fillPath('/api/v1/meta/types/user/{id}', () => id));
		return found && (schemaPathIn(found) || DEFAULT_USER_SCHEMA);
	};

/** Holds a profile against its schema, as Okta does: what is required, of which type, known at all. */
export async function profileTrouble(
	sight: Sight,
	schemaOf: SchemaOf,
	before: IDataObject,
	after: IDataObject,
): Promise<Trouble> {
	const attributes = await attributesBy(sight, schemaOf);
	if (typeof attributes === 'string') return { what: '', causes: [], doubt: attributes };
	const touched = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
		(name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
	);
	const causes = [
		...attributes
			.filter(({ name, required }) => required && text(after[name]) === '')
			.map(({ name }) => ({ name, cause: `${name}: The field cannot be left blank` })),
		...touched.flatMap((name) => {
			const attribute = attributes.find((one) => one.name === name);
			if (!attribute && after[name] === undefined) return [];
			if (!attribute) {
				return [{ name, cause: `Property name '${name}' is not defined in profile` }];
			}
			const value = after[name];
			const wrong = value === undefined ? undefined : wrongWith(attribute, value);
			return wrong === undefined ? [] : [{ name, cause: `${name}: ${wrong}` }];
		}),
	];
	return { what: causes[0]?.name ?? '', causes: causes.map(({ cause }) => cause), doubt: '' };
}

const UNREADABLE = 'The schema could not be read, which takes the scope okta.schemas.read.';

/** The attributes of the schema, or why they are not known. */
async function attributesBy(sight: Sight, schemaOf: SchemaOf): Promise<SchemaAttribute[] | string> {
	const found = await schemaOf(sight).then(
		(path) => path ?? '',
		(error: unknown) => unlessForbidden(error),
	);
	if (found === undefined) return UNREADABLE;
	if (found === '') return 'What Okta says to a user type that it does not have is not known.';
	const schema = await sight.read(found).catch(unlessForbidden);
	return schema ? attributesOf(schema) : UNREADABLE;
}

/** What Okta has against a value of an attribute; undefined when nothing. */
function wrongWith({ schema }: SchemaAttribute, value: IDataObject[string]): string | undefined {
	const { type, minLength, maxLength, format } = schema;
	if (!isOfType(text(type), value)) return `The value is not of type ${text(type)}`;
	const allowed = allowedIn(schema);
	if (allowed && !allowed.some((one) => one === value)) return 'The value is not allowed';
	if (typeof value !== 'string') return undefined;
	if (typeof minLength === 'number' && value.length < minLength) return 'The value is too short';
	if (typeof maxLength === 'number' && value.length > maxLength) return 'The value is too long';
	if (format === 'email' && !/^[^\s@]+@[^\s@]+$/.test(value)) return 'Not a valid email address';
	return undefined;
}

function allowedIn({ enum: values, oneOf }: IDataObject): unknown[] | undefined {
	if (Array.isArray(oneOf) && oneOf.length > 0) {
		return oneOf.map((entry: unknown) => (isObject(entry) ? entry['const'] : undefined));
	}
	return Array.isArray(values) && values.length > 0 ? values : undefined;
}

function isOfType(type: string, value: IDataObject[string]): boolean {
	switch (type) {
		case 'string':
			return typeof value === 'string';
		case 'boolean':
			return typeof value === 'boolean';
		case 'integer':
			return Number.isInteger(value);
		case 'number':
			return typeof value === 'number';
		case 'array':
			return Array.isArray(value);
		default:
			return true;
	}
}
