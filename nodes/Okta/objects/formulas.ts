/**
 * What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection), with apostrophes
 * before it or none; where a cell begins, also in a program that separates cells by semicolons.
 */
const begins = '(?<=(?:^|[;\\r\\n]) *)';
const formula = "(?='*[=+\\-@\\t\\r\\uFF1D\\uFF0B\\uFF0D\\uFF20])";

const unguarded = new RegExp(`${begins}${formula}`, 'g');
const guarded = new RegExp(`${begins}'${formula}`, 'g');

/** Whether the text can hold anything to guard or to take a guard off: a quick look, as most can't. */
const suspicious = /^ *['=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]|[;\r\n]/;

/** The text with an apostrophe before each beginning of a formula, so that no spreadsheet runs it. */
export function guardFormulas(text: string): string {
	return suspicious.test(text) ? text.replace(unguarded, "'") : text;
}

/** The text as it was before `guardFormulas`, and any other as it is. */
export function withoutGuards(text: string): string {
	return text.includes("'") ? text.replace(guarded, '') : text;
}
