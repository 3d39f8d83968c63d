import { includeUser } from '../../fields/appUser';
import { appId } from '../../fields/application';
import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get User Assignment',
	value: 'getUserAssignment',
	action: 'Get user assignment of application',
	description:
		"Get a user's assignment to an app: personal (scope USER) or through a group (scope GROUP), provisioning state, username and profile in the app",
	route: 'GET /api/v1/apps/{appId}/users/{userId}',
	scopes: ['okta.apps.read'],
	shaped: true,
	path: [appId, userId],
	options: { query: [includeUser] },
};
