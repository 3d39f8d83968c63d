import { appId, clientSecret, includeClientSecret } from '../../fields/serviceApp';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get service app',
	description: 'Get one service app with its settings and public keys',
	route: 'GET /api/v1/apps/{appId}',
	scopes: ['okta.apps.read'],
	shaped: true,
	secrets: clientSecret,
	path: [appId],
	options: { controls: [includeClientSecret] },
	leftOut: { expand: 'users are not assigned to service apps' },
};
