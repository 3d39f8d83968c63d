import { sourceId } from '../../fields/identitySource';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'List Sessions',
	value: 'getSessions',
	action: 'List sessions of identity source',
	description: 'List the import sessions of an identity source',
	route: 'GET /api/v1/identity-sources/{appId}/sessions',
	scopes: ['okta.identitySources.read'],
	shaped: true,
	path: [sourceId],
	list: {},
};
