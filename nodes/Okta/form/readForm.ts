import { type IExecuteFunctions, type INodeProperties, UserError } from 'n8n-workflow';

import { output } from '../fields/output';
import { type Operation, toPlacement } from '../table/operation';
import { Locator, Values } from '../table/values';
import { isObject, text } from '../transport/json';
import { readMapper } from './mapper';

/** All fields of an operation except those under "Options": whom it is about, what, and how. */
export function formFields(operation: Operation): INodeProperties[] {
	const { path = [], query = [], body = [], header = [], controls = [] } = operation;
	return [
		...path,
		...[...body, ...query, ...header, ...controls].map((placed) => toPlacement(placed).field),
	];
}

/** The fields of an operation that n8n gathers under "Options". */
export function optionFields({ options = {} }: Operation): INodeProperties[] {
	const { query = [], body = [], header = [], controls = [] } = options;
	return [...query, ...body, ...header, ...controls].map((placed) => toPlacement(placed).field);
}

/**
 * Reads the form of an operation for one item.
 *
 * @throws UserError when JSON in a field cannot be read; ExpressionError as n8n does
 */
export function readValues(
	context: IExecuteFunctions,
	operation: Operation,
	itemIndex: number,
): Values {
	const values = new Map<string, unknown>();
	for (const field of formFields(operation)) {
		values.set(field.name, readField(context, field, itemIndex));
	}
	if (operation.shaped) {
		values.set('output', context.getNodeParameter('output', itemIndex, output.default));
		values.set('outputFields', context.getNodeParameter('outputFields', itemIndex, ''));
	}
	if (operation.list) {
		const returnAll = context.getNodeParameter('returnAll', itemIndex, false);
		values.set('returnAll', returnAll);
		if (!returnAll) values.set('limit', context.getNodeParameter('limit', itemIndex, 50));
	}
	const options = optionFields(operation);
	if (options.length > 0) {
		const chosen = context.getNodeParameter('options', itemIndex, {});
		for (const field of options) {
			const value = isObject(chosen) ? chosen[field.name] : undefined;
			if (value !== undefined) values.set(field.name, parse(field, value));
		}
	}
	return new Values(values);
}

function readField(context: IExecuteFunctions, field: INodeProperties, itemIndex: number): unknown {
	// n8n leaves hidden and untouched fields out, and throws for them unless it is told a default.
	const value: unknown = context.getNodeParameter(field.name, itemIndex, field.default);
	if (field.type === 'resourceLocator') return toLocator(value);
	if (field.type === 'resourceMapper')
		return readMapper(value, context.getInputData()[itemIndex]?.json ?? {});
	return parse(field, value);
}

function parse(field: INodeProperties, value: unknown): unknown {
	if (field.type !== 'json' || typeof value !== 'string' || value.trim() === '') return value;
	try {
		return JSON.parse(value);
	} catch {
		return notJson(field);
	}
}

function notJson({ displayName }: INodeProperties): never {
	throw new UserError(`"${displayName}" is not valid JSON`, {
		description: 'Nothing was sent to Okta. Check quotes, commas and brackets.',
	});
}

/** An expression may put bare text where the editor would put a locator. */
function toLocator(value: unknown): Locator {
	if (!isObject(value)) return new Locator('id', text(value).trim());
	return new Locator(text(value['mode']), text(value['value']).trim());
}
