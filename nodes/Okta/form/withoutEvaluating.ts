import type { INodeExecutionData } from 'n8n-workflow';

import { isObject } from '../transport/json';
import type { FormContext } from './context';
import { type Evaluate, evaluateTogether, individually } from './evaluateTogether';

/** A form whose parameters are at hand as they are written, expressions and all. */
export interface WrittenForm extends FormContext {
	getNode: () => { parameters: object };
	evaluateExpression: Evaluate;
}

/**
 * The same form, read without n8n's help where that makes no difference: for operations that read it
 * for ten thousand items. n8n 2 takes half a millisecond for each expression. What has none is read
 * once, of `{{ $json.email }}` the item itself knows the value, and what is about the item alone is
 * evaluated for all items together.
 */
export function withoutEvaluating(context: WrittenForm): FormContext {
	const items = context.getInputData();
	const all = (raw: string) =>
		evaluateTogether(raw, items.length, (expression, item) =>
			context.evaluateExpression(expression, item),
		);
	return formOver(context, () => items, context.getNodeParameter, all);
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
		() => undefined,
	);
	return {
		...form,
		take: (json) => {
			row[0] = { json };
		},
	};
}

/** What a parameter holds for an item, or `individually`. */
type Reader = (index: number, item: Readonly<Record<string, unknown>>) => unknown;

/** Evaluates an expression for all items, if that can be done. */
type EvaluateAll = (raw: string) => readonly unknown[] | undefined;

function formOver(
	context: WrittenForm,
	items: () => INodeExecutionData[],
	evaluate: FormContext['getNodeParameter'],
	evaluateAll: EvaluateAll,
): FormContext {
	const written = new Map<string, unknown>(Object.entries(context.getNode().parameters));
	const readers = new Map<string, Reader | undefined>();
	const constants = new Map<string, unknown>();
	return {
		getInputData: items,
		getTimezone: () => context.getTimezone(),
		getNodeParameter: (name, itemIndex, byDefault) => {
			if (constants.has(name)) return constants.get(name);
			const raw = written.get(name);
			// Columns of a mapper, and what is left out.
			if (raw === undefined) return evaluate(name, itemIndex, byDefault);
			if (!readers.has(name)) {
				if (!hasExpression(raw)) {
					const value = evaluate(name, itemIndex, byDefault);
					constants.set(name, value);
					return value;
				}
				readers.set(name, readerOf(raw, name === 'options', evaluateAll));
			}
			const item: Readonly<Record<string, unknown>> = items()[itemIndex]?.json ?? {};
			const read = readers.get(name);
			const value = read ? read(itemIndex, item) : individually;
			return value === individually ? evaluate(name, itemIndex, byDefault) : value;
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

/** How a text, a locator, a mapper or options are read; undefined where n8n has to do it for each item. */
function readerOf(raw: unknown, isOptions: boolean, evaluateAll: EvaluateAll): Reader | undefined {
	if (!isObject(raw)) return readerOfText(raw, evaluateAll);
	if ('mappingMode' in raw) {
		const value = readerOfRow(raw['value'], evaluateAll);
		return value && inside(raw, 'value', value);
	}
	return isOptions || ('mode' in raw && 'value' in raw) ? readerOfRow(raw, evaluateAll) : undefined;
}

function readerOfText(raw: unknown, evaluateAll: EvaluateAll): Reader | undefined {
	if (!isExpression(raw)) return () => raw;
	const [, ...names] = member.exec(raw) ?? [];
	const name = names.find(Boolean);
	if (member.test(raw)) return (_, item) => item[name ?? ''];
	const values = evaluateAll(raw);
	return values && ((index) => values[index]);
}

/** What is set by hand in a mapper, or chosen among options: each a constant, or an expression. */
function readerOfRow(row: unknown, evaluateAll: EvaluateAll): Reader | undefined {
	if (!isObject(row)) return undefined;
	const readers = new Map<string, Reader>();
	for (const [name, raw] of Object.entries(row)) {
		const isNested = typeof raw === 'object' && hasExpression(raw);
		const reader = isNested ? undefined : readerOfText(raw, evaluateAll);
		if (!reader) return undefined;
		readers.set(name, reader);
	}
	return (index, item) => {
		const values = [...readers].map(([name, read]): [string, unknown] => [name, read(index, item)]);
		return values.some(([, value]) => value === individually)
			? individually
			: Object.fromEntries(values);
	};
}

const inside =
	(raw: object, name: string, read: Reader): Reader =>
	(index, item) => {
		const value = read(index, item);
		return value === individually ? individually : { ...raw, [name]: value };
	};
