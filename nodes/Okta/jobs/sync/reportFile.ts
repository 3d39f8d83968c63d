import type { IDataObject } from 'n8n-workflow';

import { csv } from '../../export/file/csv';
import type { Format } from '../../export/file/format';
import { jsonLines } from '../../export/file/jsonLines';
import { toStream } from '../../export/file/toStream';
import type { CallOfAll, Comparison, Reported } from '../../table/together';
import { isObjectList, text } from '../../transport/json';

const formats: Readonly<Record<string, Format>> = { csv, jsonLines };

/** So many lines are written at a time. */
const PIECE = 500;

/** What a report file is called and what it tells of each row. */
export interface Contents {
	/** In the name of the file: `okta-members-report`. */
	name: string;
	/** `item` and `row` are the place of the row, unless what is put out has a `row`. */
	columns: readonly string[];
}

/** How it is told what became of the rows, as the form has it: by items, or by a file beside the summary. */
export function reportOf(
	{ rows, store }: Pick<CallOfAll, 'rows' | 'store'>,
	contents: Contents,
): Pick<Comparison, 'onlyDifferences' | 'report'> {
	const { values } = rows[0];
	const onlyDifferences = values.text('report') === 'differences';
	const format = formats[values.text('reportAs')];
	if (!format) return { onlyDifferences };
	const field = values.text('reportField') || 'report';
	return {
		onlyDifferences,
		report: async (results, summary) => {
			const bytes = lines(results, format, contents, onlyDifferences);
			const name = `okta-${contents.name}-report.${format.extension}`;
			const file = await store(toStream(bytes), name, format.mimeType);
			return { json: { summary: true, ...summary }, binary: { [field]: file } };
		},
	};
}

async function* lines(
	results: Iterable<Reported>,
	format: Format,
	{ columns }: Contents,
	onlyDifferences: boolean,
): AsyncGenerator<Uint8Array> {
	const options = { byteOrderMark: false, guardFormulas: true };
	const head = format.head(columns, options);
	if (head !== '') yield await Promise.resolve(Buffer.from(head));
	let piece: Array<Array<IDataObject[string]>> = [];
	for (const result of results) {
		const line = lineOf(result, format === csv);
		if (onlyDifferences && line['outcome'] === 'unchanged') continue;
		piece.push(columns.map((name) => line[name] ?? null));
		if (piece.length < PIECE) continue;
		yield Buffer.from(format.body(columns, piece, options));
		piece = [];
	}
	if (piece.length > 0) yield Buffer.from(format.body(columns, piece, options));
}

/** A failure has no more than its words; what the row is about says its task. */
function lineOf({ task, json }: Reported, isTable: boolean): IDataObject {
	const isFailed = 'error' in json;
	const why = [text(json['error']), text(json['message'])].filter(Boolean).join(' ');
	const line = isFailed ? { ...task.result(), outcome: 'failed', why } : json;
	const place = task.isRow ? (task.line ?? task.item) : null;
	const { changes } = line;
	return {
		item: place,
		row: place,
		...line,
		...(isTable && isObjectList(changes) && { changes: changes.map(({ field }) => text(field)) }),
	};
}
