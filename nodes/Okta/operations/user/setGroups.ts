import { ruleMembers } from '../../fields/syncMembers';
import { userId } from '../../fields/user';
import {
	groups,
	groupsOfUser,
	ifNoGroups,
	prefix,
	scopeGroups,
	within,
} from '../../fields/userGroups';
import { syncReport } from '../../fields/syncReport';
import { compareUserGroups } from '../../jobs/sync/userGroups';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Set Groups',
	value: 'setGroups',
	action: 'Set groups of user',
	description:
		'Make the groups of a user those you name, within a limit you choose. Only differences are changed.',
	route: 'GET /api/v1/users/{userId}/groups',
	also: [
		'GET /api/v1/users/{userId}',
		'GET /api/v1/groups',
		'GET /api/v1/groups/{groupId}',
		'GET /api/v1/groups/rules',
		'GET /api/v1/logs',
		'PUT /api/v1/groups/{groupId}/users/{userId}',
		'DELETE /api/v1/groups/{groupId}/users/{userId}',
	],
	scopes: ['okta.users.read'],
	alsoScopes: ['okta.groups.manage'],
	path: [userId],
	controls: [
		{ field: groups, accepts: 'list' },
		groupsOfUser,
		within,
		prefix,
		{ field: scopeGroups, accepts: 'list' },
	],
	options: { controls: [ruleMembers, ifNoGroups, ...syncReport] },
	together: { by: 'userId', each: ['groups'], compare: compareUserGroups },
};
