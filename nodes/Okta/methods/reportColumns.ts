import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { allColumns } from '../export/chooseColumns';
import { reports } from '../jobs/report';
import { connect } from '../transport/connect';

/** The columns of the report chosen in the form, in the order of the file. */
export async function getReportColumns(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const chosen = this.getCurrentNodeParameter('report');
	const report = reports.find(({ value }) => value === chosen);
	if (!report) return [];
	const columns = await allColumns(await connect(this), report);
	return columns.map(({ name }) => ({ name, value: name }));
}
