import type { IDataObject } from 'n8n-workflow';

import type { Call, Output } from '../table/operation';
import { isObject } from '../transport/json';
import { chooseColumns } from './chooseColumns';
import { cell, type Column, members } from './columns';
import type { ChangeState } from './dataSet';
import { dataSets } from './dataSets';
import { users } from './dataSets/users';
import { writeFile } from './file/writeFile';
import { Progress } from './progress';

/**
 * Reads what the form asks for, completely, and puts it out as items or as one file.
 *
 * @throws UserError when the form makes no sense; what `okta.send` throws
 */
export async function runExport(call: Call): Promise<Output[]> {
	const { okta, values, host } = call;
	const dataSet = dataSets.find(({ value }) => value === values.text('dataSet')) ?? users;
	const columns = await chooseColumns(okta, dataSet, values);
	const progress = new Progress(dataSet.name, okta.traffic, host.tell);
	const reading = { okta, values, columns, progress };
	if (!dataSet.changes || values.text('extent') !== 'changes') {
		return await putOut(call, columns, progress, dataSet.read(reading));
	}
	const memory = host.memory();
	const states = isObject(memory['changes']) ? memory['changes'] : {};
	const known = states[dataSet.value];
	const kept: ChangeState[] = [];
	const changes = dataSet.changes(
		reading,
		// What is known of another org says nothing of this one.
		isObject(known) && known['org'] === okta.origin ? known : undefined,
		(state) => kept.push(state),
	);
	const outputs = await putOut(call, [...members('change'), ...columns], progress, changes);
	// Only now: what failed half-way is repeated from where the last run ended.
	for (const state of kept) {
		memory['changes'] = { ...states, [dataSet.value]: { ...state, org: okta.origin } };
	}
	return outputs;
}

/** Puts out rows as they come, as items or as one file, as the form has it. */
export async function putOut(
	call: Call,
	columns: readonly Column[],
	progress: Progress,
	rows: AsyncIterable<IDataObject[]>,
): Promise<Output[]> {
	const { values, host } = call;
	const pages = progress.watch(rows);
	if (values.text('exportTo') === 'file') {
		const file = await writeFile(call, columns, pages);
		host.tell(progress.sentence());
		const binary = { [values.text('binaryField') || 'data']: file };
		return [{ json: { fileName: file.fileName, ...progress.summary() }, binary }];
	}
	const items: Output[] = [];
	const blank = Object.fromEntries(columns.map(({ name }) => [name, null]));
	for await (const page of pages) {
		for (const row of page) items.push({ json: toItem(row, columns, blank) });
	}
	host.conclude(progress.sentence());
	if (values.flag('summaryItem')) items.push({ json: { summary: progress.summary() } });
	return items;
}

/** @param blank has all columns: a copy of it is as large as it has to be, and needn't grow */
function toItem(row: IDataObject, columns: readonly Column[], blank: IDataObject): IDataObject {
	const item = { ...blank };
	for (const column of columns) item[column.name] = cell(row, column);
	return item;
}
