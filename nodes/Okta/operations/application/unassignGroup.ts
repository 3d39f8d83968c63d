import { appId } from '../../fields/application';
import { groupId } from '../../fields/group';
import { isNoPart } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Unassign Group',
	value: 'unassignGroup',
	action: 'Unassign group from application',
	description:
		'Take an app from the members of a group. Whoever has it through this group alone loses it; the app profile is lost and, if the app is set up so, the account is deactivated.',
	route: 'DELETE /api/v1/apps/{appId}/groups/{groupId}',
	scopes: ['okta.apps.manage'],
	effect: {
		outcome: 'unassigned',
		alreadySo: {
			afterRefusal: ['E0000007'],
			look: isNoPart(/^\/api\/v1\/apps\/[^/]+/, /^00g\w+$/),
		},
	},
	path: [appId, groupId],
};
