import { appId } from '../../fields/application';
import { governanceData } from '../../objects/governance';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many request conditions of application',
	description: 'List the request conditions of an app with their status and priority',
	route: 'GET /governance/api/v2/resources/{appId}/request-conditions',
	scopes: ['okta.accessRequests.condition.read'],
	shaped: true,
	path: [appId],
	list: governanceData,
};
