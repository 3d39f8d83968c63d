import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { commaSeparated } from '../objects/convert';
import { type Placement, toPlacement, type Placed } from '../table/operation';
import { shownValues } from '../table/shownValues';
import type { Values } from '../table/values';
import { isObject, isObjectList, merge, nest } from '../transport/json';
import { policyType } from './policy';

/** Types an org can have more than one of. */
const CREATED = [
	'ACCESS_POLICY',
	'DEVICE_SIGNAL_COLLECTION',
	'MFA_ENROLL',
	'OKTA_SIGN_ON',
	'PASSWORD',
	'PROFILE_ENROLLMENT',
];

export const newPolicyType: INodeProperties = {
	...policyType,
	default: 'ACCESS_POLICY',
	description: 'What the policy is to decide. Of all other types an org has one, made by Okta.',
	options: (policyType.options ?? []).filter(
		(option) => 'value' in option && CREATED.includes(String(option.value)),
	),
};

export const policyName: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Contractors',
	description: 'Name of the policy, which no other of its type has',
};

/** Whom a policy is for; policies for apps leave that to their rules. */
export const policyGroupIds: Placement = {
	field: {
		displayName: 'Groups',
		name: 'groupIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. Engineering, 00g1emaKYZTWRYYRRTSK',
		description: 'Comma-separated names or IDs of the groups whose members the policy is for',
		displayOptions: { show: { type: ['MFA_ENROLL', 'OKTA_SIGN_ON', 'PASSWORD'] } },
	},
	accepts: 'list',
	as: 'conditions.people.groups.include',
	convert: commaSeparated,
};

const description: INodeProperties = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	description: 'What the policy is for',
};

export const priority: INodeProperties = {
	displayName: 'Priority',
	name: 'priority',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1,
	description: 'Place in the order in which Okta looks at them; the first that fits decides',
};

/** Of a new policy. */
export const policyStatus: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	default: 'INACTIVE',
	description: 'Whether it is in force; active unless said otherwise',
	options: [
		{ name: 'Active', value: 'ACTIVE' },
		{ name: 'Inactive', value: 'INACTIVE' },
	],
};

export const more: INodeProperties = {
	displayName: 'More (JSON)',
	name: 'more',
	type: 'json',
	default: '',
	placeholder:
		'{ "settings": { "recovery": { "factors": { "okta_sms": { "status": "ACTIVE" } } } } }',
	description:
		"Further members of Okta's object, as its API reference has them. The fields of this form go before them.",
};

const ofPasswords = { show: { '/type': ['PASSWORD'] } };
const complexity = 'settings.password.complexity';
const age = 'settings.password.age';
const lockout = 'settings.password.lockout';

const oneOrNone = (value: unknown): unknown => (value === true ? 1 : 0);

/** What a policy says by itself, beside its rules. */
export const policyOptions: readonly Placed[] = [
	{
		field: {
			displayName: 'Authentication Provider',
			name: 'authProvider',
			type: 'options',
			default: 'OKTA',
			displayOptions: ofPasswords,
			description: 'Whose passwords the policy is about',
			options: [
				{ name: 'Active Directory', value: 'ACTIVE_DIRECTORY' },
				{ name: 'Any', value: 'ANY' },
				{ name: 'LDAP', value: 'LDAP' },
				{ name: 'Okta', value: 'OKTA' },
			],
		},
		as: 'conditions.authProvider.provider',
	},
	{
		field: {
			displayName: 'Authenticators',
			name: 'authenticators',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add authenticator',
			default: {},
			displayOptions: { show: { '/type': ['MFA_ENROLL'] } },
			description: 'What people may or must set up; those not named stay as they are',
			options: [
				{
					displayName: 'Authenticator',
					name: 'authenticator',
					values: [
						{
							displayName: 'Authenticator',
							name: 'key',
							type: 'options',
							default: 'okta_verify',
							options: [
								{ name: 'Custom App', value: 'custom_app' },
								{ name: 'Custom OTP', value: 'custom_otp' },
								{ name: 'Duo', value: 'duo' },
								{ name: 'Email', value: 'okta_email' },
								{ name: 'Google Authenticator', value: 'google_otp' },
								{ name: 'Identity Provider', value: 'external_idp' },
								{ name: 'Okta Verify', value: 'okta_verify' },
								{ name: 'On-Prem MFA', value: 'onprem_mfa' },
								{ name: 'Passkey or Security Key', value: 'webauthn' },
								{ name: 'Password', value: 'okta_password' },
								{ name: 'Phone', value: 'phone_number' },
								{ name: 'RSA Token', value: 'rsa_token' },
								{ name: 'Security Question', value: 'security_question' },
								{ name: 'Symantec VIP', value: 'symantec_vip' },
								{ name: 'YubiKey OTP', value: 'yubikey_token' },
							],
						},
						{
							displayName: 'Authenticator ID',
							name: 'id',
							type: 'string',
							default: '',
							placeholder: 'e.g. aut1nbsPHh7jNjjyP0g4',
							description: 'For a custom app, custom OTP or identity provider: which of them',
						},
						{
							displayName: 'Enrollment',
							name: 'self',
							type: 'options',
							default: 'OPTIONAL',
							options: [
								{ name: 'Not Allowed', value: 'NOT_ALLOWED' },
								{ name: 'Optional', value: 'OPTIONAL' },
								{ name: 'Required', value: 'REQUIRED' },
							],
						},
					],
				},
			],
		},
		as: 'settings',
		convert: toAuthenticators,
	},
	description,
	{
		field: {
			displayName: 'Exclude Common Passwords',
			name: 'excludeCommon',
			type: 'boolean',
			default: true,
			displayOptions: ofPasswords,
			description: 'Whether to refuse passwords that many people use',
		},
		as: `${complexity}.dictionary.common.exclude`,
	},
	{
		field: {
			displayName: 'Exclude Username',
			name: 'excludeUsername',
			type: 'boolean',
			default: true,
			displayOptions: ofPasswords,
			description: 'Whether to refuse passwords that contain the username',
		},
		as: `${complexity}.excludeUsername`,
	},
	{
		field: {
			displayName: 'Expires After (Days)',
			name: 'maxAgeDays',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 90,
			displayOptions: ofPasswords,
			description: 'For how long a password is good; 0 means forever',
		},
		as: `${age}.maxAgeDays`,
	},
	{
		field: {
			displayName: 'History',
			name: 'historyCount',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 4,
			displayOptions: ofPasswords,
			description: 'How many other passwords come before one can be used again',
		},
		as: `${age}.historyCount`,
	},
	{
		field: {
			displayName: 'Lock Out After (Attempts)',
			name: 'maxAttempts',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 10,
			displayOptions: ofPasswords,
			description: 'After how many wrong passwords an account is locked; 0 means never',
		},
		as: `${lockout}.maxAttempts`,
	},
	{
		field: {
			displayName: 'Lower-Case Letter',
			name: 'minLowerCase',
			type: 'boolean',
			default: true,
			displayOptions: ofPasswords,
			description: 'Whether a password needs a lower-case letter',
		},
		as: `${complexity}.minLowerCase`,
		convert: oneOrNone,
	},
	{
		field: {
			displayName: 'Minimum Length',
			name: 'minLength',
			type: 'number',
			typeOptions: { minValue: 4, maxValue: 72 },
			default: 12,
			displayOptions: ofPasswords,
			description: 'The fewest characters a password can have',
		},
		as: `${complexity}.minLength`,
	},
	more,
	{
		field: {
			displayName: 'Number',
			name: 'minNumber',
			type: 'boolean',
			default: true,
			displayOptions: ofPasswords,
			description: 'Whether a password needs a digit',
		},
		as: `${complexity}.minNumber`,
		convert: oneOrNone,
	},
	priority,
	{
		field: {
			displayName: 'Symbol',
			name: 'minSymbol',
			type: 'boolean',
			default: true,
			displayOptions: ofPasswords,
			description: 'Whether a password needs a character such as ! or #',
		},
		as: `${complexity}.minSymbol`,
		convert: oneOrNone,
	},
	{
		field: {
			displayName: 'Unlock After (Minutes)',
			name: 'autoUnlockMinutes',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 60,
			displayOptions: ofPasswords,
			description: 'When a locked account is unlocked by itself; 0 means never',
		},
		as: `${lockout}.autoUnlockMinutes`,
	},
	{
		field: {
			displayName: 'Upper-Case Letter',
			name: 'minUpperCase',
			type: 'boolean',
			default: true,
			displayOptions: ofPasswords,
			description: 'Whether a password needs an upper-case letter',
		},
		as: `${complexity}.minUpperCase`,
		convert: oneOrNone,
	},
];

function toAuthenticators(value: unknown): unknown {
	const { authenticator } = isObject(value) ? value : {};
	const rows = isObjectList(authenticator) ? authenticator : [];
	return {
		type: 'AUTHENTICATORS',
		authenticators: rows.map(({ key, id, self }) => ({
			key,
			...(id && { id }),
			enroll: { self },
		})),
	};
}

/** What fields of a policy or rule come to; what was typed as JSON gives way to them. */
export function settingsOf(fields: readonly Placed[], values: Values): IDataObject {
	const named = fields.filter((placed) => toPlacement(placed).field !== more);
	return merge(values.object(more.name), nest({}, shownValues(named, values)));
}
