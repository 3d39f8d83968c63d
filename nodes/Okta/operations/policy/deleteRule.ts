import { policyId, policyType } from '../../fields/policy';
import { ruleId } from '../../fields/policyRule';
import { isGone } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Delete Rule',
	value: 'deleteRule',
	action: 'Delete rule of policy',
	description:
		"Delete a rule of a policy, which cannot be undone. Okta's own default rules cannot be deleted.",
	final: true,
	route: 'DELETE /api/v1/policies/{policyId}/rules/{ruleId}',
	scopes: ['okta.policies.manage'],
	effect: {
		outcome: 'deleted',
		alreadySo: { afterRefusal: ['E0000007'], look: isGone('(0pr|rul)') },
	},
	path: [policyId, ruleId],
	controls: [policyType],
};
