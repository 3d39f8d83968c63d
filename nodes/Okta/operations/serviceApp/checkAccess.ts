import { checkAccess } from '../../access/checkAccess';
import { commaSeparated } from '../../objects/convert';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Check Access',
	value: 'checkAccess',
	action: 'Check access of service app',
	description:
		'Report how the credential signs in, what its service app may do and, where something fails, why; and which admin role is enough. Fetches a new token and reads one user, group and app.',
	route: 'GET /.well-known/oauth-authorization-server',
	also: ['GET /api/v1/users', 'GET /api/v1/groups', 'GET /api/v1/apps'],
	scopes: [],

	options: {
		controls: [
			{
				field: {
					displayName: 'Propose Role For',
					name: 'proposeFor',
					type: 'string',
					default: '',
					placeholder: 'e.g. User: Suspend, Group: Add Member',
					description:
						'Comma-separated list of the operations that the service app is there for, so that the smallest role for these is put out; for all that the scopes allow unless said otherwise',
				},
				accepts: 'list',
			},
		],
	},

	async run({ okta, resources, values }) {
		return [await checkAccess(okta, resources, commaSeparated(values.get('proposeFor') ?? ''))];
	},
};
