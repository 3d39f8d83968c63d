import { cellText } from '../../objects/cells';
import { guardFormulas } from '../../objects/formulas';
import type { Cell } from '../columns';
import { stringify } from './csvStringify';
import type { Format } from './format';

/**
 * Comma-separated values as RFC 4180 has them: CRLF, and quotes where they are needed. Read back into
 * a mapper they are the values they were.
 */
export const csv: Format = {
	extension: 'csv',
	mimeType: 'text/csv',
	head: (names, { byteOrderMark }) => stringify([[...names]], { ...rfc4180, bom: byteOrderMark }),
	body: (_, rows, { guardFormulas: isGuarded }) => {
		const toField = (cell: Cell): string | number | null => {
			const value = cellText(cell);
			if (typeof value !== 'string') return value;
			const safe = isGuarded ? guardFormulas(value) : value;
			return special.test(safe) ? stringify([[safe]], alone) : safe;
		};
		return rows.map((row) => `${row.map(toField).join()}\r\n`).join('');
	},
};

const rfc4180 = { record_delimiter: 'windows', quote_record_delimiter: true } as const;
const alone = { ...rfc4180, eof: false };

/**
 * What the library quotes. It isn't asked about the rest, because for a whole file that takes as long
 * as parsing what Okta sent.
 */
const special = /[",\r\n]/;
