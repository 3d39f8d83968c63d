import { readApps } from '../read/apps';
import { readChildren } from '../read/children';
import { at, named, usual } from '../columns';
import type { DataSet } from '../dataSet';
import { readEach } from '../merge';

export const appAssignments: DataSet = {
	name: 'App Assignments',
	value: 'appAssignments',
	description:
		'One row per app and user who has it, and one per app and group it is assigned to. The column assignedTo tells them apart.',
	routes: ['GET /api/v1/apps/{appId}/users', 'GET /api/v1/apps/{appId}/groups', 'GET /api/v1/apps'],
	scope: 'okta.apps.read',
	columns: [
		...usual([
			named('appId', 'app', 'id'),
			named('appLabel', 'app', 'label'),
			named('assignedTo', 'kind'),
			named('id', 'assignment', 'id'),
			named('name', 'name'),
			named('scope', 'assignment', 'scope'),
			named('status', 'assignment', 'status'),
			named('priority', 'assignment', 'priority'),
			named('created', 'assignment', 'created'),
			named('lastUpdated', 'assignment', 'lastUpdated'),
		]),
		named('syncState', 'assignment', 'syncState'),
		named('lastSync', 'assignment', 'lastSync'),
		named('externalId', 'assignment', 'externalId'),
		named('profile', 'assignment', 'profile'),
	],
	read: ({ okta }) =>
		readEach(readApps(okta), okta.parallel, async function* (app) {
			const users = readChildren(okta, '/api/v1/apps/{id}/users', app, { pageSize: 500 });
			for await (const page of users) {
				yield page.map((assignment) => ({
					app,
					kind: 'user',
					name: at(assignment, ['credentials', 'userName']),
					assignment,
				}));
			}
			const groups = readChildren(okta, '/api/v1/apps/{id}/groups', app, {
				pageSize: 200,
				query: { expand: 'group' },
			});
			for await (const page of groups) {
				yield page.map((assignment) => ({
					app,
					kind: 'group',
					name: at(assignment, ['_embedded', 'group', 'profile', 'name']),
					assignment,
				}));
			}
		}),
};
