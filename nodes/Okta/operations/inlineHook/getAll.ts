import { hookKinds } from '../../objects/inlineHooks';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many inline hooks',
	description: 'List inline hooks with their type, address and whether Okta asks by them',
	route: 'GET /api/v1/inlineHooks',
	scopes: ['okta.inlineHooks.read'],
	shaped: true,
	list: {},
	options: {
		query: [
			{
				field: {
					displayName: 'Hook Type',
					name: 'hookType',
					type: 'options',
					default: 'com.okta.user.pre-registration',
					description: 'Which hooks to list, instead of all',
					options: hookKinds.map(({ name, type }) => ({ name, value: type })),
				},
				as: 'type',
			},
		],
	},
};
