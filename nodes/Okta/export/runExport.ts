import type { IDataObject } from 'n8n-workflow';

import type { Call, Output } from '../operation';
import { cells, chooseColumns, type Column } from './columns';
import { dataSets } from './dataSets';
import { writeFile } from './file/writeFile';
import { Progress } from './progress';

/**
 * Reads what the form asks for, completely, and puts it out as items or as one file.
 *
 * @throws UserError when the form makes no sense; what `okta.send` throws
 */
export async function runExport(call: Call): Promise<Output[]> {
	const { okta, values, host } = call;
	const dataSet = dataSets.find(({ value }) => value === values.text('dataSet')) ?? dataSets[0];
	if (!dataSet) return [];
	const columns = await chooseColumns(okta, dataSet, values);
	const progress = new Progress(dataSet.name, okta.traffic, host.tell);
	const pages = progress.watch(dataSet.read({ okta, values, columns, progress }));

	if (values.text('exportTo') === 'file') {
		const file = await writeFile(call, columns, pages);
		host.tell(progress.sentence());
		const binary = { [values.text('binaryField') || 'data']: file };
		return [{ json: { fileName: file.fileName, ...progress.summary() }, binary }];
	}
	const items: Output[] = [];
	for await (const page of pages) {
		for (const row of page) items.push({ json: toItem(row, columns) });
	}
	host.conclude(progress.sentence());
	if (values.flag('summaryItem')) items.push({ json: { summary: progress.summary() } });
	return items;
}

function toItem(row: IDataObject, columns: readonly Column[]): IDataObject {
	const values = cells(row, columns);
	return Object.fromEntries(columns.map(({ name }, index) => [name, values[index]]));
}
