import type { Report } from './report';
import { administrators } from './reports/administrators';
import { apiTokens } from './reports/apiTokens';
import { dates } from './reports/dates';
import { factorAdoption } from './reports/factorAdoption';
import { factorReports } from './reports/factors';
import { groupRules } from './reports/groupRules';
import { emptyGroups, groupOwners, groupsWithoutOwner } from './reports/groups';
import { serviceApps } from './reports/serviceApps';
import { unusedApp } from './reports/unusedApp';
import { inactiveUsers, otherStates } from './reports/userStates';

/** What the form has unless something else is chosen. */
export const byDefault = inactiveUsers;

/** Every report, in the order of the editor's list. */
export const reports: readonly Report[] = [
	inactiveUsers,
	...otherStates,
	dates,
	...factorReports,
	factorAdoption,
	emptyGroups,
	groupOwners,
	groupsWithoutOwner,
	groupRules,
	unusedApp,
	administrators,
	apiTokens,
	serviceApps,
].toSorted((a, b) => a.name.localeCompare(b.name));
