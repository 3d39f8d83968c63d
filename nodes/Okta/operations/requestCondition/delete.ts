import { appId } from '../../fields/application';
import { requestConditionId } from '../../fields/requestCondition';
import { isGone } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete request condition of application',
	description: 'Delete a request condition, active or not, which cannot be undone',
	final: true,
	route: 'DELETE /governance/api/v2/resources/{appId}/request-conditions/{requestConditionId}',
	scopes: ['okta.accessRequests.condition.manage'],
	effect: { outcome: 'deleted', alreadySo: { afterRefusal: ['E0000007'], look: isGone('rco') } },
	path: [appId, requestConditionId],
};
