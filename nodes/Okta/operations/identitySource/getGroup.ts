import { sourceGroup, sourceId } from '../../fields/identitySource';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get Group',
	value: 'getGroup',
	action: 'Get group of identity source',
	description: 'Get a group as the identity source has it',
	route: 'GET /api/v1/identity-sources/{appId}/groups/{sourceGroup}',
	scopes: ['okta.identitySources.read'],
	shaped: true,
	path: [sourceId, sourceGroup],
};
