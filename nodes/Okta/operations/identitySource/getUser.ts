import { externalId, sourceId } from '../../fields/identitySource';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get User',
	value: 'getUser',
	action: 'Get user of identity source',
	description: 'Get a user as the identity source has it, by external ID',
	route: 'GET /api/v1/identity-sources/{appId}/users/{externalId}',
	scopes: ['okta.identitySources.read'],
	shaped: true,
	path: [sourceId, externalId],
};
