import { appId } from '../../fields/application';
import { sendDeactivationEmail } from '../../fields/sendEmail';
import { userId } from '../../fields/user';
import { isNoPart } from '../../objects/alreadySo';
import { countPersonal, PERSONAL } from '../../objects/appUsers';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Unassign User',
	value: 'unassignUser',
	action: 'Unassign user from application',
	description:
		"Take an app from a user. The user's app profile is lost and, if the app is set up so, the account in the app is deactivated.",
	route: 'DELETE /api/v1/apps/{appId}/users/{userId}',
	scopes: ['okta.apps.manage'],
	effect: {
		outcome: 'unassigned',
		alreadySo: {
			afterRefusal: ['E0000007'],
			look: isNoPart(/^\/api\/v1\/apps\/[^/]+/, /^00u\w+$/),
		},
	},
	whole: { name: PERSONAL, field: 'appId', count: countPersonal },
	path: [appId, userId],
	query: [sendDeactivationEmail],
};
