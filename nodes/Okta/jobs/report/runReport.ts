import type { IDataObject } from 'n8n-workflow';

import { chooseColumns } from '../../export/chooseColumns';
import { Progress } from '../../export/progress';
import { putOut } from '../../export/runExport';
import type { Call, Output } from '../../table/operation';
import type { Values } from '../../table/values';
import { text } from '../../transport/json';
import { runEstimate } from './estimate/runEstimate';
import { Sampler } from './estimate/sampler';
import { withManager } from './people';
import type { Report } from './report';

/**
 * Reads what a report asks for, completely, and puts out the rows it is about as items or as one file.
 *
 * @throws UserError when the form makes no sense; what `okta.send` throws
 */
export async function runReport(call: Call, report: Report): Promise<Output[]> {
	const { okta, values, host } = call;
	report.check?.(values);
	if (values.flag('estimateOnly')) return [{ json: await estimateFor(call, report) }];
	const chosen = await chooseColumns(okta, report, values);
	const isManagerWanted = wantsManager(report, values);
	const columns = withManager(chosen, isManagerWanted);
	const progress = new Progress(report.name, okta.traffic, host.tell);
	const reading = { okta, values, columns, progress, now: await okta.now() };
	return await putOut(call, columns, progress, report.read(reading));
}

const wantsManager = ({ asks }: Report, values: Values): boolean =>
	asks.includes('manager') && values.flag('includeManager');

async function estimateFor({ okta, values, host }: Call, report: Report): Promise<IDataObject> {
	const found = await runEstimate(report.name, report.estimate, {
		sampler: new Sampler(okta),
		values,
		now: await okta.now(),
		hasManager: wantsManager(report, values),
	});
	host.conclude(text(found['words']));
	return found;
}
