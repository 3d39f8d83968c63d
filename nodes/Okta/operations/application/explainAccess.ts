import { appId } from '../../fields/application';
import { askLog } from '../../fields/explain';
import { explainApp } from '../../jobs/explain/holders';
import { KnownOfRun } from '../../jobs/explain/known';
import type { Operation, Output } from '../../table/operation';

export const operation: Operation = {
	name: 'Explain Access',
	value: 'explainAccess',
	action: 'Explain access to application',
	description:
		'Say who has an app and how: personally, through which groups, by which rules, by whom and when, and what would end it. Puts out one item for each person and changes nothing.',
	route: 'GET /api/v1/apps/{appId}/users',
	also: ['GET /api/v1/apps/{appId}', 'GET /api/v1/apps/{appId}/groups'],
	scopes: ['okta.apps.read'],
	variants: [
		{
			name: 'Members and Rules of Groups',
			route: 'GET /api/v1/groups/{groupId}/users',
			also: ['GET /api/v1/groups/rules'],
			scopes: ['okta.groups.read'],
		},
		{ name: 'By Whom and When', route: 'GET /api/v1/logs', scopes: ['okta.logs.read'] },
	],
	path: [appId],
	list: { pageSize: 500 },
	fixed: { query: { expand: 'user' } },
	options: { controls: [askLog] },
	leftOut: {
		q: 'access is explained of all people or of the first ones; of one it is "User: Explain Access"',
	},

	/** The rules, and what is known of apps, are read once for all items. */
	async runAll(_, ofEach) {
		const run = new KnownOfRun();
		return await ofEach(async ({ okta, values }): Promise<Output[]> => {
			const extent = { limit: values.number('limit'), asksLog: values.get('askLog') !== false };
			const items = await explainApp(okta, values.text('appId'), run, extent);
			return items.map((json) => ({ json }));
		});
	},
};
