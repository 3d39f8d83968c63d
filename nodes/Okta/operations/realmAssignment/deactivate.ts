import { realmAssignmentId } from '../../fields/realm';
import { statusIs } from '../../objects/alreadySo';
import { unlessIn } from '../../objects/findLost';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Deactivate',
	value: 'deactivate',
	action: 'Deactivate realm assignment',
	description: 'Switch a rule off; whom it put into its realm stays there',
	route: 'POST /api/v1/realm-assignments/{assignmentId}/lifecycle/deactivate',
	scopes: ['okta.realmAssignments.manage'],
	effect: { outcome: 'deactivated', alreadySo: { before: statusIs(['INACTIVE']) } },
	repeat: unlessIn(['INACTIVE']),
	path: [realmAssignmentId],
};
