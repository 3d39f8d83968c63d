import { realmAssignmentId } from '../../fields/realm';
import { statusIs } from '../../objects/alreadySo';
import { unlessIn } from '../../objects/findLost';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Activate',
	value: 'activate',
	action: 'Activate realm assignment',
	description:
		'Switch a rule on: from now on it puts users into its realm, those who are there already by Run',
	route: 'POST /api/v1/realm-assignments/{assignmentId}/lifecycle/activate',
	scopes: ['okta.realmAssignments.manage'],
	effect: { outcome: 'activated', alreadySo: { before: statusIs(['ACTIVE']) } },
	repeat: unlessIn(['ACTIVE']),
	path: [realmAssignmentId],
};
