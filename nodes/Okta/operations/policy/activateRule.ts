import { policyId, policyType } from '../../fields/policy';
import { ruleId } from '../../fields/policyRule';
import { statusIs } from '../../objects/alreadySo';
import { unlessIn } from '../../objects/findLost';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Activate Rule',
	value: 'activateRule',
	action: 'Activate rule of policy',
	description: 'Put a rule of a policy in force',
	route: 'POST /api/v1/policies/{policyId}/rules/{ruleId}/lifecycle/activate',
	scopes: ['okta.policies.manage'],
	effect: { outcome: 'activated', alreadySo: { before: statusIs(['ACTIVE']) } },
	repeat: unlessIn(['ACTIVE']),
	path: [policyId, ruleId],
	controls: [policyType],
};
