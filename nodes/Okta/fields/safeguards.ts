import type { INodeProperties } from 'n8n-workflow';

/** What keeps an execution from changing more than was meant; on every operation that changes something. */
export const safeguards: INodeProperties = {
	displayName: 'Safeguards',
	name: 'safeguards',
	type: 'collection',
	placeholder: 'Add safeguard',
	default: {},
	options: [
		{
			displayName: 'Check All Items First',
			name: 'checkFirst',
			type: 'boolean',
			default: true,
			description:
				'Whether to find out first what Okta would say to each item, and to change nothing at all if it would refuse one',
		},
		{
			displayName: 'Dry Run',
			name: 'dryRun',
			type: 'boolean',
			default: true,
			description:
				'Whether to put out what would be changed, an item for each input item, and to change nothing',
		},
		{
			displayName: 'Stop Before More Than',
			name: 'stopBefore',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 50,
			description:
				'The most items that may change something in one execution. With Check All Items First the whole run is refused beforehand, otherwise it ends there.',
		},
	],
};
