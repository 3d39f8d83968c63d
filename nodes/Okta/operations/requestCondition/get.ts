import { appId } from '../../fields/application';
import { requestConditionId } from '../../fields/requestCondition';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get request condition of application',
	description: 'Get one request condition: who may ask, for what, and who approves it',
	route: 'GET /governance/api/v2/resources/{appId}/request-conditions/{requestConditionId}',
	scopes: ['okta.accessRequests.condition.read'],
	shaped: true,
	path: [appId, requestConditionId],
};
