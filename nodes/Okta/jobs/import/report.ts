import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Column } from '../../export/columns';
import { csv } from '../../export/file/csv';
import type { Format } from '../../export/file/format';
import { jsonLines } from '../../export/file/jsonLines';
import { toStream } from '../../export/file/toStream';
import type { CallOfAll, Reported } from '../../table/together';
import { isObjectList, text } from '../../transport/json';
import type { Wishes } from './wishes';

const formats: Readonly<Record<string, Format>> = { csv, jsonLines };

/** So many lines are written at a time. */
const PIECE = 500;

/** Writes what became of each row into a file, and hands it on beside the summary. */
export async function writeReport(
	{ store }: Pick<CallOfAll, 'store'>,
	wishes: Wishes,
	results: Iterable<Reported>,
	summary: IDataObject,
): Promise<Pick<INodeExecutionData, 'json' | 'binary'>> {
	const format = formats[wishes.reportAs ?? ''] ?? csv;
	const names = columnsOf(wishes).map(({ name }) => name);
	async function* bytes(): AsyncGenerator<Uint8Array> {
		const options = { byteOrderMark: false, guardFormulas: true };
		const head = format.head(names, options);
		if (head !== '') yield await Promise.resolve(Buffer.from(head));
		let piece: Array<Array<IDataObject[string]>> = [];
		for (const result of results) {
			const line = lineOf(result, format === csv);
			if (wishes.onlyDifferences && line['outcome'] === 'unchanged') continue;
			piece.push(names.map((name) => line[name] ?? null));
			if (piece.length < PIECE) continue;
			yield Buffer.from(format.body(names, piece, options));
			piece = [];
		}
		if (piece.length > 0) yield Buffer.from(format.body(names, piece, options));
	}
	const name = `okta-import-report.${format.extension}`;
	const file = await store(toStream(bytes()), name, format.mimeType);
	return { json: { summary: true, ...summary }, binary: { [wishes.reportField]: file } };
}

function columnsOf({ key }: Wishes): Array<Pick<Column, 'name'>> {
	const rest = ['userId', 'login', 'changes', 'groupsAdded', 'groupsRemoved', 'notTaken', 'why'];
	return [...new Set(['row', key.name, 'outcome', ...rest])].map((name) => ({ name }));
}

/** A failure has no more than its words; what the row is about says its task. */
function lineOf({ task, json }: Reported, isTable: boolean): IDataObject {
	const isFailed = 'error' in json;
	const why = [text(json['error']), text(json['message'])].filter(Boolean).join(' ');
	const line = isFailed ? { ...task.result(), outcome: 'failed', why } : json;
	const row = task.isRow ? (task.line ?? task.item) : null;
	const { changes } = line;
	return {
		row,
		...line,
		...(isTable && isObjectList(changes) && { changes: changes.map(({ field }) => text(field)) }),
	};
}
