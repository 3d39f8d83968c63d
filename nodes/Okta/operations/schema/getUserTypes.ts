import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'List User Types',
	value: 'getUserTypes',
	action: 'List user types',
	description: 'List the types of users that the org tells apart, each with a schema of its own',
	route: 'GET /api/v1/meta/types/user',
	scopes: ['okta.userTypes.read'],
	shaped: true,
	list: {},
};
