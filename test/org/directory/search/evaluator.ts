import { SearchError } from './lexer';
import type { Comparison, Expression, Literal, Operator } from './parser';

/** What one attribute of a list's objects holds, and what may be asked about it. */
export interface Searchable {
	type: 'string' | 'number' | 'boolean' | 'date';
	operators: ReadonlySet<Operator>;
}

export interface Language<Row> {
	/** Undefined for an attribute this list does not know. Names are case-sensitive. */
	attribute(name: string): Searchable | undefined;
	/** The attribute's value; of an array, any element may match. Dates are ISO 8601 text. */
	read(row: Row, name: string): unknown;
	/** How strings are compared: `search` ignores case, `filter` does not. */
	caseSensitive: boolean;
}

export type Predicate<Row> = (row: Row) => boolean;

/**
 * Turns an expression into a test of one row.
 *
 * @throws SearchError for an unknown attribute, an operator the attribute does not have, or a
 * value of another type than the attribute's.
 */
export function compile<Row>(expression: Expression, language: Language<Row>): Predicate<Row> {
	if (expression.kind === 'comparison') return compileComparison(expression, language);
	const operands = expression.operands.map((operand) => compile(operand, language));
	return expression.kind === 'and'
		? (row) => operands.every((operand) => operand(row))
		: (row) => operands.some((operand) => operand(row));
}

function compileComparison<Row>(
	{ attribute, operator, value }: Comparison,
	language: Language<Row>,
): Predicate<Row> {
	const searchable = language.attribute(attribute);
	if (!searchable) throw new SearchError(`The attribute '${attribute}' cannot be searched.`);
	if (!searchable.operators.has(operator))
		throw new SearchError(`The operator '${operator}' is not supported for '${attribute}'.`);
	if (value === undefined) return (row) => isPresent(language.read(row, attribute));
	const wanted = operand(attribute, searchable, value, language.caseSensitive);
	const holds = (held: unknown) => compare(held, operator, wanted, searchable, language);
	return (row) => {
		const held = language.read(row, attribute);
		return Array.isArray(held) ? held.some(holds) : holds(held);
	};
}

const isPresent = (held: unknown): boolean =>
	held !== undefined && held !== null && held !== '' && !(Array.isArray(held) && held.length === 0);

function operand(
	attribute: string,
	{ type }: Searchable,
	value: Literal,
	caseSensitive: boolean,
): Literal {
	if (type === 'date') {
		const time = typeof value === 'string' ? parseDate(value) : undefined;
		if (time === undefined) throw new SearchError(`'${attribute}' is compared with a date.`);
		return time;
	}
	if (typeof value !== type) throw new SearchError(`'${attribute}' is compared with a ${type}.`);
	return typeof value === 'string' && !caseSensitive ? value.toLowerCase() : value;
}

const DATE = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

function parseDate(text: string): number | undefined {
	if (!DATE.test(text)) return undefined;
	const zoned = !text.includes('T') || /(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`;
	const time = Date.parse(zoned);
	return Number.isNaN(time) ? undefined : time;
}

function compare<Row>(
	held: unknown,
	operator: Operator,
	wanted: Literal,
	{ type }: Searchable,
	{ caseSensitive }: Language<Row>,
): boolean {
	const value = comparable(held, type, caseSensitive);
	// An absent value differs from every other, and compares with none.
	if (value === undefined) return operator === 'ne';
	switch (operator) {
		case 'eq':
			return value === wanted;
		case 'ne':
			return value !== wanted;
		case 'sw':
			return String(value).startsWith(String(wanted));
		case 'ew':
			return String(value).endsWith(String(wanted));
		case 'co':
			return String(value).includes(String(wanted));
		case 'gt':
			return value > wanted;
		case 'ge':
			return value >= wanted;
		case 'lt':
			return value < wanted;
		case 'le':
			return value <= wanted;
		case 'pr':
			return true;
	}
}

function comparable(
	held: unknown,
	type: Searchable['type'],
	caseSensitive: boolean,
): Literal | undefined {
	if (type === 'date') return typeof held === 'string' ? parseDate(held) : undefined;
	if (typeof held === 'string') return caseSensitive ? held : held.toLowerCase();
	return typeof held === 'number' || typeof held === 'boolean' ? held : undefined;
}

/**
 * The rows an expression can be true for, where that follows from equalities that an index answers;
 * undefined when every row has to be looked at.
 *
 * @param positions ascending positions of the rows that hold `value`, or undefined without an index.
 */
export function candidates(
	expression: Expression,
	positions: (attribute: string, value: Literal) => readonly number[] | undefined,
): readonly number[] | undefined {
	if (expression.kind === 'comparison')
		return expression.operator === 'eq' && expression.value !== undefined
			? positions(expression.attribute, expression.value)
			: undefined;
	const narrowed = expression.operands.map((operand) => candidates(operand, positions));
	if (expression.kind === 'and') return narrowed.find((list) => list !== undefined);
	const union = new Set<number>();
	for (const list of narrowed) {
		if (!list) return undefined;
		for (const position of list) union.add(position);
	}
	return [...union].sort((a, b) => a - b);
}
