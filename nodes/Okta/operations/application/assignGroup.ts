import { newAppProfile, setAppProfile } from '../../fields/appUser';
import { appId } from '../../fields/application';
import { groupId } from '../../fields/group';
import { isAssigned } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Assign Group',
	value: 'assignGroup',
	action: 'Assign group to application',
	description:
		'Give an app to all members of a group, now and in future; an existing assignment is replaced',
	route: 'PUT /api/v1/apps/{appId}/groups/{groupId}',
	scopes: ['okta.apps.manage'],
	effect: {
		outcome: 'assigned',
		alreadySo: {
			before: isAssigned(({ path }) => path),
			onlyIfAsked: "apps have Okta's tightest rate limit, and looking would halve it",
		},
	},
	shaped: true,
	path: [appId, groupId],
	controls: [setAppProfile],
	body: [newAppProfile],
	options: {
		body: [
			{
				displayName: 'Priority',
				name: 'priority',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 100 },
				default: 0,
				description:
					'Whose app profile counts for a user who has the app through several groups: 0 goes first, 100 last',
			},
		],
	},
};
