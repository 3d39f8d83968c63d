import { appId } from '../../fields/serviceApp';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'List Scopes',
	value: 'getScopes',
	action: 'List scopes of service app',
	description: 'List the Okta API scopes granted to a service app',
	route: 'GET /api/v1/apps/{appId}/grants',
	scopes: ['okta.appGrants.read'],
	shaped: true,
	path: [appId],
	list: {},
	leftOut: { expand: 'adds the name of the scope, which is there already' },
};
