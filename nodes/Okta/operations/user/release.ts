import { UserError } from 'n8n-workflow';

import { userId } from '../../fields/user';
import { readUndoable } from '../../jobs/offboard/containment';
import { readEarlier } from '../../jobs/offboard/earlier';
import { OfRun } from '../../jobs/offboard/ofRun';
import { oncePerPerson } from '../../jobs/offboard/oncePerPerson';
import { Releasing } from '../../jobs/offboard/releasing';
import { unlessIn } from '../../objects/findLost';
import type { Call, Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Release',
	value: 'release',
	action: 'Release contained user',
	description:
		'Undo what Contain did and can be undone: the suspension and the quarantine group, and only if Contain made them. Puts out one report, which also lists what stays gone.',
	route: 'POST /api/v1/users/{userId}/lifecycle/unsuspend',
	also: ['GET /api/v1/users/{userId}', 'POST /api/v1/users/{userId}/lifecycle/expire_password'],
	scopes: ['okta.users.manage'],
	variants: [
		{
			name: 'From Quarantine Group',
			route: 'DELETE /api/v1/groups/{groupId}/users/{userId}',
			also: ['GET /api/v1/users/{userId}/groups'],
			scopes: ['okta.groups.manage'],
		},
	],
	effect: { alreadySo: { never: 'each step of the report says for itself what there was to do' } },
	repeat: unlessIn(['ACTIVE']),
	path: [userId],
	controls: [
		{
			displayName: 'Report of Contain',
			name: 'containReport',
			type: 'json',
			default: '{}',
			hint: 'Where this node follows Contain: {{ $json }}',
			description:
				'The item that Contain put out for this user. Without it nobody knows what Contain made, and nothing is undone.',
		},
	],
	options: {
		controls: [
			{
				displayName: 'Expire Password',
				name: 'expirePassword',
				type: 'boolean',
				default: true,
				description:
					'Whether the user has to choose a new password at the next sign-in, which Okta does not do while somebody is suspended',
			},
		],
	},

	async runAll(_, ofEach) {
		const run = new OfRun();
		const idOf = ({ values }: Call) => values.text('userId');
		const begin = (call: Call) => new Releasing(call.okta, idOf(call), run, wishesOf(call));
		return await oncePerPerson(ofEach, { idOf, begin, done: 'released' }, [
			async (one) => await one.release(),
		]);
	},
};

function wishesOf({ values }: Call) {
	const contained = readEarlier(values.object('containReport'), values.text('userId'));
	if (contained && !readUndoable(contained)) {
		throw new UserError('The report is none of Contain', {
			description:
				'Nothing was changed. Give the item that Contain put out, whole. What Offboard did is undone by Restore.',
		});
	}
	return { contained, expiresPassword: values.flag('expirePassword') };
}
