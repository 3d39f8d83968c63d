import type { Client, CreateUserRequest } from '@okta/okta-sdk-nodejs';
import type { Org } from '../../org';
import {
	anObject,
	aText,
	like,
	matching,
	not,
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
	(...statuses: Array<string | undefined>) =>
	(items: Item[], { directory }: Org): void => {
		for (const { userId } of items) {
			expect(statuses).toContain(directory.findUser(String(userId))?.status);
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

const outcomes: Readonly<Record<string, string>> = {
	ACTIVE: 'unsuspended',
	DEPROVISIONED: 'deactivated',
	SUSPENDED: 'suspended',
};

const lifecycle = (from: string, to: string, sdk: Scenario['sdk']): Scenario => ({
	name: 'changes the status',
	items: inStatus(from),
	parameters: { userId },
	puts: ({ userId }) => [{ success: true, outcome: outcomes[to], userId }],
	leaves: nowIn(to),
	sdk,
});

/** Somebody who has left comes back. */
const rehire = (
	operation: 'create' | 'replace' | 'update' | 'upsert',
	parameters: Scenario['parameters'],
	write: NonNullable<Scenario['sdk']>,
): Scenario => ({
	name: 'reactivates users who come back',
	items: (org) => inStatus('DEPROVISIONED')(org).map((item) => ({ ...item, city: 'Łódź' })),
	parameters,
	puts: ({ userId }) => [
		like({ id: userId, outcome: 'reactivated', profile: like({ city: 'Łódź' }) }),
	],
	leaves: nowIn('ACTIVE', 'PROVISIONED'),
	sdk: async (client, item) => {
		const { userApi } = client;
		const { userId = '', login = '' } = item;
		const isByLogin = operation === 'create' || operation === 'upsert';
		await userApi.getUser({ userId: isByLogin ? login : userId });
		await userApi.activateUser({ userId, sendEmail: false });
		await write(client, item);
	},
});

const listWith = (
	name: string,
	options: Record<string, string | boolean>,
	query: Record<string, string>,
	expected: (org: Org) => number,
	others: Scenario['parameters'] = {},
): Scenario => ({
	name,
	items: () => [{}, {}],
	parameters: { returnAll: true, options, ...others },
	puts: (_, org) => Array.from({ length: expected(org) }, () => like({ id: aText })),
	sdk: async (client) =>
		await (await client.userApi.listUsers({ limit: 200, ...query })).each(() => undefined),
});

const contractor = (login = '') => ({
	login,
	email: login,
	firstName: 'Ada',
	lastName: 'Byron',
	agency: 'Analytical Engines',
});

const slim =
	'application/json; okta-response="omitCredentials,omitCredentialsLinks,omitTransitioningToStatus"';

/** Users who are there already, with a city none of them has. */
const movers = (org: Org): Item[] =>
	twoUsers(org, 'ACTIVE').map(({ id, profile }) => ({
		userId: id,
		login: textOf(profile, 'login'),
		email: textOf(profile, 'email'),
		employeeNumber: textOf(profile, 'employeeNumber'),
		department: textOf(profile, 'department'),
		city: 'Łódź',
	}));
const mappedTo = (...names: string[]) =>
	mapped(
		...names.map((name): [string, 'string', string] => [name, 'string', `={{ $json.${name} }}`]),
	);

const findThenMove = async ({ userApi }: Client, search: string, { userId = '' }: Item) => {
	await (await userApi.listUsers({ search, limit: 10 })).each(() => undefined);
	await userApi.getUser({ userId });
	await userApi.updateUser({ userId, user: { profile: { city: 'Łódź' } } });
};

/** Two people, each of whom is the manager of the other. */
const withManager = (org: Org): Item[] => {
	const [one, other] = twoUsers(org, 'ACTIVE');
	const pairs = [
		[one, other],
		[other, one],
	] as const;
	for (const [user, { id }] of pairs) {
		org.users.put({ ...user, profile: { ...user.profile, managerId: id } });
	}
	return pairs.map(([{ id }, manager]) => ({ userId: id, manager: manager.id }));
};

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
		{
			...createWith(
				'sets type and realm, and has a hook check the password',
				{ realmId: 'guo1bfiNtSnZYILxO0g4', passwordHook: true },
				() => ({
					type: { id: 'otyfnjfba4ye7pgjB0g4' },
					realmId: 'guo1bfiNtSnZYILxO0g4',
					credentials: { password: { hook: { type: 'default' } } },
				}),
				{ activate: false },
			),
			parameters: {
				profile: newProfile,
				options: {
					emptyValues: 'leave',
					realmId: 'guo1bfiNtSnZYILxO0g4',
					passwordHook: true,
					userTypeId: 'otyfnjfba4ye7pgjB0g4',
				},
			},
		},
		{
			name: 'returns a user who is there already as it is',
			items: movers,
			parameters: { profile: mappedTo('login', 'city'), ifExists: 'return' },
			puts: ({ userId }) => [
				like({ id: userId, outcome: 'unchanged', profile: not({ city: 'Łódź' }) }),
			],
			sdk: async ({ userApi }, { login = '' }) => await userApi.getUser({ userId: login }),
		},
		{
			name: 'updates what differs in a user who is there already',
			items: movers,
			parameters: {
				profile: mappedTo('login', 'department', 'city'),
				ifExists: 'update',
				ifDeactivated: 'reactivate',
				emailReactivated: true,
			},
			puts: ({ userId, department }) => [
				like({ id: userId, outcome: 'updated', profile: like({ department, city: 'Łódź' }) }),
			],
			sdk: async ({ userApi }, { userId = '', login = '' }) => {
				await userApi.getUser({ userId: login });
				await userApi.updateUser({ userId, user: { profile: { city: 'Łódź' } } });
			},
		},
		rehire(
			'create',
			{
				profile: mappedTo('login', 'city'),
				ifExists: 'update',
				ifDeactivated: 'reactivate',
			},
			async ({ userApi }, { userId = '' }) =>
				await userApi.updateUser({ userId, user: { profile: { city: 'Łódź' } } }),
		),
		{
			name: 'adds a number where somebody else has the login',
			items: (org) =>
				twoUsers(org, 'ACTIVE').map(({ profile }, index) => ({
					login: textOf(profile, 'login'),
					number: `new-${index}`,
				})),
			parameters: {
				profile: mapped(
					['login', 'string', '={{ $json.login }}'],
					['email', 'string', '={{ $json.login }}'],
					['firstName', 'string', 'New'],
					['lastName', 'string', 'Comer'],
					['employeeNumber', 'string', '={{ $json.number }}'],
				),
				activate: false,
				options: { ifLoginTaken: 'number', toldApartBy: 'employeeNumber' },
			},
			puts: ({ login = '', number }) => {
				const next = login.replace('@', '2@');
				return [
					like({
						outcome: 'created',
						profile: like({ login: next, email: next, employeeNumber: number }),
					}),
				];
			},
		},
	],
	'user.upsert': [
		{
			...createWith(
				'creates users whose login nobody has',
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
				(item) => [
					like({
						outcome: 'created',
						status: 'PASSWORD_EXPIRED',
						profile: like(profileOf(item)),
					}),
				],
			),
			sdk: async ({ userApi }, item) => {
				await userApi.getUser({ userId: item.login ?? '' }).catch(() => undefined);
				await userApi.createUser({
					body: {
						profile: profileOf(item),
						credentials: {
							password: { value: 'Tr0ub4dor&3' },
							recovery_question: { question: 'Why?', answer: '42 times' },
						},
					},
					activate: true,
					nextLogin: 'changePassword',
				});
			},
		},
		{
			name: 'leaves users alone who are as they should be',
			items: movers,
			parameters: {
				profile: mappedTo('login', 'department'),
				matchBy: 'login',
				ifDeactivated: 'reactivate',
				emailReactivated: true,
			},
			puts: ({ userId }) => [like({ id: userId, outcome: 'unchanged' })],
			sdk: async ({ userApi }, { login = '' }) => await userApi.getUser({ userId: login }),
		},
		rehire(
			'upsert',
			{ profile: mappedTo('login', 'city'), ifDeactivated: 'reactivate' },
			async ({ userApi }, { userId = '' }) =>
				await userApi.updateUser({ userId, user: { profile: { city: 'Łódź' } } }),
		),
		{
			name: 'updates users found by email',
			items: movers,
			parameters: { profile: mappedTo('email', 'city'), matchBy: 'email' },
			puts: ({ userId }) => [
				like({ id: userId, outcome: 'updated', profile: like({ city: 'Łódź' }) }),
			],
			sdk: async (client, item) =>
				await findThenMove(client, `profile.email eq "${item.email ?? ''}"`, item),
		},
		{
			name: 'updates users found by another attribute, whatever a new one would be given',
			items: movers,
			parameters: {
				profile: mappedTo('employeeNumber', 'city'),
				matchBy: 'other',
				matchAttribute: 'employeeNumber',
				options: {
					emptyValues: 'leave',
					userTypeId: 'otyfnjfba4ye7pgjB0g4',
					passwordHash: '{ "algorithm": "MD5", "value": "aGFzaA==" }',
					passwordHook: true,
					providerType: 'FEDERATION',
					providerName: 'FEDERATION',
					groupIds: '00g1emaKYZTWRYYRRTSK',
					realmId: 'guo1bfiNtSnZYILxO0g4',
				},
			},
			puts: ({ userId }) => [
				like({ id: userId, outcome: 'updated', profile: like({ city: 'Łódź' }) }),
			],
			sdk: async (client, item) =>
				await findThenMove(
					client,
					`profile.employeeNumber eq "${item.employeeNumber ?? ''}"`,
					item,
				),
		},
	],
	'user.get': [
		{
			name: 'embeds the manager',
			items: withManager,
			parameters: { userId, options: { includeManager: true, managerAttribute: 'managerId' } },
			puts: ({ userId, manager }) => [
				like({ id: userId, _embedded: { manager: like({ id: manager, login: aText }) } }),
			],
		},
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
				options: { expand: 'blocks', omitCredentials: true },
			},
			puts: ({ userId }) => [like({ id: userId, _embedded: { blocks: [] } })],
			sdk: async (client, { login = '' }) =>
				await client.userApi.getUser({ userId: login, expand: 'blocks', contentType: slim }),
		},
	],
	'user.getAll': [
		{
			name: 'embeds managers, and knows what was days ago',
			items: () => [{}, {}],
			parameters: {
				returnAll: true,
				conditions: {
					all: [
						{ attribute: 'created', operator: 'lt', when: 'ago', days: 30 },
						{ attribute: 'lastUpdated', operator: 'lt', when: 'ahead', days: 1 },
					],
				},
				options: { includeManager: true, managerAttribute: 'managerId' },
			},
			puts: (_, { users }) => users.list().map(() => like({ _embedded: anObject })),
		},
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
			'sorts by an attribute of the org',
			{ search: 'status eq "DEPROVISIONED"', sortBy: 'other', sortByAttribute: 'badgeNumber' },
			{ search: 'status eq "DEPROVISIONED"', sortBy: 'profile.badgeNumber' },
			({ users }) => users.list().filter(({ status }) => status === 'DEPROVISIONED').length,
		),
		listWith(
			'filters',
			{ filter: 'status eq "SUSPENDED"' },
			{ filter: 'status eq "SUSPENDED"' },
			({ users }) => users.list().filter(({ status }) => status === 'SUSPENDED').length,
		),
		listWith(
			'finds the start of a name, without credentials',
			{ q: 'hiroshi', omitCredentials: true, includeClassification: true },
			{ q: 'hiroshi', expand: 'classification', contentType: slim },
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
		listWith(
			'builds a search from conditions',
			{ search: 'profile.city pr' },
			{
				search:
					'(profile.city pr) and profile.department eq "Sales" and (status eq "ACTIVE" or status eq "SUSPENDED")',
			},
			({ users }) =>
				users
					.list()
					.filter(
						({ status, profile }) =>
							['ACTIVE', 'SUSPENDED'].includes(status) && profile.department === 'Sales',
					).length,
			{
				conditions: {
					all: [{ attribute: 'profile.department', operator: 'eq', value: 'Sales' }],
					any: [
						{ attribute: 'status', operator: 'eq', choice: 'ACTIVE' },
						{ attribute: 'status', operator: 'eq', choice: 'SUSPENDED' },
					],
				},
			},
		),
		{
			name: 'asks Okta for the chosen fields only',
			items: () => [{}, {}],
			parameters: {
				limit: 2,
				output: 'selected',
				outputFields: ['id', 'status', 'login', 'department'],
			},
			puts: () => [1, 2].map(() => ({ id: aText, status: aText, login: aText, department: aText })),
			sdk: async (client) => {
				const query = { fields: 'id,status,profile:(login,department)', contentType: slim };
				const users = await client.userApi.listUsers({ limit: 2, ...query });
				await users.next();
			},
		},
	],
	'user.replace': [
		{
			name: 'writes the profile anew and changes the type',
			items: (org) =>
				inStatus('ACTIVE')(org).map((item) => ({
					...item,
					typeId: org.directory.schemas.types().find(({ isDefault }) => !isDefault)?.id ?? '',
				})),
			parameters: {
				userId,
				userTypeId: '={{ $json.typeId }}',
				profile: mapped(
					['login', 'string', '={{ $json.login }}'],
					['email', 'string', '={{ $json.login }}'],
					['firstName', 'string', 'Ada'],
					['lastName', 'string', 'Byron'],
					['agency', 'string', 'Analytical Engines'],
				),
				options: {
					recoveryQuestion: 'Why?',
					recoveryAnswer: '42 times',
					ifDeactivated: 'leave',
					emailReactivated: false,
				},
			},
			puts: ({ userId, login, typeId }) => [
				like({
					id: userId,
					type: { id: typeId },
					profile: like(contractor(login)),
				}),
			],
			sdk: async (client, { userId = '', login = '', typeId = '' }) =>
				await client.userApi.replaceUser({
					userId,
					user: {
						type: { id: typeId },
						profile: contractor(login),
						credentials: { recovery_question: { question: 'Why?', answer: '42 times' } },
					},
				}),
		},
		rehire(
			'replace',
			{
				userId,
				profile: mapped(
					['login', 'string', '={{ $json.login }}'],
					['email', 'string', '={{ $json.login }}'],
					['firstName', 'string', 'Ada'],
					['lastName', 'string', 'Byron'],
					['city', 'string', 'Łódź'],
				),
				options: { ifDeactivated: 'reactivate' },
			},
			async ({ userApi }, { userId = '', login = '' }) =>
				await userApi.replaceUser({
					userId,
					user: {
						profile: { login, email: login, firstName: 'Ada', lastName: 'Byron', city: 'Łódź' },
					},
				}),
		),
		{
			name: 'insists on the version and moves the user to a realm',
			items: inStatus('ACTIVE'),
			parameters: {
				userId,
				profile: mapped(['city', 'string', 'Brno']),
				options: { ifMatch: 'W/"0123456789abcdef"', realmId: 'guo1bfiNtSnZYILxO0g4' },
			},
			sdk: async (client, { userId = '' }) =>
				await client.userApi.replaceUser({
					userId,
					ifMatch: 'W/"0123456789abcdef"',
					user: { profile: { city: 'Brno' }, realmId: 'guo1bfiNtSnZYILxO0g4' },
				}),
		},
	],
	'user.update': [
		{
			name: 'changes some attributes and empties others',
			items: inStatus('ACTIVE'),
			parameters: {
				userId,
				profile: mapped(['city', 'string', 'Łódź'], ['contractor', 'boolean', true]),
				options: {
					emptyValues: 'leave',
					clear: ['title', 'costCenter'],
					userTypeId: '',
					ifDeactivated: 'leave',
					emailReactivated: false,
				},
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
		rehire(
			'update',
			{
				userId,
				profile: mapped(['city', 'string', 'Łódź']),
				options: { ifDeactivated: 'reactivate' },
			},
			async ({ userApi }, { userId = '' }) =>
				await userApi.updateUser({ userId, user: { profile: { city: 'Łódź' } } }),
		),
		{
			name: 'insists on the version and moves the user to a realm',
			items: inStatus('ACTIVE'),
			parameters: {
				userId,
				profile: mapped(['city', 'string', 'Brno']),
				options: {
					ifMatch: 'W/"0123456789abcdef"',
					realmId: 'guo1bfiNtSnZYILxO0g4',
					recoveryQuestion: 'Why?',
					recoveryAnswer: '42 times',
				},
			},
			sdk: async (client, { userId = '' }) =>
				await client.userApi.updateUser({
					userId,
					ifMatch: 'W/"0123456789abcdef"',
					user: {
						profile: { city: 'Brno' },
						realmId: 'guo1bfiNtSnZYILxO0g4',
						credentials: { recovery_question: { question: 'Why?', answer: '42 times' } },
					},
				}),
		},
	],
	'user.activate': [
		{
			name: 'returns no link unless asked to',
			items: inStatus('STAGED'),
			parameters: { userId },
			puts: ({ userId }) => [{ success: true, outcome: 'activated', userId }],
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
					outcome: 'activated',
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
			puts: ({ userId }) => [{ success: true, outcome: 'deactivated', userId }],
			sdk: async (client, { userId = '' }) =>
				await client.userApi.deactivateUser({ userId, sendEmail: true, prefer: 'respond-async' }),
		},
	],
	'user.ensureStatus': [
		{
			name: 'gets whoever is suspended back to work',
			items: inStatus('SUSPENDED'),
			parameters: { userId, status: 'ACTIVE', sendEmail: false },
			puts: ({ userId }) => [
				like({ outcome: 'unsuspended', userId, status: 'ACTIVE', statusBefore: 'SUSPENDED' }),
			],
			leaves: nowIn('ACTIVE'),
		},
		{
			name: 'has whoever is suspended choose another password, in two steps',
			items: inStatus('SUSPENDED'),
			parameters: { userId, status: 'PASSWORD_EXPIRED' },
			puts: ({ userId }) => [like({ outcome: 'expired', userId, status: 'PASSWORD_EXPIRED' })],
			leaves: nowIn('PASSWORD_EXPIRED'),
		},
		{
			name: 'activates whoever is staged, without email',
			items: inStatus('STAGED'),
			parameters: { userId, status: 'ACTIVE', sendEmail: false },
			puts: ({ userId }) => [like({ outcome: 'activated', userId, statusBefore: 'STAGED' })],
			leaves: nowIn('PROVISIONED', 'ACTIVE'),
		},
		{
			name: 'leaves those who are as they should be',
			items: inStatus('ACTIVE'),
			parameters: { userId, status: 'ACTIVE' },
			puts: ({ userId }) => [like({ outcome: 'unchanged', userId, status: 'ACTIVE' })],
		},
	],
	'user.setGroups': [
		{
			name: 'puts users into groups and takes them out of others',
			items: (org) => twoUsers(org, 'ACTIVE').map(({ id }) => ({ userId: id, groups: 'Legal' })),
			parameters: {
				userId,
				groups: '={{ $json.groups }}',
				membership: 'exactly',
				within: 'list',
				prefix: '',
				scopeGroups: 'Engineering, Legal, Sales',
				options: {
					ruleMembers: 'leave',
					ifNoGroups: 'fail',
					report: 'all',
					reportAs: 'items',
					reportField: 'report',
				},
			},
			puts: ({ userId }) => [
				like({ userId, login: aText, outcome: matching(/updated|unchanged/) }),
			],
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
			puts: ({ userId }) => [{ deleted: false, deactivated: true, outcome: 'deactivated', userId }],
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
			puts: ({ userId }) => [{ deleted: true, outcome: 'deleted', userId }],
			leaves: nowIn(undefined),
			sdk: async ({ userApi }, { userId = '' }) => {
				await userApi.getUser({ userId });
				await userApi.deactivateUser({ userId, sendEmail: true });
				await userApi.deleteUser({ userId, sendEmail: true });
				await userApi.getUser({ userId }).catch(() => undefined);
			},
		},
		{
			name: 'erases a deactivated user in one',
			items: inStatus('DEPROVISIONED'),
			parameters: { userId, permanently: true },
			puts: ({ userId }) => [{ deleted: true, outcome: 'deleted', userId }],
			leaves: nowIn(undefined),
			sdk: async ({ userApi }, { userId = '' }) => {
				await userApi.getUser({ userId });
				await userApi.deleteUser({ userId, sendEmail: false });
				await userApi.getUser({ userId }).catch(() => undefined);
			},
		},
	],
};
