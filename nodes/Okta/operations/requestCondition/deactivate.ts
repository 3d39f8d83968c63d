import { appId } from '../../fields/application';
import { requestConditionId } from '../../fields/requestCondition';
import { statusIs } from '../../objects/alreadySo';
import { unlessIn } from '../../objects/findLost';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Deactivate',
	value: 'deactivate',
	action: 'Deactivate request condition of application',
	description:
		'Switch a request condition off: nobody can ask by it any more, and requests that are open go on',
	route:
		'POST /governance/api/v2/resources/{appId}/request-conditions/{requestConditionId}/deactivate',
	scopes: ['okta.accessRequests.condition.manage'],
	effect: {
		outcome: 'deactivated',
		alreadySo: { afterRefusal: ['E0000195'], look: statusIs(['INACTIVE'], { showsObject: true }) },
	},
	repeat: unlessIn(['INACTIVE'], { answersObject: true }),
	shaped: true,
	path: [appId, requestConditionId],
};
