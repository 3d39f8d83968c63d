import type { INodeProperties } from 'n8n-workflow';

/** The form's last field, for all operations that call Okta. */
export const requestOptions: INodeProperties = {
	displayName: 'Request Options',
	name: 'requestOptions',
	type: 'collection',
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
			description:
				'How long one request may be held up by rate limits before it fails. Okta counts anew every minute, so a run that is only slow never waits long; 0 fails instead of waiting.',
		},
		{
			displayName: 'Parallel Requests',
			name: 'parallel',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 75 },
			default: 10,
			description:
				'How many requests may run at a time. The node begins with fewer, and goes down by itself when the org has enough of it. Set 1 to treat items strictly one after another.',
		},
		{
			displayName: 'Share of Rate Limit (%)',
			name: 'share',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 100 },
			default: 100,
			description:
				'How much of each rate limit to use up, of what Okta gives this service app. Choose less if other workflows with the same app must not have to wait.',
		},
		{
			displayName: 'Timeout (Seconds)',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 300 },
			default: 60,
			description:
				'How long to wait for an answer before a request counts as failed. Where that does no harm it is then sent again.',
		},
	],
};
