import type { Json, Profile } from './model';

export type AttributeType = 'string' | 'boolean' | 'number' | 'integer' | 'array';
type Option = string | number | Readonly<Record<string, Json>>;

/** One property of a user, group or app-user schema, as `/api/v1/meta/schemas` shows it. */
export interface Attribute {
	title: string;
	type: AttributeType;
	description?: string;
	required?: boolean;
	unique?: string | boolean;
	minLength?: number;
	maxLength?: number;
	minimum?: number;
	maximum?: number;
	pattern?: string;
	format?: string;
	enum?: Option[];
	oneOf?: Array<{ const: Option; title: string }>;
	/** Whether the values of several groups are added up. */
	union?: 'ENABLE' | 'DISABLE';
	items?: {
		type: AttributeType | 'object';
		enum?: Option[];
		oneOf?: Array<{ const: Option; title: string }>;
	};
	mutability?: 'READ_WRITE' | 'READ_ONLY' | 'IMMUTABLE' | 'WRITE_ONLY';
	scope?: 'NONE' | 'SELF';
	permissions?: Array<{ principal: string; action: string }>;
	master?: { type: string };
	externalName?: string;
	externalNamespace?: string;
}

export type Attributes = Readonly<Record<string, Attribute>>;

/** One thing wrong with a profile: which attribute, and Okta's sentence about it. */
export interface Fault {
	attribute: string;
	message: string;
}

export interface ProfileCheck {
	/** Problems with single attributes. */
	faults: Fault[];
	/** Names the schema doesn't have. */
	unknown: string[];
	/** Attributes that may be read only. */
	readOnly: string[];
}

const EMAIL = /^[^\s@"]+@[^\s@]+\.[^\s@]+$/;
/** Okta stores up to three bytes of UTF-8 a character: nothing outside the basic plane. */
const ASTRAL = /[\u{10000}-\u{10FFFF}]/u;

/**
 * Compares values with a schema.
 *
 * @param changes what the caller sent.
 * @param result the profile as it would be afterwards: it decides whether a required attribute is
 * missing.
 */
export function checkProfile(
	attributes: Attributes,
	changes: Readonly<Record<string, unknown>>,
	result: Readonly<Record<string, unknown>>,
): ProfileCheck {
	const faults: Fault[] = [];
	for (const [attribute, { required }] of Object.entries(attributes))
		if (required && isBlank(result[attribute]))
			faults.push({ attribute, message: 'The field cannot be left blank' });
	const unknown: string[] = [];
	const readOnly: string[] = [];
	for (const [name, value] of Object.entries(changes)) {
		const attribute = attributes[name];
		if (!attribute) unknown.push(name);
		else if (attribute.mutability === 'READ_ONLY') readOnly.push(name);
		else if (!isBlank(value)) {
			const message = faultOf(attribute, value);
			if (message !== undefined) faults.push({ attribute: name, message });
		}
	}
	return { faults, unknown, readOnly };
}

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === '';

function faultOf(attribute: Attribute, value: unknown): string | undefined {
	if (!hasType(attribute.type, value)) return `The value is not of type ${attribute.type}`;
	if (Array.isArray(value)) {
		const items = attribute.items?.type ?? 'string';
		if (!value.every((item) => hasType(items, item)))
			return `An element of the array is not of type ${items}`;
		const allowed = options(attribute.items ?? {});
		return allowed && !value.every((item) => allowed.has(comparable(item)))
			? 'An element of the array is not one of the enumerated values'
			: undefined;
	}
	const allowed = options(attribute);
	if (allowed && !allowed.has(comparable(value)))
		return 'The value is not one of the enumerated values';
	if (typeof value === 'string') return faultOfText(attribute, value);
	if (typeof value === 'number') return faultOfNumber(attribute, value);
	return undefined;
}

function hasType(type: AttributeType | 'object', value: unknown): boolean {
	if (type === 'array') return Array.isArray(value);
	if (type === 'integer') return Number.isInteger(value);
	return typeof value === type;
}

const options = (of: Pick<Attribute, 'enum' | 'oneOf'>): ReadonlySet<unknown> | undefined =>
	of.oneOf
		? new Set(of.oneOf.map((option) => comparable(option.const)))
		: of.enum && new Set(of.enum.map(comparable));

/** Objects are the same when they say the same. */
const comparable = (value: unknown): unknown =>
	typeof value === 'object' ? JSON.stringify(value) : value;

function faultOfText(
	{ minLength, maxLength, format, pattern }: Attribute,
	value: string,
): string | undefined {
	if (maxLength !== undefined && value.length > maxLength) return 'The field is too long';
	if (minLength !== undefined && value.length < minLength) return 'The field is too short';
	if (ASTRAL.test(value)) return 'The field contains an unsupported character';
	if (format === 'email' && !EMAIL.test(value)) return 'Does not match required pattern';
	if (pattern !== undefined && pattern !== '.+' && !new RegExp(`^(?:${pattern})$`, 'u').test(value))
		return 'Does not match required pattern';
	return undefined;
}

function faultOfNumber({ minimum, maximum }: Attribute, value: number): string | undefined {
	if (minimum !== undefined && value < minimum) return 'The value is too small';
	if (maximum !== undefined && value > maximum) return 'The value is too large';
	return undefined;
}

/** Applies a partial change: a null or an empty text takes the attribute away. */
export function merge(profile: Profile, changes: Readonly<Record<string, Json>>): Profile {
	return strip({ ...profile, ...changes });
}

/** Okta answers with null for these two; other attributes without a value are left out. */
const ALWAYS_SHOWN = ['mobilePhone', 'secondEmail'];

/** A user's profile as Okta shows it. */
export function strip(profile: Readonly<Record<string, Json>>): Profile {
	const kept = Object.entries(profile).filter(([, value]) => !isBlank(value));
	return {
		...Object.fromEntries(ALWAYS_SHOWN.map((name) => [name, null])),
		...Object.fromEntries(kept),
	};
}
