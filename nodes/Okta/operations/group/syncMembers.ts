import { groupId } from '../../fields/group';
import {
	deactivatedUsers,
	duplicateRows,
	matchAttribute,
	matchBy,
	member,
	membership,
	removeAtMost,
	ruleMembers,
	unknownRows,
} from '../../fields/syncMembers';
import { syncReport } from '../../fields/syncReport';
import { compareMembers } from '../../jobs/sync/members';
import { countMembers } from '../../objects/groups';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Sync Members',
	value: 'syncMembers',
	action: 'Sync members of group',
	description:
		'Make the members of a group what a list says: all items together are the list. Only differences are changed, and a short list empties no group.',
	route: 'PUT /api/v1/groups/{groupId}/users/{member}',
	also: [
		'DELETE /api/v1/groups/{groupId}/users/{member}',
		'GET /api/v1/groups/{groupId}',
		'GET /api/v1/groups/{groupId}/users',
		'GET /api/v1/groups/rules',
		'GET /api/v1/users/{userId}',
		'GET /api/v1/users',
		'GET /api/v1/logs',
	],
	scopes: ['okta.groups.manage'],
	alsoScopes: ['okta.users.read'],
	effect: {
		alreadySo: {
			never: 'a row says `added`, `removed`, `unchanged`, `skipped` or `refused`, and why',
		},
	},
	whole: { name: 'members of the group', field: 'groupId', count: countMembers },
	path: [groupId, member],
	controls: [matchBy, matchAttribute, membership],
	options: {
		controls: [
			removeAtMost,
			ruleMembers,
			deactivatedUsers,
			unknownRows,
			duplicateRows,
			...syncReport,
		],
	},
	together: { by: 'groupId', each: ['member'], compare: compareMembers },
};
