import { realmAssignmentId } from '../../fields/realm';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get realm assignment',
	description: 'Get one rule: for whom it is, and into which realm it puts them',
	route: 'GET /api/v1/realm-assignments/{assignmentId}',
	scopes: ['okta.realmAssignments.read'],
	shaped: true,
	path: [realmAssignmentId],
};
