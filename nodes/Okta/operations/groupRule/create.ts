import { commaSeparated } from '../../fields/convert';
import { groupId } from '../../fields/group';
import { excludedUserIds, expression, EXPRESSION_TYPE, ruleName } from '../../fields/groupRule';
import type { Operation } from '../../operation';
import { nest } from '../../toRequest';
import { isObject } from '../../transport/json';
import { unlessListed } from '../../repeat';

export const operation: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create group rule',
	description:
		'Add a rule that puts users into groups by their attributes. It is inactive until it is activated, and its groups cannot be changed later.',
	route: 'POST /api/v1/groups/rules',
	scopes: ['okta.groups.manage'],
	repeat: unlessListed({
		paging: { pageSize: 200 },
		isIt: (rule, sent) => rule['name'] === sent['name'],
	}),
	body: [
		{ ...ruleName, required: true },
		{ ...expression, field: { ...expression.field, required: true } },
		{
			field: groupId,
			as: 'actions.assignUserToGroups.groupIds',
			convert: commaSeparated,
		},
	],
	fixed: {
		body: { type: 'group_rule', conditions: { expression: { type: EXPRESSION_TYPE } } },
	},
	options: {
		body: [excludedUserIds],
		controls: [
			{
				displayName: 'Further Group IDs',
				name: 'furtherGroupIds',
				type: 'string',
				default: '',
				placeholder: 'e.g. 00g1emaKYZTWRYYRRTSK,00gak46y5hydV6NdM0g4',
				description: 'Comma-separated list of more groups to put the users into',
			},
		],
	},
	leftOut: { 'conditions.people.groups': 'Okta does not support it yet' },

	prepare(request, values) {
		const groupIds = [values.text('groupId'), ...commaSeparated(values.text('furtherGroupIds'))];
		const body = isObject(request.body) ? request.body : {};
		return { ...request, body: nest(body, [['actions.assignUserToGroups.groupIds', groupIds]]) };
	},
};
