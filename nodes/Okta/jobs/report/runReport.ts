import { chooseColumns } from '../../export/chooseColumns';
import { Progress } from '../../export/progress';
import { putOut } from '../../export/runExport';
import type { Call, Output } from '../../table/operation';
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
	const chosen = await chooseColumns(okta, report, values);
	const isManagerWanted = report.asks.includes('manager') && values.flag('includeManager');
	const columns = withManager(chosen, isManagerWanted);
	const progress = new Progress(report.name, okta.traffic, host.tell);
	const reading = { okta, values, columns, progress, now: await okta.now() };
	return await putOut(call, columns, progress, report.read(reading));
}
