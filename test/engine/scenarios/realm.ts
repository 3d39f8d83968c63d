import type { Org } from '../../org';
import type { RealmAssignment } from '../../org/directory/realms';
import { aText, byId, like, type Item, type Scenarios } from './scenario';

const realmId = byId('={{ $json.realmId }}');
const assignmentId = byId('={{ $json.assignmentId }}');

const NAMES = ['Car Co', 'Boat Co'];
const SOURCE = '0oa4enoRyjwSCy5hx0g4';
const EXPRESSION = 'user.profile.company == "Car Co"';

/** Two realms beside the default one; a scenario's items are asked for more than once. */
const realms = (org: Org): Item[] => {
	const { realms: all } = org.directory.realms;
	for (const name of NAMES.slice(all.list().length - 1)) {
		all.add((id) => ({
			id,
			created: org.clock.now(),
			lastUpdated: org.clock.now(),
			isDefault: false,
			profile: { name, realmType: 'DEFAULT', domains: ['old.example'] },
		}));
	}
	return all
		.list()
		.filter(({ isDefault }) => !isDefault)
		.map(({ id, profile }) => ({
			realmId: id,
			name: profile.name,
			sourceId: org.apps.list()[0]?.id ?? '',
		}));
};

/** A rule for each of them. */
const rules =
	(status: RealmAssignment['status']) =>
	(org: Org): Item[] => {
		const { assignments } = org.directory.realms;
		const items = realms(org);
		for (const { realmId: id = '', name = '' } of items.slice(assignments.list().length)) {
			assignments.add((assignment) => ({
				id: assignment,
				created: org.clock.now(),
				lastUpdated: org.clock.now(),
				status,
				name: `To ${name}`,
				priority: 0,
				conditions: { profileSourceId: SOURCE, expression: { value: EXPRESSION } },
				realmId: id,
			}));
		}
		const all = assignments.list();
		return items.map((item, place) => ({ ...item, assignmentId: all[place]?.id ?? '' }));
	};

const statuses = ({ directory }: Org) =>
	directory.realms.assignments.list().map(({ status }) => status);

export const realmScenarios: Scenarios = {
	'realm.getAll': [
		{
			name: 'lists realms by a part of their name',
			items: realms,
			parameters: {
				returnAll: true,
				conditions: {
					all: [{ attribute: 'profile.name', operator: 'co', value: '={{ $json.name }}' }],
				},
				options: {
					search: 'profile.name sw "B" or profile.name sw "C"',
					sortBy: 'profile.name',
					sortOrder: 'asc',
				},
			},
			puts: ({ realmId: id }) => [like({ id, isDefault: false })],
			sdk: async ({ realmApi }, { name = '' }) =>
				await (
					await realmApi.listRealms({
						limit: 200,
						search: `(profile.name sw "B" or profile.name sw "C") and profile.name co "${name}"`,
						sortBy: 'profile.name',
						sortOrder: 'asc',
					})
				).each(() => undefined),
		},
	],
	'realm.get': [
		{
			name: 'reads a realm',
			items: realms,
			parameters: { realmId },
			puts: ({ realmId: id, name }) => [like({ id, profile: like({ name }) })],
			sdk: async ({ realmApi }, { realmId: id = '' }) => await realmApi.getRealm({ realmId: id }),
		},
	],
	'realm.create': [
		{
			name: 'adds realms of partners',
			items: () => NAMES.map((name) => ({ name })),
			parameters: {
				name: '={{ $json.name }}',
				realmType: 'PARTNER',
				options: { domains: 'car.example, boat.example' },
			},
			puts: ({ name }) => [
				like({
					id: aText,
					outcome: 'created',
					profile: { name, realmType: 'PARTNER', domains: ['car.example', 'boat.example'] },
				}),
			],
			sdk: async ({ realmApi }, { name = '' }) =>
				await realmApi.createRealm({
					body: {
						profile: { name, realmType: 'PARTNER', domains: ['car.example', 'boat.example'] },
					},
				}),
		},
	],
	'realm.update': [
		{
			name: 'changes domains and type, and keeps the name',
			items: realms,
			parameters: { realmId, options: { domains: 'new.example', realmType: 'PARTNER' } },
			puts: ({ name }) => [
				like({
					outcome: 'updated',
					profile: { name, realmType: 'PARTNER', domains: ['new.example'] },
				}),
			],
			leaves: (items, { directory }) =>
				expect(
					items.map(({ realmId: id = '' }) => directory.realms.realms.get(id)?.profile.domains),
				).toEqual([['new.example'], ['new.example']]),
			sdk: async ({ realmApi }, { realmId: id = '', name = '' }) => {
				await realmApi.getRealm({ realmId: id });
				await realmApi.replaceRealm({
					realmId: id,
					body: { profile: { name, realmType: 'PARTNER', domains: ['new.example'] } },
				});
			},
		},
		{
			name: 'sends nothing where nothing differs',
			items: realms,
			parameters: { realmId, name: '={{ $json.name }}' },
			puts: ({ realmId: id }) => [like({ id, outcome: 'unchanged' })],
			sdk: async ({ realmApi }, { realmId: id = '' }) => await realmApi.getRealm({ realmId: id }),
		},
	],
	'realm.delete': [
		{
			name: 'deletes realms',
			items: realms,
			parameters: { realmId },
			puts: ({ realmId: id }) => [{ deleted: true, outcome: 'deleted', realmId: id }],
			leaves: (_, { directory }) =>
				expect(directory.realms.realms.list().map(({ isDefault }) => isDefault)).toEqual([true]),
			sdk: async ({ realmApi }, { realmId: id = '' }) => {
				await realmApi.deleteRealm({ realmId: id });
			},
		},
	],
	'realmAssignment.getAll': [
		{
			name: 'lists the rules',
			items: rules('ACTIVE'),
			parameters: { returnAll: true },
			puts: () => [like({ name: 'To Car Co', status: 'ACTIVE' }), like({ name: 'To Boat Co' })],
			sdk: async ({ realmAssignmentApi }) =>
				await (await realmAssignmentApi.listRealmAssignments({ limit: 200 })).each(() => undefined),
		},
	],
	'realmAssignment.get': [
		{
			name: 'reads a rule',
			items: rules('ACTIVE'),
			parameters: { assignmentId },
			puts: ({ assignmentId: id, realmId: realm }) => [
				like({ id, actions: { assignUserToRealm: { realmId: realm } } }),
			],
			sdk: async ({ realmAssignmentApi }, { assignmentId: id = '' }) =>
				await realmAssignmentApi.getRealmAssignment({ assignmentId: id }),
		},
	],
	'realmAssignment.create': [
		{
			name: 'adds a rule by an attribute',
			items: realms,
			parameters: {
				name: '={{ $json.name }}',
				realmId,
				profileSourceId: '={{ $json.sourceId }}',
				expression: EXPRESSION,
				options: { priority: 1 },
			},
			puts: ({ name }) => [like({ id: aText, outcome: 'created', name, priority: 1 })],
			leaves: (_, org) => expect(statuses(org)).toEqual(['INACTIVE', 'INACTIVE']),
			sdk: async ({ realmAssignmentApi }, { realmId: realm = '', name = '', sourceId = '' }) =>
				await realmAssignmentApi.createRealmAssignment({
					body: {
						name,
						priority: 1,
						conditions: { profileSourceId: sourceId, expression: { value: EXPRESSION } },
						actions: { assignUserToRealm: { realmId: realm } },
					},
				}),
		},
	],
	'realmAssignment.activate': [
		{
			name: 'switches rules on',
			items: rules('INACTIVE'),
			parameters: { assignmentId },
			puts: ({ assignmentId: id }) => [
				like({ success: true, outcome: 'activated', assignmentId: id }),
			],
			leaves: (_, org) => expect(statuses(org)).toEqual(['ACTIVE', 'ACTIVE']),
		},
	],
	'realmAssignment.deactivate': [
		{
			name: 'switches rules off',
			items: rules('ACTIVE'),
			parameters: { assignmentId },
			puts: ({ assignmentId: id }) => [
				like({ success: true, outcome: 'deactivated', assignmentId: id }),
			],
			leaves: (_, org) => expect(statuses(org)).toEqual(['INACTIVE', 'INACTIVE']),
		},
	],
	'realmAssignment.run': [
		{
			name: 'starts rules',
			items: rules('ACTIVE'),
			parameters: { assignmentId },
			puts: ({ realmId: realm }) => [
				like({ outcome: 'started', status: 'SCHEDULED', realmId: realm }),
			],
			sdk: async ({ realmAssignmentApi }, { assignmentId: id = '' }) =>
				await realmAssignmentApi.executeRealmAssignment({ body: { assignmentId: id } }),
		},
	],
	'realmAssignment.delete': [
		{
			name: 'deactivates rules and deletes them',
			items: rules('ACTIVE'),
			parameters: { assignmentId },
			puts: ({ assignmentId: id }) => [{ deleted: true, outcome: 'deleted', assignmentId: id }],
			leaves: (_, org) => expect(statuses(org)).toEqual([]),
			sdk: async ({ realmAssignmentApi }, { assignmentId: id = '' }) => {
				await realmAssignmentApi.getRealmAssignment({ assignmentId: id });
				await realmAssignmentApi.deactivateRealmAssignment({ assignmentId: id });
				await realmAssignmentApi.deleteRealmAssignment({ assignmentId: id });
			},
		},
	],
};
