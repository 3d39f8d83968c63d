import type { CreateUserRequest } from '@okta/okta-sdk-nodejs';
import type { Org } from '../../org';
import {
	aText,
	like,
	matching,
	byId,
	mapped,
	textOf,
	twoUsers,
	type Item,
	type Scenario,
	type Scenarios,
} from './scenario';

const userId = byId('={{ $json.userId }}');

const inStatus =
	(status: string) =>
	(org: Org): Item[] =>
		twoUsers(org, status).map(({ id, profile }) => ({
			userId: id,
			login: textOf(profile, 'login'),
		}));

const nowIn =
	(status: string | undefined) =>
	(items: Item[], { directory }: Org): void => {
		for (const { userId } of items) {
			expect([userId, directory.findUser(String(userId))?.status]).toEqual([userId, status]);
		}
	};

const newcomers = (): Item[] => [
	{ login: 'ada.byron@acme.example', firstName: 'Ada', lastName: 'Byron' },
	{ login: 'alan.kay@acme.example', firstName: 'Alan', lastName: "O'Kay" },
];
const newProfile = mapped(
	['login', 'string', '={{ $json.login }}'],
	['email', 'string', '={{ $json.login }}'],
	['firstName', 'string', '={{ $json.firstName }}'],
	['lastName', 'string', '={{ $json.lastName }}'],
	['badgeNumber', 'number', '={{ "17" }}'],
	['contractor', 'boolean', false],
	['skills', 'array', '={{ ["n8n", "okta"] }}'],
	['nickName', 'string', ''],
);
const profileOf = ({ login, firstName, lastName }: Item) => ({
	login,
	email: login,
	firstName,
	lastName,
	badgeNumber: 17,
	contractor: false,
	skills: ['n8n', 'okta'],
});
const created = (status: string) => (item: Item) => [
	like({ status, profile: like(profileOf(item)) }),
];

const createWith = (
	name: string,
	options: Record<string, string | boolean>,
	body: (item: Item) => Omit<CreateUserRequest, 'profile'>,
	query: { activate: boolean; nextLogin?: 'changePassword'; provider?: boolean },
	puts?: Scenario['puts'],
): Scenario => ({
	name,
	items: newcomers,
	parameters: { profile: newProfile, activate: query.activate, options },
	puts,
	sdk: async (client, item) =>
		await client.userApi.createUser({
			body: { profile: profileOf(item), ...body(item) },
			...query,
		}),
});

const lifecycle = (from: string, to: string, sdk: Scenario['sdk']): Scenario => ({
	name: 'changes the status',
	items: inStatus(from),
	parameters: { userId },
	puts: ({ userId }) => [{ success: true, userId }],
	leaves: nowIn(to),
	sdk,
});

const listWith = (
	name: string,
	options: Record<string, string | boolean>,
	query: Record<string, string>,
	expected: (org: Org) => number,
): Scenario => ({
	name,
	items: () => [{}, {}],
	parameters: { returnAll: true, options },
	puts: (_, org) => Array.from({ length: expected(org) }, () => like({ id: aText })),
	sdk: async (client) =>
		await (await client.userApi.listUsers({ limit: 200, ...query })).each(() => undefined),
});

export const userScenarios: Scenarios = {
	'user.create': [
		createWith('stages a user', {}, () => ({}), { activate: false }, created('STAGED')),
		createWith(
			'activates a user who has to change the password given',
			{
				password: 'Tr0ub4dor&3',
				changePassword: true,
				recoveryQuestion: 'Why?',
				recoveryAnswer: '42 times',
			},
			() => ({
				credentials: {
					password: { value: 'Tr0ub4dor&3' },
					recovery_question: { question: 'Why?', answer: '42 times' },
				},
			}),
			{ activate: true, nextLogin: 'changePassword' },
			created('PASSWORD_EXPIRED'),
		),
		createWith(
			'takes over a password hash',
			{
				passwordHash:
					'{ "algorithm": "SHA-256", "salt": "c2FsdA==", "saltOrder": "PREFIX", "value": "aGFzaA==" }',
			},
			() => ({
				credentials: {
					password: {
						hash: {
							algorithm: 'SHA-256',
							salt: 'c2FsdA==',
							saltOrder: 'PREFIX',
							value: 'aGFzaA==',
						},
					},
				},
			}),
			{ activate: true },
			created('ACTIVE'),
		),
		createWith(
			'leaves the sign-in to a directory',
			{ providerType: 'ACTIVE_DIRECTORY', providerName: 'corp.acme.example' },
			() => ({
				credentials: { provider: { type: 'ACTIVE_DIRECTORY', name: 'corp.acme.example' } },
			}),
			{ activate: true, provider: true },
			created('ACTIVE'),
		),
		{
			...createWith(
				'puts the user into groups',
				{ groupIds: '={{ $json.first }}, {{ $json.second }}' },
				({ first = '', second = '' }) => ({ groupIds: [first, second] }),
				{ activate: false },
				created('STAGED'),
			),
			items: (org) => {
				const [first = '', second = ''] = org.groups
					.list()
					.filter(({ type }) => type === 'OKTA_GROUP')
					.map(({ id }) => id);
				return newcomers().map((newcomer) => ({ ...newcomer, first, second }));
			},
		},
		createWith(
			'sets type and realm',
			{ userTypeId: 'otyfnjfba4ye7pgjB0g4', realmId: 'guo1bfiNtSnZYILxO0g4' },
			() => ({ type: { id: 'otyfnjfba4ye7pgjB0g4' }, realmId: 'guo1bfiNtSnZYILxO0g4' }),
			{ activate: false },
		),
	],
	'user.get': [
		{
			name: 'reads a user by ID',
			items: inStatus('DEPROVISIONED'),
			parameters: { userId },
			puts: ({ userId }) => [like({ id: userId, status: 'DEPROVISIONED' })],
			sdk: async (client, { userId = '' }) => await client.userApi.getUser({ userId }),
		},
		{
			name: 'reads a user by login, with what blocks the sign-in',
			items: inStatus('ACTIVE'),
			parameters: {
				userId: { __rl: true, mode: 'login', value: '={{ $json.login }}' },
				options: { expand: 'blocks' },
			},
			puts: ({ userId }) => [like({ id: userId, _embedded: { blocks: [] } })],
			sdk: async (client, { login = '' }) =>
				await client.userApi.getUser({ userId: login, expand: 'blocks' }),
		},
	],
	'user.getAll': [
		listWith(
			'lists users that are not deactivated',
			{},
			{},
			({ users }) => users.list().filter(({ status }) => status !== 'DEPROVISIONED').length,
		),
		listWith(
			'lists everybody',
			{ includeDeactivated: true },
			{ filter: 'lastUpdated gt "1970-01-01T00:00:00.000Z"' },
			({ users }) => users.list().length,
		),
		listWith(
			'searches and sorts',
			{ search: 'status eq "DEPROVISIONED"', sortBy: 'profile.lastName', sortOrder: 'desc' },
			{ search: 'status eq "DEPROVISIONED"', sortBy: 'profile.lastName', sortOrder: 'desc' },
			({ users }) => users.list().filter(({ status }) => status === 'DEPROVISIONED').length,
		),
		listWith(
			'filters',
			{ filter: 'status eq "SUSPENDED"' },
			{ filter: 'status eq "SUSPENDED"' },
			({ users }) => users.list().filter(({ status }) => status === 'SUSPENDED').length,
		),
		listWith(
			'finds the start of a name and returns some attributes',
			{ q: 'hiroshi', fields: 'id,status,profile:(login)' },
			{ q: 'hiroshi', fields: 'id,status,profile:(login)' },
			({ users }) =>
				users
					.list()
					.filter(
						({ status, profile }) =>
							status !== 'DEPROVISIONED' &&
							['firstName', 'lastName', 'email'].some((name) =>
								textOf(profile, name).toLowerCase().startsWith('hiroshi'),
							),
					).length,
		),
	],
	'user.update': [
		{
			name: 'changes some attributes and empties others',
			items: inStatus('ACTIVE'),
			parameters: {
				userId,
				profile: mapped(['city', 'string', 'Łódź'], ['contractor', 'boolean', true]),
				options: { clear: ['title', 'costCenter'], strict: true },
			},
			puts: ({ userId, login }) => [
				like({
					id: userId,
					profile: like({ city: 'Łódź', contractor: true, login }),
				}),
			],
			leaves: (items, { directory }) => {
				for (const { userId = '' } of items) {
					const { profile = {} } = directory.findUser(userId) ?? {};
					expect([profile.title ?? null, profile.costCenter ?? null]).toEqual([null, null]);
				}
			},
			sdk: async (client, { userId = '' }) =>
				await client.userApi.updateUser({
					userId,
					strict: true,
					user: {
						profile: {
							city: 'Łódź',
							contractor: true,
							// The type knows no null; the API does.
							...Object.fromEntries([
								['title', null],
								['costCenter', null],
							]),
						},
					},
				}),
		},
		{
			name: 'insists on the version and moves the user to a realm',
			items: inStatus('ACTIVE'),
			parameters: {
				userId,
				profile: mapped(['city', 'string', 'Brno']),
				options: { ifMatch: 'W/"0123456789abcdef"', realmId: 'guo1bfiNtSnZYILxO0g4' },
			},
			sdk: async (client, { userId = '' }) =>
				await client.userApi.updateUser({
					userId,
					ifMatch: 'W/"0123456789abcdef"',
					user: { profile: { city: 'Brno' }, realmId: 'guo1bfiNtSnZYILxO0g4' },
				}),
		},
	],
	'user.activate': [
		{
			name: 'returns no link unless asked to',
			items: inStatus('STAGED'),
			parameters: { userId },
			puts: ({ userId }) => [{ success: true, userId }],
			leaves: nowIn('PROVISIONED'),
			sdk: async (client, { userId = '' }) =>
				await client.userApi.activateUser({ userId, sendEmail: false }),
		},
		{
			name: 'returns the activation link',
			items: inStatus('DEPROVISIONED'),
			parameters: { userId, sendEmail: false, options: { returnActivationLink: true } },
			puts: ({ userId }) => [
				{
					success: true,
					userId,
					activationUrl: matching(/^http/),
					activationToken: aText,
				},
			],
			sdk: async (client, { userId = '' }) =>
				await client.userApi.activateUser({ userId, sendEmail: false }),
		},
	],
	'user.deactivate': [
		lifecycle(
			'ACTIVE',
			'DEPROVISIONED',
			async (client, { userId = '' }) =>
				await client.userApi.deactivateUser({ userId, sendEmail: false }),
		),
		{
			name: 'does not wait',
			items: inStatus('SUSPENDED'),
			parameters: { userId, sendEmail: true, options: { respondAsync: true } },
			puts: ({ userId }) => [{ success: true, userId }],
			sdk: async (client, { userId = '' }) =>
				await client.userApi.deactivateUser({ userId, sendEmail: true, prefer: 'respond-async' }),
		},
	],
	'user.suspend': [
		lifecycle(
			'ACTIVE',
			'SUSPENDED',
			async (client, { userId = '' }) => await client.userApi.suspendUser({ userId }),
		),
	],
	'user.unsuspend': [
		lifecycle(
			'SUSPENDED',
			'ACTIVE',
			async (client, { userId = '' }) => await client.userApi.unsuspendUser({ userId }),
		),
	],
	'user.delete': [
		{
			name: 'only deactivates unless told otherwise',
			items: inStatus('ACTIVE'),
			parameters: { userId },
			puts: ({ userId }) => [{ deleted: false, deactivated: true, userId }],
			leaves: nowIn('DEPROVISIONED'),
			sdk: async ({ userApi }, { userId = '' }) => {
				await userApi.getUser({ userId });
				await userApi.deactivateUser({ userId, sendEmail: false });
			},
		},
		{
			name: 'erases a user in two steps',
			items: inStatus('ACTIVE'),
			parameters: { userId, permanently: true, sendEmail: true },
			puts: ({ userId }) => [{ deleted: true, userId }],
			leaves: nowIn(undefined),
			sdk: async ({ userApi }, { userId = '' }) => {
				await userApi.getUser({ userId });
				await userApi.deactivateUser({ userId, sendEmail: true });
				await userApi.deleteUser({ userId, sendEmail: true });
			},
		},
		{
			name: 'erases a deactivated user in one',
			items: inStatus('DEPROVISIONED'),
			parameters: { userId, permanently: true },
			puts: ({ userId }) => [{ deleted: true, userId }],
			leaves: nowIn(undefined),
			sdk: async ({ userApi }, { userId = '' }) => {
				await userApi.getUser({ userId });
				await userApi.deleteUser({ userId, sendEmail: false });
			},
		},
	],
};
