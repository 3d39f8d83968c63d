import { memberExternalId, sourceGroup, sourceId } from '../../fields/identitySource';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Remove Group Member',
	value: 'removeMember',
	action: 'Remove member from group of identity source',
	description: 'Take a user out of a group of the identity source',
	route:
		'DELETE /api/v1/identity-sources/{appId}/groups/{sourceGroup}/membership/{memberExternalId}',
	scopes: ['okta.identitySources.manage'],
	effect: {
		outcome: 'removed',
		alreadySo: { never: 'that nobody has the external ID may be a mistake' },
	},
	path: [sourceId, sourceGroup, memberExternalId],
};
