import { policyId, policyType } from '../../fields/policy';
import { mainSettings, rareSettings, ruleName, ruleOf, ruleType } from '../../fields/policyRule';
import { unlessListed } from '../../objects/findLost';
import type { Operation, Placed } from '../../table/operation';
import { merge } from '../../transport/json';

const fields: readonly Placed[] = [...mainSettings, ...rareSettings];

export const operation: Operation = {
	name: 'Create Rule',
	value: 'createRule',
	action: 'Create rule of policy',
	description:
		'Add a rule to a policy. Okta goes by the first rule that fits, in the order of their priority.',
	route: 'POST /api/v1/policies/{policyId}/rules',
	scopes: ['okta.policies.manage'],
	effect: { outcome: 'created', alreadySo: { never: 'a name that is taken is refused' } },
	repeat: unlessListed({ isIt: (rule, sent) => rule['name'] === sent['name'] }),
	shaped: true,
	path: [policyId],
	body: [{ ...ruleName, required: true }],
	controls: [policyType, ...mainSettings],
	options: {
		controls: [...rareSettings],
		query: [
			{
				displayName: 'Activate',
				name: 'activate',
				type: 'boolean',
				default: false,
				description: 'Whether the rule is in force at once; it is unless said otherwise',
			},
		],
	},
	leftOut: {
		actions: 'More (JSON) takes what the form does not have',
		conditions: 'More (JSON) takes what the form does not have',
		limit: 'There is nothing to list',
		status: 'Activate says it',
		system: 'Okta says which rules are its own',
	},

	prepare(request, values) {
		const named = { type: ruleType(values), name: values.text('name') };
		return { ...request, body: merge(ruleOf(fields, values), named) };
	},
};
