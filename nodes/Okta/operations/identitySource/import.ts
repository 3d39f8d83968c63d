import {
	badRows,
	externalId,
	importAction,
	lookAfterwards,
	openSession,
	sourceId,
	sourceProfile,
	userName,
	waitAtMost,
	duplicateIds,
} from '../../fields/identitySource';
import { compareImport } from '../../jobs/sync/identitySource';
import { unlessOpened } from '../../objects/identitySources';
import type { Operation } from '../../table/operation';

const upserting = { show: { importAction: ['createOrUpdate'] } };

export const operation: Operation = {
	name: 'Import',
	value: 'import',
	action: 'Import into identity source',
	description:
		'Bring all items into an identity source, or take them out of it, by import sessions: 200 rows a request, 10,000 a session, one after another',
	route: 'POST /api/v1/identity-sources/{appId}/sessions',
	also: [
		'GET /api/v1/identity-sources/{appId}/sessions',
		'GET /api/v1/identity-sources/{appId}/sessions/{sessionId}',
		'POST /api/v1/identity-sources/{appId}/sessions/{sessionId}/bulk-upsert',
		'POST /api/v1/identity-sources/{appId}/sessions/{sessionId}/bulk-delete',
		'POST /api/v1/identity-sources/{appId}/sessions/{sessionId}/start-import',
		'DELETE /api/v1/identity-sources/{appId}/sessions/{sessionId}',
		'GET /api/v1/users',
	],
	scopes: ['okta.identitySources.manage'],
	alsoScopes: ['okta.users.read'],
	effect: {
		alreadySo: { never: 'a row says `imported`, `accepted`, `unknown`, `skipped` or `refused`' },
	},
	repeat: unlessOpened,
	path: [sourceId],
	controls: [
		importAction,
		externalId,
		{ ...userName, displayOptions: upserting },
		{
			...sourceProfile,
			displayOptions: { ...upserting, ...sourceProfile.displayOptions },
		},
	],
	options: { controls: [badRows, openSession, lookAfterwards, duplicateIds, waitAtMost] },
	together: { by: 'appId', compare: compareImport },
};
