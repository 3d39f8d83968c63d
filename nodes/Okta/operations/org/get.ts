import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get org',
	description: 'Get name, ID, status and addresses of the org, which also shows that access works',
	route: 'GET /api/v1/org',
	scopes: ['okta.orgs.read'],
	shaped: true,
};
