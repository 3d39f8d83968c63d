import { policyId, policyType } from '../../fields/policy';
import { allSettings, ruleId, ruleName, ruleOf } from '../../fields/policyRule';
import { changeWhole, someChanges } from '../../objects/policies';
import type { Operation, Placed } from '../../table/operation';
import { isObject } from '../../transport/json';

const fields: readonly Placed[] = [ruleName, ...allSettings];

export const operation: Operation = {
	name: 'Update Rule',
	value: 'updateRule',
	action: 'Update rule of policy',
	description: 'Change settings of a rule; what is not filled in keeps its value',
	route: 'PUT /api/v1/policies/{policyId}/rules/{ruleId}',
	also: ['GET /api/v1/policies/{policyId}/rules/{ruleId}'],
	scopes: ['okta.policies.manage'],
	effect: { outcome: 'updated', alreadySo: 'ownCode' },
	shaped: true,
	path: [policyId, ruleId],
	controls: [policyType, ruleName],
	options: { controls: [...allSettings] },
	leftOut: {
		actions: 'More (JSON) takes what the form does not have',
		conditions: 'More (JSON) takes what the form does not have',
		status: 'Activate Rule and Deactivate Rule change it',
		system: 'Okta says which rules are its own',
		type: 'Rules are of the type of their policy',
	},

	prepare: (request, values) => ({ ...request, body: ruleOf(fields, values) }),

	async run({ okta, request }) {
		const changes = someChanges(isObject(request.body) ? request.body : {});
		return [await changeWhole(okta, request, changes)];
	},
};
