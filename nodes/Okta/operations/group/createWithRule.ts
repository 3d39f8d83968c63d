import { type IDataObject, UserError } from 'n8n-workflow';

import { excludedUserIds, expression } from '../../fields/groupRule';
import { createOrFind } from '../../objects/createOrFind';
import { unlessIn, unlessListed } from '../../objects/findLost';
import { groupNamed, nameOfGroup } from '../../objects/groups';
import { changeRule, EXPRESSION_TYPE, groupsOf, ruleNamed } from '../../objects/rules';
import { commaSeparated } from '../../objects/convert';
import type { Operation } from '../../table/operation';
import { text } from '../../transport/json';
import { fillPath } from '../../transport/path';
import type { Okta, OktaRequest } from '../../transport/types';

const RULES = '/api/v1/groups/rules';

/** The longest name that Okta takes of a rule. */
const LONGEST = 50;

export const operation: Operation = {
	name: 'Create With Rule',
	value: 'createWithRule',
	action: 'Create group with rule',
	description:
		'Make a group whose members follow from their attributes: the group, the rule, and the rule switched on. What is there already is kept, so it can be run again after it was cut short.',
	route: 'POST /api/v1/groups',
	also: [
		'GET /api/v1/groups',
		'GET /api/v1/groups/{groupId}',
		'GET /api/v1/groups/rules',
		'GET /api/v1/groups/rules/{groupRuleId}',
		'POST /api/v1/groups/rules',
		'PUT /api/v1/groups/rules/{groupRuleId}',
		'POST /api/v1/groups/rules/{groupRuleId}/lifecycle/deactivate',
		'POST /api/v1/groups/rules/{groupRuleId}/lifecycle/activate',
	],
	scopes: ['okta.groups.manage'],
	effect: { alreadySo: 'ownCode' },
	repeat: unlessListed({
		// By its start, because Okta's `search` does not see a group that was created a moment ago.
		list: ({ path }, sent) => ({ path, query: { q: nameOfGroup(sent) } }),
		isIt: (group, sent) => nameOfGroup(group) === nameOfGroup(sent),
	}),
	object: (values) => values.text('groupName').toLowerCase(),
	body: [
		{
			field: {
				displayName: 'Name',
				name: 'groupName',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. Engineering',
				description: 'Name of the group, which the rule gets as well',
			},
			as: 'profile.name',
		},
	],
	controls: [{ ...expression.field, required: true }],
	options: {
		body: [
			{
				field: {
					displayName: 'Description',
					name: 'groupDescription',
					type: 'string',
					default: '',
					placeholder: 'e.g. Everybody in Engineering',
					description: 'What the group is for, if it is to be made',
				},
				as: 'profile.description',
			},
		],
		controls: [
			{
				displayName: 'Rule Name',
				name: 'ruleName',
				type: 'string',
				default: '',
				placeholder: 'e.g. Engineers to Engineering',
				description: 'Name of the rule, at most 50 characters, if not that of the group',
			},
			{ field: excludedUserIds.field, accepts: 'list' },
		],
	},
	leftOut: { profile: 'further attributes are written by Group: Update' },

	async run({ okta, request, values }) {
		const name = values.text('groupName');
		const made = await createOrFind(okta, request, async () => await groupNamed(okta, name));
		const { object: group } = made;
		if (['APP_GROUP', 'BUILT_IN'].includes(text(group['type']))) throw notOwn(name);
		const excluded = commaSeparated(values.get('excludedUserIds') ?? '');
		const wanted = ruleFor(
			values.text('ruleName') || name.slice(0, LONGEST),
			values.text('expression'),
			text(group['id']),
			excluded,
		);
		const { rule, outcome } = await writeRule(okta, wanted);
		const isOn = rule['status'] === 'ACTIVE';
		if (!isOn) await switchOn(okta, text(rule['id']));
		const isSame = made.existed && outcome === 'unchanged' && isOn;
		const whole = made.existed ? 'updated' : 'created';
		return [
			{
				groupId: group['id'],
				groupRuleId: rule['id'],
				name,
				outcome: isSame ? 'unchanged' : whole,
				group,
				rule: { ...rule, status: 'ACTIVE' },
			},
		];
	},
};

const ruleFor = (
	name: string,
	value: string,
	groupId: string,
	exclude: readonly string[],
): IDataObject => ({
	type: 'group_rule',
	name,
	conditions: {
		expression: { type: EXPRESSION_TYPE, value },
		...(exclude.length > 0 && { people: { users: { exclude: [...exclude] } } }),
	},
	actions: { assignUserToGroups: { groupIds: [groupId] } },
});

/** The rule as it is to be, whether it was there or not. */
async function writeRule(
	okta: Okta,
	wanted: IDataObject,
): Promise<{ rule: IDataObject; outcome: string }> {
	const name = text(wanted['name']);
	const request: OktaRequest = {
		method: 'POST',
		path: RULES,
		body: wanted,
		repeat: unlessListed({
			paging: { pageSize: 200 },
			isIt: (rule, sent) => rule['name'] === sent['name'],
		}),
	};
	const find = async () => await ruleNamed(okta, name);
	const { object, existed } = await createOrFind(okta, request, find);
	if (!existed) return { rule: object, outcome: 'created' };
	if (groupsOf(object) !== groupsOf(wanted)) {
		throw new UserError(`The group rule "${name}" is for other groups`, {
			description: `The group is there, and its rule is not: Okta cannot change the groups of a rule. Those of this one are ${groupsOf(object)}. Give a Rule Name under Options.`,
		});
	}
	const { actions: _, ...terms } = wanted;
	const path = fillPath(`${RULES}/{id}`, () => text(object['id']));
	const { outcome, ...rule } = await changeRule(okta, object, path, terms);
	return { rule, outcome: text(outcome) };
}

async function switchOn(okta: Okta, id: string): Promise<void> {
	await okta.send({
		method: 'POST',
		path: fillPath(`${RULES}/{id}/lifecycle/activate`, () => id),
		repeat: unlessIn(['ACTIVE']),
		answer: 'objectOrNothing',
	});
}

function notOwn(name: string): UserError {
	return new UserError(`The group "${name}" does not belong to Okta`, {
		description:
			'Nothing was changed. Rules put people into groups of Okta alone. Give another name.',
	});
}
