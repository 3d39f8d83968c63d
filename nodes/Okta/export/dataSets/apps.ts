import { readApps } from '../read/apps';
import { members, usual } from '../columns';
import type { DataSet } from '../dataSet';

export const apps: DataSet = {
	name: 'Apps',
	value: 'apps',
	description: 'One row per app integration',
	routes: ['GET /api/v1/apps'],
	scope: 'okta.apps.read',
	columns: [
		...usual(members('id', 'label', 'name', 'status', 'signOnMode', 'created', 'lastUpdated')),
		...members('features', 'settings', 'visibility', 'accessibility'),
	],
	read: ({ okta }) => readApps(okta),
};
