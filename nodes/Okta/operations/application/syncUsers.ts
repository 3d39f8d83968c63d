import { newAppProfile, setAppProfile } from '../../fields/appUser';
import { appId } from '../../fields/application';
import { emptyValues } from '../../fields/emptyValues';
import { sendDeactivationEmail } from '../../fields/sendEmail';
import {
	assignments,
	deactivatedUsers,
	matchBy,
	person,
	removeAtMost,
	throughGroup,
	userName,
} from '../../fields/syncAppUsers';
import { duplicateRows, matchAttribute, unknownRows } from '../../fields/syncMembers';
import { syncReport } from '../../fields/syncReport';
import { compareAppUsers } from '../../jobs/sync/appUsers';
import { countPersonal, PERSONAL, unlessAssigned } from '../../objects/appUsers';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Sync Users',
	value: 'syncUsers',
	action: 'Sync users of application',
	description:
		'Make the people who have an app, and their profiles in it, what a list says: all items together are the list. Only differences are changed, and a short list takes the app from nobody.',
	route: 'POST /api/v1/apps/{appId}/users',
	also: [
		'POST /api/v1/apps/{appId}/users/{userId}',
		'DELETE /api/v1/apps/{appId}/users/{userId}',
		'GET /api/v1/apps/{appId}',
		'GET /api/v1/apps/{appId}/users',
		'GET /api/v1/apps/{appId}/users/{userId}',
		'GET /api/v1/users/{userId}',
		'GET /api/v1/users',
	],
	scopes: ['okta.apps.manage'],
	alsoScopes: ['okta.users.read'],
	effect: {
		alreadySo: {
			never:
				'a row says `added`, `updated`, `removed`, `unchanged`, `skipped` or `refused`, and why',
		},
	},
	// The other POST changes what is there, to the same however often.
	repeat: unlessAssigned,
	whole: { name: PERSONAL, field: 'appId', count: countPersonal },
	path: [appId],
	controls: [person, matchBy, matchAttribute, assignments, setAppProfile, newAppProfile],
	options: {
		controls: [
			removeAtMost,
			throughGroup,
			deactivatedUsers,
			unknownRows,
			duplicateRows,
			emptyValues,
			userName,
			sendDeactivationEmail,
			...syncReport,
		],
	},
	leftOut: {
		profile: 'is sent with each assignment, from the columns that are mapped',
		credentials: 'a list sets no password: it would be the same for everybody',
	},
	together: { by: 'appId', each: ['person', 'profile', 'userName'], compare: compareAppUsers },
};
