import { askLog, explain, explainedApp, explainedGroup } from '../../fields/explain';
import { userId } from '../../fields/user';
import { KnownOfRun } from '../../jobs/explain/known';
import { explainPerson, type Wanted } from '../../jobs/explain/person';
import type { Call, Operation, Output } from '../../table/operation';
import { sendForObject } from '../../transport/answers';
import { emptyField } from '../../transport/path';

export const operation: Operation = {
	name: 'Explain Access',
	value: 'explainAccess',
	action: 'Explain access of user',
	description:
		'Say why a user has an app or a group, or all of them: personally, through which groups, by which rules, by whom and when, and what would end it. Puts out one report and changes nothing.',
	route: 'GET /api/v1/users/{userId}',
	also: ['GET /api/v1/users/{userId}/groups'],
	scopes: ['okta.users.read'],
	variants: [
		{
			name: 'Rules of Groups',
			route: 'GET /api/v1/groups/rules',
			also: ['GET /api/v1/groups/{groupId}'],
			scopes: ['okta.groups.read'],
		},
		{
			name: 'Apps',
			route: 'GET /api/v1/apps',
			also: [
				'GET /api/v1/apps/{appId}',
				'GET /api/v1/apps/{appId}/users/{userId}',
				'GET /api/v1/apps/{appId}/groups',
			],
			scopes: ['okta.apps.read'],
		},
		{ name: 'By Whom and When', route: 'GET /api/v1/logs', scopes: ['okta.logs.read'] },
	],
	path: [userId],
	controls: [explain, explainedApp, explainedGroup],
	options: { controls: [askLog] },
	leftOut: {
		expand: 'what keeps somebody from signing in is no access',
		'Content-Type': 'the whole user is needed, as rules may ask for any attribute',
	},

	/** Rules, and what is known of apps, are read once for all items. */
	async runAll(_, ofEach) {
		const run = new KnownOfRun();
		return await ofEach(async ({ okta, request, values }): Promise<Output[]> => {
			const wanted = wantedIn(values);
			const user = await sendForObject(okta, request);
			const asksLog = values.get('askLog') !== false;
			const userId = values.text('userId');
			return [{ json: await explainPerson(okta, userId, user, wanted, run, asksLog) }];
		});
	},
};

function wantedIn(values: Call['values']): Wanted {
	const of = values.text('explain');
	if (of !== 'app' && of !== 'group') return { of: 'everything' };
	const id = values.text(of === 'app' ? 'appId' : 'groupId');
	if (id === '') throw emptyField(of === 'app' ? 'Application' : 'Group');
	return { of, id };
}
