import { SearchError, tokens, type Token } from './lexer';

export const OPERATORS = ['eq', 'sw', 'ew', 'co', 'gt', 'ge', 'lt', 'le', 'ne', 'pr'] as const;
export type Operator = (typeof OPERATORS)[number];
export type Literal = string | number | boolean;

export interface Comparison {
	kind: 'comparison';
	attribute: string;
	operator: Operator;
	/** Undefined for `pr` only. */
	value: Literal | undefined;
}
export interface Junction {
	kind: 'and' | 'or';
	operands: Expression[];
}
export type Expression = Comparison | Junction;

const MOST_COMPARISONS = 200;

/**
 * Reads `attribute operator value` joined by `and`, which binds closer, and `or`, with parentheses.
 *
 * @throws SearchError when the expression is not in the language.
 */
export function parse(expression: string): Expression {
	const parser = new Parser(tokens(expression));
	return parser.whole();
}

class Parser {
	readonly #tokens: readonly Token[];
	#next = 0;
	#comparisons = 0;

	constructor(all: readonly Token[]) {
		this.#tokens = all;
	}

	whole(): Expression {
		const expression = this.#junction('or');
		const { kind, at } = this.#peek();
		if (kind !== 'end') throw new SearchError(`Expected 'and' or 'or' at position ${at}.`);
		return expression;
	}

	#junction(kind: 'and' | 'or'): Expression {
		const operand = () => (kind === 'or' ? this.#junction('and') : this.#term());
		const first = operand();
		const operands = [first];
		while (this.#acceptWord(kind)) operands.push(operand());
		return operands.length === 1 ? first : { kind, operands };
	}

	#term(): Expression {
		const token = this.#take();
		if (token.kind === 'open') {
			const inner = this.#junction('or');
			const close = this.#take();
			if (close.kind !== 'close') throw new SearchError(`Expected ')' at position ${close.at}.`);
			return inner;
		}
		if (token.kind !== 'word')
			throw new SearchError(`Expected an attribute at position ${token.at}.`);
		if (++this.#comparisons > MOST_COMPARISONS) throw new SearchError('Too many comparisons.');
		return this.#comparison(token.text);
	}

	#comparison(attribute: string): Comparison {
		const token = this.#take();
		const operator =
			token.kind === 'word'
				? OPERATORS.find((name) => name === token.text.toLowerCase())
				: undefined;
		if (operator === undefined)
			throw new SearchError(`Expected an operator at position ${token.at}.`);
		if (operator === 'pr') return { kind: 'comparison', attribute, operator, value: undefined };
		const value = this.#take();
		if (value.kind !== 'literal')
			throw new SearchError(`Expected a value at position ${value.at}.`);
		return { kind: 'comparison', attribute, operator, value: value.value };
	}

	#acceptWord(text: string): boolean {
		const token = this.#peek();
		const found = token.kind === 'word' && token.text.toLowerCase() === text;
		if (found) this.#next++;
		return found;
	}

	#peek(): Token {
		return this.#tokens[this.#next] ?? { kind: 'end', at: 0 };
	}

	#take(): Token {
		const token = this.#peek();
		if (token.kind !== 'end') this.#next++;
		return token;
	}
}
