import { excludedUserIds, expression, groupRuleId, ruleName } from '../../fields/groupRule';
import { changeRule } from '../../objects/rules';
import type { Operation } from '../../table/operation';
import { sendForObject } from '../../transport/answers';
import { isObject, nest } from '../../transport/json';

export const operation: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update group rule',
	description:
		'Change name, expression or exceptions of a group rule; fields left empty keep their value. An active rule is switched off for the moment and on again.',
	route: 'PUT /api/v1/groups/rules/{groupRuleId}',
	also: [
		'GET /api/v1/groups/rules/{groupRuleId}',
		'POST /api/v1/groups/rules/{groupRuleId}/lifecycle/deactivate',
		'POST /api/v1/groups/rules/{groupRuleId}/lifecycle/activate',
	],
	scopes: ['okta.groups.manage'],
	effect: { outcome: 'updated', alreadySo: 'ownCode' },
	path: [groupRuleId],
	body: [ruleName, expression],
	options: {
		body: [excludedUserIds],
		controls: [
			{
				displayName: 'Exclude Nobody',
				name: 'excludeNobody',
				type: 'boolean',
				default: true,
				description: 'Whether to empty the list of excluded users',
			},
		],
	},
	leftOut: {
		status: 'Activate and Deactivate change it',
	},

	prepare(request, values) {
		if (!values.flag('excludeNobody')) return request;
		const body = isObject(request.body) ? request.body : {};
		return { ...request, body: nest(body, [['conditions.people.users.exclude', []]]) };
	},

	async run({ okta, request }) {
		const rule = await sendForObject(okta, { method: 'GET', path: request.path });
		const changes = isObject(request.body) ? request.body : {};
		return [await changeRule(okta, rule, request.path, changes)];
	},
};
