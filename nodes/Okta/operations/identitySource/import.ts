import {
	badRows,
	duplicateIds,
	externalId,
	groupDescription,
	groupExternalId,
	groupName,
	importAction,
	importOf,
	lookAfterwards,
	memberAction,
	memberExternalId,
	openSession,
	sourceId,
	sourceProfile,
	userName,
	waitAtMost,
} from '../../fields/identitySource';
import { reportFile } from '../../fields/syncReport';
import { compareImport } from '../../jobs/sync/identitySource';
import { unlessOpened } from '../../objects/identitySources';
import type { Operation } from '../../table/operation';

const of = (...kinds: string[]) => ({ show: { importOf: kinds } });
const created = (kind: string) => ({
	show: { importOf: [kind], importAction: ['createOrUpdate'] },
});

export const operation: Operation = {
	name: 'Import',
	value: 'import',
	action: 'Import into identity source',
	description:
		'Bring users, groups or members of groups into an identity source, or take them out of it, by import sessions: 200 items a request, 10,000 a session, one after another',
	route: 'POST /api/v1/identity-sources/{appId}/sessions',
	also: [
		'GET /api/v1/identity-sources/{appId}/sessions',
		'GET /api/v1/identity-sources/{appId}/sessions/{sessionId}',
		'POST /api/v1/identity-sources/{appId}/sessions/{sessionId}/bulk-upsert',
		'POST /api/v1/identity-sources/{appId}/sessions/{sessionId}/bulk-delete',
		'POST /api/v1/identity-sources/{appId}/sessions/{sessionId}/bulk-groups-upsert',
		'POST /api/v1/identity-sources/{appId}/sessions/{sessionId}/bulk-groups-delete',
		'POST /api/v1/identity-sources/{appId}/sessions/{sessionId}/bulk-group-memberships-upsert',
		'POST /api/v1/identity-sources/{appId}/sessions/{sessionId}/bulk-group-memberships-delete',
		'POST /api/v1/identity-sources/{appId}/sessions/{sessionId}/start-import',
		'DELETE /api/v1/identity-sources/{appId}/sessions/{sessionId}',
		'GET /api/v1/users',
		'GET /api/v1/identity-sources/{appId}/groups/{sourceGroup}',
		'GET /api/v1/identity-sources/{appId}/groups/{sourceGroup}/membership',
	],
	scopes: ['okta.identitySources.manage'],
	alsoScopes: ['okta.users.read'],
	effect: {
		alreadySo: { never: 'a row says `imported`, `accepted`, `unknown`, `skipped` or `refused`' },
	},
	repeat: unlessOpened,
	path: [sourceId],
	controls: [
		importOf,
		importAction,
		memberAction,
		{ ...externalId, displayOptions: of('groups', 'users') },
		{ ...userName, displayOptions: created('users') },
		{
			...sourceProfile,
			displayOptions: { ...created('users'), ...sourceProfile.displayOptions },
		},
		{ ...groupName, required: true, displayOptions: created('groups') },
		{ ...groupDescription, displayOptions: created('groups') },
		{ ...groupExternalId, displayOptions: of('members') },
		{ ...memberExternalId, displayOptions: of('members') },
	],
	options: {
		controls: [badRows, openSession, lookAfterwards, duplicateIds, waitAtMost, ...reportFile],
	},
	together: {
		by: 'appId',
		each: [
			'displayName',
			'externalId',
			'groupDescription',
			'groupExternalId',
			'memberExternalId',
			'profile',
			'userName',
		],
		compare: compareImport,
	},
};
