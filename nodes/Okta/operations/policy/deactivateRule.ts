import { policyId, policyType } from '../../fields/policy';
import { ruleId } from '../../fields/policyRule';
import { statusIs } from '../../objects/alreadySo';
import { unlessIn } from '../../objects/findLost';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Deactivate Rule',
	value: 'deactivateRule',
	action: 'Deactivate rule of policy',
	description: 'Take a rule of a policy out of force; Okta goes by the next one that fits',
	route: 'POST /api/v1/policies/{policyId}/rules/{ruleId}/lifecycle/deactivate',
	scopes: ['okta.policies.manage'],
	effect: { outcome: 'deactivated', alreadySo: { before: statusIs(['INACTIVE']) } },
	repeat: unlessIn(['INACTIVE']),
	path: [policyId, ruleId],
	controls: [policyType],
};
