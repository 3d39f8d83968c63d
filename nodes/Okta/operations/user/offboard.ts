import { userId } from '../../fields/user';
import { readEarlier } from '../../jobs/offboard/earlier';
import { OfRun } from '../../jobs/offboard/ofRun';
import { Offboarding } from '../../jobs/offboard/offboarding';
import { oncePerPerson } from '../../jobs/offboard/oncePerPerson';
import { choicesOf, offboardSteps } from '../../jobs/offboard/steps';
import { commaSeparated } from '../../objects/convert';
import { unlessDeactivated } from '../../objects/users';
import type { Call, Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Offboard',
	value: 'offboard',
	action: 'Offboard user',
	description:
		'Take a user out of Okta in one go: access ends first, then roles, factors, apps, groups and reports go, and the account is deactivated. Puts out one report; what one step is refused stops no other, and running it again does what is left.',
	route: 'POST /api/v1/users/{userId}/lifecycle/deactivate',
	also: [
		'GET /api/v1/users/{userId}',
		'POST /api/v1/users/{userId}/lifecycle/suspend',
		'DELETE /api/v1/users/{userId}/sessions',
		'DELETE /api/v1/users/{userId}/grants',
		'DELETE /api/v1/users/{userId}/clients/{clientId}/tokens',
		'POST /api/v1/users/{userId}/lifecycle/reset_factors',
		'DELETE /api/v1/users/{userId}',
	],
	scopes: ['okta.users.manage'],
	variants: [
		{
			name: 'Universal Logout',
			route: 'POST /oauth2/v1/global-token-revocation',
			scopes: ['okta.universalLogout.manage'],
		},
		{
			name: 'Remove Admin Roles',
			route: 'DELETE /api/v1/users/{userId}/roles/{roleAssignmentId}',
			also: ['GET /api/v1/users/{userId}/roles'],
			scopes: ['okta.roles.manage'],
		},
		{
			name: 'Unassign Personal Apps',
			route: 'DELETE /api/v1/apps/{appId}/users/{userId}',
			also: ['GET /api/v1/apps', 'GET /api/v1/users/{userId}/appLinks'],
			scopes: ['okta.apps.manage'],
		},
		{
			name: 'Leave Groups, Hand Over Owned Groups',
			route: 'DELETE /api/v1/groups/{groupId}/users/{userId}',
			also: [
				'GET /api/v1/groups/rules',
				'GET /api/v1/groups',
				'GET /api/v1/groups/{groupId}/owners',
				'POST /api/v1/groups/{groupId}/owners',
				'DELETE /api/v1/groups/{groupId}/owners/{ownerId}',
			],
			scopes: ['okta.groups.manage'],
		},
		{
			name: 'Hand Over Linked Users',
			route: 'GET /api/v1/meta/schemas/user/linkedObjects',
			also: [
				'GET /api/v1/users/{userId}/linkedObjects/{relationshipName}',
				'PUT /api/v1/users/{userId}/linkedObjects/{primaryRelationshipName}/{primaryUserId}',
				'DELETE /api/v1/users/{userId}/linkedObjects/{relationshipName}',
			],
			scopes: ['okta.linkedObjects.read'],
		},
	],
	effect: { alreadySo: { never: 'each step of the report says for itself what there was to do' } },
	repeat: unlessDeactivated,
	path: [userId],
	controls: [
		{
			displayName: 'Steps',
			name: 'steps',
			type: 'multiOptions',
			default: [
				'snapshot',
				'suspend',
				'sessions',
				'grants',
				'adminRoles',
				'factors',
				'apps',
				'groups',
				'linkedObjects',
				'deactivate',
			],
			description:
				'What to do, whatever order it is chosen in: of several users, access ends for all before anything else happens to any',
			options: choicesOf(offboardSteps),
		},
	],
	options: {
		controls: [
			{
				displayName: 'Erase After (Days)',
				name: 'eraseAfterDays',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 30,
				description:
					'How many days after deactivation the account may be erased, for the step Erase Account',
			},
			{
				displayName: 'Groups by Rule',
				name: 'groupsByRule',
				type: 'options',
				default: 'leave',
				description: 'What to do with groups into which an active group rule may put the user',
				options: [
					{
						name: 'Leave, and Make an Exception of the Rule',
						value: 'exception',
						description:
							'Okta then keeps the user out for good, until somebody lifts the exception',
					},
					{
						name: 'Stay, and List Them',
						value: 'leave',
						description: 'A deactivated member of a group has nothing of it',
					},
				],
			},
			{
				displayName: 'New Manager',
				name: 'newManager',
				type: 'string',
				default: '',
				placeholder: 'e.g. jane.doe@example.com',
				description:
					"ID or login of whoever the user's reports go to, where it isn't the user's own manager",
			},
			{
				displayName: 'New Owner',
				name: 'newOwner',
				type: 'string',
				default: '',
				placeholder: 'e.g. jane.doe@example.com',
				description:
					"ID or login of whoever is to own the user's groups, where it isn't the new manager",
			},
			{
				displayName: 'Report of Earlier Run',
				name: 'earlierReport',
				type: 'json',
				default: '{}',
				description:
					'What an earlier run put out for the same user. Its snapshot is kept, what it ended is not ended again, and Erase Account needs it.',
			},
			{
				displayName: 'Send Email',
				name: 'sendEmail',
				type: 'boolean',
				default: false,
				description: 'Whether Okta tells the administrators of the org by email',
			},
		],
	},
	leftOut: { Prefer: 'what is said to be done has to have ended' },

	async runAll(_, ofEach) {
		const run = new OfRun();
		const leavers = new Map<string, Offboarding>();
		const idOf = ({ values }: Call) => values.text('userId');
		const begin = (call: Call) => {
			const leaver = new Offboarding(call.okta, idOf(call), run, wishesOf(call), leavers);
			if (!leavers.has(leaver.userId)) leavers.set(leaver.userId, leaver);
			return leaver;
		};
		return await oncePerPerson(ofEach, { idOf, begin, done: 'offboarded' }, [
			async (leaver) => await leaver.endAccess(),
			async (leaver) => await leaver.look(),
			async (leaver) => await leaver.takeAway(),
		]);
	},
};

function wishesOf({ values }: Call) {
	return {
		steps: new Set(commaSeparated(values.get('steps') ?? [])),
		leavesRuleGroups: values.text('groupsByRule') === 'exception',
		newManager: values.text('newManager'),
		newOwner: values.text('newOwner'),
		sendEmail: values.flag('sendEmail'),
		eraseAfterDays: values.number('eraseAfterDays') ?? 30,
		earlier: readEarlier(values.object('earlierReport'), values.text('userId')),
	};
}
