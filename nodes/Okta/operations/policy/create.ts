import {
	newPolicyType,
	policyGroupIds,
	policyName,
	policyOptions,
	policyStatus,
	settingsOf,
} from '../../fields/policySettings';
import { unlessListed } from '../../objects/findLost';
import type { Operation, Placed } from '../../table/operation';
import { merge, text } from '../../transport/json';

const fields: readonly Placed[] = [policyGroupIds, ...policyOptions, policyStatus];

export const operation: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create policy',
	description:
		'Add a policy, for signing in, passwords or authenticators. Its rules say when it lets people do what: add them with Create Rule.',
	route: 'POST /api/v1/policies',
	scopes: ['okta.policies.manage'],
	effect: { outcome: 'created', alreadySo: { never: 'a name that is taken is refused' } },
	repeat: unlessListed({
		list: ({ path }, { type }) => ({ path, query: { type: text(type) } }),
		paging: { pageSize: 200 },
		isIt: (policy, sent) => policy['name'] === sent['name'],
	}),
	object: (values) => `${values.text('type')} ${values.text('name').toLowerCase()}`,
	shaped: true,
	body: [newPolicyType, { ...policyName, required: true }],
	controls: [policyGroupIds],
	options: { controls: [...policyOptions, policyStatus] },
	leftOut: {
		activate: 'Classic Engine orgs alone know it; Status says it to all',
		conditions: 'More (JSON) takes what the form does not have',
		settings: 'More (JSON) takes what the form does not have',
		system: 'Okta says which policies are its own',
	},

	prepare(request, values) {
		const { type, name } = { type: values.text('type'), name: values.text('name') };
		return { ...request, body: merge(settingsOf(fields, values), { type, name }) };
	},
};
