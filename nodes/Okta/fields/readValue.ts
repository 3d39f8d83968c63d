import { type INodeProperties, type INodePropertyOptions, UserError } from 'n8n-workflow';

import { momentText, timeOf, toTime } from '../objects/moment';
import { isShown } from '../table/isShown';
import type { Placement } from '../table/operation';
import { isObject } from '../transport/json';

/** What a field holds, in the type the field is for. */
export type Read = (value: unknown, placed: Placement, zone: string) => unknown;

/**
 * The value of a field, which an expression may have made anything, in the type the field is for:
 * texts, numbers, switches and moments are converted into each other where that says the same.
 *
 * @param zone - the workflow's time zone, which dates without one are meant in
 * @throws UserError that names the field, when the value says nothing of the kind
 */
export function readValue(value: unknown, placed: Placement, zone: string): unknown {
	const { field } = placed;
	const read = readers[field.type];
	return read ? read(value, placed, zone) : value;
}

/** By the type of the field. Locators and mappers are read where they are made something of. */
const readers: Readonly<Partial<Record<INodeProperties['type'], Read>>> = {
	assignmentCollection: (value, { field }) => readAssignments(value, field),
	boolean: (value, { field }) => readSwitch(value, field),
	collection: (value, { field }, zone) => readCollection(value, field, zone),
	dateTime: (value, { field }, zone) => readDate(value, field, zone),
	fixedCollection: (value, { field }, zone) => readRows(value, field, zone),
	json: (value, { field }) => readJson(value, field),
	multiOptions: (value, { field }, zone) => readChoices(value, field, zone),
	number: (value, { field }) => readNumber(value, field),
	options: (value, { field }, zone) => readChoice(value, field, zone),
	string: readText,
};

/** Okta refuses blanks around what names something, and keeps them in free text. */
const identifying = /(?:Ids?|^id|email|login|userName|ifMatch|language|phoneNumber)$/i;

function readText(value: unknown, { field, accepts }: Placement, zone: string): unknown {
	if (accepts === 'list' && Array.isArray(value)) {
		return value.map((entry: unknown) => plainText(entry, field, zone));
	}
	if (accepts === 'json' && typeof value === 'object' && timeOf(value) === undefined) {
		return value ?? '';
	}
	const written = plainText(value, field, zone);
	return identifying.test(field.name) ? written.trim() : written;
}

/** A text, number or switch as text; undefined of anything else. */
export function toText(value: unknown): string | undefined {
	if (typeof value === 'string') return value;
	if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
	return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}

/** Nothing is an empty text: an expression that leads nowhere is a field left empty. */
function plainText(value: unknown, field: INodeProperties, zone: string): string {
	const written = value === undefined || value === null ? '' : toText(value);
	if (written !== undefined) return written;
	const time = timeOf(value);
	if (time === undefined || Number.isNaN(time)) {
		return refuse(field, 'is not a text', `It takes a text, and got ${kindOf(value)}.`);
	}
	return momentText(time, zone);
}

/** A number within the limits of the field. @throws UserError when it is none */
export function readNumber(value: unknown, field: INodeProperties): number {
	const number = toNumber(value);
	const { minValue = -Infinity, maxValue = Infinity } = field.typeOptions ?? {};
	if (number === undefined) {
		return refuse(field, 'is not a number', `It got ${kindOf(value)}.`);
	}
	if (number >= minValue && number <= maxValue) return number;
	const limits = [
		...(minValue > -Infinity ? [`${String(minValue)} or more`] : []),
		...(maxValue < Infinity ? [`${String(maxValue)} or less`] : []),
	];
	return refuse(field, 'is out of range', `It has to be ${limits.join(' and ')}.`);
}

/** A number, or the number that a text spells; undefined of anything else. */
export function toNumber(value: unknown): number | undefined {
	if (typeof value === 'string' && value.trim() === '') return undefined;
	if (!['string', 'number', 'bigint'].includes(typeof value)) return undefined;
	const number = Number(value);
	return Number.isFinite(number) ? number : undefined;
}

/** Yes or no as a boolean, as text, or as 1 and 0; undefined of anything else. */
export function toBoolean(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	const written = typeof value === 'string' ? value.trim().toLowerCase() : value;
	if (written === 'true' || written === '1' || written === 1) return true;
	if (written === 'false' || written === '0' || written === 0) return false;
	return undefined;
}

function readSwitch(value: unknown, field: INodeProperties): boolean {
	return toBoolean(value) ?? refuse(field, 'is neither true nor false', `It got ${kindOf(value)}.`);
}

/** A moment in ISO 8601, in UTC with milliseconds, as Okta takes it; empty if there is none. */
function readDate(value: unknown, field: INodeProperties, zone: string): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string' && value.trim() === '') return '';
	const time = toTime(value, zone);
	if (!Number.isNaN(time)) return new Date(time).toISOString();
	return refuse(field, 'is not a date', 'Dates look like 2026-01-31 or 2026-01-31T08:00:00Z.');
}

/** One of the options, by its value. Okta itself judges those of lists that it fills. */
function readChoice(value: unknown, field: INodeProperties, zone: string): unknown {
	const written = plainText(value, field, zone).trim();
	const choices = choicesOf(field);
	if (choices.length === 0) return written;
	const chosen = choices.find((choice) => String(choice.value) === written);
	if (chosen) return chosen.value;
	// A field that the form hides holds its default, whatever that is.
	if (value === field.default) return value;
	return refuse(
		field,
		'is none of its options',
		`It takes ${choices.map((choice) => String(choice.value) || '(nothing)').join(', ')}.`,
	);
}

/** Any of the options and more, as a list or separated by commas. */
function readChoices(value: unknown, field: INodeProperties, zone: string): string[] {
	const entries: unknown[] = Array.isArray(value)
		? value
		: plainText(value, field, zone).split(',');
	return entries
		.map((entry) => plainText(entry, field, zone).trim())
		.filter((entry) => entry !== '');
}

function choicesOf({ options = [] }: INodeProperties): INodePropertyOptions[] {
	return options.filter((option): option is INodePropertyOptions => 'value' in option);
}

function readJson(value: unknown, field: INodeProperties): unknown {
	const isNone = typeof value === 'number' && !Number.isFinite(value);
	if (isNone || timeOf(value) !== undefined) return notJson(field);
	if (typeof value !== 'string' || value.trim() === '') return value ?? '';
	try {
		return JSON.parse(value);
	} catch {
		return notJson(field);
	}
}

function notJson(field: INodeProperties): never {
	return refuse(field, 'is not valid JSON', 'Check quotes, commas and brackets.');
}

/** What is chosen of a collection of options. */
function readCollection(value: unknown, field: INodeProperties, zone: string): unknown {
	const chosen = asObject(value, field);
	const fields = (field.options ?? []).filter((option) => 'type' in option);
	return readMembers(chosen, fields, field, zone);
}

/** Rows of fields, in one list for each kind of row; n8n makes an object of what can be one only. */
function readRows(value: unknown, field: INodeProperties, zone: string): unknown {
	const lists = Object.entries(asObject(value, field)).map(([name, rows]): [string, unknown] => {
		const kind = (field.options ?? []).find((option) => option.name === name);
		if (!kind || !('values' in kind)) return [name, rows];
		const read = (row: unknown) => readMembers(asObject(row, field), kind.values, field, zone);
		return [name, Array.isArray(rows) ? rows.map(read) : read(rows)];
	});
	return Object.fromEntries(lists);
}

/** Names and values, each value in the type that is chosen beside it. */
function readAssignments(value: unknown, field: INodeProperties): Record<string, unknown> {
	const { assignments = [] } = asObject(value, field);
	if (!Array.isArray(assignments)) {
		return refuse(field, 'cannot be read', `It takes rows, and got ${kindOf(assignments)}.`);
	}
	const entries = assignments.map((row: unknown): [string, unknown] => {
		const { name, type, value: assigned } = asObject(row, field);
		const written = toText(name)?.trim() ?? '';
		if (written === '') return refuse(field, 'has a row without a name', 'Name it, or remove it.');
		return [written, readAssigned(assigned, toText(type) ?? '', { ...field, name: written })];
	});
	return Object.fromEntries(entries);
}

function readAssigned(value: unknown, type: string, { displayName, name }: INodeProperties) {
	const field: INodeProperties = {
		displayName: `${displayName}: ${name}`,
		name,
		type: 'string',
		default: '',
	};
	switch (type) {
		case 'number':
			return readNumber(value, field);
		case 'boolean':
			return readSwitch(value, field);
		case 'array':
		case 'object':
			return readJson(value, field);
		default:
			return readText(value, { field, accepts: 'json' }, 'UTC');
	}
}

/** What a row or a collection holds, as far as the form shows it. */
function readMembers(
	members: Record<string, unknown>,
	fields: readonly INodeProperties[],
	{ displayName: whole }: INodeProperties,
	zone: string,
): Record<string, unknown> {
	const read = fields
		.filter((field) => field.name in members && isShown(field, (name) => members[name]))
		.map((field): [string, unknown] => [
			field.name,
			readValue(
				members[field.name],
				{ field: { ...field, displayName: `${whole}: ${field.displayName}` } },
				zone,
			),
		]);
	return { ...members, ...Object.fromEntries(read) };
}

function asObject(value: unknown, field: INodeProperties): Record<string, unknown> {
	if (value === undefined || value === null || value === '') return {};
	if (isObject(value) && timeOf(value) === undefined) return value;
	return refuse(field, 'cannot be read', `It takes an object, and got ${kindOf(value)}.`);
}

/** In words for the error, and without the value, which may be a secret. */
export function kindOf(value: unknown): string {
	if (value === undefined || value === null) return 'nothing';
	if (typeof value === 'string') return value.trim() === '' ? 'an empty text' : 'a text';
	if (typeof value === 'number') return Number.isFinite(value) ? 'a number' : String(value);
	if (typeof value === 'boolean') return String(value);
	if (Array.isArray(value)) return 'a list';
	const time = timeOf(value);
	if (time === undefined) return 'an object';
	return Number.isNaN(time) ? 'a date that does not exist' : 'a date';
}

/** @throws UserError about a value that a field cannot take */
export function refuse({ displayName }: INodeProperties, what: string, reason: string): never {
	throw new UserError(`"${displayName}" ${what}`, {
		description: `Nothing was sent to Okta. ${reason}`,
	});
}
