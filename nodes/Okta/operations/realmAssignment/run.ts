import { realmAssignmentId } from '../../fields/realm';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Run',
	value: 'run',
	action: 'Run realm assignment',
	description:
		'Have a rule look at all users who are there already. Okta does it in the background and answers how far it is.',
	route: 'POST /api/v1/realm-assignments/operations',
	scopes: ['okta.realmAssignments.manage'],
	effect: { outcome: 'started', alreadySo: { never: 'Okta looks at the users each time' } },
	repeat: 'harmless',
	shaped: true,
	body: [realmAssignmentId],
};
