import type { INodeProperties } from 'n8n-workflow';

import { commaSeparated, whenOn } from '../objects/convert';
import { withoutNulls } from '../objects/profiles';
import type { Placement } from '../table/operation';
import type { Values } from '../table/values';
import { isObject } from '../transport/json';
import type { OktaRequest } from '../transport/types';
import { emptyValues } from './emptyValues';
import { realmId } from './userProfile';
import { userTypeId } from './userType';

const password: Placement = {
	field: {
		displayName: 'Password',
		name: 'password',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description: 'Password the user signs in with',
	},
	as: 'credentials.password.value',
};

const passwordHash: Placement = {
	field: {
		displayName: 'Password Hash (JSON)',
		name: 'passwordHash',
		type: 'json',
		default: '',
		placeholder: '{ "algorithm": "BCRYPT", "workFactor": 10, "salt": "…", "value": "…" }',
		description: 'Hash of a password that comes from another directory, instead of Password',
	},
	as: 'credentials.password.hash',
};

const passwordHook: Placement = {
	field: {
		displayName: 'Password Import Hook',
		name: 'passwordHook',
		type: 'boolean',
		default: true,
		description:
			"Whether the org's password import inline hook checks the password at the first sign-in, instead of Password",
	},
	as: 'credentials.password.hook.type',
	convert: whenOn('default'),
};

const providerType: Placement = {
	field: {
		displayName: 'Provider Type',
		name: 'providerType',
		type: 'options',
		default: 'OKTA',
		description: 'Where the user signs in if not at Okta',
		options: [
			{ name: 'Active Directory', value: 'ACTIVE_DIRECTORY' },
			{ name: 'Federation', value: 'FEDERATION' },
			{ name: 'Import', value: 'IMPORT' },
			{ name: 'LDAP', value: 'LDAP' },
			{ name: 'Okta', value: 'OKTA' },
			{ name: 'Social', value: 'SOCIAL' },
		],
	},
	as: 'credentials.provider.type',
};

const providerName: Placement = {
	field: {
		displayName: 'Provider Name',
		name: 'providerName',
		type: 'string',
		default: '',
		placeholder: 'e.g. corp.example.com',
		description: 'Name of the directory or identity provider; goes with Provider Type',
	},
	as: 'credentials.provider.name',
};

/** What a user answers to recover the account. */
export const recoveryQuestion: readonly Placement[] = [
	{
		field: {
			displayName: 'Recovery Question',
			name: 'recoveryQuestion',
			type: 'string',
			default: '',
			description: 'Question the user is asked to recover the account',
		},
		as: 'credentials.recovery_question.question',
	},
	{
		field: {
			displayName: 'Recovery Answer',
			name: 'recoveryAnswer',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Answer to Recovery Question',
		},
		as: 'credentials.recovery_question.answer',
	},
];

const groupIds: Placement = {
	field: {
		displayName: 'Groups',
		name: 'groupIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. Engineering, 00g1emaKYZTWRYYRRTSK',
		description: 'Comma-separated names or IDs of up to 20 groups to put the new user into',
	},
	accepts: 'list',
	convert: commaSeparated,
};

export const activate: INodeProperties = {
	displayName: 'Activate',
	name: 'activate',
	type: 'boolean',
	default: false,
	hint: 'While it is off, the new user is staged: nobody is told, and nobody can sign in.',
	description:
		'Whether to activate the new user at once. Unless a password or a provider is given, Okta then emails the user an activation link. Otherwise the user is staged.',
};

/** Rarely needed for a new user. */
export const newUserOptions = {
	query: [
		{
			field: {
				displayName: 'Change Password at Next Sign-In',
				name: 'changePassword',
				type: 'boolean',
				default: true,
				description: 'Whether the given password only serves once. Needs Activate and Password.',
			},
			as: 'nextLogin',
			convert: whenOn('changePassword'),
		} satisfies Placement,
	],
	body: [
		password,
		passwordHash,
		passwordHook,
		providerType,
		providerName,
		...recoveryQuestion,
		groupIds,
		realmId,
		{ field: userTypeId, as: 'type.id' } satisfies Placement,
	],
	controls: [emptyValues],
};

/**
 * For `prepare`: the request for a user who isn't there yet. Okta ignores the provider in the body
 * unless the query announces it.
 */
export function asNewUser(request: OktaRequest, values: Values): OktaRequest {
	const body = isObject(request.body) ? request.body : {};
	const { profile } = body;
	return {
		...request,
		...(values.text('providerType') !== '' && { query: { ...request.query, provider: true } }),
		body: { ...body, ...(isObject(profile) && { profile: withoutNulls(profile) }) },
	};
}
