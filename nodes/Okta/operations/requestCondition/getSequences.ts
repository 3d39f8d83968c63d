import { appId } from '../../fields/application';
import { governanceData } from '../../objects/governance';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'List Approval Sequences',
	value: 'getSequences',
	action: 'List approval sequences for application',
	description: 'List the approval sequences that conditions of an app can use',
	route: 'GET /governance/api/v2/resources/{appId}/request-sequences',
	scopes: ['okta.accessRequests.condition.read'],
	shaped: true,
	path: [appId],
	list: governanceData,
};
