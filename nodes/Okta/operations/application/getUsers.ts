import { includeUser } from '../../fields/appUser';
import { appId } from '../../fields/application';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'List Users',
	value: 'getUsers',
	action: 'List users of application',
	description: 'List the users assigned to an app, by themselves or through a group',
	route: 'GET /api/v1/apps/{appId}/users',
	scopes: ['okta.apps.read'],
	shaped: true,
	path: [appId],
	list: { pageSize: 500 },
	options: {
		query: [
			{
				displayName: 'Name or Email Starts With',
				name: 'q',
				type: 'string',
				default: '',
				placeholder: 'e.g. jane',
				description:
					'Returns users whose username, first name, last name or email in the app starts with this text',
			},
			includeUser,
		],
	},
};
