import { includeGroupNames } from '../../fields/groupRule';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many group rules',
	description: 'List group rules, or only those that contain a keyword',
	route: 'GET /api/v1/groups/rules',
	scopes: ['okta.groups.read'],
	list: { pageSize: 200 },
	options: {
		query: [
			{
				displayName: 'Search',
				name: 'search',
				type: 'string',
				default: '',
				placeholder: 'e.g. Engineering',
				description: 'Keyword to look for in the rules',
			},
			includeGroupNames,
		],
	},
};
