import {
	type IDataObject,
	type ResourceMapperField,
	UserError,
	isResourceMapperValue,
	validateFieldType,
} from 'n8n-workflow';

import { commaSeparated } from '../objects/convert';
import { isEmpty, text } from '../transport/json';

/**
 * What a resource mapper maps, by column and in the types of the org's schema: values set by hand,
 * or the item's values under the same names. Columns without a value are left out.
 *
 * @param mapper - the parameter with its expressions resolved
 * @param item - JSON of the input item
 * @throws UserError when a value doesn't fit its column
 */
export function readMapper(mapper: unknown, item: IDataObject): IDataObject {
	if (!isResourceMapperValue(mapper)) return {};
	const columns = new Map(mapper.schema.map((column) => [column.id, column]));
	const values = mapper.mappingMode === 'autoMapInputData' ? item : (mapper.value ?? {});
	return Object.fromEntries(
		Object.entries(values)
			// Without a schema, set by hand that is, everything counts and Okta says what it won't take.
			.filter(([name, value]) => !isEmpty(value) && (columns.size === 0 || columns.has(name)))
			.map(([name, value]) => [name, toType(value, columns.get(name))]),
	);
}

function toType(value: IDataObject[string], column?: ResourceMapperField): IDataObject[string] {
	if (!column?.type) return value;
	if (column.type === 'options') {
		const option = column.options?.find((candidate) => String(candidate.value) === text(value));
		return option?.value ?? refuse(column, 'It is none of the values Okta allows.');
	}
	// A spreadsheet's cell holds "a, b" where a list is meant; JSON works as well.
	if (column.type === 'array' && typeof value === 'string' && !/^\s*\[/.test(value)) {
		return commaSeparated(value);
	}
	const result = validateFieldType(column.id, value, column.type, { parseStrings: true });
	return result.valid ? result.newValue : refuse(column, `${result.errorMessage}.`);
}

function refuse({ displayName }: ResourceMapperField, reason: string): never {
	throw new UserError(`The value of "${displayName}" cannot be sent to Okta`, {
		description: `Nothing was sent. ${reason}`,
	});
}
