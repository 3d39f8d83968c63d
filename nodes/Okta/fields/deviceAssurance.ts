import type { INodeProperties } from 'n8n-workflow';

import { isObject, merge } from '../transport/json';
import type { Placed } from '../table/operation';
import type { OktaRequest } from '../transport/types';
import type { Values } from '../table/values';
import { locator } from './locator';
import { more } from './policySettings';

export const deviceAssuranceId = locator(
	'deviceAssuranceId',
	'Device Assurance Policy',
	'The device assurance policy, chosen from a list or given by ID',
	{
		method: 'searchDeviceAssurances',
		placeholder: 'Choose a device assurance policy...',
		id: 'e.g. dae3m8o4rWhwReDeM1c5',
	},
);

export const deviceAssuranceName: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Managed Macs',
	description: 'Name of the device assurance policy',
};

export const platform: INodeProperties = {
	displayName: 'Platform',
	name: 'platform',
	type: 'options',
	default: 'WINDOWS',
	description: 'For which devices it is, which never changes',
	options: [
		{ name: 'Android', value: 'ANDROID' },
		{ name: 'ChromeOS', value: 'CHROMEOS' },
		{ name: 'iOS', value: 'IOS' },
		{ name: 'macOS', value: 'MACOS' },
		{ name: 'Windows', value: 'WINDOWS' },
	],
};

const moreOfDevices: INodeProperties = {
	...more,
	placeholder: '{ "thirdPartySignalProviders": { "dtc": { "realtimeUrlCheckMode": true } } }',
};

/** What a device has to have. */
export const requirements: readonly Placed[] = [
	{
		field: {
			displayName: 'Disk Encryption',
			name: 'diskEncryption',
			type: 'multiOptions',
			default: [],
			description: 'How the disk has to be encrypted (Android, macOS, Windows)',
			options: [
				{
					name: 'All Internal Volumes',
					value: 'ALL_INTERNAL_VOLUMES',
					description: 'For macOS and Windows',
				},
				{ name: 'Full', value: 'FULL', description: 'For Android' },
				{ name: 'User', value: 'USER', description: 'For Android' },
			],
		},
		as: 'diskEncryptionType.include',
	},
	{
		field: {
			displayName: 'Jailbreak',
			name: 'jailbreak',
			type: 'boolean',
			default: false,
			description: 'Whether the device may be jailbroken or rooted (Android, iOS)',
		},
	},
	{
		field: {
			displayName: 'Minimum OS Version',
			name: 'minimumVersion',
			type: 'string',
			default: '',
			placeholder: 'e.g. 14.2.1',
			description: 'The oldest version that will do (all but ChromeOS)',
		},
		as: 'osVersion.minimum',
	},
	{
		field: {
			displayName: 'Remediation',
			name: 'remediation',
			type: 'options',
			default: 'SHOW',
			description: 'Whether people are told what their device lacks',
			options: [
				{ name: 'Hide', value: 'HIDE' },
				{ name: 'Show', value: 'SHOW' },
			],
		},
		as: 'displayRemediationMode',
	},
	{
		field: {
			displayName: 'Screen Lock',
			name: 'screenLock',
			type: 'multiOptions',
			default: [],
			description: 'How the screen has to be locked (all but ChromeOS)',
			options: [
				{ name: 'Biometric', value: 'BIOMETRIC' },
				{ name: 'None', value: 'NONE' },
				{ name: 'Passcode', value: 'PASSCODE' },
			],
		},
		as: 'screenLockType.include',
	},
	{
		field: {
			displayName: 'Secure Hardware',
			name: 'secureHardware',
			type: 'boolean',
			default: true,
			description:
				'Whether the device has to have a secure enclave or TPM (Android, macOS, Windows)',
		},
		as: 'secureHardwarePresent',
	},
];

export const furtherRequirements: readonly Placed[] = [moreOfDevices];

/** What of Okta's object the form takes as JSON only. */
export const asJson = Object.fromEntries(
	[
		'callerContext',
		'devicePostureChecks',
		'gracePeriod',
		'osVersion',
		'osVersionConstraints',
		'thirdPartySignalProviders',
	].map((name) => [name, 'More (JSON) takes what the form does not have']),
);

/** The request with what was written as JSON; the fields of the form go before it. */
export function withMore(request: OktaRequest, values: Values): OktaRequest {
	const body = isObject(request.body) ? request.body : {};
	return { ...request, body: merge(values.object(more.name), body) };
}
