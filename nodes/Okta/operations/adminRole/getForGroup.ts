import { includeTargets } from '../../fields/adminRole';
import { groupId } from '../../fields/group';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'List for Group',
	value: 'getForGroup',
	action: 'List admin roles of group',
	description: 'List the admin roles that all members of a group have',
	route: 'GET /api/v1/groups/{groupId}/roles',
	scopes: ['okta.roles.read'],
	shaped: true,
	path: [groupId],
	list: {},
	options: { query: [includeTargets] },
};
