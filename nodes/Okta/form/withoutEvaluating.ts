import type { INodeExecutionData } from 'n8n-workflow';

import { isObject } from '../transport/json';
import type { FormContext } from './context';

/** A form whose parameters are at hand as they are written, expressions and all. */
export interface WrittenForm extends FormContext {
	getNode: () => { parameters: object };
}

/**
 * The same form, read without n8n's help where that makes no difference: for operations that read it
 * for ten thousand items. n8n 2 takes half a millisecond for each expression. What has none is read
 * once, and of `{{ $json.email }}` the item itself knows the value.
 */
export function withoutEvaluating(context: WrittenForm): FormContext {
	const items = context.getInputData();
	return formOver(context, () => items, context.getNodeParameter);
}

/** The form as each of a stream of objects fills it, which are no items of n8n's. */
export interface RowForm extends FormContext {
	/** Has the form be read for this object. */
	take: (json: INodeExecutionData['json']) => void;
}

/**
 * The form as the rows of a file fill it, which came with an item.
 *
 * @param refuse - what to do about an expression that only n8n can evaluate, and only for an item
 */
export function rowForm(
	context: WrittenForm,
	item: number,
	refuse: (field: string) => never,
): RowForm {
	const row: INodeExecutionData[] = [{ json: {} }];
	const written = new Map<string, unknown>(Object.entries(context.getNode().parameters));
	const constants = new Map<string, unknown>();
	const evaluate = (name: string, byDefault: unknown): unknown => {
		const raw = written.get(name);
		// Single columns of a mapper are asked for where a text may have been a date, and are none here.
		if (raw === undefined) return byDefault;
		if (usesItem(raw)) return refuse(name);
		if (!constants.has(name)) constants.set(name, context.getNodeParameter(name, item, byDefault));
		return constants.get(name);
	};
	const form = formOver(
		context,
		() => row,
		(name, _, byDefault) => evaluate(name, byDefault),
	);
	return {
		...form,
		take: (json) => {
			row[0] = { json };
		},
	};
}

function formOver(
	context: WrittenForm,
	items: () => INodeExecutionData[],
	evaluate: FormContext['getNodeParameter'],
): FormContext {
	const written = new Map<string, unknown>(Object.entries(context.getNode().parameters));
	const plain = new Map<string, boolean>();
	const constants = new Map<string, unknown>();
	return {
		getInputData: items,
		getTimezone: () => context.getTimezone(),
		getNodeParameter: (name, itemIndex, byDefault) => {
			if (constants.has(name)) return constants.get(name);
			const raw = written.get(name);
			// Columns of a mapper, and what is left out.
			if (raw === undefined) return evaluate(name, itemIndex, byDefault);
			if (!plain.has(name)) {
				if (!hasExpression(raw)) {
					const value = evaluate(name, itemIndex, byDefault);
					constants.set(name, value);
					return value;
				}
				plain.set(name, isPlain(raw) || (name === 'options' && isRow(raw)));
			}
			const item: Readonly<Record<string, unknown>> = items()[itemIndex]?.json ?? {};
			return plain.get(name) === true ? filledIn(raw, item) : evaluate(name, itemIndex, byDefault);
		},
	};
}

const isExpression = (value: unknown): value is string =>
	typeof value === 'string' && value.startsWith('=');

function hasExpression(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return isExpression(value);
	return Object.values(value).some(hasExpression);
}

/** Whether an expression is about the item it is evaluated for. */
function usesItem(value: unknown): boolean {
	if (isExpression(value)) return /\$(?:json|item|itemIndex|binary|data|input)\b/.test(value);
	if (typeof value !== 'object' || value === null) return false;
	return Object.values(value).some(usesItem);
}

/** `{{ $json.name }}` or `{{ $json["any name"] }}`, and nothing around it. */
const member = /^=\{\{\s*\$json(?:\.([A-Za-z_]\w*)|\["([^"\\]*)"\]|\['([^'\\]*)'\])\s*\}\}$/;

/** Whether every expression in a text, a locator or a mapper is the name of a member of the item. */
function isPlain(value: unknown): boolean {
	if (isExpression(value)) return member.test(value);
	if (!isObject(value)) return typeof value !== 'object';
	const isLocator = 'mode' in value && 'value' in value;
	if ('mappingMode' in value) return isRow(value['value']);
	return isLocator && Object.values(value).every(isPlain);
}

/** What is set by hand in a mapper, or chosen among options: each a constant, or such an expression. */
function isRow(values: unknown): boolean {
	return (
		isObject(values) &&
		Object.values(values).every((value) =>
			isExpression(value) ? member.test(value) : !hasExpression(value),
		)
	);
}

function filledIn(value: unknown, item: Readonly<Record<string, unknown>>): unknown {
	if (isExpression(value)) {
		const names = member.exec(value)?.slice(1) ?? [];
		return item[names.find(Boolean) ?? ''];
	}
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, one]) => [name, filledIn(one, item)]),
	);
}
