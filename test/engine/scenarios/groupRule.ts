import type { Client } from '@okta/okta-sdk-nodejs';
import type { Org } from '../../org';
import { byId, like, two, type Item, type Scenarios } from './scenario';

const groupRuleId = byId('={{ $json.groupRuleId }}');

/** The two rules of the org, in a status. */
const rules =
	(status: 'ACTIVE' | 'INACTIVE') =>
	({ directory }: Org): Item[] =>
		two(directory.rules.list(), 'group rules').map((rule) => {
			rule.status = status;
			return { groupRuleId: rule.id, name: rule.name, groupId: rule.groupIds.join() };
		});

const nowIn =
	(status: string | undefined) =>
	(items: Item[], { directory }: Org): void =>
		expect(items.map(({ groupRuleId = '' }) => directory.rules.get(groupRuleId)?.status)).toEqual(
			items.map(() => status),
		);

const newcomers = ({ groups }: Org): Item[] => {
	const [first, second] = two(
		groups.list().filter(({ type }) => type === 'OKTA_GROUP'),
		'groups',
	);
	return ['Legal', 'Finance'].map((department) => ({
		name: `${department} people`,
		department,
		first: first.id,
		second: second.id,
	}));
};

const terms = (value: string, groupIds: string[], exclude: string[]) => ({
	type: 'group_rule' as const,
	conditions: {
		expression: { type: 'urn:okta:expression:1.0', value },
		people: { users: { exclude } },
	},
	actions: { assignUserToGroups: { groupIds } },
});

const clerks = 'user.title == "Clerk"';

const namesTaken = {
	name: '={{ $json.name }}',
	expression: clerks,
	groupId: byId('={{ $json.groupId }}'),
};

async function createThenFind({ groupApi }: Client, { name = '', groupId = '' }: Item) {
	const { conditions, ...rule } = terms(clerks, [groupId], []);
	const groupRule = { ...rule, name, conditions: { expression: conditions.expression } };
	await groupApi.createGroupRule({ groupRule }).catch(() => undefined);
	let ruleId = '';
	await (
		await groupApi.listGroupRules({ limit: 200, search: name })
	).each((rule) => {
		ruleId = String(rule.id);
	});
	await groupApi.getGroupRule({ ruleId });
}

export const groupRuleScenarios: Scenarios = {
	'groupRule.getAll': [
		{
			name: 'lists rules with the names of their groups',
			items: () => [{}, {}],
			parameters: { returnAll: true, options: { search: 'sales', includeGroupNames: true } },
			puts: (_, { groups }) => [
				like({
					name: 'Everybody in Sales',
					_embedded: { groupIdToGroupNameMap: { [groups.byName('Sales')[0]?.id ?? '']: 'Sales' } },
				}),
			],
			sdk: async (client) =>
				await (
					await client.groupApi.listGroupRules({
						limit: 200,
						search: 'sales',
						expand: 'groupIdToGroupNameMap',
					})
				).each(() => undefined),
		},
	],
	'groupRule.get': [
		{
			name: 'reads a rule',
			items: rules('INACTIVE'),
			parameters: { groupRuleId, options: { includeGroupNames: true } },
			puts: ({ groupRuleId, name }) => [like({ id: groupRuleId, name, status: 'INACTIVE' })],
			sdk: async (client, { groupRuleId = '' }) =>
				await client.groupApi.getGroupRule({
					ruleId: groupRuleId,
					expand: 'groupIdToGroupNameMap',
				}),
		},
	],
	'groupRule.create': [
		{
			name: 'adds inactive rules',
			items: newcomers,
			parameters: {
				name: '={{ $json.name }}',
				expression: '=user.department == "{{ $json.department }}"',
				groupId: byId('={{ $json.first }}'),
				options: {
					furtherGroupIds: '={{ $json.second }}',
					excludedUserIds: '00ub0oNGTSWTBKOLGLNR, 00u1ero7vZFVEIYLWPBN',
				},
			},
			puts: ({ name }) => [like({ name, status: 'INACTIVE' })],
			sdk: async (client, { name = '', department = '', first = '', second = '' }) =>
				await client.groupApi.createGroupRule({
					groupRule: {
						...terms(
							`user.department == "${department}"`,
							[first, second],
							['00ub0oNGTSWTBKOLGLNR', '00u1ero7vZFVEIYLWPBN'],
						),
						name,
					},
				}),
		},
		{
			name: 'returns the rules there are',
			items: rules('ACTIVE'),
			parameters: { ...namesTaken, ifExists: 'return' },
			puts: ({ groupRuleId, name }) => [like({ id: groupRuleId, name, status: 'ACTIVE' })],
			leaves: nowIn('ACTIVE'),
			sdk: createThenFind,
		},
		{
			name: 'updates the rules there are, and leaves them active',
			items: rules('ACTIVE'),
			parameters: { ...namesTaken, ifExists: 'update' },
			puts: ({ groupRuleId, name }) => [
				like({
					id: groupRuleId,
					name,
					status: 'ACTIVE',
					conditions: like({ expression: like({ value: clerks }) }),
				}),
			],
			leaves: nowIn('ACTIVE'),
			sdk: async (client, item) => {
				const { groupRuleId: ruleId = '', name = '', groupId = '' } = item;
				const { groupApi } = client;
				await createThenFind(client, item);
				await groupApi.deactivateGroupRule({ ruleId });
				const rule = withGroups(terms(clerks, [groupId], []));
				await groupApi.replaceGroupRule({ ruleId, groupRule: { ...rule, name } });
				await groupApi.activateGroupRule({ ruleId });
			},
		},
	],
	'groupRule.update': [
		{
			name: 'changes rules that are active, and leaves them active',
			items: rules('ACTIVE'),
			parameters: {
				groupRuleId,
				name: '=New: {{ $json.name }}',
				options: { excludedUserIds: '00ub0oNGTSWTBKOLGLNR' },
			},
			puts: ({ groupRuleId, name }) => [
				like({ id: groupRuleId, name: `New: ${name}`, status: 'ACTIVE' }),
			],
			leaves: nowIn('ACTIVE'),
			sdk: async ({ groupApi }, { groupRuleId: ruleId = '', name = '', groupId = '' }) => {
				const { conditions } = await groupApi.getGroupRule({ ruleId });
				const value = conditions?.expression?.value ?? '';
				await groupApi.deactivateGroupRule({ ruleId });
				await groupApi.replaceGroupRule({
					ruleId,
					groupRule: {
						...withGroups(terms(value, [groupId], ['00ub0oNGTSWTBKOLGLNR'])),
						name: `New: ${name}`,
					},
				});
				await groupApi.activateGroupRule({ ruleId });
			},
		},
		{
			name: 'changes rules that are inactive',
			items: rules('INACTIVE'),
			parameters: {
				groupRuleId,
				expression: 'user.title == "Clerk"',
				options: { excludeNobody: true },
			},
			puts: ({ groupRuleId, name }) => [like({ id: groupRuleId, name, status: 'INACTIVE' })],
			leaves: nowIn('INACTIVE'),
			sdk: async ({ groupApi }, { groupRuleId: ruleId = '', name = '', groupId = '' }) => {
				await groupApi.getGroupRule({ ruleId });
				const rule = withGroups(terms('user.title == "Clerk"', [groupId], []));
				await groupApi.replaceGroupRule({ ruleId, groupRule: { ...rule, name } });
			},
		},
	],
	'groupRule.activate': [
		{
			name: 'switches rules on',
			items: rules('INACTIVE'),
			parameters: { groupRuleId },
			puts: ({ groupRuleId }) => [{ success: true, outcome: 'activated', groupRuleId }],
			leaves: nowIn('ACTIVE'),
			sdk: async ({ groupApi }, { groupRuleId: ruleId = '' }) => {
				await groupApi.getGroupRule({ ruleId });
				await groupApi.activateGroupRule({ ruleId });
			},
		},
	],
	'groupRule.deactivate': [
		{
			name: 'switches rules off',
			items: rules('ACTIVE'),
			parameters: { groupRuleId },
			puts: ({ groupRuleId }) => [{ success: true, outcome: 'deactivated', groupRuleId }],
			leaves: nowIn('INACTIVE'),
			sdk: async ({ groupApi }, { groupRuleId: ruleId = '' }) => {
				await groupApi.getGroupRule({ ruleId });
				await groupApi.deactivateGroupRule({ ruleId });
			},
		},
	],
	'groupRule.delete': [
		{
			name: 'deletes active rules in two steps',
			items: rules('ACTIVE'),
			parameters: { groupRuleId, removeUsers: true },
			puts: ({ groupRuleId }) => [{ deleted: true, outcome: 'deleted', groupRuleId }],
			leaves: nowIn(undefined),
			sdk: async ({ groupApi }, { groupRuleId: ruleId = '' }) => {
				await groupApi.getGroupRule({ ruleId });
				await groupApi.deactivateGroupRule({ ruleId });
				await groupApi.deleteGroupRule({ ruleId, removeUsers: true });
			},
		},
	],
};

/** What Okta shows of a rule beside what it was created with, and takes back. */
function withGroups({ conditions, ...rule }: ReturnType<typeof terms>) {
	return {
		...rule,
		conditions: { ...conditions, people: { ...conditions.people, groups: { exclude: [] } } },
	};
}
