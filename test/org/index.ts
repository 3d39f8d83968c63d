import { administrationRoutes } from './administration';
import { directoryRoutes } from './directory';
import { Org, type OrgOptions } from './org';

export type { DeliveryAttempt, Fate, Trouble } from './directory/hookDelivery';
export type { LogEvent, LogTarget } from './directory/logEvent';
export type { Lag } from './directory/systemLog';
export type { Fault, Effect } from './faults';
export type { LedgerEntry, LedgerQuery } from './ledger';
export type { Plan } from './limits';
export type { Org, OrgOptions } from './org';
export type { CredentialData, ServiceApp, ServiceAppKey, ServiceAppOptions } from './serviceApps';

/** One list for all orgs, so that it is sorted into a tree once. */
const routes = [...directoryRoutes, ...administrationRoutes];

/** Starts a practice org; it answers until `close()`. */
export async function startOrg(options: OrgOptions = {}): Promise<Org> {
	const org = new Org(options, routes);
	await org.listen(options.port ?? 0);
	return org;
}
