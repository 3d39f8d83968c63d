import type { Cell } from '../columns';
import { stringify } from './csvStringify';
import type { Format } from './format';

type Text = string | number | null;

/** Comma-separated values as RFC 4180 has them: CRLF, and quotes where they are needed. */
export const csv: Format = {
	extension: 'csv',
	mimeType: 'text/csv',
	head: (names, { byteOrderMark }) => stringify([[...names]], { ...rfc4180, bom: byteOrderMark }),
	body: (_, rows, { guardFormulas }) => {
		// Once, not for each value: V8 keeps a hidden class of every object spread, until much later.
		const options = { ...rfc4180, eof: false, escape_formulas: guardFormulas };
		const toField = (cell: Cell): Text => {
			const value = toText(cell);
			if (typeof value !== 'string' || !special.test(value)) return value;
			return stringify([[value]], options);
		};
		return rows.map((row) => `${row.map(toField).join()}\r\n`).join('');
	},
};

const rfc4180 = { record_delimiter: 'windows', quote_record_delimiter: true } as const;

/**
 * What the library quotes or disarms. It isn't asked about the rest, because for a whole file that
 * takes as long as parsing what Okta sent.
 */
const special = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]|[",\r\n]/;

/** Lists are joined, so that a spreadsheet can filter by what they contain; objects stay JSON. */
function toText(value: Cell): Text {
	if (typeof value === 'string' || typeof value === 'number') return value;
	if (typeof value === 'boolean') return String(value);
	if (typeof value !== 'object' || value === null) return null;
	const entries: unknown[] = Array.isArray(value) ? value : [value];
	return entries.some((entry) => typeof entry === 'object')
		? JSON.stringify(value)
		: entries.map(String).join('; ');
}
