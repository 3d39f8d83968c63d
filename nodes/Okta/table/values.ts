import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
	UserError,
} from 'n8n-workflow';

import { output } from '../fields/output';
import { readMapper } from '../form/mapper';
import { type Operation, toPlacement } from './operation';
import { isObject, text } from '../transport/json';

/** What a resource locator holds: how an object is named, and its name. */
export class Locator {
	constructor(
		readonly mode: string,
		readonly value: string,
	) {}
}

/** What one input item fills an operation's form with, by field name. */
export class Values {
	constructor(private readonly values: ReadonlyMap<string, unknown>) {}

	/** The value, or undefined when the form doesn't have the field or it is left out. */
	get(name: string): unknown {
		return this.values.get(name);
	}

	/** The value as text; empty when there is none. */
	text(name: string): string {
		const value = this.get(name);
		if (value instanceof Locator) return value.value;
		return text(value).trim();
	}

	/** Whether a switch is on. */
	flag(name: string): boolean {
		return this.get(name) === true;
	}

	/** The number, or undefined when there is none. */
	number(name: string): number | undefined {
		const value = this.get(name);
		return typeof value === 'number' ? value : undefined;
	}

	/** The object; empty when there is none. */
	object(name: string): IDataObject {
		const value = this.get(name);
		return isObject(value) ? value : {};
	}

	/** The same values, some of them replaced. */
	with(replacements: Iterable<[string, unknown]>): Values {
		return new Values(new Map([...this.values, ...replacements]));
	}

	/** Every resource locator among the values. */
	*locators(): Generator<[string, Locator]> {
		for (const [name, value] of this.values) if (value instanceof Locator) yield [name, value];
	}
}

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
