import { policyId, policyType } from '../../fields/policy';
import { statusIs } from '../../objects/alreadySo';
import { unlessIn } from '../../objects/findLost';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Activate',
	value: 'activate',
	action: 'Activate policy',
	description: 'Put a policy in force',
	route: 'POST /api/v1/policies/{policyId}/lifecycle/activate',
	scopes: ['okta.policies.manage'],
	effect: { outcome: 'activated', alreadySo: { before: statusIs(['ACTIVE']) } },
	repeat: unlessIn(['ACTIVE']),
	path: [policyId],
	controls: [policyType],
};
