import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { allColumns } from '../export/chooseColumns';
import { dataSets } from '../export/dataSets';
import { connect } from '../transport/connect';

/** The columns of the data chosen in the form, in the order of the file. */
export async function getExportColumns(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const chosen = this.getCurrentNodeParameter('dataSet');
	const dataSet = dataSets.find(({ value }) => value === chosen);
	if (!dataSet) return [];
	const columns = await allColumns(await connect(this), dataSet);
	return columns.map(({ name }) => ({ name, value: name }));
}
