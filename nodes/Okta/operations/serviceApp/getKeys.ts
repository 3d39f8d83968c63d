import { appId } from '../../fields/serviceApp';
import { keyList } from '../../objects/serviceApps';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'List Keys',
	value: 'getKeys',
	action: 'List keys of service app',
	description: 'List the public keys registered with a service app',
	route: 'GET /api/v1/apps/{appId}/credentials/jwks',
	scopes: ['okta.apps.read'],
	shaped: true,
	path: [appId],
	list: keyList,
};
