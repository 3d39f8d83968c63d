import { policyId, policyType } from '../../fields/policy';
import { policyGroupIds, policyName, policyOptions, settingsOf } from '../../fields/policySettings';
import { changeWhole, someChanges } from '../../objects/policies';
import type { Operation, Placed } from '../../table/operation';
import { isObject } from '../../transport/json';

const fields: readonly Placed[] = [policyName, policyGroupIds, ...policyOptions];

export const operation: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update policy',
	description: 'Change settings of a policy; fields left empty keep their value',
	route: 'PUT /api/v1/policies/{policyId}',
	also: ['GET /api/v1/policies/{policyId}'],
	scopes: ['okta.policies.manage'],
	effect: { outcome: 'updated', alreadySo: 'ownCode' },
	shaped: true,
	path: [policyId],
	controls: [policyType, policyName, policyGroupIds],
	options: { controls: [...policyOptions] },
	leftOut: {
		conditions: 'More (JSON) takes what the form does not have',
		settings: 'More (JSON) takes what the form does not have',
		status: 'Activate and Deactivate change it',
		system: 'Okta says which policies are its own',
		type: 'The type of a policy never changes',
	},

	prepare: (request, values) => ({ ...request, body: settingsOf(fields, values) }),

	async run({ okta, request }) {
		const changes = someChanges(isObject(request.body) ? request.body : {});
		return [await changeWhole(okta, request, changes)];
	},
};
