import { groupId } from '../../fields/group';
import { addedDaysAgo, ruleMembers } from '../../fields/syncMembers';
import { syncReport } from '../../fields/syncReport';
import { compareOldMembers } from '../../jobs/sync/oldMembers';
import { countMembers } from '../../objects/groups';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Remove Members Added Before',
	value: 'removeMembersAddedBefore',
	action: 'Remove members added before from group',
	description:
		'Take out whoever was added to a group more than so many days ago, as the System Log tells: for access that is lent. Whoever it does not know the day of stays, and the output says so.',
	route: 'GET /api/v1/groups/{groupId}/users',
	also: [
		'GET /api/v1/groups/{groupId}',
		'DELETE /api/v1/groups/{groupId}/users/{userId}',
		'GET /api/v1/groups/rules',
		'GET /api/v1/logs',
	],
	scopes: ['okta.groups.read'],
	alsoScopes: ['okta.groups.manage', 'okta.logs.read'],
	effect: {
		alreadySo: {
			never: 'a member says `removed`, `unchanged` or `skipped`, and why',
		},
	},
	whole: { name: 'members of the group', field: 'groupId', count: countMembers },
	path: [groupId],
	controls: [addedDaysAgo],
	leftOut: { after: 'it always reads all members' },
	options: { controls: [ruleMembers, ...syncReport] },
	together: { by: 'groupId', each: [], compare: compareOldMembers },
};
