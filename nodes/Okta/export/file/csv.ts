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
		const parts: string[] = [];
		let others: Text[][] = [];
		const writeOthers = () => {
			if (others.length > 0) {
				parts.push(stringify(others, { ...rfc4180, escape_formulas: guardFormulas }));
			}
			others = [];
		};
		for (const row of rows) {
			const texts = row.map(toText);
			if (texts.every(isPlain)) {
				writeOthers();
				parts.push(`${texts.join()}\r\n`);
			} else others.push(texts);
		}
		writeOthers();
		return parts.join('');
	},
};

const rfc4180 = { record_delimiter: 'windows', quote_record_delimiter: true } as const;

/** What the library quotes or disarms. It takes as long for a file as parsing what Okta sent. */
const special = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]|[",\r\n]/;

/** Whether there is nothing for the library to do. */
function isPlain(value: Text): boolean {
	return typeof value !== 'string' || !special.test(value);
}

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
