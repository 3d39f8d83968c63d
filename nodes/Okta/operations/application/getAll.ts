import { filter } from '../../fields/search';
import type { Operation } from '../../operation';

export const operation: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many applications',
	description: 'List app integrations, or only those that match a filter',
	route: 'GET /api/v1/apps',
	scopes: ['okta.apps.read'],
	shaped: true,
	list: { pageSize: 200 },
	options: {
		query: [
			{
				...filter,
				placeholder: 'e.g. status eq "ACTIVE"',
				description: 'Expression over status, name, assigned user and few other properties',
			},
			{
				displayName: 'Name Starts With',
				name: 'q',
				type: 'string',
				default: '',
				placeholder: 'e.g. Sales',
				description: 'Returns apps whose name or label starts with this text',
			},
			{
				displayName: 'Expand',
				name: 'expand',
				type: 'string',
				default: '',
				placeholder: 'e.g. user/00ub0oNGTSWTBKOLGLNR',
				description:
					'A user whose assignment is embedded in each app, as user/ and the user ID. Goes with a Filter by the same user.',
			},
			{
				displayName: 'Include Inactive',
				name: 'includeNonDeleted',
				type: 'boolean',
				default: true,
				description: 'Whether to list apps, too, that are inactive but not deleted',
			},
			{
				displayName: 'Short Answer',
				name: 'useOptimization',
				type: 'boolean',
				default: true,
				description: 'Whether Okta returns a part of each app only, which is faster',
			},
		],
	},
};
