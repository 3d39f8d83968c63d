import { sourceGroup, sourceId } from '../../fields/identitySource';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Delete Group',
	value: 'deleteGroup',
	action: 'Delete group of identity source',
	description: 'Delete a group of the identity source, which cannot be undone',
	final: true,
	route: 'DELETE /api/v1/identity-sources/{appId}/groups/{sourceGroup}',
	scopes: ['okta.identitySources.manage'],
	effect: {
		outcome: 'deleted',
		alreadySo: { never: 'that no group has the external ID may be a mistake' },
	},
	path: [sourceId, sourceGroup],
};
