/** Deeper than anything is encoded by mistake, and the end of what is encoded to wear us out. */
const MOST_LAYERS = 20;

/** The ways a letter or digit is written as a number: in URLs, in JSON and JavaScript, in XML. */
const ENCODED =
	/(?:%[0-9a-f]{2})+|[\\%]u(?<four>[0-9a-f]{4})|\\u\{(?<braced>[0-9a-f]+)\}|&#x(?<hex>[0-9a-f]+);|&#(?<decimal>\d+);/gi;

/**
 * A text as the most willing of servers would read it: decoded until that changes nothing, letters that
 * look alike made the same, in lower case. What is left is printable ASCII.
 *
 * @returns undefined when it is encoded too many times
 */
export function readableText(text: string): string | undefined {
	let now = text;
	for (let layer = 0; layer < MOST_LAYERS; layer++) {
		const next = plain(now.replace(ENCODED, decode));
		if (next === now) return now;
		now = next;
	}
	return undefined;
}

/**
 * All that is said in a value that is sent as JSON, as a form or as it is: keys, texts and numbers, at
 * any depth, one after the other, as `readableText` reads them.
 *
 * @returns undefined when there is something in it that cannot be looked into: bytes, streams, forms
 * with files
 */
export function readable(value: unknown): string | undefined {
	const said: string[] = [];
	const seen = new Set<object>();
	const unread: unknown[] = [value];
	while (unread.length > 0) {
		const next = unread.pop();
		if (typeof next === 'object' && next !== null) {
			if (seen.has(next)) continue;
			seen.add(next);
			const parts = partsOf(next);
			if (parts === undefined) return undefined;
			for (const part of parts) unread.push(part);
		} else if (typeof next === 'function' || typeof next === 'symbol') {
			return undefined;
		} else {
			said.push(String(next));
		}
	}
	return readableText(said.join(' '));
}

function partsOf(value: object): Iterable<unknown> | undefined {
	if (isList(value)) return value;
	if (value instanceof URLSearchParams) return [value.toString()];
	if (value instanceof Date) return [value.getTime()];
	return isPlain(value) ? Object.entries(value).flat() : undefined;
}

function isList(value: object): value is readonly unknown[] {
	return Array.isArray(value);
}

/** Made by braces or by JSON, be it in another realm. */
function isPlain(value: object): boolean {
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function decode(run: string, ...rest: unknown[]): string {
	const { four, braced, hex, decimal } = groupsOf(rest.at(-1));
	const code = decimal === undefined ? parseInt(four ?? braced ?? hex ?? '', 16) : Number(decimal);
	if (code <= 0x10ffff) return String.fromCodePoint(code);
	return run.startsWith('%') ? Buffer.from(run.replaceAll('%', ''), 'hex').toString() : '';
}

function groupsOf(groups: unknown): Record<string, string | undefined> {
	return typeof groups === 'object' && groups !== null ? { ...groups } : {};
}

/** Control characters go as well: JSON in UTF-16 is JSON with a NUL before each letter. */
function plain(text: string): string {
	const ascii = /[^\x20-\x7e]/.test(text)
		? text.normalize('NFKD').replace(/[^\x20-\x7e]/g, '')
		: text;
	return ascii.toLowerCase();
}
