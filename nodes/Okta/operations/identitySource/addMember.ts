import { memberExternalId, sourceGroup, sourceId } from '../../fields/identitySource';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Add Group Member',
	value: 'addMember',
	action: 'Add member to group of identity source',
	description: 'Put a user of the identity source into one of its groups',
	route: 'POST /api/v1/identity-sources/{appId}/groups/{sourceGroup}/membership',
	scopes: ['okta.identitySources.manage'],
	effect: {
		outcome: 'added',
		alreadySo: { never: 'Okta does not tell whether the user was in the group' },
	},
	repeat: 'harmless',
	path: [sourceId, sourceGroup],
	body: [memberExternalId],
};
