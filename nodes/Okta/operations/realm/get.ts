import { realmId } from '../../fields/realm';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get realm',
	description: 'Get one realm with its type and domains',
	route: 'GET /api/v1/realms/{realmId}',
	scopes: ['okta.realms.read'],
	shaped: true,
	path: [realmId],
};
