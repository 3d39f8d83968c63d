import { groupId } from '../../fields/group';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'List Apps',
	value: 'getApps',
	action: 'List apps of group',
	description: 'List the apps that the members of a group get through it',
	route: 'GET /api/v1/groups/{groupId}/apps',
	scopes: ['okta.groups.read'],
	shaped: true,
	path: [groupId],
	list: { pageSize: 200 },
};
