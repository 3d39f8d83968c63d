import type { Org } from '../../org';
import type { RequestCondition } from '../../org/governance/store';
import { aText, byId, including, like, two, type Item, type Scenarios } from './scenario';

const appId = byId('={{ $json.appId }}');
const requestConditionId = byId('={{ $json.conditionId }}');
const approvalSequenceId = byId('={{ $json.sequenceId }}');

const apps = (org: Org): Item[] =>
	two(org.apps.list(), 'apps').map(({ id }, place) => ({
		appId: id,
		groupId: org.groups.list()[place]?.id ?? '',
		sequenceId: org.directory.governance.sequences[place]?.id ?? '',
	}));

/** A condition of each of two apps; a scenario's items are asked for more than once. */
const conditions =
	(status: RequestCondition['status']) =>
	(org: Org): Item[] => {
		const { governance, clock } = org.directory;
		const by = org.users.at(0)?.id ?? '';
		for (const { appId = '', sequenceId = '' } of apps(org).slice(
			governance.conditions.list().length,
		)) {
			governance.conditions.add((id) => ({
				id,
				appId,
				status,
				created: clock.now(),
				lastUpdated: clock.now(),
				createdBy: by,
				lastUpdatedBy: by,
				details: {
					name: 'Everyone',
					requesterSettings: { type: 'EVERYONE' },
					accessScopeSettings: { type: 'RESOURCE_DEFAULT' },
					approvalSequenceId: sequenceId,
				},
			}));
		}
		return governance.conditions.list().map((condition) => ({
			appId: condition.appId,
			conditionId: condition.id,
		}));
	};

const all = ({ directory }: Org) => directory.governance.conditions.list();
const statuses = (org: Org) => all(org).map(({ status }) => status);

export const requestConditionScenarios: Scenarios = {
	'requestCondition.getAll': [
		{
			name: 'lists the conditions of an app',
			items: conditions('ACTIVE'),
			parameters: { appId, returnAll: true },
			puts: ({ conditionId }) => [like({ id: conditionId, status: 'ACTIVE' })],
		},
	],
	'requestCondition.get': [
		{
			name: 'reads a condition',
			items: conditions('INACTIVE'),
			parameters: { appId, requestConditionId },
			puts: ({ conditionId }) => [
				like({ id: conditionId, requesterSettings: { type: 'EVERYONE' } }),
			],
		},
	],
	'requestCondition.create': [
		{
			name: 'lets everyone ask for an app, for a fixed time',
			items: apps,
			parameters: {
				appId,
				name: 'Everyone',
				requesterType: 'EVERYONE',
				accessScopeType: 'RESOURCE_DEFAULT',
				approvalSequenceId,
				options: { description: 'For tools', duration: 'P30D', priority: 1 },
			},
			puts: ({ sequenceId }) => [
				like({
					id: aText,
					outcome: 'created',
					status: 'INACTIVE',
					approvalSequenceId: sequenceId,
					priority: 1,
					accessDurationSettings: { type: 'ADMIN_FIXED_DURATION', duration: 'P30D' },
				}),
			],
			leaves: (items, org) =>
				expect(all(org).map((condition) => condition.appId)).toEqual(
					including(...items.map(({ appId: id }) => id)),
				),
		},
		{
			name: 'lets members of groups ask for groups, for as long as they choose',
			items: apps,
			parameters: {
				appId,
				name: 'Members',
				requesterType: 'GROUPS',
				requesterGroupIds: '={{ $json.groupId }}',
				accessScopeType: 'GROUPS',
				scopeGroupIds: '={{ $json.groupId }}',
				approvalSequenceId,
				options: { maximumDuration: 'P12W' },
			},
			puts: ({ groupId }) => [
				like({
					requesterSettings: { type: 'GROUPS', groups: [{ id: groupId }] },
					accessScopeSettings: { type: 'GROUPS', groups: [{ id: groupId }] },
					accessDurationSettings: {
						type: 'REQUESTER_SPECIFIED_DURATION',
						maximumDuration: 'P12W',
					},
				}),
			],
		},
		{
			name: 'lets a team ask for bundles of entitlements',
			items: apps,
			parameters: {
				appId,
				name: 'Team',
				requesterType: 'TEAMS',
				requesterTeamIds: '6201a5b6ed1ee5d75d26b85e',
				accessScopeType: 'ENTITLEMENT_BUNDLES',
				bundleIds: 'enbogpaj9XUzcLhWf0g4',
				approvalSequenceId,
			},
			puts: () => [
				like({
					requesterSettings: { type: 'TEAMS', teams: [{ id: '6201a5b6ed1ee5d75d26b85e' }] },
					accessScopeSettings: {
						type: 'ENTITLEMENT_BUNDLES',
						entitlementBundles: [{ id: 'enbogpaj9XUzcLhWf0g4' }],
					},
				}),
			],
		},
	],
	'requestCondition.activate': [
		{
			name: 'switches conditions on',
			items: conditions('INACTIVE'),
			parameters: { appId, requestConditionId },
			puts: ({ conditionId }) => [
				like({ id: conditionId, status: 'ACTIVE', outcome: 'activated' }),
			],
			leaves: (_, org) => expect(statuses(org)).toEqual(['ACTIVE', 'ACTIVE']),
		},
	],
	'requestCondition.deactivate': [
		{
			name: 'switches conditions off',
			items: conditions('ACTIVE'),
			parameters: { appId, requestConditionId },
			puts: ({ conditionId }) => [
				like({ id: conditionId, status: 'INACTIVE', outcome: 'deactivated' }),
			],
			leaves: (_, org) => expect(statuses(org)).toEqual(['INACTIVE', 'INACTIVE']),
		},
	],
	'requestCondition.delete': [
		{
			name: 'deletes conditions',
			items: conditions('ACTIVE'),
			parameters: { appId, requestConditionId },
			puts: ({ appId: app, conditionId }) => [
				{ deleted: true, outcome: 'deleted', appId: app, requestConditionId: conditionId },
			],
			leaves: (_, org) => expect(all(org)).toEqual([]),
		},
	],
	'requestCondition.getSequences': [
		{
			name: 'lists the ways to approve',
			items: apps,
			parameters: { appId, returnAll: true },
			puts: () => [like({ name: 'Manager' }), like({ name: 'Manager and Owner' })],
		},
	],
};
