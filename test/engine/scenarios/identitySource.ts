import type { Org } from '../../org';
import type { IdentitySource } from '../../org/directory/identitySourceStore';
import {
	aText,
	byId,
	including,
	like,
	mapped,
	textOf,
	two,
	type Item,
	type Scenario,
	type Scenarios,
} from './scenario';

const appId = byId('={{ $json.appId }}');
const externalId = '={{ $json.externalId }}';
const sourceGroup = '={{ $json.groupId }}';
const sessionId = '={{ $json.sessionId }}';

/** Two apps that people come from. */
const sources = (org: Org): Array<[string, IdentitySource]> =>
	two(org.apps.list(), 'apps').map((app) => [
		app.id,
		org.directory.identitySources.get(app.id) ?? org.directory.addIdentitySource(app),
	]);

/** As long as Okta's own. */
const ids = ['HR000000000000000001', 'HR000000000000000002'];

/** Somebody new for each source. */
const newcomers = (org: Org): Item[] =>
	sources(org).map(([appId], place) => ({
		appId,
		externalId: ids[place] ?? '',
		userName: `newcomer${String(place)}@acme.example`,
	}));

/** Somebody in each source. */
const people = (org: Org): Item[] => {
	const users = two(
		org.users.list().filter(({ status }) => status === 'ACTIVE'),
		'users',
	);
	return sources(org).map(([appId, source], place) => {
		const user = users[place];
		const externalId = ids[place] ?? '';
		const userName = textOf(user?.profile ?? {}, 'login');
		source.users.set(externalId, {
			externalId,
			profile: { userName, email: userName, firstName: 'Old' },
			userId: String(user?.id),
			created: 0,
			lastUpdated: 0,
		});
		return { appId, externalId, userName };
	});
};

/** A group of each source, with a member. */
const groups = (org: Org): Item[] =>
	sources(org).map(([appId, source], place) => {
		const id = org.directory.ids.of('igr', place);
		const externalId = `group00000000000000${String(place)}`.slice(0, 20);
		source.groups.splice(0, Infinity, {
			id,
			externalId,
			profile: { displayName: 'Old' },
			members: new Set(ids.slice(0, 1)),
		});
		return { appId, groupId: externalId };
	});

/** A session of each source. */
const sessions = (org: Org): Item[] =>
	sources(org).map(([appId, { sessions }]) => {
		const now = org.directory.clock.now();
		const session =
			sessions.list()[0] ??
			sessions.add((id) => ({
				id,
				sourceId: appId,
				status: 'CREATED',
				created: now,
				lastUpdated: now,
				entries: new Map(),
				profiles: 0,
				uploads: 0,
			}));
		return { appId, sessionId: session.id };
	});

const sourceOf = ({ directory }: Org, { appId = '' }: Item) => directory.identitySources.get(appId);
const personOf = (org: Org, item: Item) => sourceOf(org, item)?.users.get(item.externalId ?? '');
const groupOf = (org: Org, item: Item) => sourceOf(org, item)?.groups[0];

const profile = mapped(
	['email', 'string', '={{ $json.userName }}'],
	['firstName', 'string', 'Ada'],
);
const sent = ({ userName = '' }: Item) => ({ email: userName, firstName: 'Ada', userName });

const change = (
	name: string,
	sdk: NonNullable<Scenario['sdk']>,
	leaves: NonNullable<Scenario['leaves']>,
): Scenario => ({
	name,
	items: people,
	parameters: { appId, externalId, userName: '={{ $json.userName }}', profile },
	puts: ({ externalId }) => [like({ externalId, profile: like({ firstName: 'Ada' }) })],
	sdk,
	leaves,
});

export const identitySourceScenarios: Scenarios = {
	'identitySource.import': [
		{
			name: 'brings people into the source of each row',
			items: newcomers,
			parameters: {
				appId,
				importAction: 'createOrUpdate',
				externalId,
				userName: '={{ $json.userName }}',
				profile,
				options: { lookAfterwards: true, openSession: 'cancel', badRows: 'report' },
			},
			puts: ({ externalId, userName }) => [
				like({
					externalId,
					userName,
					outcome: 'imported',
					userStatus: 'STAGED',
					sessionStatus: 'COMPLETED',
					userId: aText,
				}),
			],
			leaves: (items, org) =>
				expect(items.map(({ userName = '' }) => org.users.byLogin(userName)?.profile)).toEqual([
					like({ firstName: 'Ada' }),
					like({ firstName: 'Ada' }),
				]),
		},
		{
			name: 'takes people out of the source of each row',
			items: people,
			parameters: {
				appId,
				importAction: 'delete',
				externalId,
				options: {
					duplicateRows: 'fail',
					waitAtMost: 1,
					openSession: 'fail',
					badRows: 'fail',
					reportAs: 'items',
					reportField: 'report',
				},
			},
			puts: ({ externalId }) => [like({ externalId, outcome: 'accepted' })],
			leaves: (items, org) =>
				expect(items.map((item) => personOf(org, item))).toEqual([undefined, undefined]),
		},
		{
			name: 'brings a group into the source of each row',
			items: newcomers,
			parameters: {
				appId,
				importOf: 'groups',
				externalId,
				displayName: 'New',
				groupDescription: 'Everybody new',
				options: { openSession: 'cancel' },
			},
			puts: ({ externalId }) => [
				like({ externalId, displayName: 'New', outcome: 'imported', groupId: aText }),
			],
			leaves: (items, org) =>
				expect(items.map((item) => groupOf(org, item)?.profile)).toEqual([
					{ displayName: 'New', description: 'Everybody new' },
					{ displayName: 'New', description: 'Everybody new' },
				]),
		},
		{
			name: 'takes a group out of the source of each row',
			items: groups,
			parameters: {
				appId,
				importOf: 'groups',
				importAction: 'delete',
				externalId: sourceGroup,
				options: { openSession: 'cancel' },
			},
			puts: ({ groupId: externalId }) => [like({ externalId, outcome: 'accepted' })],
			leaves: (items, org) =>
				expect(items.map((item) => groupOf(org, item))).toEqual([undefined, undefined]),
		},
		{
			name: 'puts somebody into a group of the source of each row',
			items: groups,
			parameters: {
				appId,
				importOf: 'members',
				groupExternalId: sourceGroup,
				memberExternalId: ids[1] ?? '',
				options: { openSession: 'cancel' },
			},
			puts: ({ groupId: groupExternalId }) => [
				like({ groupExternalId, memberExternalId: ids[1] ?? '', outcome: 'imported' }),
			],
			leaves: (items, org) =>
				expect(items.map((item) => groupOf(org, item)?.members.has(ids[1] ?? ''))).toEqual([
					true,
					true,
				]),
		},
		{
			name: 'takes somebody out of a group of the source of each row',
			items: groups,
			parameters: {
				appId,
				importOf: 'members',
				memberAction: 'remove',
				groupExternalId: sourceGroup,
				memberExternalId: ids[0] ?? '',
				options: { openSession: 'cancel' },
			},
			puts: ({ groupId: groupExternalId }) => [like({ groupExternalId, outcome: 'accepted' })],
			leaves: (items, org) =>
				expect(items.map((item) => groupOf(org, item)?.members.size)).toEqual([0, 0]),
		},
	],
	'identitySource.getSession': [
		{
			name: 'reads a session',
			items: sessions,
			parameters: { appId, sessionId },
			puts: ({ sessionId }) => [like({ id: sessionId, status: 'CREATED' })],
			sdk: async ({ identitySourceApi }, { appId: identitySourceId = '', sessionId = '' }) =>
				await identitySourceApi.getIdentitySourceSession({ identitySourceId, sessionId }),
		},
	],
	'identitySource.getSessions': [
		{
			name: 'lists the sessions',
			items: sessions,
			parameters: { appId, returnAll: true },
			puts: ({ sessionId }) => [like({ id: sessionId })],
			sdk: async ({ identitySourceApi }, { appId: identitySourceId = '' }) =>
				await (
					await identitySourceApi.listIdentitySourceSessions({ identitySourceId })
				).each(() => undefined),
		},
	],
	'identitySource.cancelSession': [
		{
			name: 'closes a session that was not started',
			items: sessions,
			parameters: { appId, sessionId },
			puts: ({ appId, sessionId }) => [{ success: true, outcome: 'canceled', appId, sessionId }],
			leaves: (items, org) =>
				expect(items.map((item) => sourceOf(org, item)?.sessions.list()[0]?.status)).toEqual([
					'CLOSED',
					'CLOSED',
				]),
			sdk: async ({ identitySourceApi }, { appId: identitySourceId = '', sessionId = '' }) => {
				await identitySourceApi.deleteIdentitySourceSession({ identitySourceId, sessionId });
			},
		},
	],
	'identitySource.createUser': [
		{
			name: 'adds a user',
			items: newcomers,
			parameters: { appId, externalId, userName: '={{ $json.userName }}', profile },
			puts: ({ appId }) => [{ success: true, outcome: 'created', appId }],
			leaves: (items, org) =>
				expect(items.map((item) => personOf(org, item)?.profile)).toEqual(items.map(sent)),
			sdk: async ({ identitySourceApi }, item) => {
				const { appId: identitySourceId = '', externalId = '' } = item;
				await identitySourceApi.createIdentitySourceUser({
					identitySourceId,
					userRequestSchema: { externalId, profile: sent(item) },
				});
			},
		},
	],
	'identitySource.getUser': [
		{
			name: 'reads a user by external ID',
			items: people,
			parameters: { appId, externalId },
			puts: ({ externalId }) => [like({ externalId, id: aText })],
			sdk: async ({ identitySourceApi }, { appId: identitySourceId = '', externalId = '' }) =>
				await identitySourceApi.getIdentitySourceUser({ identitySourceId, externalId }),
		},
	],
	'identitySource.replaceUser': [
		change(
			'replaces the profile',
			async ({ identitySourceApi }, item) => {
				const { appId: identitySourceId = '', externalId = '' } = item;
				await identitySourceApi.replaceExistingIdentitySourceUser({
					identitySourceId,
					externalId,
					userRequestSchema: { externalId, profile: sent(item) },
				});
			},
			(items, org) =>
				expect(items.map((item) => personOf(org, item)?.profile)).toEqual(items.map(sent)),
		),
	],
	'identitySource.updateUser': [
		change(
			'changes some attributes',
			async ({ identitySourceApi }, item) => {
				const { appId: identitySourceId = '', externalId = '' } = item;
				await identitySourceApi.updateIdentitySourceUsers({
					identitySourceId,
					externalId,
					usersUpdateRequestSchema: { profile: sent(item) },
				});
			},
			(items, org) =>
				expect(items.map((item) => personOf(org, item)?.profile.firstName)).toEqual(['Ada', 'Ada']),
		),
	],
	'identitySource.deleteUser': [
		{
			name: 'takes a user out',
			items: people,
			parameters: { appId, externalId },
			puts: ({ appId, externalId }) => [{ deleted: true, outcome: 'deleted', appId, externalId }],
			leaves: (items, org) =>
				expect(items.map((item) => personOf(org, item))).toEqual([undefined, undefined]),
			sdk: async ({ identitySourceApi }, { appId: identitySourceId = '', externalId = '' }) => {
				await identitySourceApi.deleteIdentitySourceUser({ identitySourceId, externalId });
			},
		},
	],
	'identitySource.createGroup': [
		{
			name: 'adds a group',
			items: newcomers,
			parameters: {
				appId,
				externalId,
				displayName: 'New',
				options: { groupDescription: 'Everybody new' },
			},
			puts: ({ externalId }) => [like({ outcome: 'created', externalId, id: aText })],
			leaves: (items, org) =>
				expect(items.map((item) => groupOf(org, item)?.profile)).toEqual([
					{ displayName: 'New', description: 'Everybody new' },
					{ displayName: 'New', description: 'Everybody new' },
				]),
			sdk: async ({ identitySourceApi }, { appId: identitySourceId = '', externalId = '' }) =>
				await identitySourceApi.createIdentitySourceGroups({
					identitySourceId,
					groupsRequestSchema: {
						externalId,
						profile: { displayName: 'New', description: 'Everybody new' },
					},
				}),
		},
	],
	'identitySource.getGroup': [
		{
			name: 'reads a group',
			items: groups,
			parameters: { appId, sourceGroup },
			puts: ({ groupId }) => [like({ externalId: groupId })],
			sdk: async ({ identitySourceApi }, { appId: identitySourceId = '', groupId = '' }) =>
				await identitySourceApi.getIdentitySourceGroup({
					identitySourceId,
					groupOrExternalId: groupId,
				}),
		},
	],
	'identitySource.updateGroup': [
		{
			name: 'renames a group',
			items: groups,
			parameters: {
				appId,
				sourceGroup,
				displayName: 'New',
				options: { groupDescription: 'Renamed' },
			},
			puts: ({ groupId }) => [like({ externalId: groupId })],
			leaves: (items, org) =>
				expect(items.map((item) => groupOf(org, item)?.profile.displayName)).toEqual([
					'New',
					'New',
				]),
			sdk: async ({ identitySourceApi }, { appId: identitySourceId = '', groupId = '' }) =>
				await identitySourceApi.updateIdentitySourceGroups({
					identitySourceId,
					groupOrExternalId: groupId,
					groupsRequestSchema: { profile: { displayName: 'New', description: 'Renamed' } },
				}),
		},
	],
	'identitySource.deleteGroup': [
		{
			name: 'takes a group out',
			items: groups,
			parameters: { appId, sourceGroup },
			puts: ({ appId, groupId: sourceGroup }) => [
				{ deleted: true, outcome: 'deleted', appId, sourceGroup },
			],
			leaves: (items, org) =>
				expect(items.map((item) => groupOf(org, item))).toEqual([undefined, undefined]),
			sdk: async ({ identitySourceApi }, { appId: identitySourceId = '', groupId = '' }) => {
				await identitySourceApi.deleteIdentitySourceGroup({
					identitySourceId,
					groupOrExternalId: groupId,
				});
			},
		},
	],
	'identitySource.addMember': [
		{
			name: 'puts a user into a group',
			items: groups,
			parameters: { appId, sourceGroup, memberExternalId: ids[1] ?? '' },
			puts: ({ appId }) => [like({ success: true, outcome: 'added', appId })],
			leaves: (items, org) =>
				expect(items.map((item) => [...(groupOf(org, item)?.members ?? [])])).toEqual([
					including(ids[1] ?? ''),
					including(ids[1] ?? ''),
				]),
			sdk: async ({ identitySourceApi }, { appId: identitySourceId = '', groupId = '' }) => {
				await identitySourceApi.createIdentitySourceGroupsMemberships({
					identitySourceId,
					groupOrExternalId: groupId,
					membershipRequestSchema: { memberExternalId: ids[1] ?? '' },
				});
			},
		},
	],
	'identitySource.removeMember': [
		{
			name: 'takes a user out of a group',
			items: groups,
			parameters: { appId, sourceGroup, memberExternalId: ids[0] ?? '' },
			puts: ({ appId, groupId: sourceGroup }) => [
				{ success: true, outcome: 'removed', appId, sourceGroup, memberExternalId: ids[0] ?? '' },
			],
			leaves: (items, org) =>
				expect(items.map((item) => groupOf(org, item)?.members.size)).toEqual([0, 0]),
			sdk: async ({ identitySourceApi }, { appId: identitySourceId = '', groupId = '' }) => {
				await identitySourceApi.deleteIdentitySourceGroupMemberships({
					identitySourceId,
					groupOrExternalId: groupId,
					memberExternalId: ids[0] ?? '',
				});
			},
		},
	],
	'identitySource.getMembers': [
		{
			name: 'lists the members of a group',
			items: groups,
			parameters: { appId, sourceGroup },
			puts: () => [{ memberExternalId: ids[0] ?? '' }],
			sdk: async ({ identitySourceApi }, { appId: identitySourceId = '', groupId = '' }) =>
				await identitySourceApi.getIdentitySourceGroupMemberships({
					identitySourceId,
					groupOrExternalId: groupId,
					limit: 1000,
				}),
		},
	],
};
