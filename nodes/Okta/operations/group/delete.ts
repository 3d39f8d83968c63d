import { groupId } from '../../fields/group';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete group',
	description:
		'Delete a group, which cannot be undone. Its members lose the apps and roles they have through it.',
	route: 'DELETE /api/v1/groups/{groupId}',
	scopes: ['okta.groups.manage'],
	path: [groupId],
};
