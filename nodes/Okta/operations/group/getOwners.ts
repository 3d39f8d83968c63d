import { groupId } from '../../fields/group';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'List Owners',
	value: 'getOwners',
	action: 'List owners of group',
	description:
		'List the users and groups that own a group. Okta writes lastUpdated as 2026-03-04 10:08:01.0 here, in UTC.',
	route: 'GET /api/v1/groups/{groupId}/owners',
	scopes: ['okta.groups.read'],
	path: [groupId],
	list: { pageSize: 1000 },
	options: {
		query: [
			{
				displayName: 'Search',
				name: 'search',
				type: 'string',
				default: '',
				placeholder: 'e.g. type eq "USER"',
				description: 'Expression over the type of the owners, USER or GROUP',
			},
		],
	},
};
