import { policyId, policyType } from '../../fields/policy';
import { ruleId } from '../../fields/policyRule';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get Rule',
	value: 'getRule',
	action: 'Get rule of policy',
	description: 'Get one rule of a policy, with its conditions and actions',
	route: 'GET /api/v1/policies/{policyId}/rules/{ruleId}',
	scopes: ['okta.policies.read'],
	shaped: true,
	path: [policyId, ruleId],
	controls: [policyType],
};
