import { appId } from '../../fields/application';
import { requestConditionId } from '../../fields/requestCondition';
import { statusIs } from '../../objects/alreadySo';
import { unlessIn } from '../../objects/findLost';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Activate',
	value: 'activate',
	action: 'Activate request condition of application',
	description:
		'Switch a request condition on: whom it is for finds the access in the catalog from now on',
	route:
		'POST /governance/api/v2/resources/{appId}/request-conditions/{requestConditionId}/activate',
	scopes: ['okta.accessRequests.condition.manage'],
	effect: {
		outcome: 'activated',
		alreadySo: { afterRefusal: ['E0000195'], look: statusIs(['ACTIVE'], { showsObject: true }) },
	},
	repeat: unlessIn(['ACTIVE'], { answersObject: true }),
	shaped: true,
	path: [appId, requestConditionId],
};
