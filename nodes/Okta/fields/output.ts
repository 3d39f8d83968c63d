import type { INodeProperties } from 'n8n-workflow';

import { userTypeFields } from './userType';

export const output: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	default: 'simplified',
	description: "How much of Okta's answer to return",
	options: [
		{
			name: 'Everything',
			value: 'everything',
			description: "Okta's object as it is, with its links",
		},
		{
			name: 'Selected Fields',
			value: 'selected',
			description: 'Only the fields you name',
		},
		{
			name: 'Simplified',
			value: 'simplified',
			description:
				'One flat row: profile attributes beside the rest, without links and empty fields',
		},
	],
};

export const outputFields: INodeProperties = {
	displayName: 'Field Names or IDs',
	name: 'outputFields',
	type: 'multiOptions',
	typeOptions: {
		loadOptionsMethod: 'getOutputFields',
		loadOptionsDependsOn: ['operation', 'appId.value', ...userTypeFields],
	},
	default: [],
	required: true,
	description:
		'What to return. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	displayOptions: { show: { output: ['selected'] } },
};
