import { askLog } from '../../fields/explain';
import { groupId } from '../../fields/group';
import { explainGroup } from '../../jobs/explain/holders';
import { KnownOfRun } from '../../jobs/explain/known';
import type { Operation, Output } from '../../table/operation';

export const operation: Operation = {
	name: 'Explain Access',
	value: 'explainAccess',
	action: 'Explain access to group',
	description:
		'Say who is in a group and how: by which rules, by hand, by whom and when, and what would end it. Puts out one item for each member and changes nothing.',
	route: 'GET /api/v1/groups/{groupId}/users',
	also: ['GET /api/v1/groups/{groupId}', 'GET /api/v1/groups/rules'],
	scopes: ['okta.groups.read'],
	variants: [
		{
			name: 'What Keeps the Group',
			route: 'GET /api/v1/apps/{appId}',
			scopes: ['okta.apps.read'],
		},
		{ name: 'By Whom and When', route: 'GET /api/v1/logs', scopes: ['okta.logs.read'] },
	],
	path: [groupId],
	list: { pageSize: 1000 },
	options: { controls: [askLog] },

	/** The rules are read once for all items. */
	async runAll(_, ofEach) {
		const run = new KnownOfRun();
		return await ofEach(async ({ okta, values }): Promise<Output[]> => {
			const extent = { limit: values.number('limit'), asksLog: values.get('askLog') !== false };
			const items = await explainGroup(okta, values.text('groupId'), run, extent);
			return items.map((json) => ({ json }));
		});
	},
};
