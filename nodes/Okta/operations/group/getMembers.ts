import { groupId } from '../../fields/group';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'List Members',
	value: 'getMembers',
	action: 'List users of group',
	description: 'List the users who are in a group',
	route: 'GET /api/v1/groups/{groupId}/users',
	scopes: ['okta.groups.read'],
	shaped: true,
	path: [groupId],
	list: { pageSize: 1000 },
};
