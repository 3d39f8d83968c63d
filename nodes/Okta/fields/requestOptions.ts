import type { INodeProperties } from 'n8n-workflow';

/** For all operations that call Okta; in the tab Settings, as none of them needs it. */
export const requestOptions: INodeProperties = {
	displayName: 'Request Options',
	name: 'requestOptions',
	type: 'collection',
	isNodeSetting: true,
	placeholder: 'Add option',
	default: {},
	description: 'How hard the node may use the org. They hold for all items of an execution.',
	options: [
		{
			displayName: 'Longest Wait (Minutes)',
			name: 'longestWait',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 60,
			description: 'How long rate limits may hold a request up before it fails',
		},
		{
			displayName: 'Parallel Requests',
			name: 'parallel',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 75 },
			default: 10,
			description: 'How many requests may run at a time; 1 treats items strictly one after another',
		},
		{
			displayName: 'Share of Rate Limit (%)',
			name: 'share',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 100 },
			default: 100,
			description: 'How much of each rate limit of the service app to use up',
		},
		{
			displayName: 'Timeout (Seconds)',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 300 },
			default: 60,
			description: 'How long to wait for an answer before a request counts as failed',
		},
	],
};
