import { policyId, policyType } from '../../fields/policy';
import { isGone } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete policy',
	description:
		"Delete a policy and its rules, which cannot be undone. Okta's own default policies cannot be deleted.",
	final: true,
	route: 'DELETE /api/v1/policies/{policyId}',
	scopes: ['okta.policies.manage'],
	effect: {
		outcome: 'deleted',
		alreadySo: { afterRefusal: ['E0000007'], look: isGone('(00p|rst)') },
	},
	path: [policyId],
	controls: [policyType],
};
