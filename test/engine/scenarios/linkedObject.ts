import type { Org } from '../../org';
import { byId, like, two, type Item, type Scenarios } from './scenario';

const userId = byId('={{ $json.userId }}');

/** What the org calls the two sides. */
function managers({ directory: { links } }: Org) {
	const end = (name: string) => ({ name, title: name, description: '', type: 'USER' }) as const;
	const known = links.definition('manager');
	if (known) return known;
	const definition = { primary: end('manager'), associated: end('subordinate') };
	links.define(definition);
	return definition;
}

const activeUsers = ({ users }: Org) => users.list().filter(({ status }) => status === 'ACTIVE');

/** Two users and the manager they are to have. */
const newTeam = (org: Org): Item[] => {
	managers(org);
	const [boss, ...others] = activeUsers(org);
	return two(others, 'subordinates').map(({ id }) => ({
		userId: id,
		relationship: 'manager',
		other: boss?.id ?? '',
	}));
};

/** A manager and a subordinate, and what each is to the other. */
const team = (org: Org): Item[] => {
	const [boss, report] = two(activeUsers(org), 'users');
	org.directory.links.set(managers(org), report.id, boss.id);
	return [
		{ userId: report.id, relationship: 'manager', other: boss.id },
		{ userId: boss.id, relationship: 'subordinate', other: report.id },
	];
};

/** Somebody with a manager, and the manager of somebody else. */
const teams = (org: Org): Item[] => {
	const [boss, report, lead, other] = activeUsers(org);
	if (!boss || !report || !lead || !other) throw new Error('The org lacks four users');
	org.directory.links.set(managers(org), report.id, boss.id);
	org.directory.links.set(managers(org), other.id, lead.id);
	return [
		{ userId: report.id, relationship: 'manager' },
		{ userId: lead.id, relationship: 'subordinate' },
	];
};

const ends = ({ directory: { links } }: Org, { userId = '', relationship = '' }: Item) => {
	const definition = links.definition(relationship);
	return definition && links.ends(definition, relationship, userId);
};

export const linkedObjectScenarios: Scenarios = {
	'linkedObject.get': [
		{
			name: 'leads from either side to the other',
			items: team,
			parameters: { userId, relationshipName: byId('={{ $json.relationship }}') },
			puts: ({ other }) => [like({ id: other })],
			sdk: async ({ userApi }, { userId = '', relationship: relationshipName = '' }) => {
				const links = await userApi.listLinkedObjectsForUser({ userId, relationshipName });
				await links.each(() => undefined);
			},
		},
	],
	'linkedObject.set': [
		{
			name: 'gives users a manager',
			items: newTeam,
			parameters: {
				userId,
				primaryRelationshipName: byId('={{ $json.relationship }}'),
				primaryUserId: byId('={{ $json.other }}'),
			},
			puts: ({ userId, relationship, other }) => [
				{
					success: true,
					outcome: 'linked',
					userId,
					primaryRelationshipName: relationship,
					primaryUserId: other,
				},
			],
			leaves: (items, org) =>
				expect(items.map((item) => ends(org, item))).toEqual(items.map(({ other }) => [other])),
			sdk: async ({ userApi }, { userId = '', relationship = '', other = '' }) => {
				const query = { userId, relationshipName: relationship };
				await (await userApi.listLinkedObjectsForUser(query)).each(() => undefined);
				await userApi.setLinkedObjectForUser({
					associatedUserId: userId,
					primaryRelationshipName: relationship,
					primaryUserId: other,
				});
			},
		},
	],
	'linkedObject.remove': [
		{
			name: 'ends the relationship',
			items: teams,
			parameters: { userId, relationshipName: byId('={{ $json.relationship }}') },
			puts: ({ userId, relationship }) => [
				{ success: true, outcome: 'unlinked', userId, relationshipName: relationship },
			],
			leaves: (items, org) => expect(items.map((item) => ends(org, item))).toEqual([[], []]),
			sdk: async ({ userApi }, { userId = '', relationship: relationshipName = '' }) => {
				const query = { userId, relationshipName };
				// The node looks first whether there is anything to remove.
				await (await userApi.listLinkedObjectsForUser(query)).each(() => undefined);
				await userApi.deleteLinkedObjectForUser(query);
			},
		},
	],
};
