import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { commaSeparated } from '../objects/convert';
import { ruleTypeOf } from '../objects/policies';
import { type Placed, type Placement, toPlacement } from '../table/operation';
import type { Values } from '../table/values';
import { isObject, merge, nest } from '../transport/json';
import { more, priority, settingsOf } from './policySettings';

export const ruleId: INodeProperties = {
	displayName: 'Rule',
	name: 'ruleId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The rule, chosen from those of the policy or given by ID or exact name',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a rule...',
			typeOptions: { searchListMethod: 'searchPolicyRules', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 0pr3f7zMZZHPgUoWO0g4' },
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Catch-all Rule',
			hint: 'The exact name of the rule',
		},
	],
};

export const ruleName: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Outside the office',
	description: 'Name of the rule, which no other of the policy has',
};

const SIGN_ON = 'OKTA_SIGN_ON';
const APPS = 'ACCESS_POLICY';
/** A policy of this type has the one rule that Okta made. */
const ONE_RULE = 'PROFILE_ENROLLMENT';

/** A setting of rules of some types. */
type Setting = Placement & { types: readonly string[]; shownIf?: Record<string, string[]> };

const allowed = { access: ['ALLOW'] };
const signOn = 'actions.signon';
const appSignOn = 'actions.appSignOn';
const verification = `${appSignOn}.verificationMethod`;
const enrollment = 'actions.profileEnrollment';

const allowOrDeny = (value: unknown): unknown => (value === true ? 'ALLOW' : 'DENY');

/** What a rule is mostly about: on the form of a new one, and under Options of one to be changed. */
const main: readonly Setting[] = [
	{
		types: [APPS, SIGN_ON],
		field: {
			displayName: 'Access',
			name: 'access',
			type: 'options',
			default: 'ALLOW',
			description: 'Whether those whom the rule is for may sign in',
			options: [
				{ name: 'Allow', value: 'ALLOW' },
				{ name: 'Deny', value: 'DENY' },
			],
		},
	},
	{
		types: [APPS],
		shownIf: allowed,
		field: {
			displayName: 'Factors',
			name: 'factorMode',
			type: 'options',
			default: '2FA',
			description: 'With how many kinds of factors people have to prove who they are',
			options: [
				{ name: 'One', value: '1FA' },
				{ name: 'Two', value: '2FA' },
			],
		},
		as: `${verification}.factorMode`,
	},
	{
		types: [SIGN_ON],
		shownIf: allowed,
		field: {
			displayName: 'Require MFA',
			name: 'requireFactor',
			type: 'boolean',
			default: false,
			description: 'Whether people need a second factor to get a session',
		},
		as: `${signOn}.requireFactor`,
	},
	{
		types: ['PASSWORD'],
		field: {
			displayName: 'Change Password',
			name: 'passwordChange',
			type: 'boolean',
			default: true,
			description: 'Whether people may change their password',
		},
		as: 'actions.passwordChange.access',
		convert: allowOrDeny,
	},
	{
		types: ['PASSWORD'],
		field: {
			displayName: 'Reset Password',
			name: 'selfServicePasswordReset',
			type: 'boolean',
			default: true,
			description: 'Whether people who forgot their password may set a new one',
		},
		as: 'actions.selfServicePasswordReset.access',
		convert: allowOrDeny,
	},
	{
		types: ['PASSWORD'],
		field: {
			displayName: 'Unlock Account',
			name: 'selfServiceUnlock',
			type: 'boolean',
			default: false,
			description: 'Whether people who are locked out may unlock their account',
		},
		as: 'actions.selfServiceUnlock.access',
		convert: allowOrDeny,
	},
	{
		types: ['MFA_ENROLL'],
		field: {
			displayName: 'Enroll',
			name: 'enroll',
			type: 'options',
			default: 'CHALLENGE',
			description: 'When people are asked to set up authenticators',
			options: [
				{ name: 'First Time They Are Challenged for MFA', value: 'CHALLENGE' },
				{ name: 'First Time They Sign In', value: 'LOGIN' },
				{ name: 'Never', value: 'NEVER' },
				{ name: 'Never, Nor When Recovering', value: 'NEVER_INCLUDING_RECOVERY' },
			],
		},
		as: 'actions.enroll.self',
	},
	{
		types: ['ENTITY_RISK'],
		field: {
			displayName: 'Risk',
			name: 'entityRisk',
			type: 'options',
			default: 'HIGH',
			description: "Level to which a user's risk has to change",
			options: [
				{ name: 'Any', value: 'ANY' },
				{ name: 'High', value: 'HIGH' },
				{ name: 'Low', value: 'LOW' },
				{ name: 'Medium', value: 'MEDIUM' },
			],
		},
		as: 'conditions.entityRisk.level',
	},
	{
		types: ['ENTITY_RISK'],
		field: {
			displayName: 'Response',
			name: 'response',
			type: 'options',
			default: 'none',
			description: 'What Okta does then; it is in the System Log in any case',
			options: [
				{ name: 'Nothing', value: 'none' },
				{ name: 'Universal Logout', value: 'TERMINATE_ALL_SESSIONS' },
			],
		},
		as: 'actions.entityRisk.actions',
		convert: (value) => (value === 'none' ? [] : [{ action: value }]),
	},
];

/** Whom a rule is for, when, and what it says beside its main point. */
const rare: readonly Setting[] = [
	{
		types: [APPS],
		field: {
			displayName: 'Device',
			name: 'device',
			type: 'options',
			default: 'registered',
			description: 'What has to be true of the device',
			options: [
				{ name: 'Managed', value: 'managed', description: 'Registered, and managed' },
				{ name: 'Registered', value: 'registered', description: 'Enrolled in Okta Verify' },
			],
		},
		as: 'conditions.device',
		convert: (value) => ({ registered: true, ...(value === 'managed' && { managed: true }) }),
	},
	{
		types: [APPS],
		field: {
			displayName: 'Device Assurance IDs',
			name: 'deviceAssuranceIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. daeabcd1234',
			description:
				'Comma-separated list of device assurance policies of which the device has to meet one; it has to be registered then, too',
		},
		accepts: 'list',
		as: 'conditions.device.assurance.include',
		convert: commaSeparated,
	},
	{
		types: [ONE_RULE],
		field: {
			displayName: 'Email Verification',
			name: 'emailVerification',
			type: 'boolean',
			default: true,
			description: 'Whether people have to prove that an address is theirs before they get in',
		},
		as: `${enrollment}.activationRequirements.emailVerification`,
	},
	{
		types: ['ENTITY_RISK'],
		field: {
			displayName: 'Detections',
			name: 'detections',
			type: 'multiOptions',
			default: [],
			description: 'What made the risk change, any of these; whatever it was if this is not added',
			options: [
				{ name: 'Admin Reported User Risk', value: 'ADMIN_REPORTED_USER_RISK' },
				{ name: 'Brute Force Attack', value: 'BRUTE_FORCE_ATTACK' },
				{
					name: 'Critical Action From High Threat IP',
					value: 'ENTITY_CRITICAL_ACTION_FROM_HIGH_THREAT_IP',
				},
				{ name: 'Okta Threat Intelligence', value: 'OKTA_THREAT_INTELLIGENCE' },
				{
					name: 'Security Events Provider Reported Risk',
					value: 'SECURITY_EVENTS_PROVIDER_REPORTED_RISK',
				},
				{ name: 'Session Influenced User Risk', value: 'SESSION_INFLUENCED_USER_RISK' },
				{ name: 'Suspicious App Access', value: 'SUSPICIOUS_APP_ACCESS' },
				{
					name: 'User Reported Suspicious Activity',
					value: 'USER_REPORTED_SUSPICIOUS_ACTIVITY',
				},
			],
		},
		as: 'conditions.riskDetectionTypes.include',
	},
	{
		types: [APPS, 'ENTITY_RISK'],
		field: {
			displayName: 'Excluded Groups',
			name: 'excludedGroupIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. Engineering, 00g1emaKYZTWRYYRRTSK',
			description: 'Comma-separated names or IDs of groups whose members the rule is not for',
		},
		accepts: 'list',
		as: 'conditions.people.groups.exclude',
		convert: commaSeparated,
	},
	{
		types: [APPS, SIGN_ON, 'PASSWORD', 'MFA_ENROLL', 'ENTITY_RISK'],
		field: {
			displayName: 'Excluded Users',
			name: 'excludedUserIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. ada@acme.com, 00ub0oNGTSWTBKOLGLNR',
			description:
				'Comma-separated logins or IDs of users the rule is not for, break-glass accounts say',
		},
		accepts: 'list',
		as: 'conditions.people.users.exclude',
		convert: commaSeparated,
	},
	{
		types: [APPS, SIGN_ON, 'PASSWORD', 'MFA_ENROLL'],
		field: {
			displayName: 'Excluded Zone IDs',
			name: 'excludedZoneIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. nzouagptWUz5DlLfM0g3',
			description: 'Comma-separated list of network zones people have to be outside of',
		},
		accepts: 'list',
		as: 'conditions.network.exclude',
		convert: commaSeparated,
	},
	{
		types: [APPS],
		field: {
			displayName: 'Expression',
			name: 'expression',
			type: 'string',
			default: '',
			placeholder: 'e.g. user.profile.department == "Finance"',
			description: 'Condition in Okta Expression Language for Identity Engine',
		},
		as: 'conditions.elCondition.condition',
	},
	{
		types: [APPS, 'ENTITY_RISK'],
		field: {
			displayName: 'Groups',
			name: 'groupIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. Engineering, 00g1emaKYZTWRYYRRTSK',
			description: 'Comma-separated names or IDs of groups whose members the rule is for',
		},
		accepts: 'list',
		as: 'conditions.people.groups.include',
		convert: commaSeparated,
	},
	{
		types: [SIGN_ON],
		field: {
			displayName: 'MFA Again After (Minutes)',
			name: 'factorLifetime',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 15,
			description: 'For how long a second factor counts, where MFA is required for each session',
		},
		as: `${signOn}.factorLifetime`,
	},
	{
		types: [SIGN_ON],
		field: {
			displayName: 'MFA Prompt',
			name: 'factorPromptMode',
			type: 'options',
			default: 'SESSION',
			description: 'How often people are asked for a second factor, where MFA is required',
			options: [
				{ name: 'At Every Sign-In', value: 'ALWAYS' },
				{ name: 'For a New Device', value: 'DEVICE' },
				{ name: 'For a New Session', value: 'SESSION' },
			],
		},
		as: `${signOn}.factorPromptMode`,
	},
	{
		types: [ONE_RULE],
		field: {
			displayName: 'New Users',
			name: 'unknownUserAction',
			type: 'options',
			default: 'DENY',
			description: 'What happens to somebody whom the org does not know',
			options: [
				{ name: 'May Sign Up', value: 'REGISTER' },
				{ name: 'Turned Away', value: 'DENY' },
			],
		},
		as: `${enrollment}.unknownUserAction`,
	},
	{
		types: [APPS],
		field: {
			displayName: 'Possession Factor',
			name: 'possession',
			type: 'multiOptions',
			default: ['phishingResistant'],
			description: 'What has to be true of the factor that people have with them',
			options: [
				{ name: 'Device-Bound', value: 'deviceBound' },
				{ name: 'Hardware-Protected', value: 'hardwareProtection' },
				{ name: 'Phishing-Resistant', value: 'phishingResistant' },
				{ name: 'User Presence', value: 'userPresence' },
				{ name: 'User Verification', value: 'userVerification' },
			],
		},
		as: `${verification}.constraints`,
		convert: toConstraints,
	},
	{
		types: [ONE_RULE],
		field: {
			displayName: 'Progressive Profiling',
			name: 'progressiveProfiling',
			type: 'boolean',
			default: true,
			description: 'Whether people who lack a required attribute are asked for it as they sign in',
		},
		as: `${enrollment}.progressiveProfilingAction`,
		convert: (value) => (value === true ? 'ENABLED' : 'DISABLED'),
	},
	{
		types: [APPS],
		field: {
			displayName: 'Risk',
			name: 'riskScore',
			type: 'options',
			default: 'HIGH',
			description: 'Level of risk that Okta has to see in the sign-in',
			options: [
				{ name: 'Any', value: 'ANY' },
				{ name: 'High', value: 'HIGH' },
				{ name: 'Low', value: 'LOW' },
				{ name: 'Medium', value: 'MEDIUM' },
			],
		},
		as: 'conditions.riskScore.level',
	},
	{
		types: [SIGN_ON],
		field: {
			displayName: 'Session Ends After (Minutes)',
			name: 'maxSessionLifetimeMinutes',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 720,
			description: 'How long a session lasts, whatever is done in it; 0 means without limit',
		},
		as: `${signOn}.session.maxSessionLifetimeMinutes`,
	},
	{
		types: [SIGN_ON],
		field: {
			displayName: 'Session Idle (Minutes)',
			name: 'maxSessionIdleMinutes',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 120,
			description: 'How long a session lasts in which nothing is done',
		},
		as: `${signOn}.session.maxSessionIdleMinutes`,
	},
	{
		types: [APPS],
		field: {
			displayName: 'Sign In Again After',
			name: 'reauthenticateIn',
			type: 'string',
			default: '',
			placeholder: 'e.g. PT2H',
			description: 'How long a sign-in counts, as an ISO 8601 duration; PT0S means for one time',
		},
		as: `${verification}.reauthenticateIn`,
	},
	{
		types: [ONE_RULE],
		field: {
			displayName: 'Sign-Up Group ID',
			name: 'targetGroupId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 00g1emaKYZTWRYYRRTSK',
			description: 'Group that people who sign up are put into',
		},
		as: `${enrollment}.targetGroupIds`,
		convert: (value) => [value],
	},
	{
		types: [SIGN_ON],
		field: {
			displayName: 'Stay Signed In',
			name: 'usePersistentCookie',
			type: 'boolean',
			default: false,
			description: 'Whether a session outlasts the browser that is closed',
		},
		as: `${signOn}.session.usePersistentCookie`,
	},
	{
		types: [APPS],
		field: {
			displayName: 'Users',
			name: 'userIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. ada@acme.com, 00ub0oNGTSWTBKOLGLNR',
			description: 'Comma-separated logins or IDs of users the rule is for',
		},
		accepts: 'list',
		as: 'conditions.people.users.include',
		convert: commaSeparated,
	},
	{
		types: [APPS, SIGN_ON, 'PASSWORD', 'MFA_ENROLL'],
		field: {
			displayName: 'Zone IDs',
			name: 'zoneIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. nzouagptWUz5DlLfM0g3',
			description: 'Comma-separated list of network zones of which people have to be in one',
		},
		accepts: 'list',
		as: 'conditions.network.include',
		convert: commaSeparated,
	},
];

const onForm = (setting: Setting): Placement => ({
	...setting,
	field: {
		...setting.field,
		displayOptions: { show: { type: [...setting.types], ...setting.shownIf } },
	},
});

/** Who changes one thing of a rule need not repeat what else it says. */
const underOptions = (setting: Setting): Placement => ({
	...setting,
	field: { ...setting.field, displayOptions: { show: { '/type': [...setting.types] } } },
});

const common: readonly Placed[] = [more, priority];

/** For a new rule. */
export const mainSettings: readonly Placed[] = main.map(onForm);
export const rareSettings: readonly Placed[] = [
	...rare.filter(({ types }) => !types.includes(ONE_RULE)).map(underOptions),
	...common,
];

/** For one that is there. */
export const allSettings: readonly Placed[] = [...main, ...rare]
	.map(underOptions)
	.concat(common.map(toPlacement));

/** What the fields of a rule come to; of the type of the policy they are for. */
export function ruleOf(fields: readonly Placed[], values: Values): IDataObject {
	const type = values.text('type');
	const { access, ...settings } = settingsOf(fields, values);
	const actions = isObject(settings['actions']) ? settings['actions'] : {};
	const conditions = isObject(settings['conditions']) ? settings['conditions'] : {};
	const { network, device } = conditions;
	const added: Array<[string, unknown]> = [
		...(access ? [at(type === APPS ? appSignOn : signOn, 'access', access)] : []),
		// Okta tells by it which kind of proof the rest is about.
		...(isObject(actions['appSignOn']) && 'verificationMethod' in actions['appSignOn']
			? [at(verification, 'type', 'ASSURANCE')]
			: []),
		...(isObject(network) ? [at('conditions.network', 'connection', 'ZONE')] : []),
		...(isObject(device) ? [at('conditions.device', 'registered', true)] : []),
	];
	return merge(nest({}, added), settings);
}

const at = (path: string, name: string, value: unknown): [string, unknown] => [
	`${path}.${name}`,
	value,
];

/** The type of a rule that a policy of the chosen type has. */
export const ruleType = (values: Values): string => ruleTypeOf(values.text('type'));

function toConstraints(value: unknown): unknown {
	const required = commaSeparated(value).map((name): [string, string] => [name, 'REQUIRED']);
	return [{ possession: { required: true, ...Object.fromEntries(required) } }];
}
