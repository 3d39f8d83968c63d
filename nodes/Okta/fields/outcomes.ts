import type { INodeProperties } from 'n8n-workflow';

export const outcomes: INodeProperties = {
	displayName: 'Outcomes',
	name: 'outcomes',
	type: 'multiOptions',
	default: [],
	description: 'How it ended; however it ended if none is chosen',
	options: [
		{ name: 'Abandoned', value: 'ABANDONED' },
		{ name: 'Allow', value: 'ALLOW' },
		{ name: 'Challenge', value: 'CHALLENGE' },
		{ name: 'Deferred', value: 'DEFERRED' },
		{ name: 'Deny', value: 'DENY' },
		{ name: 'Failure', value: 'FAILURE' },
		{ name: 'Rate Limited', value: 'RATE_LIMIT' },
		{ name: 'Scheduled', value: 'SCHEDULED' },
		{ name: 'Skipped', value: 'SKIPPED' },
		{ name: 'Success', value: 'SUCCESS' },
		{ name: 'Unanswered', value: 'UNANSWERED' },
		{ name: 'Unknown', value: 'UNKNOWN' },
	],
};
