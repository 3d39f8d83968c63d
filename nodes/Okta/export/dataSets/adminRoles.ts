import type { IDataObject } from 'n8n-workflow';

import { assigneeOf } from '../../objects/roles';
import { text } from '../../transport/json';
import { readChildren } from '../read/children';
import { members, named, usual } from '../columns';
import type { DataSet } from '../dataSet';
import { readEach } from '../merge';

export const adminRoles: DataSet = {
	name: 'Admin Roles',
	value: 'adminRoles',
	description: 'One row per user and admin role, also for roles that come from a group',
	routes: ['GET /api/v1/users/{userId}/roles', 'GET /api/v1/iam/assignees/users'],
	scope: 'okta.roles.read',
	columns: [
		...usual([
			...members('assignmentId'),
			named('userId', 'user', 'id'),
			named('roleId', 'role', 'id'),
			named('type', 'role', 'type'),
			named('label', 'role', 'label'),
			named('status', 'role', 'status'),
			named('assignmentType', 'role', 'assignmentType'),
			named('created', 'role', 'created'),
			named('lastUpdated', 'role', 'lastUpdated'),
		]),
		...members('assigneeId'),
		named('customRole', 'role', 'role'),
		named('resourceSet', 'role', 'resource-set'),
	],
	read: ({ okta }) => {
		const paging = { pageSize: 100, rowsIn: 'value' };
		const path = '/api/v1/iam/assignees/users';
		const users = okta.pages({ method: 'GET', path }, paging);
		return readEach(users, okta.parallel, async function* (user) {
			for await (const page of readChildren(okta, '/api/v1/users/{id}/roles', user)) {
				yield page.map((role) => toRow(user, role));
			}
		});
	},
};

/** Okta's own ID of a role that can be narrowed is the same for everybody: only with its holders it is a key. */
function toRow(user: IDataObject, role: IDataObject): IDataObject {
	const userId = text(user['id']);
	const assigneeId = assigneeOf(role) || userId;
	const holders = assigneeId === userId ? [userId] : [userId, assigneeId];
	const assignmentId = [...holders, text(role['id'])].join(':');
	return { assignmentId, assigneeId, user, role };
}
