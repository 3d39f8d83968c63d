import { appId } from '../../fields/application';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get application',
	description: 'Get one app integration with its settings',
	route: 'GET /api/v1/apps/{appId}',
	scopes: ['okta.apps.read'],
	shaped: true,
	path: [appId],
	options: {
		query: [
			{
				displayName: 'Expand',
				name: 'expand',
				type: 'string',
				default: '',
				placeholder: 'e.g. user/00ub0oNGTSWTBKOLGLNR',
				description: 'A user whose assignment to the app is embedded, as user/ and the user ID',
			},
		],
	},
};
