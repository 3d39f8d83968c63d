import { groupId } from '../../fields/group';
import { isGone } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete group',
	description:
		'Delete a group, which cannot be undone. Its members lose the apps and roles they have through it.',
	final: true,
	route: 'DELETE /api/v1/groups/{groupId}',
	scopes: ['okta.groups.manage'],
	effect: { outcome: 'deleted', alreadySo: { afterRefusal: ['E0000007'], look: isGone('00g') } },
	path: [groupId],
};
