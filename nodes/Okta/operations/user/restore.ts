import { type IDataObject, UserError } from 'n8n-workflow';

import { Exceptions } from '../../jobs/offboard/exceptions';
import { readHandedOver } from '../../jobs/offboard/handedOver';
import { OfRun } from '../../jobs/offboard/ofRun';
import { oncePerPerson } from '../../jobs/offboard/oncePerPerson';
import type { Plan } from '../../jobs/offboard/restoration';
import { Restoring } from '../../jobs/offboard/restoring';
import { fromJson } from '../../jobs/offboard/snapshot';
import { choicesOf, restoreSteps } from '../../jobs/offboard/steps';
import { commaSeparated } from '../../objects/convert';
import { unlessUserExists } from '../../objects/users';
import type { Call, Operation } from '../../table/operation';
import type { Values } from '../../table/values';
import { isObject, text } from '../../transport/json';

export const operation: Operation = {
	name: 'Restore',
	value: 'restore',
	action: 'Restore user',
	description:
		'Put a user back as a snapshot or the report of Offboard has it: the account, groups, personal apps with their profiles, linked users, owned groups and admin roles. Takes nothing away that came since. Puts out one report, which also lists what cannot be put back; running it again does what is left.',
	route: 'POST /api/v1/users',
	also: [
		'GET /api/v1/users/{userId}',
		'POST /api/v1/users/{userId}/lifecycle/activate',
		'POST /api/v1/users/{userId}/lifecycle/unsuspend',
		'GET /api/v1/users/{userId}/factors',
	],
	scopes: ['okta.users.manage'],
	variants: [
		{
			name: 'Put Back Into Groups, Give Back Owned Groups',
			route: 'PUT /api/v1/groups/{groupId}/users/{userId}',
			also: [
				'GET /api/v1/users/{userId}/groups',
				'GET /api/v1/groups/rules/{groupRuleId}',
				'PUT /api/v1/groups/rules/{groupRuleId}',
				'POST /api/v1/groups/rules/{groupRuleId}/lifecycle/deactivate',
				'POST /api/v1/groups/rules/{groupRuleId}/lifecycle/activate',
				'GET /api/v1/groups/{groupId}/owners',
				'POST /api/v1/groups/{groupId}/owners',
				'DELETE /api/v1/groups/{groupId}/owners/{ownerId}',
			],
			scopes: ['okta.groups.manage'],
		},
		{
			name: 'Assign Personal Apps',
			route: 'POST /api/v1/apps/{appId}/users',
			also: [
				'GET /api/v1/apps',
				'GET /api/v1/apps/{appId}/users/{userId}',
				'POST /api/v1/apps/{appId}/users/{userId}',
			],
			scopes: ['okta.apps.manage'],
		},
		{
			name: 'Link Users',
			route: 'GET /api/v1/meta/schemas/user/linkedObjects',
			also: [
				'GET /api/v1/users/{userId}/linkedObjects/{relationshipName}',
				'PUT /api/v1/users/{userId}/linkedObjects/{primaryRelationshipName}/{primaryUserId}',
			],
			scopes: ['okta.linkedObjects.read'],
		},
		{
			name: 'Assign Admin Roles',
			route: 'POST /api/v1/users/{userId}/roles',
			also: [
				'GET /api/v1/users/{userId}/roles',
				'GET /api/v1/users/{userId}/roles/{roleAssignmentId}/targets/groups',
				'PUT /api/v1/users/{userId}/roles/{roleAssignmentId}/targets/groups/{groupId}',
				'GET /api/v1/users/{userId}/roles/{roleAssignmentId}/targets/catalog/apps',
				'PUT /api/v1/users/{userId}/roles/{roleAssignmentId}/targets/catalog/apps/{appName}',
				'PUT /api/v1/users/{userId}/roles/{roleAssignmentId}/targets/catalog/apps/{appName}/{appId}',
				'DELETE /api/v1/users/{userId}/roles/{roleAssignmentId}',
			],
			scopes: ['okta.roles.manage'],
		},
	],
	effect: { alreadySo: { never: 'each step of the report says for itself what there was to do' } },
	repeat: unlessUserExists,
	object: (values) => userIdIn(snapshotIn(values)),
	controls: [
		{
			displayName: 'Snapshot or Report',
			name: 'snapshot',
			type: 'json',
			default: '{}',
			required: true,
			hint: 'Where this node follows one of them: {{ $json }}',
			description: 'The item that Take Snapshot or Offboard put out, whole',
		},
		{
			displayName: 'Steps',
			name: 'restoreSteps',
			type: 'multiOptions',
			default: ['account', 'groups', 'apps', 'linkedObjects', 'ownership', 'adminRoles'],
			description:
				'What to put back, whatever order it is chosen in: of several users, the accounts of all come before anything else of any',
			options: choicesOf(restoreSteps),
		},
	],
	options: {
		controls: [
			{
				displayName: 'Send Email',
				name: 'sendEmail',
				type: 'boolean',
				default: false,
				description:
					'Whether Okta emails whoever is activated a link to set a password. Without it, Reactivate makes such a link later.',
			},
		],
	},
	leftOut: {
		activate:
			'a new account is activated by a call of its own, which sends no email unless asked for',
		provider: 'where somebody signs in is not in the snapshot',
		nextLogin: 'no password is in the snapshot',
		credentials: 'there are none in the snapshot',
		groupIds: 'each group is a step of its own, which may be refused without the others',
		profile: 'is in the snapshot',
		realmId: 'is not in the snapshot',
		type: 'is in the snapshot',
	},

	async runAll(_, ofEach) {
		const common = { run: new OfRun(), exceptions: new Exceptions(), renamed: new Map() };
		const idOf = ({ values }: Call) => userIdIn(snapshotIn(values));
		const begin = (call: Call) => new Restoring(call.okta, planOf(call), common);
		return await oncePerPerson(ofEach, { idOf, begin, done: 'restored' }, [
			async (one) => await one.bringBack(),
			async (one) => await one.look(),
			async (one) => await one.giveBack(),
		]);
	},
};

function planOf({ values }: Call): Plan {
	const given = values.object('snapshot');
	const isReport = Array.isArray(given['steps']);
	return {
		...fromJson(snapshotIn(values)),
		steps: new Set(commaSeparated(values.get('restoreSteps') ?? [])),
		handedOver: isReport ? readHandedOver(given) : undefined,
		sendEmail: values.flag('sendEmail'),
	};
}

/** @throws UserError for a report without a snapshot */
function snapshotIn(values: Values): IDataObject {
	const given = values.object('snapshot');
	const isReport = Array.isArray(given['steps']);
	const { snapshot } = given;
	if (isObject(snapshot)) return snapshot;
	if (!isReport) return given;
	throw new UserError('The report has no snapshot in it', {
		description:
			'Nothing was changed. Offboard puts one into its report where Take Snapshot is ticked. Give the snapshot of the time before, if you have one.',
	});
}

function userIdIn({ user }: IDataObject): string {
	return isObject(user) ? text(user['id']) : '';
}
