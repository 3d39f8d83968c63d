export type Token =
	| { kind: 'open' | 'close' | 'end'; at: number }
	| { kind: 'word'; text: string; at: number }
	| { kind: 'literal'; value: string | number | boolean; at: number };

/** An expression that is not in the language, or asks what this list cannot answer. */
export class SearchError extends Error {}

const WORD = /[A-Za-z_$][\w$.-]*/y;
const NUMBER = /-?\d+(?:\.\d+)?(?![\w.])/y;
const STRING = /"(?:[^"\\]|\\.)*"/sy;

function match(pattern: RegExp, text: string, at: number): string | undefined {
	pattern.lastIndex = at;
	return pattern.exec(text)?.[0];
}

/**
 * Splits a `search` or `filter` expression (SCIM's filter language, RFC 7644 section 3.4.2.2) into
 * tokens. In a value `\"` stands for a quote and `\\` for a backslash.
 *
 * @throws SearchError where no token begins.
 */
export function tokens(expression: string): Token[] {
	const found: Token[] = [];
	let at = 0;
	while (at < expression.length) {
		const char = expression.charAt(at);
		if (/\s/.test(char)) {
			at++;
			continue;
		}
		const token = tokenAt(expression, at, char);
		found.push(token.token);
		at += token.length;
	}
	found.push({ kind: 'end', at });
	return found;
}

function tokenAt(text: string, at: number, char: string): { token: Token; length: number } {
	if (char === '(') return { token: { kind: 'open', at }, length: 1 };
	if (char === ')') return { token: { kind: 'close', at }, length: 1 };
	const quoted = match(STRING, text, at);
	if (quoted !== undefined)
		return { token: { kind: 'literal', value: unescape(quoted), at }, length: quoted.length };
	const digits = match(NUMBER, text, at);
	if (digits !== undefined)
		return { token: { kind: 'literal', value: Number(digits), at }, length: digits.length };
	const word = match(WORD, text, at);
	if (word === undefined) throw new SearchError(`Unexpected character at position ${at}.`);
	const token: Token =
		word === 'true' || word === 'false'
			? { kind: 'literal', value: word === 'true', at }
			: { kind: 'word', text: word, at };
	return { token, length: word.length };
}

function unescape(quoted: string): string {
	return quoted.slice(1, -1).replace(/\\(.)/gs, (escape, char: string) => {
		if (char === '"' || char === '\\') return char;
		throw new SearchError(`Unknown escape ${escape}.`);
	});
}
