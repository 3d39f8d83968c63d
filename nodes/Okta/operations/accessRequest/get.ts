import { requestId } from '../../fields/accessRequest';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get access request',
	description: 'Get one access request with its status, answers and approvals',
	route: 'GET /governance/api/v2/requests/{requestId}',
	scopes: ['okta.accessRequests.request.read'],
	shaped: true,
	path: [requestId],
};
