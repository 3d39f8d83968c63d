import type { INodeProperties } from 'n8n-workflow';

export const outcomes: INodeProperties = {
	displayName: 'Outcomes',
	name: 'outcomes',
	type: 'multiOptions',
	default: [],
	description: 'How it ended; however it ended if none is chosen',
	options: [
		{ name: 'Allow', value: 'ALLOW' },
		{ name: 'Challenge', value: 'CHALLENGE' },
		{ name: 'Deny', value: 'DENY' },
		{ name: 'Failure', value: 'FAILURE' },
		{ name: 'Skipped', value: 'SKIPPED' },
		{ name: 'Success', value: 'SUCCESS' },
		{ name: 'Unknown', value: 'UNKNOWN' },
	],
};
