import type { Org } from '../../org';
import {
	anObject,
	aText,
	byId,
	like,
	two,
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

const scopeOf = (org: Org, { userId = '' }: Item) => {
	const user = org.directory.findUser(userId);
	return user && org.directory.assignmentScope(slack(org), user.position);
};

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
				options: {
					userName: '={{ $json.userId }}@slack.example',
					password: 'S3cret-enough',
					profile: '{ "role": "auditor" }',
				},
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
						profile: { role: 'auditor' },
					},
				}),
		},
	],
	'application.unassignUser': [
		{
			name: 'takes an app from users',
			items: holders(true),
			parameters: { appId, userId },
			puts: ({ appId, userId }) => [{ deleted: true, appId, userId }],
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
			puts: ({ appId, userId }) => [{ deleted: true, appId, userId }],
			sdk: async (client, { appId = '', userId = '' }) =>
				await client.applicationApi.unassignUserFromApplication({ appId, userId, sendEmail: true }),
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
};
