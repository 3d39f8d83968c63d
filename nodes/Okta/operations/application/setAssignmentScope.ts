import { UserError } from 'n8n-workflow';

import { appId } from '../../fields/application';
import { userId } from '../../fields/user';
import { groupsThatGive } from '../../objects/appUsers';
import { notTaken, toldNotTaken } from '../../objects/held';
import type { Operation } from '../../table/operation';
import { sendForObject } from '../../transport/answers';
import { text } from '../../transport/json';

export const operation: Operation = {
	name: 'Set Assignment Scope',
	value: 'setAssignmentScope',
	action: 'Set assignment scope of application',
	description:
		'Turn an assignment that comes through a group into a personal one, or back. The user has the app all the while; back at the group, the app profile is what the group gives.',
	route: 'POST /api/v1/apps/{appId}/users/{userId}',
	also: [
		'GET /api/v1/apps/{appId}/users/{userId}',
		'GET /api/v1/apps/{appId}/groups',
		'GET /api/v1/users/{userId}/groups',
	],
	scopes: ['okta.apps.manage'],
	alsoScopes: ['okta.users.read'],
	effect: { outcome: 'changed', alreadySo: 'ownCode' },
	repeat: 'harmless',
	shaped: true,
	path: [appId, userId],
	body: [
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'options',
			default: 'USER',
			description: 'How the user is to have the app',
			options: [
				{
					name: 'Personal',
					value: 'USER',
					description: 'By an assignment of their own, which stays when they leave the group',
				},
				{
					name: 'Through Group',
					value: 'GROUP',
					description: 'By a group that has the app, as long as they are in it',
				},
			],
		},
	],
	leftOut: {
		credentials: 'Update User Assignment changes them',
		profile: 'Update User Assignment changes it',
	},

	async run({ okta, request, values }) {
		const { path } = request;
		const wanted = values.text('scope');
		const before = await sendForObject(okta, { method: 'GET', path });
		if (before['scope'] === wanted) return [{ ...before, outcome: 'unchanged' }];
		if (wanted === 'GROUP') await ensureGroup();
		const after = await sendForObject(okta, request);
		const missed = notTaken({ scope: wanted }, after);
		return [
			{ ...after, ...(missed.length > 0 && { outcome: 'unchanged' }), ...toldNotTaken(missed) },
		];

		/** Without one, the user might lose the app, and the account in it. */
		async function ensureGroup() {
			const groups = await groupsThatGive(okta, values.text('appId'), text(before['id']));
			if (groups.length > 0) return;
			throw new UserError('The user is in no group that has the app', {
				description:
					'Nothing was changed: without such a group the user would lose the app. Assign the app to one of their groups, or add them to one that has it.',
			});
		}
	},
};
