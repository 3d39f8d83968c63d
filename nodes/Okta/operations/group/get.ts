import { groupId } from '../../fields/group';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get group',
	description: 'Get one group by ID or exact name',
	route: 'GET /api/v1/groups/{groupId}',
	scopes: ['okta.groups.read'],
	shaped: true,
	path: [groupId],
};
