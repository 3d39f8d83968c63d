import type { Cell } from '../columns';
import { stringify } from './csvStringify';
import type { Format } from './format';

/** Comma-separated values as RFC 4180 has them: CRLF, and quotes where they are needed. */
export const csv: Format = {
	extension: 'csv',
	mimeType: 'text/csv',
	head: (names, { byteOrderMark }) => stringify([[...names]], { ...rfc4180, bom: byteOrderMark }),
	body: (_, rows, { guardFormulas }) =>
		stringify(
			rows.map((row) => row.map(toText)),
			{ ...rfc4180, escape_formulas: guardFormulas },
		),
};

const rfc4180 = {
	record_delimiter: 'windows',
	// The library minds the delimiter of records only; a line break is one to every reader.
	quoted_match: /[\r\n]/,
	cast: { boolean: String },
} as const;

/** Lists are joined, so that a spreadsheet can filter by what they contain; objects stay JSON. */
function toText(value: Cell): string | number | boolean | null {
	if (typeof value !== 'object' || value === null) return value ?? null;
	const entries: unknown[] = Array.isArray(value) ? value : [value];
	return entries.some((entry) => typeof entry === 'object')
		? JSON.stringify(value)
		: entries.map(String).join('; ');
}
