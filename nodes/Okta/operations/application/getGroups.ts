import { appId } from '../../fields/application';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'List Groups',
	value: 'getGroups',
	action: 'List groups of application',
	description: 'List the groups whose members have an app, with priority and app profile',
	route: 'GET /api/v1/apps/{appId}/groups',
	scopes: ['okta.apps.read'],
	shaped: true,
	path: [appId],
	list: { pageSize: 200, smallestPage: 20 },
	options: {
		query: [
			{
				displayName: 'Expand',
				name: 'expand',
				type: 'options',
				default: 'group',
				description: 'Further facts to embed in each assignment',
				options: [
					{ name: 'Group', value: 'group', description: 'The group with its name' },
					{
						name: 'Metadata',
						value: 'metadata',
						description: 'Where each attribute of the app profile comes from',
					},
				],
			},
			{
				displayName: 'Name Starts With',
				name: 'q',
				type: 'string',
				default: '',
				placeholder: 'e.g. Eng',
				description: 'Returns groups whose name starts with this text',
			},
		],
	},
};
