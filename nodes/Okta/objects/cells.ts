import { isObject, text } from '../transport/json';

/**
 * A value as one cell of a table. Lists are joined, so that a spreadsheet can filter by what they
 * contain; where `listIn` would part them elsewhere, they stay JSON, as objects do.
 */
export function cellText(value: unknown): string | number | null {
	if (typeof value === 'string' || typeof value === 'number') return value;
	if (typeof value === 'boolean') return String(value);
	if (Array.isArray(value)) return listText(value);
	return isObject(value) ? toJson(value) : null;
}

function listText(entries: readonly unknown[]): string {
	const joined = entries.map(String).join('; ');
	const parts = entries.some(isNested) ? [] : listIn(joined);
	const isWhole =
		Array.isArray(parts) &&
		parts.length === entries.length &&
		entries.every((entry, at) => String(entry) === parts[at]);
	return isWhole ? joined : toJson(entries);
}

function isNested(entry: unknown): boolean {
	return typeof entry === 'object';
}

/** Without a semicolon, at which some spreadsheets would part it. */
function toJson(value: unknown): string {
	return JSON.stringify(value).replaceAll(';', '\\u003b');
}

/**
 * The entries of a list in one cell: parted at semicolons or else at commas, or in JSON; undefined if
 * it looks like JSON and is none.
 */
export function listIn(cell: string): unknown[] | undefined {
	if (/^\s*\[/.test(cell)) {
		try {
			const parsed: unknown = JSON.parse(cell);
			return Array.isArray(parsed) ? parsed : undefined;
		} catch {
			return undefined;
		}
	}
	return cell
		.split(cell.includes(';') ? ';' : ',')
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}

/** Names in a cell, or in a list that an expression leads to; none for an empty one. */
export function namesIn(cell: unknown): string[] {
	const entries = Array.isArray(cell) ? cell : (listIn(text(cell)) ?? [text(cell)]);
	return entries.map((one: unknown) => text(one).trim()).filter((one) => one !== '');
}
