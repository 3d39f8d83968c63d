import {
	type IDataObject,
	type ResourceMapperField,
	UserError,
	isResourceMapperValue,
	validateFieldType,
} from 'n8n-workflow';

import { type AttributeColumn, isExact } from '../fields/attributeColumn';
import { kindOf, toBoolean, toNumber, toText } from '../fields/readValue';
import { listIn } from '../objects/cells';
import { withoutGuards } from '../objects/formulas';
import { isMidnight, momentText, timeOf, toTime } from '../objects/moment';
import { isOktaRow, ownMembers } from '../objects/rows';
import { faultOfText } from '../objects/textLimits';
import { text } from '../transport/json';

type Value = IDataObject[string];

/** What a mapper is read with. */
export interface Mapping {
	/** JSON of the input item. */
	item: IDataObject;
	/** The workflow's time zone. */
	zone: string;
	/** Whether an empty cell empties the attribute, which is `null` then, or leaves it alone. */
	clears?: boolean;
	/** A value set by hand before n8n turned dates in it into text. */
	original?: (column: string) => unknown;
	/** Gathers what is wrong with each value, in place of the error about the first. */
	gather?: (wrong: string) => void;
}

/** A value that doesn't fit its column. */
class Unfit extends UserError {
	constructor(
		readonly column: string,
		readonly reason: string,
	) {
		super(`The value of "${column}" cannot be sent to Okta`, {
			description: `Nothing was sent. ${reason}`,
		});
	}
}

/**
 * What a resource mapper maps, by column and in the types of the org's schema: values set by hand,
 * or the item's values under the same names. Columns without a value are left out.
 *
 * @param mapper - the parameter with its expressions resolved
 * @throws UserError when a value doesn't fit its column
 */
export function readMapper(mapper: unknown, mapping: Mapping): IDataObject {
	const { item, zone, clears = false } = mapping;
	if (!isResourceMapperValue(mapper)) return {};
	const columns = new Map(mapper.schema.map((column) => [column.id, column]));
	const isByName = mapper.mappingMode === 'autoMapInputData';
	const values = isByName ? byColumn(item, columns) : (mapper.value ?? {});
	const profile: IDataObject = {};
	for (const [name, value] of Object.entries(values)) {
		const column = columns.get(name);
		// Without a schema, set by hand that is, everything counts and Okta says what it won't take.
		if (columns.size > 0 && !column) continue;
		if (!isBlank(value, column)) {
			const time = timeOf(value) ?? (isByName ? undefined : midnightIn(name, value, mapping));
			const convert = () => toType(value, time, column ?? untyped(name), zone);
			const { gather } = mapping;
			if (!gather) profile[name] = convert();
			else Object.assign(profile, unlessUnfit(name, convert, gather));
		} else if (clears && (isByName || column?.removed !== true)) {
			profile[name] = null;
		}
	}
	return profile;
}

/** How a mapper is filled in: by the names of columns or by hand, and what it knows of the columns. */
export function mapperOf(mapper: unknown) {
	const isMapper = isResourceMapperValue(mapper);
	const columns: readonly AttributeColumn[] = isMapper ? mapper.schema : [];
	const byId = new Map(columns.map((column) => [column.id, column]));
	return {
		isByName: isMapper && mapper.mappingMode === 'autoMapInputData',
		columns: columns.map(({ id, displayName, isNeeded = false }) => ({
			id,
			label: displayName,
			isNeeded,
		})),
		faultOf: (id: string, value: unknown) => {
			const column = byId.get(id);
			return column && typeof value === 'string' ? faultOfText(id, value, column) : undefined;
		},
	};
}

/** The attribute, or nothing where its value doesn't fit and that is gathered. */
function unlessUnfit(name: string, convert: () => Value, gather: (wrong: string) => void) {
	try {
		return { [name]: convert() };
	} catch (error) {
		const isUnfit = error instanceof Unfit;
		gather(isUnfit ? `"${error.column}" cannot be sent to Okta. ${error.reason}` : String(error));
		return {};
	}
}

/**
 * The values of an item by the names of the columns. An attribute that has the name of one of Okta's
 * own members is `profile.status`, as in exports and simplified output; `status` is it only in an item
 * that isn't Okta's.
 */
function byColumn(item: IDataObject, columns: ReadonlyMap<string, unknown>): IDataObject {
	const isOurs = isOktaRow(item);
	const values = Object.entries(item).flatMap(([key, value]): Array<[string, Value]> => {
		if (key.startsWith('profile.')) {
			const name = key.slice('profile.'.length);
			return columns.size === 0 || columns.has(name) ? [[name, value]] : [];
		}
		const isOktas = ownMembers.has(key) && (isOurs || `profile.${key}` in item);
		return isOktas && columns.has(key) ? [] : [[key, value]];
	});
	return Object.fromEntries(values);
}

const untyped = (id: string): AttributeColumn => ({
	id,
	displayName: id,
	required: false,
	display: true,
	defaultMatch: false,
});

/**
 * n8n hands on a Luxon DateTime inside a parameter as text with a time. Where that is midnight, the
 * attribute is to get the date alone, unless somebody did write such a text.
 */
function midnightIn(name: string, value: Value, { zone, original }: Mapping): number | undefined {
	const looksLikeIt =
		typeof value === 'string' &&
		(value.length === 24 || value.length === 29) &&
		value[10] === 'T' &&
		isMidnight(toTime(value, zone), zone);
	return looksLikeIt ? timeOf(original?.(name)) : undefined;
}

/** Blanks are a value where text is free, and an empty text is one where the schema lists it. */
function isBlank(value: Value, column?: AttributeColumn): boolean {
	if (value === undefined || value === null) return true;
	if (typeof value !== 'string') return false;
	if (value === '') return optionOf(column, '') === undefined;
	if (!column?.type || (column.type === 'string' && !isExact(column))) return false;
	return value.trim() === '' && optionOf(column, value) === undefined;
}

/**
 * A value in the type of its column. Nothing else than n8n's own types comes from a schema.
 *
 * @param time - what the value stands for, if it is a date
 */
function toType(
	value: Value,
	time: number | undefined,
	column: AttributeColumn,
	zone: string,
): Value {
	if (time !== undefined) {
		if (Number.isNaN(time)) return refuse(column, 'It is a date that does not exist.');
		return toType(dateText(time, column, zone), undefined, column, zone);
	}
	if (typeof value === 'number' && !Number.isFinite(value)) {
		return refuse(column, `It is ${String(value)}.`);
	}
	switch (column.type) {
		case undefined:
			return typeof value === 'string' ? withoutGuards(value) : value;
		case 'string':
			return dated(freeText(value, column), column, zone);
		case 'number':
			return toNumber(value) ?? refuse(column, `It takes a number, and got ${kindOf(value)}.`);
		case 'boolean':
			return toBoolean(value) ?? refuse(column, 'It is neither true nor false.');
		case 'options':
			return toOption(value, column);
		case 'array':
			return toList(value, column, zone);
		default: {
			const result = validateFieldType(column.id, value, column.type, { parseStrings: true });
			return result.valid ? result.newValue : refuse(column, `${result.errorMessage}.`);
		}
	}
}

/** A text as it is; where the schema asks for a date, one that can be read without guessing. */
function dated(written: string, column: AttributeColumn, zone: string): string {
	const { format } = column;
	if (format !== 'date' && format !== 'date-time') return written;
	const time = toTime(written, zone);
	if (Number.isNaN(time)) {
		return refuse(column, `It takes a date such as 2026-01-31, and got “${written}”.`);
	}
	return /^\d{4}-\d\d-\d\d/.test(written) ? written : dateText(time, column, zone);
}

function dateText(time: number, { format }: AttributeColumn, zone: string): string {
	return format === 'date-time' ? new Date(time).toISOString() : momentText(time, zone);
}

function freeText(value: Value, column: AttributeColumn): string {
	const written = toText(value);
	if (written === undefined) return refuse(column, `It takes a text, and got ${kindOf(value)}.`);
	const bare = withoutGuards(written);
	return isExact(column) ? bare.trim() : bare;
}

function toOption(value: Value, column: ResourceMapperField): Value {
	const written = toText(value);
	if (written !== undefined) {
		const option =
			optionOf(column, written) ??
			optionOf(column, withoutGuards(written)) ??
			optionOf(column, written.trim());
		if (option) return option.value;
	}
	return refuse(column, 'It is none of the values Okta allows.');
}

function optionOf(column: ResourceMapperField | undefined, written: string) {
	return column?.options?.find((candidate) => String(candidate.value) === written);
}

/** A list, in the type the schema has for its entries; a spreadsheet's cell holds it as a text. */
function toList(value: Value, column: AttributeColumn, zone: string): Value {
	const written = toText(value);
	if (written === undefined && !Array.isArray(value)) {
		return refuse(column, `It takes a list, and got ${kindOf(value)}.`);
	}
	const entries: unknown[] | undefined = Array.isArray(value)
		? value
		: listIn(withoutGuards(written ?? ''));
	if (!entries) return refuse(column, 'It begins like a list in JSON, and is none.');
	const { itemType } = column;
	const read = entries.map((entry) => toEntry(entry, itemType, column, zone));
	// n8n has no type for lists of what.
	return Object.assign([], read);
}

function toEntry(
	entry: unknown,
	itemType: string | undefined,
	column: AttributeColumn,
	zone: string,
): unknown {
	const time = timeOf(entry);
	const value = time === undefined ? entry : dateText(time, column, zone);
	if (value === null || value === undefined) return refuse(column, 'An entry of it is empty.');
	if (itemType === undefined) return value;
	if (itemType === 'integer' || itemType === 'number') {
		const number = toNumber(value);
		if (number !== undefined && (itemType === 'number' || Number.isInteger(number))) return number;
		return refuse(
			column,
			`"${text(value)}" is not a ${itemType === 'number' ? '' : 'whole '}number.`,
		);
	}
	if (itemType === 'boolean') return toBoolean(value) ?? refuse(column, 'An entry is no switch.');
	if (itemType !== 'string') return value;
	return toText(value) ?? refuse(column, `An entry of it is ${kindOf(value)}.`);
}

function refuse({ displayName }: ResourceMapperField, reason: string): never {
	throw new Unfit(displayName, reason);
}
