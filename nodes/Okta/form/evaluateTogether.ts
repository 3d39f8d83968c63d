/** Evaluates an expression as n8n does for an item, without the `=` before it. */
export type Evaluate = (expression: string, itemIndex: number) => unknown;

/** What only n8n can say, item by item. */
export const individually = Symbol('individually');

/** A part of a text that n8n evaluates; it takes the first two braces that come for its end. */
const part = /\{\{([\s\S]*?)\}\}/;

/** What is about the item alone: no other name of n8n's, and nothing that is read in another way inside a function. */
const foreign = /\$(?!json\b)[\w(]|\b(?:this|arguments|window|global|globalThis)\b|\\/;

/**
 * The values of an expression for all items of a run, found by one: n8n 2 takes half a millisecond for an
 * expression, and hardly more for one over ten thousand items.
 *
 * @param raw - as it is written, with the `=`
 * @param count - how many items there are
 * @returns the values, some of them `individually`; undefined where the expression is about more than the item
 */
export function evaluateTogether(
	raw: string,
	count: number,
	evaluate: Evaluate,
): readonly unknown[] | undefined {
	const code = codeFor(raw.slice(1));
	if (code === undefined || count < 2) return undefined;
	const found = attempt(() => evaluate(code, 0));
	if (!Array.isArray(found) || found.length !== count) return undefined;
	const values = found.map((one: unknown) => valueIn(one));
	const first = attempt(() => evaluate(raw.slice(1), 0));
	return Object.is(values[0], first) ? values : undefined;
}

/** n8n joins parts with what stands between them, and counts what is empty as an empty text. */
function codeFor(text: string): string | undefined {
	const pieces = text.split(part);
	const parts = pieces.filter((_, index) => index % 2 === 1);
	if (parts.length === 0 || foreign.test(text)) return undefined;
	if (parts.some((one) => one.trim() === '' || one.includes('{{'))) return undefined;
	const isAlone = pieces.length === 3 && pieces[0] === '' && pieces[2] === '';
	const joined = pieces.map((piece, index) =>
		index % 2 === 0
			? JSON.stringify(piece)
			: `((v) => v || v === 0 || v === false ? v : "")((${piece}\n))`,
	);
	const value = isAlone ? `(${parts[0] ?? ''}\n)` : `[${joined.join(', ')}].join("")`;
	const ofItem = `($json) => { try { return [${value}]; } catch (error) { return []; } }`;
	const code = `$input.all().map((oneOfAll) => (${ofItem})(oneOfAll.json))`;
	return code.includes('{{') || code.includes('}}') ? undefined : `{{ ${code} }}`;
}

/** Dates and other objects n8n makes something else of. */
function valueIn(found: unknown): unknown {
	if (!Array.isArray(found) || found.length !== 1) return individually;
	const value: unknown = found[0];
	const isPlain = value === undefined || value === null || typeof value !== 'object';
	return isPlain && typeof value !== 'function' ? value : individually;
}

function attempt(work: () => unknown): unknown {
	try {
		return work();
	} catch {
		return undefined;
	}
}
