import { UserError } from 'n8n-workflow';

import { groupId } from '../../fields/group';
import { excludedUserIds, expression, ruleName } from '../../fields/groupRule';
import { ifExists } from '../../fields/ifExists';
import { commaSeparated } from '../../objects/convert';
import { createOrFind } from '../../objects/createOrFind';
import { unlessListed } from '../../objects/findLost';
import { toRows, without } from '../../objects/rows';
import { changeRule, EXPRESSION_TYPE, groupsOf, ruleNamed } from '../../objects/rules';
import type { Operation } from '../../table/operation';
import { isObject, nest, text } from '../../transport/json';
import { fillPath } from '../../transport/path';

export const operation: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create group rule',
	description:
		'Add a rule that puts users into groups by their attributes. It is inactive until it is activated, and its groups cannot be changed later. If a rule of that name exists, fail, return it or update it.',
	route: 'POST /api/v1/groups/rules',
	also: [
		'GET /api/v1/groups/rules',
		'GET /api/v1/groups/rules/{groupRuleId}',
		'PUT /api/v1/groups/rules/{groupRuleId}',
		'POST /api/v1/groups/rules/{groupRuleId}/lifecycle/deactivate',
		'POST /api/v1/groups/rules/{groupRuleId}/lifecycle/activate',
	],
	scopes: ['okta.groups.manage'],
	effect: { alreadySo: { never: 'If It Exists decides' } },
	repeat: unlessListed({
		paging: { pageSize: 200 },
		isIt: (rule, sent) => rule['name'] === sent['name'],
	}),
	object: (values) => values.text('name').toLowerCase(),
	body: [
		{ ...ruleName, required: true },
		{ ...expression, field: { ...expression.field, required: true } },
		{
			field: groupId,
			as: 'actions.assignUserToGroups.groupIds',
			convert: commaSeparated,
		},
	],
	controls: [
		{ ...ifExists, description: 'What to do if the org has a group rule of that name already' },
	],
	fixed: {
		body: { type: 'group_rule', conditions: { expression: { type: EXPRESSION_TYPE } } },
	},
	options: {
		body: [excludedUserIds],
		controls: [
			{
				field: {
					displayName: 'Further Groups',
					name: 'furtherGroupIds',
					type: 'string',
					default: '',
					placeholder: 'e.g. Engineering, 00g1emaKYZTWRYYRRTSK',
					description: 'Comma-separated names or IDs of more groups to put the users into',
				},
				accepts: 'list',
			},
		],
	},
	leftOut: { 'conditions.people.groups': 'Okta does not support it yet' },

	prepare(request, values) {
		const groupIds = [
			values.text('groupId'),
			...commaSeparated(values.get('furtherGroupIds') ?? ''),
		];
		const body = isObject(request.body) ? request.body : {};
		return { ...request, body: nest(body, [['actions.assignUserToGroups.groupIds', groupIds]]) };
	},

	async run({ okta, request, values }) {
		const choice = values.text('ifExists');
		if (choice !== 'return' && choice !== 'update') {
			const rows = toRows(await okta.send(request), request.method, {});
			return rows.map((row) => ({ ...row, outcome: 'created' }));
		}
		const find = async () => await ruleNamed(okta, values.text('name'));
		const { object, existed } = await createOrFind(okta, request, find);
		if (!existed) return [{ ...object, outcome: 'created' }];
		if (choice === 'return') return [{ ...object, outcome: 'unchanged' }];
		const wanted = isObject(request.body) ? request.body : {};
		if (groupsOf(object) !== groupsOf(wanted)) {
			throw new UserError(`The group rule "${values.text('name')}" is for other groups`, {
				description: `Nothing was changed: Okta cannot change the groups of a rule. Its groups are ${groupsOf(object)}.`,
			});
		}
		const path = fillPath('/api/v1/groups/rules/{id}', () => text(object['id']));
		return [await changeRule(okta, object, path, without(wanted, ['actions']))];
	},
};
