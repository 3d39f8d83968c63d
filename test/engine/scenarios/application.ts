import type { Org } from '../../org';
import { appWriting } from './appWriting';
import {
	anObject,
	aText,
	byId,
	like,
	mapped,
	matching,
	two,
	twoUsers,
	type Item,
	type Scenario,
	type Scenarios,
} from './scenario';

const appId = byId('={{ $json.appId }}');
const userId = byId('={{ $json.userId }}');

const slack = ({ apps }: Org) => {
	const app = apps.list().find(({ name }) => name === 'slack');
	if (app === undefined) throw new Error('The org has no app to try');
	return app;
};

const twoApps = ({ apps }: Org): Item[] =>
	two(apps.list(), 'apps').map(({ id }) => ({ appId: id }));

/** An app, and two users who have it by themselves, or not at all. */
const holders =
	(assigned: boolean) =>
	(org: Org): Item[] => {
		const app = slack(org);
		const users = org.users
			.list()
			.filter(
				({ status, position }) =>
					status === 'ACTIVE' &&
					org.directory.assignmentScope(app, position) === (assigned ? 'USER' : undefined),
			);
		return two(users, 'users to choose from').map(({ id }) => ({ appId: app.id, userId: id }));
	};

/** Two apps, and somebody for each who has it personally, or not at all. */
const inTwoApps =
	(assigned: boolean) =>
	(org: Org): Item[] =>
		two(org.apps.list(), 'apps').map((app) => {
			const fitting = assigned ? [undefined, 'USER'] : [undefined];
			const user = org.users
				.list()
				.find(
					({ status, position }) =>
						status === 'ACTIVE' && fitting.includes(org.directory.assignmentScope(app, position)),
				);
			if (!user) throw new Error('Nobody fits the app');
			if (assigned) app.direct.add(user.position);
			return { appId: app.id, userId: user.id };
		});

/** How the people of these items have their apps. */
const scopesIn = (items: Item[], org: Org) =>
	items.map(({ appId = '', userId = '' }) => {
		const [app, user] = [org.apps.get(appId), org.directory.findUser(userId)];
		return app && user && org.directory.assignmentScope(app, user.position);
	});

const scopeOf = (org: Org, { userId = '' }: Item) => {
	const user = org.directory.findUser(userId);
	return user && org.directory.assignmentScope(slack(org), user.position);
};

const groupId = byId('={{ $json.groupId }}');

/** An app, and two groups that do not have it. */
const groupsOutside = (org: Org): Item[] =>
	two(
		org.groups.list().filter(({ type, id }) => type === 'OKTA_GROUP' && !slack(org).groups.has(id)),
		'groups without the app',
	).map(({ id }) => ({ appId: slack(org).id, groupId: id }));

/** An app, and two groups that have it; Engineering is the first. */
const groupsInside = (org: Org): Item[] => {
	const app = slack(org);
	const groups = two(
		org.groups.list().filter(({ type }) => type === 'OKTA_GROUP'),
		'groups',
	);
	for (const [priority, { id }] of groups.entries()) {
		app.groups.set(id, { priority, profile: {}, lastUpdated: app.created });
	}
	return groups.map(({ id }) => ({ appId: app.id, groupId: id }));
};

const hasApp = (org: Org, { groupId = '' }: Item) => slack(org).groups.has(groupId);

const inStatus = (org: Org, status: 'ACTIVE' | 'INACTIVE'): Item[] => {
	const apps = two(org.apps.list(), 'apps');
	for (const app of apps) app.status = status;
	return apps.map(({ id }) => ({ appId: id }));
};

const statuses = (items: Item[], { apps }: Org) =>
	items.map(({ appId = '' }) => apps.get(appId)?.status);

/** Okta's SDK asks for metadata, and cannot read what comes. */
const cannotReadXml = (error: unknown) => {
	if (!String(error).includes('mediaType application/xml is not supported')) throw error;
};

const samlApps = ({ apps }: Org): Item[] =>
	two(
		apps.list().filter(({ signOnMode }) => signOnMode === 'SAML_2_0'),
		'SAML apps',
	).map(({ id }) => ({ appId: id, kid: 'practice1signing2key3of4the5org' }));

const anotherPolicy = ({ directory }: Org) =>
	directory.policies.list().find(({ name }) => name === 'Password alone') ??
	directory.policies.add((id) => ({
		id,
		type: 'ACCESS_POLICY',
		name: 'Password alone',
		status: 'ACTIVE',
		priority: 1,
		system: false,
		created: 0,
		conditions: null,
		rules: [],
	}));

/** Two people who have an app through a group, and personally as well if wanted. */
const throughGroup = (org: Org, alsoPersonally: boolean): Item[] => {
	const app = slack(org);
	const [group] = two(
		org.groups.list().filter(({ type }) => type === 'OKTA_GROUP'),
		'groups',
	);
	app.groups.set(group.id, { priority: 0, profile: {}, lastUpdated: app.created });
	const users = twoUsers(org, 'ACTIVE');
	for (const { position } of users) {
		group.members?.add(position);
		if (alsoPersonally) app.direct.add(position);
		else app.direct.delete(position);
	}
	return users.map(({ id }) => ({ appId: app.id, userId: id }));
};

const giveProfile = (org: Org, items: Item[], profile: Record<string, string | number>) => {
	for (const { userId = '' } of items) {
		const user = org.directory.findUser(userId);
		if (!user) throw new Error('The user is gone');
		const { created } = slack(org);
		slack(org).assignments.set(user.position, { created, lastUpdated: created, profile });
	}
};

/** The members of an object of the SDK. */
const plain = (object: object = {}) => Object.fromEntries(Object.entries(object));

/** The SDK's types know no null; the API does. */
const nothing = (name: string) => Object.fromEntries([[name, null]]);

const listWith = (
	name: string,
	options: Record<string, string | boolean>,
	query: object,
	expected: ((org: Org) => number) | undefined,
): Scenario => ({
	name,
	items: () => [{}, {}],
	parameters: { returnAll: true, options },
	puts:
		expected && ((_, org) => Array.from({ length: expected(org) }, () => like({ label: aText }))),
	sdk: async (client) =>
		await (
			await client.applicationApi.listApplications({ limit: 200, ...query })
		).each(() => undefined),
});

export const applicationScenarios: Scenarios = {
	'application.get': [
		{
			name: 'reads an app',
			items: twoApps,
			parameters: { appId },
			puts: ({ appId }) => [like({ id: appId })],
			sdk: async (client, { appId = '' }) => await client.applicationApi.getApplication({ appId }),
		},
		{
			name: 'embeds an assignment',
			items: holders(true),
			parameters: { appId, options: { expand: '=user/{{ $json.userId }}' } },
			puts: ({ appId }) => [like({ id: appId })],
			sdk: async (client, { appId = '', userId = '' }) =>
				await client.applicationApi.getApplication({ appId, expand: `user/${userId}` }),
		},
	],
	'application.getAll': [
		listWith('lists all apps', {}, {}, ({ apps }) => apps.list().length),
		listWith(
			'filters',
			{ filter: 'status eq "ACTIVE"', useOptimization: true, includeNonDeleted: true },
			{ filter: 'status eq "ACTIVE"', useOptimization: true, includeNonDeleted: true },
			({ apps }) => apps.list().filter(({ status }) => status === 'ACTIVE').length,
		),
		{
			...listWith(
				'meets a condition',
				{ alwaysIncludeVpnSettings: true },
				{ filter: 'status eq "ACTIVE"', alwaysIncludeVpnSettings: true },
				({ apps }) => apps.list().filter(({ status }) => status === 'ACTIVE').length,
			),
			parameters: {
				returnAll: true,
				condition: { all: { attribute: 'status', operator: 'eq', choice: 'ACTIVE' } },
				options: { alwaysIncludeVpnSettings: true },
			},
		},
		listWith(
			'finds the start of a label',
			{ q: 'Sla' },
			{ q: 'Sla' },
			({ apps }) => apps.list().filter(({ label }) => label.startsWith('Sla')).length,
		),
		listWith(
			'embeds an assignment',
			{ filter: 'user.id eq "00ub0oNGTSWTBKOLGLNR"', expand: 'user/00ub0oNGTSWTBKOLGLNR' },
			{ filter: 'user.id eq "00ub0oNGTSWTBKOLGLNR"', expand: 'user/00ub0oNGTSWTBKOLGLNR' },
			undefined,
		),
	],
	...appWriting,
	'application.delete': [
		{
			name: 'deletes inactive apps',
			items: (org) => inStatus(org, 'INACTIVE'),
			parameters: { appId },
			puts: ({ appId }) => [{ deleted: true, outcome: 'deleted', appId }],
			leaves: (items, { apps }) =>
				expect(items.map(({ appId = '' }) => apps.get(appId))).toEqual([undefined, undefined]),
			sdk: async (client, { appId = '' }) =>
				await client.applicationApi.deleteApplication({ appId }),
		},
		{
			name: 'deletes no active app',
			items: (org) => inStatus(org, 'ACTIVE'),
			parameters: { appId },
			leaves: (items, { apps }) =>
				expect(items.map(({ appId = '' }) => apps.get(appId)?.status)).toEqual([
					'ACTIVE',
					'ACTIVE',
				]),
			sdk: async (client, { appId = '' }) =>
				await client.applicationApi.deleteApplication({ appId }),
		},
	],
	'application.getSamlMetadata': [
		{
			name: 'reads what a service provider has to know, and makes a file of it',
			items: samlApps,
			parameters: { appId, options: { asFile: true, binaryField: 'xml', kid: '={{ $json.kid }}' } },
			puts: ({ appId }, org) => [
				{
					appId,
					entityId: matching(/^http:\/\/www\.okta\.com\/exk/),
					signOnUrl: matching(new RegExp(`^${org.url}/app/.*/sso/saml\\?a=1&b=2$`)),
					signOutUrl: null,
					certificates: [matching(/^-----BEGIN CERTIFICATE-----\n.{64}\n.{64}\n.+\n-----END/)],
					metadata: matching(/^<\?xml [^]*<\/md:EntityDescriptor>$/),
				},
			],
			sdk: async (client, { appId = '', kid = '' }) =>
				await client.applicationApi
					.previewSAMLmetadataForApplication({ appId, kid })
					.catch(cannotReadXml),
		},
	],
	'application.assignPolicy': [
		{
			name: 'has apps go by another access policy',
			items: (org) => twoApps(org).map((item) => ({ ...item, policyId: anotherPolicy(org).id })),
			parameters: { appId, accessPolicyId: byId('={{ $json.policyId }}') },
			puts: ({ appId, policyId }) => [
				{ success: true, outcome: 'assigned', appId, accessPolicyId: policyId },
			],
			leaves: (items, { apps }) =>
				expect(items.map(({ appId = '' }) => apps.get(appId)?.accessPolicyId)).toEqual(
					items.map(({ policyId }) => policyId),
				),
			sdk: async ({ applicationApi }, { appId = '', policyId = '' }) => {
				await applicationApi.getApplication({ appId });
				await applicationApi.assignApplicationPolicy({ appId, policyId });
			},
		},
	],
	'application.setAssignmentScope': [
		{
			name: 'turns assignments through a group into personal ones',
			items: (org) => throughGroup(org, false),
			parameters: { appId, userId, scope: 'USER' },
			puts: ({ userId }) => [like({ id: userId, scope: 'USER', outcome: 'changed' })],
			leaves: (items, org) => expect(scopesIn(items, org)).toEqual(['USER', 'USER']),
		},
		{
			name: 'and back',
			items: (org) => throughGroup(org, true),
			parameters: { appId, userId, scope: 'GROUP' },
			puts: ({ userId }) => [like({ id: userId, scope: 'GROUP', outcome: 'changed' })],
			leaves: (items, org) => expect(scopesIn(items, org)).toEqual(['GROUP', 'GROUP']),
		},
	],
	'application.assignUser': [
		{
			name: 'gives users an app',
			items: holders(false),
			parameters: { appId, userId },
			puts: ({ userId }) => [like({ id: userId, scope: 'USER' })],
			leaves: (items, org) =>
				expect(items.map((item) => scopeOf(org, item))).toEqual(['USER', 'USER']),
			sdk: async (client, { appId = '', userId = '' }) =>
				await client.applicationApi.assignUserToApplication({
					appId,
					appUser: { id: userId, scope: 'USER' },
				}),
		},
		{
			name: 'sets the account in the app',
			items: holders(false),
			parameters: {
				appId,
				userId,
				setAppProfile: true,
				profile: mapped(['role', 'string', 'auditor'], ['licenceCount', 'number', '={{ "2" }}']),
				options: { userName: '={{ $json.userId }}@slack.example', password: 'S3cret-enough' },
			},
			puts: ({ userId }) => [
				like({
					id: userId,
					credentials: like({ userName: `${userId}@slack.example` }),
				}),
			],
			sdk: async (client, { appId = '', userId = '' }) =>
				await client.applicationApi.assignUserToApplication({
					appId,
					appUser: {
						id: userId,
						scope: 'USER',
						credentials: {
							userName: `${userId}@slack.example`,
							password: { value: 'S3cret-enough' },
						},
						profile: { role: 'auditor', licenceCount: 2 },
					},
				}),
		},
	],
	'application.unassignUser': [
		{
			name: 'takes an app from users',
			items: holders(true),
			parameters: { appId, userId },
			puts: ({ appId, userId }) => [{ success: true, outcome: 'unassigned', appId, userId }],
			leaves: (items, org) =>
				expect(items.map((item) => scopeOf(org, item))).toEqual([undefined, undefined]),
			sdk: async (client, { appId = '', userId = '' }) =>
				await client.applicationApi.unassignUserFromApplication({
					appId,
					userId,
					sendEmail: false,
				}),
		},
		{
			name: 'tells the administrators',
			items: holders(true),
			parameters: { appId, userId, sendEmail: true },
			puts: ({ appId, userId }) => [{ success: true, outcome: 'unassigned', appId, userId }],
			sdk: async (client, { appId = '', userId = '' }) =>
				await client.applicationApi.unassignUserFromApplication({ appId, userId, sendEmail: true }),
		},
	],
	'application.syncUsers': [
		{
			name: 'gives the app of each row to who is listed, under a name',
			items: inTwoApps(false),
			parameters: {
				appId,
				person: '={{ $json.userId }}',
				matchBy: 'id',
				matchAttribute: 'login',
				assignments: 'add',
				options: { userName: '={{ $json.userId }}@slack.example', throughGroup: 'assign' },
			},
			puts: ({ appId, userId }) => [
				like({ outcome: 'added', appId, userId, appLabel: aText, login: aText }),
			],
			leaves: (items, org) => expect(scopesIn(items, org)).toEqual(['USER', 'USER']),
		},
		{
			name: 'changes a profile that differs',
			items: (org) => {
				const items = holders(true)(org);
				giveProfile(org, items, { role: 'member' });
				return items;
			},
			parameters: {
				appId,
				person: '={{ $json.userId }}',
				matchBy: 'id',
				assignments: 'add',
				setAppProfile: true,
				profile: mapped(['role', 'string', 'admin']),
				options: { emptyValues: 'clear' },
			},
			puts: ({ userId }) => [
				like({
					outcome: 'updated',
					userId,
					changes: [{ field: 'role', from: 'member', to: 'admin' }],
				}),
			],
		},
		{
			name: 'takes the app of each row from who is listed',
			items: inTwoApps(true),
			parameters: {
				appId,
				person: '={{ $json.userId }}',
				matchBy: 'id',
				assignments: 'remove',
				options: {
					removeAtMost: '100 %',
					throughGroup: 'leave',
					deactivatedUsers: 'treat',
					unknownRows: 'fail',
					duplicateRows: 'fail',
					sendEmail: true,
					report: 'differences',
					reportAs: 'items',
					reportField: 'report',
				},
			},
			puts: ({ userId }) => [like({ outcome: 'removed', userId })],
			leaves: (items, org) => expect(scopesIn(items, org)).toEqual([undefined, undefined]),
		},
	],
	'application.getUsers': [
		{
			name: 'lists the users of an app, with the Okta user',
			items: (org) => [{ appId: slack(org).id }, { appId: slack(org).id }],
			parameters: { appId, returnAll: true, options: { includeUser: true } },
			puts: (_, org) =>
				[...org.directory.appUsersFrom(slack(org), 0)].map(() =>
					like({ _embedded: { user: anObject } }),
				),
			sdk: async (client, { appId = '' }) => {
				const users = await client.applicationApi.listApplicationUsers({
					appId,
					limit: 500,
					expand: 'user',
				});
				await users.each(() => undefined);
			},
		},
		{
			name: 'finds the start of a name',
			items: (org) => [{ appId: slack(org).id }, { appId: slack(org).id }],
			parameters: { appId, returnAll: true, options: { q: 'nobody-is-called-this' } },
			puts: () => [],
			sdk: async (client, { appId = '' }) => {
				const users = await client.applicationApi.listApplicationUsers({
					appId,
					limit: 500,
					q: 'nobody-is-called-this',
				});
				await users.each(() => undefined);
			},
		},
	],
	'application.getUserAssignment': [
		{
			name: 'reads an assignment, with the Okta user',
			items: holders(true),
			parameters: { appId, userId, options: { includeUser: true } },
			puts: ({ userId }) => [
				like({ id: userId, scope: 'USER', _embedded: { user: like({ id: userId }) } }),
			],
			sdk: async (client, { appId = '', userId = '' }) =>
				await client.applicationApi.getApplicationUser({ appId, userId, expand: 'user' }),
		},
	],
	'application.updateUserAssignment': [
		{
			name: 'changes some attributes and empties others, keeping the rest',
			items: (org) => {
				const items = holders(true)(org);
				giveProfile(org, items, { role: 'member', licenceCount: 3 });
				return items;
			},
			parameters: {
				appId,
				userId,
				profile: mapped(['role', 'string', 'admin']),
				options: { emptyValues: 'leave', clear: ['displayName'], changesOnly: false },
			},
			puts: ({ userId }) => [
				like({ id: userId, profile: like({ role: 'admin', licenceCount: 3, displayName: null }) }),
			],
			sdk: async ({ applicationApi }, { appId = '', userId = '' }) => {
				const { profile } = await applicationApi.getApplicationUser({ appId, userId });
				await applicationApi.updateApplicationUser({
					appId,
					userId,
					appUser: {
						profile: { ...plain(profile), role: 'admin', ...nothing('displayName') },
					},
				});
			},
		},
		{
			name: 'sends the changes alone',
			items: holders(true),
			parameters: {
				appId,
				userId,
				profile: mapped(['licenceCount', 'number', 4]),
				options: { changesOnly: true },
			},
			puts: ({ userId }) => [like({ id: userId, profile: like({ licenceCount: 4 }) })],
			sdk: async (client, { appId = '', userId = '' }) =>
				await client.applicationApi.updateApplicationUser({
					appId,
					userId,
					appUser: { profile: { licenceCount: 4 } },
				}),
		},
		{
			name: 'sets username and password',
			items: holders(true),
			parameters: {
				appId,
				userId,
				options: { userName: '={{ $json.userId }}@slack.example', password: 'S3cret-enough' },
			},
			puts: ({ userId }) => [
				like({ id: userId, credentials: like({ userName: `${userId}@slack.example` }) }),
			],
			sdk: async (client, { appId = '', userId = '' }) =>
				await client.applicationApi.updateApplicationUser({
					appId,
					userId,
					appUser: {
						credentials: {
							userName: `${userId}@slack.example`,
							password: { value: 'S3cret-enough' },
						},
					},
				}),
		},
	],
	'application.assignGroup': [
		{
			name: 'gives groups an app',
			items: groupsOutside,
			parameters: { appId, groupId },
			puts: ({ groupId }) => [like({ id: groupId })],
			leaves: (items, org) => expect(items.map((item) => hasApp(org, item))).toEqual([true, true]),
			sdk: async (client, { appId = '', groupId = '' }) =>
				await client.applicationApi.assignGroupToApplication({
					appId,
					groupId,
					applicationGroupAssignment: {},
				}),
		},
		{
			name: 'sets priority and app profile',
			items: groupsOutside,
			parameters: {
				appId,
				groupId,
				setAppProfile: true,
				profile: mapped(['role', 'string', 'member']),
				options: { priority: 7 },
			},
			puts: ({ groupId }) => [like({ id: groupId, priority: 7, profile: { role: 'member' } })],
			sdk: async (client, { appId = '', groupId = '' }) =>
				await client.applicationApi.assignGroupToApplication({
					appId,
					groupId,
					applicationGroupAssignment: { priority: 7, profile: { role: 'member' } },
				}),
		},
	],
	'application.unassignGroup': [
		{
			name: 'takes an app from groups',
			items: groupsInside,
			parameters: { appId, groupId },
			puts: ({ appId, groupId }) => [{ success: true, outcome: 'unassigned', appId, groupId }],
			leaves: (items, org) =>
				expect(items.map((item) => hasApp(org, item))).toEqual([false, false]),
			sdk: async (client, { appId = '', groupId = '' }) =>
				await client.applicationApi.unassignApplicationFromGroup({ appId, groupId }),
		},
	],
	'application.getGroups': [
		{
			name: 'lists groups with their names, never fewer than twenty a page',
			items: (org) => groupsInside(org),
			parameters: { appId, limit: 1, options: { q: 'Eng', expand: 'group' } },
			puts: () => [
				like({ _embedded: { group: like({ profile: like({ name: 'Engineering' }) }) } }),
			],
			sdk: async (client, { appId = '' }) =>
				await (
					await client.applicationApi.listApplicationGroupAssignments({
						appId,
						limit: 20,
						q: 'Eng',
						expand: 'group',
					})
				).each(() => undefined),
		},
	],
	'application.activate': [
		{
			name: 'opens inactive apps',
			items: (org) => inStatus(org, 'INACTIVE'),
			parameters: { appId },
			puts: ({ appId }) => [{ success: true, outcome: 'activated', appId }],
			leaves: (items, org) => expect(statuses(items, org)).toEqual(['ACTIVE', 'ACTIVE']),
			sdk: async ({ applicationApi }, { appId = '' }) => {
				await applicationApi.getApplication({ appId });
				await applicationApi.activateApplication({ appId });
			},
		},
	],
	'application.deactivate': [
		{
			name: 'closes active apps',
			items: (org) => inStatus(org, 'ACTIVE'),
			parameters: { appId },
			puts: ({ appId }) => [{ success: true, outcome: 'deactivated', appId }],
			leaves: (items, org) => expect(statuses(items, org)).toEqual(['INACTIVE', 'INACTIVE']),
			sdk: async ({ applicationApi }, { appId = '' }) => {
				await applicationApi.getApplication({ appId });
				await applicationApi.deactivateApplication({ appId });
			},
		},
	],
	'application.revokeTokens': [
		{
			name: 'ends what people have been signed in to',
			items: ({ apps, clients }) =>
				apps
					.list()
					.filter(({ id }) => !clients.ofApp(id))
					.sort((one) => (one.signOnMode === 'OPENID_CONNECT' ? -1 : 1))
					.slice(0, 2)
					.map(({ id }) => ({ appId: id })),
			parameters: { appId },
			puts: ({ appId }) => [{ success: true, outcome: 'revoked', appId }],
			leaves: (_, { directory }) => expect(directory.refreshTokens.list()).toEqual([]),
			sdk: async (client, { appId = '' }) =>
				await client.applicationApi.revokeOAuth2TokensForApplication({ appId }),
		},
	],
};
