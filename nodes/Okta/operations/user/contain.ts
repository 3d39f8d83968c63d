import { groupId } from '../../fields/group';
import { userId } from '../../fields/user';
import { Containment } from '../../jobs/offboard/containment';
import { readEarlier } from '../../jobs/offboard/earlier';
import { OfRun } from '../../jobs/offboard/ofRun';
import { oncePerPerson } from '../../jobs/offboard/oncePerPerson';
import { choicesOf, containSteps } from '../../jobs/offboard/steps';
import { commaSeparated } from '../../objects/convert';
import { unlessIn } from '../../objects/findLost';
import type { Call, Operation } from '../../table/operation';
import { fillPath } from '../../transport/path';

export const operation: Operation = {
	name: 'Contain',
	value: 'contain',
	action: 'Contain user',
	description:
		'Keep a user who may be compromised from doing harm: suspend, end sessions and tokens, and more by choice. Puts out one report, by which Release undoes what can be undone; what one step is refused stops no other.',
	route: 'POST /api/v1/users/{userId}/lifecycle/suspend',
	also: [
		'GET /api/v1/users/{userId}',
		'DELETE /api/v1/users/{userId}/sessions',
		'POST /api/v1/users/{userId}/lifecycle/expire_password',
		'GET /api/v1/users/{userId}/factors',
		'POST /api/v1/users/{userId}/lifecycle/reset_factors',
	],
	scopes: ['okta.users.manage'],
	variants: [
		{
			name: 'Put Into Quarantine Group',
			route: 'PUT /api/v1/groups/{groupId}/users/{userId}',
			also: ['GET /api/v1/groups/{groupId}', 'GET /api/v1/users/{userId}/groups'],
			scopes: ['okta.groups.manage'],
		},
	],
	effect: { alreadySo: { never: 'each step of the report says for itself what there was to do' } },
	repeat: unlessIn(['SUSPENDED']),
	path: [userId],
	controls: [
		{
			displayName: 'Steps',
			name: 'steps',
			type: 'multiOptions',
			default: ['suspend', 'sessions'],
			description:
				'What to do, whatever order it is chosen in: of several users, access ends for all before anything else happens to any',
			options: choicesOf(containSteps),
		},
		{
			...groupId,
			displayName: 'Quarantine Group',
			description:
				'The group to put the user into, chosen from a list or given by ID or exact name',
			displayOptions: { show: { steps: ['quarantine'] } },
		},
	],
	options: {
		controls: [
			{
				displayName: 'Report of Earlier Run',
				name: 'earlierReport',
				type: 'json',
				default: '{}',
				description:
					'What an earlier run put out for the same user. What it ended is not ended again, and what it made stays in the report for Release.',
			},
		],
	},

	async runAll(_, ofEach) {
		const run = new OfRun();
		const idOf = ({ values }: Call) => values.text('userId');
		const begin = (call: Call) => new Containment(call.okta, idOf(call), run, wishesOf(call));
		return await oncePerPerson(ofEach, { idOf, begin, done: 'contained' }, [
			async (one) => await one.endAccess(),
			async (one) => await one.restrict(),
		]);
	},
};

function wishesOf({ values }: Call) {
	const steps = new Set(commaSeparated(values.get('steps') ?? []));
	const group = values.text('groupId');
	// An ID that no path takes is refused before anything is done.
	if (steps.has('quarantine')) {
		fillPath(
			'/api/v1/groups/{groupId}',
			() => group,
			() => 'Quarantine Group',
		);
	}
	return {
		steps,
		groupId: group,
		earlier: readEarlier(values.object('earlierReport'), values.text('userId')),
	};
}
