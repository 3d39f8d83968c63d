import type {
	AccessPolicyRule,
	AuthenticatorEnrollmentPolicyRule,
	Client,
	OktaSignOnPolicyRule,
	PasswordPolicyRule,
} from '@okta/okta-sdk-nodejs';
import type { Org } from '../../org';
import type { Json } from '../../org/directory/model';
import type { Policy } from '../../org/directory/policyStore';
import { aText, byId, like, two, type Item, type Scenarios } from './scenario';

const policies = ({ directory }: Org, type: string) =>
	directory.policies.list().filter((policy) => policy.type === type);

const passwordPolicies = (org: Org): Item[] =>
	policies(org, 'PASSWORD').map(({ id }) => ({ policyId: id }));

const policyId = byId('={{ $json.policyId }}');
const ruleId = byId('={{ $json.ruleId }}');

const actionsOf = (type: string): Json =>
	type === 'OKTA_SIGN_ON' ? { signon: { access: 'ALLOW' } } : {};

type Rule =
	| AccessPolicyRule
	| AuthenticatorEnrollmentPolicyRule
	| OktaSignOnPolicyRule
	| PasswordPolicyRule;

const createRule =
	(policyRule: Rule, activate?: boolean) =>
	async ({ policyApi }: Client, { policyId: id = '' }: Item) =>
		await policyApi.createPolicyRule({ policyId: id, policyRule, activate });

/** Whom rules can be for. */
function people({ groups, users }: Org) {
	const [group, other] = two(
		groups.list().filter(({ type }) => type === 'OKTA_GROUP'),
		'groups',
	);
	const [user, exception] = two(users.list(), 'users');
	return { group: group.id, other: other.id, user: user.id, exception: exception.id };
}

/** Two policies of a type, each with a rule; a scenario's items are asked for more than once. */
const ours =
	(type: string, status: Policy['status'] = 'ACTIVE') =>
	(org: Org): Item[] => {
		const { directory } = org;
		const names = ['Contractors', 'Visitors'];
		const there = () =>
			directory.policies.list().filter((one) => one.type === type && names.includes(one.name));
		const known = there().map(({ name }) => name);
		const alike = directory.policies.list().filter((one) => one.type === type);
		const others = alike.filter(({ system }) => !system).length;
		if (known.length < names.length)
			for (const one of alike.filter(({ system, priority }) => system && priority < 50))
				directory.policies.change(one, { priority: others + names.length + 1 });
		for (const [index, name] of names.entries()) {
			if (known.includes(name)) continue;
			directory.policies.add((id) => ({
				id,
				type,
				name,
				status,
				priority: others + index + 1,
				system: false,
				created: Date.UTC(2026, 0, 7),
				conditions: type === 'ACCESS_POLICY' ? null : { people: { groups: { include: ['00g1'] } } },
				...(type === 'MFA_ENROLL' && {
					settings: {
						type: 'AUTHENTICATORS',
						authenticators: [
							{ key: 'okta_password', enroll: { self: 'REQUIRED' } },
							{ key: 'okta_verify', enroll: { self: 'OPTIONAL' } },
						],
					},
				}),
				rules: [
					{
						id: directory.ids.of('0pr', 40_000 + directory.policies.list().length),
						name: 'Outside the office',
						type: type === 'OKTA_SIGN_ON' ? 'SIGN_ON' : type,
						status,
						priority: 1,
						system: false,
						created: Date.UTC(2026, 0, 7),
						conditions: { network: { connection: 'ANYWHERE' } },
						actions: actionsOf(type),
					},
				],
			}));
		}
		return two(there(), 'policies').map(({ id, name, rules, priority }) => ({
			policyId: id,
			name,
			place: String(priority),
			ruleId: rules[0]?.id ?? '',
			...people(org),
		}));
	};

const statusesOf = ({ directory }: Org, items: Item[]) =>
	items.map(({ policyId: id = '' }) => directory.policies.get(id)?.status);

const rulesOf = ({ directory }: Org, items: Item[]) =>
	items.flatMap(({ policyId: id = '' }) => directory.policies.get(id)?.rules ?? []);

export const policyScenarios: Scenarios = {
	'policy.getAll': [
		{
			name: 'lists the policies of a type with their rules',
			items: () => [{}, {}],
			parameters: {
				type: 'PASSWORD',
				returnAll: true,
				options: {
					status: 'ACTIVE',
					q: 'Def',
					includeRules: true,
					sortByName: true,
					resourceId: '',
				},
			},
			puts: () => [
				like({
					type: 'PASSWORD',
					name: 'Default Policy',
					_embedded: { rules: [like({ id: aText })] },
				}),
			],
			sdk: async (client) =>
				await (
					await client.policyApi.listPolicies({
						type: 'PASSWORD',
						status: 'ACTIVE',
						q: 'Def',
						expand: 'rules',
						sortBy: 'name',
						limit: '200',
					})
				).each(() => undefined),
		},
		{
			name: 'lists the policies of an authorization server',
			items: () => [{}, {}],
			parameters: {
				type: 'OKTA_SIGN_ON',
				returnAll: true,
				options: { resourceId: 'aus9o8wzkhckw9TLa0h7' },
			},
			puts: () => [like({ type: 'OKTA_SIGN_ON' })],
			sdk: async (client) =>
				await (
					await client.policyApi.listPolicies({
						type: 'OKTA_SIGN_ON',
						resourceId: 'aus9o8wzkhckw9TLa0h7',
						limit: '200',
					})
				).each(() => undefined),
		},
	],
	'policy.getRules': [
		{
			name: 'lists conditions and actions',
			items: passwordPolicies,
			parameters: {
				type: 'PASSWORD',
				policyId: byId('={{ $json.policyId }}'),
				returnAll: true,
			},
			puts: () => [like({ id: aText, type: 'PASSWORD', name: 'Default Rule' })],
			sdk: async (client, { policyId = '' }) =>
				await (
					await client.policyApi.listPolicyRules({ policyId, limit: '200' })
				).each(() => undefined),
		},
	],
	'policy.get': [
		{
			name: 'reads a policy with its rules',
			items: ours('PASSWORD'),
			parameters: { type: 'PASSWORD', policyId, options: { includeRules: true } },
			puts: ({ policyId: id, name }) => [
				like({ id, name, _embedded: { rules: [like({ name: 'Outside the office' })] } }),
			],
			sdk: async ({ policyApi }, { policyId: id = '' }) =>
				await policyApi.getPolicy({ policyId: id, expand: 'rules' }),
		},
	],
	'policy.create': [
		{
			name: 'adds policies for apps',
			items: () => [{ name: 'Payroll' }, { name: 'Wiki' }],
			parameters: {
				type: 'ACCESS_POLICY',
				name: '={{ $json.name }}',
				options: { description: 'For everybody' },
			},
			puts: ({ name }) => [
				like({ id: aText, name, type: 'ACCESS_POLICY', status: 'ACTIVE', outcome: 'created' }),
			],
			leaves: (_, org) =>
				expect(
					policies(org, 'ACCESS_POLICY')
						.map(({ name }) => name)
						.toSorted(),
				).toEqual(['Any two factors', 'Payroll', 'Wiki']),
			sdk: async ({ policyApi }, { name = '' }) =>
				await policyApi.createPolicy({
					policy: { type: 'ACCESS_POLICY', name, description: 'For everybody' },
				}),
		},
		{
			name: 'adds password policies for groups',
			items: (org) => ['Contractors', 'Visitors'].map((name) => ({ name, ...people(org) })),
			parameters: {
				type: 'PASSWORD',
				name: '={{ $json.name }}',
				groupIds: '={{ $json.group }}, {{ $json.other }}',
				options: {
					authProvider: 'OKTA',
					excludeCommon: true,
					excludeUsername: false,
					maxAgeDays: 90,
					historyCount: 5,
					maxAttempts: 8,
					minLength: 14,
					minLowerCase: true,
					minUpperCase: true,
					minNumber: true,
					minSymbol: false,
					autoUnlockMinutes: 30,
					priority: 1,
					status: 'INACTIVE',
					more: '{ "settings": { "recovery": { "factors": { "okta_sms": { "status": "ACTIVE" } } } } }',
				},
			},
			puts: ({ name }) => [like({ name, status: 'INACTIVE', priority: 1, type: 'PASSWORD' })],
			leaves: (_, org) =>
				expect(
					policies(org, 'PASSWORD')
						.toSorted((a, b) => a.priority - b.priority)
						.map(({ name }) => name),
				).toEqual(['Visitors', 'Contractors', 'Contractor Passwords', 'Default Policy']),
		},
		{
			name: 'adds enrollment policies with authenticators',
			items: (org) => ['Contractors', 'Visitors'].map((name) => ({ name, ...people(org) })),
			parameters: {
				type: 'MFA_ENROLL',
				name: '={{ $json.name }}',
				groupIds: '={{ $json.group }}',
				options: {
					authenticators: {
						authenticator: [
							{ key: 'okta_verify', id: '', self: 'REQUIRED' },
							{ key: 'custom_otp', id: 'aut1nbsPHh7jNjjyP0g4', self: 'OPTIONAL' },
						],
					},
				},
			},
			puts: ({ name }) => [
				like({
					name,
					settings: {
						type: 'AUTHENTICATORS',
						authenticators: [
							{ key: 'okta_verify', enroll: { self: 'REQUIRED' } },
							{ key: 'custom_otp', id: 'aut1nbsPHh7jNjjyP0g4', enroll: { self: 'OPTIONAL' } },
						],
					},
				}),
			],
		},
	],
	'policy.update': [
		{
			name: 'changes all there is about passwords',
			items: ours('PASSWORD'),
			parameters: {
				type: 'PASSWORD',
				policyId,
				name: '',
				groupIds: '={{ $json.group }}',
				options: {
					authProvider: 'LDAP',
					description: 'Longer',
					excludeCommon: true,
					excludeUsername: true,
					maxAgeDays: 0,
					historyCount: 9,
					maxAttempts: 5,
					minLength: 16,
					minLowerCase: false,
					minUpperCase: false,
					minNumber: false,
					minSymbol: true,
					autoUnlockMinutes: 0,
					priority: '={{ $json.place }}',
					more: '{ "settings": { "password": { "age": { "minAgeMinutes": 5 } } } }',
				},
			},
			puts: ({ policyId: id, name, group, place }) => [
				like({
					id,
					name,
					description: 'Longer',
					priority: Number(place),
					outcome: 'updated',
					conditions: {
						people: { groups: { include: [group] } },
						authProvider: { provider: 'LDAP' },
					},
				}),
			],
		},
		{
			name: 'changes what is filled in and keeps the rest',
			items: ours('MFA_ENROLL'),
			parameters: {
				type: 'MFA_ENROLL',
				policyId,
				name: '=New: {{ $json.name }}',
				options: {
					authenticators: {
						authenticator: [
							{ key: 'webauthn', id: '', self: 'OPTIONAL' },
							{ key: 'okta_verify', id: '', self: 'REQUIRED' },
						],
					},
				},
			},
			puts: ({ policyId: id, name }) => [
				like({
					id,
					name: `New: ${name}`,
					outcome: 'updated',
					conditions: { people: { groups: { include: ['00g1'] } } },
					settings: {
						type: 'AUTHENTICATORS',
						authenticators: [
							{ key: 'okta_password', enroll: { self: 'REQUIRED' } },
							{ key: 'okta_verify', enroll: { self: 'REQUIRED' } },
							{ key: 'webauthn', enroll: { self: 'OPTIONAL' } },
						],
					},
				}),
			],
		},
		{
			name: 'writes nothing when nothing would change',
			items: ours('ACCESS_POLICY'),
			parameters: { type: 'ACCESS_POLICY', policyId, name: '={{ $json.name }}', options: {} },
			puts: ({ policyId: id }) => [like({ id, outcome: 'unchanged' })],
			sdk: async ({ policyApi }, { policyId: id = '' }) =>
				await policyApi.getPolicy({ policyId: id }),
		},
	],
	'policy.activate': [
		{
			name: 'puts policies in force',
			items: ours('OKTA_SIGN_ON', 'INACTIVE'),
			parameters: { type: 'OKTA_SIGN_ON', policyId },
			puts: ({ policyId: id }) => [{ success: true, outcome: 'activated', policyId: id }],
			leaves: (items, org) => expect(statusesOf(org, items)).toEqual(['ACTIVE', 'ACTIVE']),
			sdk: async ({ policyApi }, { policyId: id = '' }) => {
				await policyApi.getPolicy({ policyId: id });
				await policyApi.activatePolicy({ policyId: id });
			},
		},
	],
	'policy.deactivate': [
		{
			name: 'takes policies out of force',
			items: ours('OKTA_SIGN_ON'),
			parameters: { type: 'OKTA_SIGN_ON', policyId },
			puts: ({ policyId: id }) => [{ success: true, outcome: 'deactivated', policyId: id }],
			leaves: (items, org) => expect(statusesOf(org, items)).toEqual(['INACTIVE', 'INACTIVE']),
			sdk: async ({ policyApi }, { policyId: id = '' }) => {
				await policyApi.getPolicy({ policyId: id });
				await policyApi.deactivatePolicy({ policyId: id });
			},
		},
	],
	'policy.delete': [
		{
			name: 'deletes policies',
			items: ours('PASSWORD'),
			parameters: { type: 'PASSWORD', policyId },
			puts: ({ policyId: id }) => [{ deleted: true, outcome: 'deleted', policyId: id }],
			leaves: (items, org) => expect(statusesOf(org, items)).toEqual([undefined, undefined]),
			sdk: async ({ policyApi }, { policyId: id = '' }) =>
				await policyApi.deletePolicy({ policyId: id }),
		},
	],
	'policy.getRule': [
		{
			name: 'reads a rule',
			items: ours('OKTA_SIGN_ON'),
			parameters: { type: 'OKTA_SIGN_ON', policyId, ruleId },
			puts: ({ ruleId: id }) => [like({ id, name: 'Outside the office', type: 'SIGN_ON' })],
			sdk: async ({ policyApi }, { policyId: id = '', ruleId: rule = '' }) =>
				await policyApi.getPolicyRule({ policyId: id, ruleId: rule }),
		},
	],
	'policy.createRule': [
		{
			name: 'adds rules for sessions',
			items: ours('OKTA_SIGN_ON'),
			parameters: {
				type: 'OKTA_SIGN_ON',
				policyId,
				name: 'Abroad',
				access: 'ALLOW',
				requireFactor: true,
				options: {
					zoneIds: 'nzouagptWUz5DlLfM0g3',
					factorPromptMode: 'SESSION',
					factorLifetime: 15,
					maxSessionIdleMinutes: 60,
					maxSessionLifetimeMinutes: 480,
					usePersistentCookie: false,
					priority: 1,
					activate: false,
				},
			},
			puts: () => [
				like({ id: aText, name: 'Abroad', status: 'INACTIVE', priority: 1, outcome: 'created' }),
			],
			leaves: (items, org) =>
				expect(rulesOf(org, items).map(({ name, priority }) => `${name} ${priority}`)).toEqual([
					'Outside the office 2',
					'Abroad 1',
					'Outside the office 2',
					'Abroad 1',
				]),
			sdk: createRule(
				{
					type: 'SIGN_ON',
					name: 'Abroad',
					priority: 1,
					conditions: {
						network: { connection: 'ZONE', include: ['nzouagptWUz5DlLfM0g3'] },
					},
					actions: {
						signon: {
							access: 'ALLOW',
							requireFactor: true,
							factorPromptMode: 'SESSION',
							factorLifetime: 15,
							session: {
								maxSessionIdleMinutes: 60,
								maxSessionLifetimeMinutes: 480,
								usePersistentCookie: false,
							},
						},
					},
				},
				false,
			),
		},
		{
			name: 'adds rules for apps',
			items: ours('ACCESS_POLICY'),
			parameters: {
				type: 'ACCESS_POLICY',
				policyId,
				name: 'Finance',
				access: 'ALLOW',
				factorMode: '2FA',
				options: {
					device: 'managed',
					deviceAssuranceIds: 'dae1, dae2',
					groupIds: '={{ $json.group }}',
					excludedGroupIds: '={{ $json.other }}',
					userIds: '={{ $json.user }}',
					excludedUserIds: '={{ $json.exception }}',
					excludedZoneIds: 'nzouagptWUz5DlLfM0g3',
					expression: 'user.profile.department == "Finance"',
					riskScore: 'LOW',
					possession: ['phishingResistant', 'deviceBound'],
					reauthenticateIn: 'PT2H',
					more: '{ "conditions": { "userType": { "include": [], "exclude": [] } } }',
				},
			},
			puts: ({ group, other, user, exception }) => [
				like({
					name: 'Finance',
					type: 'ACCESS_POLICY',
					conditions: {
						device: { registered: true, managed: true, assurance: { include: ['dae1', 'dae2'] } },
						people: {
							groups: { include: [group], exclude: [other] },
							users: { include: [user], exclude: [exception] },
						},
						network: { connection: 'ZONE', exclude: ['nzouagptWUz5DlLfM0g3'] },
						elCondition: { condition: 'user.profile.department == "Finance"' },
						riskScore: { level: 'LOW' },
						userType: { include: [], exclude: [] },
					},
					actions: {
						appSignOn: {
							access: 'ALLOW',
							verificationMethod: {
								type: 'ASSURANCE',
								factorMode: '2FA',
								reauthenticateIn: 'PT2H',
								constraints: [
									{
										possession: {
											required: true,
											phishingResistant: 'REQUIRED',
											deviceBound: 'REQUIRED',
										},
									},
								],
							},
						},
					},
				}),
			],
		},
		{
			name: 'turns people away',
			items: ours('ACCESS_POLICY'),
			parameters: {
				type: 'ACCESS_POLICY',
				policyId,
				name: 'Nobody',
				access: 'DENY',
				factorMode: '2FA',
			},
			puts: () => [like({ name: 'Nobody', actions: { appSignOn: { access: 'DENY' } } })],
			sdk: createRule({
				type: 'ACCESS_POLICY',
				name: 'Nobody',
				actions: { appSignOn: { access: 'DENY' } },
			}),
		},
		{
			name: 'adds rules for passwords',
			items: ours('PASSWORD'),
			parameters: {
				type: 'PASSWORD',
				policyId,
				name: 'By themselves',
				passwordChange: true,
				selfServicePasswordReset: true,
				selfServiceUnlock: false,
			},
			puts: () => [
				like({
					name: 'By themselves',
					actions: {
						passwordChange: { access: 'ALLOW' },
						selfServicePasswordReset: { access: 'ALLOW' },
						selfServiceUnlock: { access: 'DENY' },
					},
				}),
			],
			sdk: createRule({
				type: 'PASSWORD',
				name: 'By themselves',
				actions: {
					passwordChange: { access: 'ALLOW' },
					selfServicePasswordReset: { access: 'ALLOW' },
					selfServiceUnlock: { access: 'DENY' },
				},
			}),
		},
		{
			name: 'adds rules for enrolling',
			items: ours('MFA_ENROLL'),
			parameters: { type: 'MFA_ENROLL', policyId, name: 'At once', enroll: 'LOGIN' },
			puts: () => [like({ name: 'At once', actions: { enroll: { self: 'LOGIN' } } })],
			sdk: createRule({
				type: 'MFA_ENROLL',
				name: 'At once',
				actions: { enroll: { self: 'LOGIN' } },
			}),
		},
		{
			name: 'adds rules for risk',
			items: (org) =>
				policies(org, 'ENTITY_RISK').flatMap(({ id }) =>
					['Taken over', 'Maybe taken over'].map((name) => ({ policyId: id, name })),
				),
			parameters: {
				type: 'ENTITY_RISK',
				policyId,
				name: '={{ $json.name }}',
				entityRisk: 'HIGH',
				response: 'TERMINATE_ALL_SESSIONS',
				options: { detections: ['BRUTE_FORCE_ATTACK', 'SUSPICIOUS_APP_ACCESS'] },
			},
			puts: ({ name }) => [
				like({
					name,
					conditions: {
						entityRisk: { level: 'HIGH' },
						riskDetectionTypes: { include: ['BRUTE_FORCE_ATTACK', 'SUSPICIOUS_APP_ACCESS'] },
					},
					actions: { entityRisk: { actions: [{ action: 'TERMINATE_ALL_SESSIONS' }] } },
				}),
			],
		},
	],
	'policy.updateRule': [
		{
			name: 'changes all there is about sessions',
			items: ours('OKTA_SIGN_ON'),
			parameters: {
				type: 'OKTA_SIGN_ON',
				policyId,
				ruleId,
				name: 'Anywhere',
				options: {
					requireFactor: true,
					factorPromptMode: 'SESSION',
					factorLifetime: 15,
					maxSessionIdleMinutes: 60,
					maxSessionLifetimeMinutes: 480,
					usePersistentCookie: true,
					zoneIds: 'nzouagptWUz5DlLfM0g3',
					priority: 1,
					more: '{ "conditions": { "network": { "connection": "ZONE" } } }',
				},
			},
			puts: ({ ruleId: id }) => [
				like({
					id,
					name: 'Anywhere',
					conditions: { network: { connection: 'ZONE', include: ['nzouagptWUz5DlLfM0g3'] } },
					actions: {
						signon: {
							access: 'ALLOW',
							requireFactor: true,
							factorPromptMode: 'SESSION',
							factorLifetime: 15,
							session: {
								maxSessionIdleMinutes: 60,
								maxSessionLifetimeMinutes: 480,
								usePersistentCookie: true,
							},
						},
					},
				}),
			],
		},
		{
			name: 'changes all there is about apps',
			items: ours('ACCESS_POLICY'),
			parameters: {
				type: 'ACCESS_POLICY',
				policyId,
				ruleId,
				name: '',
				options: {
					access: 'ALLOW',
					factorMode: '1FA',
					device: 'registered',
					deviceAssuranceIds: 'dae1',
					groupIds: '={{ $json.group }}',
					excludedGroupIds: '={{ $json.other }}',
					userIds: '={{ $json.user }}',
					excludedUserIds: '={{ $json.exception }}',
					excludedZoneIds: 'nzouagptWUz5DlLfM0g3',
					expression: 'user.profile.department == "Finance"',
					riskScore: 'ANY',
					possession: ['userVerification'],
					reauthenticateIn: 'PT0S',
				},
			},
			puts: ({ ruleId: id }) => [
				like({
					id,
					actions: {
						appSignOn: {
							access: 'ALLOW',
							verificationMethod: {
								type: 'ASSURANCE',
								factorMode: '1FA',
								reauthenticateIn: 'PT0S',
								constraints: [{ possession: { required: true, userVerification: 'REQUIRED' } }],
							},
						},
					},
				}),
			],
		},
		{
			name: 'changes what people may do about their passwords',
			items: ours('PASSWORD'),
			parameters: {
				type: 'PASSWORD',
				policyId,
				ruleId,
				name: '',
				options: {
					passwordChange: true,
					selfServicePasswordReset: false,
					selfServiceUnlock: true,
				},
			},
			puts: ({ ruleId: id }) => [
				like({
					id,
					actions: {
						passwordChange: { access: 'ALLOW' },
						selfServicePasswordReset: { access: 'DENY' },
						selfServiceUnlock: { access: 'ALLOW' },
					},
				}),
			],
		},
		{
			name: 'changes when people enroll',
			items: ours('MFA_ENROLL'),
			parameters: {
				type: 'MFA_ENROLL',
				policyId,
				ruleId,
				name: '',
				options: { enroll: 'NEVER' },
			},
			puts: ({ ruleId: id }) => [like({ id, actions: { enroll: { self: 'NEVER' } } })],
		},
		{
			name: 'changes the response to risk',
			items: ours('ENTITY_RISK'),
			parameters: {
				type: 'ENTITY_RISK',
				policyId,
				ruleId,
				name: '',
				options: { entityRisk: 'MEDIUM', response: 'none', detections: ['BRUTE_FORCE_ATTACK'] },
			},
			puts: ({ ruleId: id }) => [
				like({
					id,
					conditions: {
						network: { connection: 'ANYWHERE' },
						entityRisk: { level: 'MEDIUM' },
						riskDetectionTypes: { include: ['BRUTE_FORCE_ATTACK'] },
					},
					actions: { entityRisk: { actions: [] } },
				}),
			],
		},
		{
			name: 'changes what is filled in and keeps the rest',
			items: ours('OKTA_SIGN_ON'),
			parameters: {
				type: 'OKTA_SIGN_ON',
				policyId,
				ruleId,
				name: '',
				options: { access: 'DENY', excludedUserIds: '={{ $json.exception }}' },
			},
			puts: ({ ruleId: id, exception }) => [
				like({
					id,
					name: 'Outside the office',
					outcome: 'updated',
					conditions: {
						network: { connection: 'ANYWHERE' },
						people: { users: { exclude: [exception] } },
					},
					actions: { signon: { access: 'DENY' } },
				}),
			],
		},
		{
			name: 'lets people sign up',
			items: (org) =>
				policies(org, 'PROFILE_ENROLLMENT').flatMap(({ id, rules: [rule] }) =>
					[people(org).group, people(org).other].map((group) => ({
						policyId: id,
						ruleId: rule?.id ?? '',
						group,
					})),
				),
			parameters: {
				type: 'PROFILE_ENROLLMENT',
				policyId,
				ruleId,
				name: '',
				options: {
					unknownUserAction: 'REGISTER',
					emailVerification: false,
					progressiveProfiling: true,
					targetGroupId: '={{ $json.group }}',
				},
			},
			puts: ({ group }) => [
				like({
					actions: {
						profileEnrollment: {
							access: 'ALLOW',
							unknownUserAction: 'REGISTER',
							activationRequirements: { emailVerification: false },
							progressiveProfilingAction: 'ENABLED',
							targetGroupIds: [group],
							uiSchemaId: 'uis44fio9ifOCwJAO1d7',
						},
					},
				}),
			],
		},
		{
			name: 'writes nothing when nothing would change',
			items: ours('OKTA_SIGN_ON'),
			parameters: {
				type: 'OKTA_SIGN_ON',
				policyId,
				ruleId,
				name: 'Outside the office',
				options: { access: 'ALLOW' },
			},
			puts: ({ ruleId: id }) => [like({ id, outcome: 'unchanged' })],
			sdk: async ({ policyApi }, { policyId: id = '', ruleId: rule = '' }) =>
				await policyApi.getPolicyRule({ policyId: id, ruleId: rule }),
		},
	],
	'policy.activateRule': [
		{
			name: 'puts rules in force',
			items: ours('OKTA_SIGN_ON', 'INACTIVE'),
			parameters: { type: 'OKTA_SIGN_ON', policyId, ruleId },
			puts: ({ policyId: id, ruleId: rule }) => [
				{ success: true, outcome: 'activated', policyId: id, ruleId: rule },
			],
			leaves: (items, org) =>
				expect(rulesOf(org, items).map(({ status }) => status)).toEqual(['ACTIVE', 'ACTIVE']),
			sdk: async ({ policyApi }, { policyId: id = '', ruleId: rule = '' }) => {
				await policyApi.getPolicyRule({ policyId: id, ruleId: rule });
				await policyApi.activatePolicyRule({ policyId: id, ruleId: rule });
			},
		},
	],
	'policy.deactivateRule': [
		{
			name: 'takes rules out of force',
			items: ours('OKTA_SIGN_ON'),
			parameters: { type: 'OKTA_SIGN_ON', policyId, ruleId },
			puts: ({ policyId: id, ruleId: rule }) => [
				{ success: true, outcome: 'deactivated', policyId: id, ruleId: rule },
			],
			leaves: (items, org) =>
				expect(rulesOf(org, items).map(({ status }) => status)).toEqual(['INACTIVE', 'INACTIVE']),
			sdk: async ({ policyApi }, { policyId: id = '', ruleId: rule = '' }) => {
				await policyApi.getPolicyRule({ policyId: id, ruleId: rule });
				await policyApi.deactivatePolicyRule({ policyId: id, ruleId: rule });
			},
		},
	],
	'policy.deleteRule': [
		{
			name: 'deletes rules',
			items: ours('OKTA_SIGN_ON'),
			parameters: { type: 'OKTA_SIGN_ON', policyId, ruleId },
			puts: ({ policyId: id, ruleId: rule }) => [
				{ deleted: true, outcome: 'deleted', policyId: id, ruleId: rule },
			],
			leaves: (items, org) => expect(rulesOf(org, items)).toEqual([]),
			sdk: async ({ policyApi }, { policyId: id = '', ruleId: rule = '' }) =>
				await policyApi.deletePolicyRule({ policyId: id, ruleId: rule }),
		},
	],
};
