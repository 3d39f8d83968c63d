import { commaSeparated } from '../../fields/convert';
import { filter, search, sortBy, sortOrder } from '../../fields/search';
import type { Operation } from '../../operation';

export const operation: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many groups',
	description: 'List groups, or only those that match a search',
	route: 'GET /api/v1/groups',
	scopes: ['okta.groups.read'],
	shaped: true,
	list: { pageSize: 200 },
	options: {
		query: [
			{ ...search, placeholder: 'e.g. profile.name sw "Eng" and type eq "OKTA_GROUP"' },
			{ ...filter, placeholder: 'e.g. lastMembershipUpdated gt "2026-01-01T00:00:00.000Z"' },
			{
				displayName: 'Name Starts With',
				name: 'q',
				type: 'string',
				default: '',
				placeholder: 'e.g. Eng',
				description: 'Returns groups whose name starts with this text, at most 300',
			},
			{
				field: {
					displayName: 'Expand',
					name: 'expand',
					type: 'multiOptions',
					default: [],
					description: 'Further facts to embed in each group; each makes the list slower',
					options: [
						{ name: 'App', value: 'app', description: 'The app an imported group comes from' },
						{ name: 'Statistics', value: 'stats', description: 'The number of members and apps' },
					],
				},
				convert: (value) => commaSeparated(value).join(','),
			},
			sortBy,
			sortOrder,
		],
	},
};
