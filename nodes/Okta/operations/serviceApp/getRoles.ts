import { clientId } from '../../fields/serviceApp';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'List Roles',
	value: 'getRoles',
	action: 'List roles of service app',
	description: 'List the admin roles assigned to a service app',
	route: 'GET /oauth2/v1/clients/{clientId}/roles',
	scopes: ['okta.roles.read'],
	shaped: true,
	path: [clientId],
	list: {},
};
