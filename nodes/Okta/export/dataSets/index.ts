import type { DataSet } from '../dataSet';
import { adminRoles } from './adminRoles';
import { appAssignments } from './appAssignments';
import { apps } from './apps';
import { factors } from './factors';
import { groups } from './groups';
import { memberships } from './memberships';
import { systemLog } from './systemLog';
import { users } from './users';

/** Everything that can be exported, in the order of the editor's list. */
export const dataSets: readonly DataSet[] = [
	adminRoles,
	appAssignments,
	apps,
	factors,
	groups,
	memberships,
	systemLog,
	users,
];
