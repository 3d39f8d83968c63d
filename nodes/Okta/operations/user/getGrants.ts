import { whenOn } from '../../objects/convert';
import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'List Grants',
	value: 'getGrants',
	action: 'List grants of user',
	description: 'List the scopes a user has consented to apps using on behalf of the user',
	route: 'GET /api/v1/users/{userId}/grants',
	scopes: ['okta.users.read'],
	shaped: true,
	path: [userId],
	list: { pageSize: 200 },
	options: {
		query: [
			{
				displayName: 'Scope ID',
				name: 'scopeId',
				type: 'string',
				default: '',
				placeholder: 'e.g. scpCmCCV1DpxVkCaye2X',
				description: 'Returns consents to this scope only',
			},
			{
				field: {
					displayName: 'Include Scope',
					name: 'includeScope',
					type: 'boolean',
					default: true,
					description: 'Whether to embed what the scope is called and what it allows',
				},
				as: 'expand',
				convert: whenOn('scope'),
			},
		],
	},
};
