import { policyId, policyType } from '../../fields/policy';
import { statusIs } from '../../objects/alreadySo';
import { unlessIn } from '../../objects/findLost';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Deactivate',
	value: 'deactivate',
	action: 'Deactivate policy',
	description: 'Take a policy out of force; Okta goes by the next one that fits',
	route: 'POST /api/v1/policies/{policyId}/lifecycle/deactivate',
	scopes: ['okta.policies.manage'],
	effect: { outcome: 'deactivated', alreadySo: { before: statusIs(['INACTIVE']) } },
	repeat: unlessIn(['INACTIVE']),
	path: [policyId],
	controls: [policyType],
};
