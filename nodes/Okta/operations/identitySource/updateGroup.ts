import { groupDescription, groupName, sourceGroup, sourceId } from '../../fields/identitySource';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Update Group',
	value: 'updateGroup',
	action: 'Update group of identity source',
	description: 'Change name or description of a group of the identity source',
	route: 'POST /api/v1/identity-sources/{appId}/groups/{sourceGroup}',
	scopes: ['okta.identitySources.manage'],
	effect: { outcome: 'updated', alreadySo: { never: 'what is filled in is sent as it is' } },
	repeat: 'harmless',
	leftOut: { externalId: 'a group keeps it' },
	shaped: true,
	path: [sourceId, sourceGroup],
	body: [{ field: groupName, as: 'profile.displayName' }],
	options: { body: [{ field: groupDescription, as: 'profile.description' }] },
};
