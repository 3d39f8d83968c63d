import type { INodeProperties } from 'n8n-workflow';

export const policyType: INodeProperties = {
	displayName: 'Policy Type',
	name: 'type',
	type: 'options',
	default: 'ACCESS_POLICY',
	required: true,
	description: 'Kind of policy; Okta lists one kind at a time',
	options: [
		{ name: 'App Sign-In', value: 'ACCESS_POLICY' },
		{ name: 'Authenticator Enrollment', value: 'MFA_ENROLL' },
		{ name: 'Client Update', value: 'CLIENT_UPDATE' },
		{ name: 'Device Signal Collection', value: 'DEVICE_SIGNAL_COLLECTION' },
		{ name: 'Entity Risk', value: 'ENTITY_RISK' },
		{ name: 'Global Session', value: 'OKTA_SIGN_ON' },
		{ name: 'Identity Claim Sourcing', value: 'IDENTITY_CLAIM_SOURCING' },
		{ name: 'Identity Provider Routing', value: 'IDP_DISCOVERY' },
		{ name: 'Password', value: 'PASSWORD' },
		{ name: 'Post-Auth Session', value: 'POST_AUTH_SESSION' },
		{ name: 'Session Violation Detection', value: 'SESSION_VIOLATION_DETECTION' },
		{ name: 'User Profile Enrollment', value: 'PROFILE_ENROLLMENT' },
	],
};

export const policyId: INodeProperties = {
	displayName: 'Policy',
	name: 'policyId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The policy, chosen from those of the type above or given by ID or exact name',
	typeOptions: { loadOptionsDependsOn: ['type'] },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a policy...',
			typeOptions: { searchListMethod: 'searchPolicies', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 00plrilJ7jZ66Gn0X0g3' },
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Contractors',
			hint: 'The exact name of the policy, among those of the type above',
		},
	],
};

/** The policy that says how people sign in to an app. */
export const accessPolicyId: INodeProperties = {
	displayName: 'Access Policy',
	name: 'accessPolicyId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The app sign-in policy, chosen from a list or given by ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a policy...',
			typeOptions: { searchListMethod: 'searchAccessPolicies', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. rst4zrh29rWBnVJGv0x7' },
	],
};
