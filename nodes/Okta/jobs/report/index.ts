import type { Report } from './report';
import { dates } from './reports/dates';
import { inactiveUsers, otherStates } from './reports/userStates';

/** What the form has unless something else is chosen. */
export const byDefault = inactiveUsers;

/** Every report, in the order of the editor's list. */
export const reports: readonly Report[] = [inactiveUsers, ...otherStates, dates].toSorted((a, b) =>
	a.name.localeCompare(b.name),
);
