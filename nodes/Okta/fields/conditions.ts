import { type INodeProperties, type INodePropertyOptions, UserError } from 'n8n-workflow';

import { daysFromNow } from '../objects/daysFromNow';
import { anyOf, asTerm, quote } from '../objects/expression';
import type { Values } from '../table/values';
import { isEmpty, isObject, text } from '../transport/json';
import type { OktaRequest } from '../transport/types';

/** An operator of Okta's `search` and `filter` expressions (Okta's user query reference). */
export type Operator = 'eq' | 'sw' | 'co' | 'gt' | 'ge' | 'lt' | 'le' | 'pr';

/** An attribute that conditions can be put on, with what Okta accepts for it. */
export interface SearchAttribute {
	/** As people say it, for example `Last Updated`. */
	name: string;
	/** As Okta spells it, for example `lastUpdated`. */
	value: string;
	operators: readonly Operator[];
	/** What the value is typed as; text unless said otherwise. */
	kind?: 'text' | 'date' | 'boolean';
	/** The only values there are. */
	choices?: readonly string[];
}

const WORDS: Readonly<Record<Operator, string>> = {
	co: 'Contains',
	eq: 'Equals',
	ge: 'Is at Least',
	gt: 'Is Greater Than',
	le: 'Is at Most',
	lt: 'Is Less Than',
	pr: 'Has a Value',
	sw: 'Starts With',
};

/** In the attribute list: a custom attribute, whose name is typed beside it. */
export const OTHER = 'other';

/**
 * Rows of attribute, operator and value, for people who do not write expressions. Each attribute
 * offers the operators Okta accepts for it, and no others.
 *
 * @param other operators for attributes that are not in the list; none if there can be no others
 */
export function conditions(
	attributes: readonly SearchAttribute[],
	other: readonly Operator[] = [],
): INodeProperties {
	const values = rowFields(attributes, other);
	return {
		displayName: 'Conditions',
		name: 'conditions',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add condition',
		default: {},
		description: 'Which ones to return. An expression typed under Options is required as well.',
		options: [
			{ displayName: 'Must Match All Of', name: 'all', values },
			{ displayName: 'Must Match Any Of', name: 'any', values },
		],
	};
}

/** One such row, for lists of which Okta takes a single comparison only. */
export function condition(attributes: readonly SearchAttribute[]): INodeProperties {
	return {
		displayName: 'Condition',
		name: 'condition',
		type: 'fixedCollection',
		placeholder: 'Add condition',
		default: {},
		description: 'Which ones to return. Okta takes one condition here, not several.',
		options: [{ displayName: 'Must Match', name: 'all', values: rowFields(attributes, []) }],
	};
}

function rowFields(
	attributes: readonly SearchAttribute[],
	other: readonly Operator[],
): INodeProperties[] {
	const known: INodePropertyOptions[] = attributes.map(({ name, value }) => ({ name, value }));
	const sorted = known.toSorted((a, b) => a.name.localeCompare(b.name));
	const fields: INodeProperties[] = [
		{
			displayName: 'Attribute',
			name: 'attribute',
			type: 'options',
			noDataExpression: true,
			default: String(sorted[0]?.value),
			options: [
				...sorted,
				...(other.length > 0 ? [{ name: 'Other (Type Its Name)', value: OTHER }] : []),
			],
		},
	];
	if (other.length > 0) {
		fields.push({
			displayName: 'Attribute Name',
			name: 'otherAttribute',
			type: 'string',
			default: '',
			placeholder: 'e.g. profile.costCenter',
			displayOptions: { show: { attribute: [OTHER] } },
		});
	}
	const all = [...attributes, { name: '', value: OTHER, operators: other }];
	const lists = new Set(all.map(({ operators }) => operators.join()));
	const sharing = [...lists].map((list) =>
		all.filter(({ operators }) => operators.join() === list),
	);
	return [...fields, ...sharing.flatMap(operatorField), ...valueFields(attributes)];
}

/** One list of operators for all attributes that share it. */
function operatorField(sharing: readonly SearchAttribute[]): INodeProperties[] {
	const operators = sharing[0]?.operators ?? [];
	if (operators.length === 0) return [];
	return [
		{
			displayName: 'Operator',
			name: 'operator',
			type: 'options',
			noDataExpression: true,
			default: String(operators[0]),
			displayOptions: { show: { attribute: sharing.map(({ value }) => value) } },
			options: operators
				.map((operator) => ({ name: WORDS[operator], value: operator }))
				.toSorted((a, b) => a.name.localeCompare(b.name)),
		},
	];
}

function valueFields(attributes: readonly SearchAttribute[]): INodeProperties[] {
	const of = (test: (attribute: SearchAttribute) => boolean) =>
		attributes.filter(test).map(({ value }) => value);
	const hide = { operator: ['pr'] };
	const fields: INodeProperties[] = [
		{
			displayName: 'Value',
			name: 'value',
			type: 'string',
			default: '',
			displayOptions: {
				hide: { ...hide, attribute: of(({ kind, choices }) => Boolean(kind ?? choices)) },
			},
		},
	];
	const dates = of(({ kind }) => kind === 'date');
	if (dates.length > 0) {
		fields.push(
			{
				displayName: 'When',
				name: 'when',
				type: 'options',
				noDataExpression: true,
				default: 'date',
				displayOptions: { show: { attribute: dates }, hide },
				options: [
					{ name: 'Days Ago', value: 'ago' },
					{ name: 'Days From Now', value: 'ahead' },
					{ name: 'On a Date', value: 'date' },
				],
			},
			{
				displayName: 'Days',
				name: 'days',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 30,
				displayOptions: { show: { attribute: dates, when: ['ago', 'ahead'] }, hide },
			},
			{
				displayName: 'Date',
				name: 'date',
				type: 'dateTime',
				default: '',
				displayOptions: {
					show: { attribute: dates },
					hide: { ...hide, when: ['ago', 'ahead'] },
				},
			},
		);
	}
	const switches = of(({ kind }) => kind === 'boolean');
	if (switches.length > 0) {
		fields.push({
			displayName: 'Is True',
			name: 'isTrue',
			type: 'boolean',
			default: true,
			displayOptions: { show: { attribute: switches }, hide },
		});
	}
	for (const { value, choices } of attributes.filter((attribute) => attribute.choices)) {
		fields.push({
			displayName: 'Value',
			name: 'choice',
			type: 'options',
			default: String(choices?.[0]),
			displayOptions: { show: { attribute: [value] }, hide },
			options: (choices ?? []).map((choice) => ({ name: choice, value: choice })),
		});
	}
	return fields;
}

/**
 * The expression that rows of conditions and a typed expression amount to together; empty when
 * there is neither.
 *
 * @throws UserError when a row has no attribute or no value, or brackets in what is typed don't match
 */
export function toExpression(
	rows: unknown,
	attributes: readonly SearchAttribute[],
	typed = '',
): string {
	const { all, any } = isObject(rows) ? rows : {};
	const term = (row: unknown) => toTerm(isObject(row) ? row : {}, attributes);
	const alternatives = asList(any).map(term);
	return [
		...(typed === '' ? [] : [asTerm(typed)]),
		...asList(all).map(term),
		...(alternatives.length > 0 ? [anyOf(alternatives)] : []),
	].join(' and ');
}

/**
 * The request, its expression narrowed by the conditions of the form, if there are any.
 *
 * @param parameter that holds the expression; the form has a field of that name, too
 * @throws what `toExpression` throws
 */
export function withConditions(
	request: OktaRequest,
	values: Values,
	parameter: 'search' | 'filter',
	attributes: readonly SearchAttribute[],
): OktaRequest {
	const rows = values.get('conditions');
	if (isEmpty(rows)) return request;
	const expression = toExpression(rows, attributes, values.text(parameter));
	return { ...request, query: { ...request.query, [parameter]: expression } };
}

/**
 * The request, its filter narrowed further by the conditions of the form, where other fields make it.
 *
 * @throws what `toExpression` throws
 */
export function narrowed(
	request: OktaRequest,
	values: Values,
	attributes: readonly SearchAttribute[],
): OktaRequest {
	const conditions = toExpression(values.get('conditions'), attributes);
	const filter = [text(request.query?.['filter']), conditions].filter((part) => part !== '');
	return { ...request, query: { ...request.query, filter: filter.join(' and ') } };
}

function toTerm(row: Record<string, unknown>, attributes: readonly SearchAttribute[]): string {
	const chosen = text(row.attribute);
	const name = chosen === OTHER ? text(row.otherAttribute).trim() : chosen;
	const operator = text(row.operator);
	const attribute = attributes.find(({ value }) => value === chosen);

	if (!/^[A-Za-z_][\w.]*$/.test(name)) {
		throw new UserError('A condition names no attribute', {
			description: 'Nothing was sent to Okta. Attribute names look like profile.costCenter.',
		});
	}
	if (operator === 'pr') return `${name} pr`;
	if (attribute?.kind === 'boolean') return `${name} ${operator} ${String(row.isTrue !== false)}`;
	const value = attribute?.kind === 'date' ? momentOf(row) : valueOf(row, attribute);
	if (value === '') {
		throw new UserError(`The condition on ${name} has no value`, {
			description:
				'Nothing was sent to Okta. Is an expression empty? Remove the row if it is not needed.',
		});
	}
	return `${name} ${operator} ${quote(value)}`;
}

/** A date, or what stands for one so many days from now. */
function momentOf({ when, days, date }: Record<string, unknown>): string {
	if (when !== 'ago' && when !== 'ahead') return text(date);
	const count = Number(days ?? 30);
	return daysFromNow(when === 'ago' ? -count : count);
}

function valueOf(row: Record<string, unknown>, attribute: SearchAttribute | undefined): string {
	return text(attribute?.choices ? row.choice : row.value).trim();
}

/** n8n makes an object of rows of which there can be one only. */
function asList(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	return isObject(value) ? [value] : [];
}
