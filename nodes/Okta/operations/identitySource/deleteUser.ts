import { externalId, sourceId } from '../../fields/identitySource';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Delete User',
	value: 'deleteUser',
	action: 'Delete user of identity source',
	description:
		'Take a user out of the identity source, which deactivates the Okta user unless the app is set up otherwise',
	route: 'DELETE /api/v1/identity-sources/{appId}/users/{externalId}',
	scopes: ['okta.identitySources.manage'],
	effect: {
		outcome: 'deleted',
		alreadySo: { never: 'that nobody has the external ID may be a mistake' },
	},
	path: [sourceId, externalId],
};
