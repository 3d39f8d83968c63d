import type { INodeProperties } from 'n8n-workflow';

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
	displayName: 'Fields',
	name: 'outputFields',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. status, email, department',
	description: 'Comma-separated list of the fields to return, by their simplified name',
	displayOptions: { show: { output: ['selected'] } },
};
