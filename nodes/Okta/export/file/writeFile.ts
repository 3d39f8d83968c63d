import type { IBinaryData, IDataObject } from 'n8n-workflow';

import type { Call } from '../../table/operation';
import type { Values } from '../../table/values';
import { cells, type Column } from '../columns';
import { csv } from './csv';
import type { Format, FormatOptions } from './format';
import { gzip } from './gzip';
import { jsonLines } from './jsonLines';
import { toStream } from './toStream';

/** The kinds of files an export writes, by the value in the form. */
const formats: Readonly<Record<string, Format>> = { csv, jsonLines };

/**
 * Writes the rows into a file of n8n's binary data, page by page: no more than a page of it is in
 * memory. When reading fails there is no file, and n8n removes what was written (n8n 1: with the
 * execution).
 */
export async function writeFile(
	{ host, values }: Call,
	columns: readonly Column[],
	pages: AsyncIterable<IDataObject[]>,
): Promise<IBinaryData> {
	const format = formats[values.text('format')] ?? csv;
	const bytes = encode(format, columns, pages, {
		byteOrderMark: values.flag('byteOrderMark'),
		guardFormulas: values.get('guardFormulas') !== false,
	});
	const isPacked = values.flag('gzip');
	return await host.store(
		toStream(isPacked ? gzip(bytes) : bytes),
		fileName(values, format) + (isPacked ? '.gz' : ''),
		isPacked ? 'application/gzip' : format.mimeType,
	);
}

/** The name as typed, with the extension of the format if it hasn't one. */
function fileName(values: Values, { extension }: Format): string {
	const name = values.text('fileName') || values.text('dataSet') || values.text('report');
	return name.toLowerCase().endsWith(`.${extension}`) ? name : `${name}.${extension}`;
}

async function* encode(
	format: Format,
	columns: readonly Column[],
	pages: AsyncIterable<IDataObject[]>,
	options: FormatOptions,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
	const names = columns.map(({ name }) => name);
	const head = format.head(names, options);
	if (head !== '') yield Buffer.from(head);
	for await (const page of pages) {
		const rows = page.map((row) => cells(row, columns));
		yield Buffer.from(format.body(names, rows, options));
	}
}
