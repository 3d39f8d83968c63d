import { checkAccess } from '../../access/checkAccess';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Check Access',
	value: 'checkAccess',
	action: 'Check access of service app',
	description:
		'Report how the credential signs in, what its service app may do and, where something fails, why. Fetches a new token and reads one user, group and app.',
	route: 'GET /.well-known/oauth-authorization-server',
	also: ['GET /api/v1/users', 'GET /api/v1/groups', 'GET /api/v1/apps'],
	scopes: [],

	async run({ okta, resources }) {
		return [await checkAccess(okta, resources)];
	},
};
