import { policyId, policyType } from '../../fields/policy';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'List Rules',
	value: 'getRules',
	action: 'List rules of policy',
	description: 'List the rules of a policy, with the conditions and actions of each',
	route: 'GET /api/v1/policies/{policyId}/rules',
	scopes: ['okta.policies.read'],
	shaped: true,
	path: [policyId],
	// Only narrows down the list to choose the policy from.
	controls: [policyType],
	list: { pageSize: 200 },
};
