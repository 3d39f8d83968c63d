import type { INodeProperties } from 'n8n-workflow';

/** What keeps an execution from changing more than was meant; on every operation that changes something. */
export const safeguards = {
	displayName: 'Safeguards',
	name: 'safeguards',
	type: 'collection',
	placeholder: 'Add safeguard',
	default: {},
	options: [
		{
			displayName: 'Allow Changes to Own Service App',
			name: 'changeOwnApp',
			type: 'boolean',
			default: true,
			description:
				'Whether the service app of the credential may be changed: its keys, scopes, roles and status. Unless this is on, that is refused, as a mistake would lock every workflow out.',
		},
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
			displayName: 'If Protected',
			name: 'ifProtected',
			type: 'options',
			default: 'skip',
			description: 'What becomes of an item that would change something protected',
			options: [
				{ name: 'Refuse', value: 'refuse', description: 'The item fails, and nothing is sent' },
				{
					name: 'Skip',
					value: 'skip',
					description: 'The item is left out, and the output says by which rule',
				},
			],
		},
		{
			displayName: 'Protect Administrators',
			name: 'protectAdministrators',
			type: 'boolean',
			default: true,
			description:
				'Whether nobody may be changed who has an admin role, be it by a group. Takes okta.roles.read: where roles cannot be read, no user is changed.',
		},
		{
			displayName: 'Protected Apps',
			name: 'protectedApps',
			type: 'string',
			default: '',
			placeholder: 'e.g. Payroll, 0oa1b2c3d4e5f6g7h8i9',
			description:
				'Labels or IDs of apps that may not be changed, nor given to anybody or taken away. Separated by commas; what has a comma in it, by ID.',
		},
		{
			displayName: 'Protected Group Members',
			name: 'protectedMembers',
			type: 'string',
			default: '',
			placeholder: 'e.g. Break Glass, Board',
			description:
				'Names or IDs of groups: neither their members may be changed nor the groups themselves. Separated by commas; what has a comma in it, by ID.',
		},
		{
			displayName: 'Protected Groups',
			name: 'protectedGroups',
			type: 'string',
			default: '',
			placeholder: 'e.g. Finance, 00g1b2c3d4e5f6g7h8i9',
			description:
				'Names or IDs of groups that may not be changed, nor who is in them. Separated by commas; what has a comma in it, by ID.',
		},
		{
			displayName: 'Protected Users',
			name: 'protectedUsers',
			type: 'string',
			default: '',
			placeholder: 'e.g. break.glass@acme.com, 00u1b2c3d4e5f6g7h8i9',
			description: 'Logins or IDs of users who may not be changed. Separated by commas.',
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
} satisfies INodeProperties;

/** The same where an operation changes a part of something whole. */
export const safeguardsOfWhole: INodeProperties = {
	...safeguards,
	options: [
		...safeguards.options,
		{
			displayName: 'Stop Before More Than Percent',
			name: 'stopBeforePercent',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 100 },
			default: 10,
			description:
				'The largest part of the whole, such as the members of a group, that one execution may change. All items are planned first; if it would be more, nothing is changed.',
		},
	],
};
