import { named, usual } from '../columns';
import { trackMemberships } from '../changes/memberships';
import type { DataSet } from '../dataSet';
import { readGroups } from '../read/groups';
import { readMembers } from '../read/members';
import { readEach } from '../merge';

export const memberships: DataSet = {
	name: 'Memberships',
	value: 'memberships',
	description: 'One row per group and user in it. Okta lists no deactivated users here.',
	routes: [
		'GET /api/v1/groups/{groupId}/users',
		'GET /api/v1/groups/{groupId}',
		'GET /api/v1/users/{userId}/groups',
		'GET /api/v1/groups',
	],
	scope: 'okta.groups.read',
	columns: [
		...usual([
			named('groupId', 'group', 'id'),
			named('groupName', 'group', 'profile', 'name'),
			named('userId', 'user', 'id'),
			named('login', 'user', 'profile', 'login'),
		]),
		named('groupType', 'group', 'type'),
		named('email', 'user', 'profile', 'email'),
		named('firstName', 'user', 'profile', 'firstName'),
		named('lastName', 'user', 'profile', 'lastName'),
		named('status', 'user', 'status'),
	],
	changes: trackMemberships,
	read: ({ okta }) =>
		readEach(readGroups(okta), okta.parallel, async function* (group) {
			for await (const page of readMembers(okta, group)) {
				yield page.map((user) => ({ group, user }));
			}
		}),
};
