import type { INodeProperties } from 'n8n-workflow';

export const ifExists: INodeProperties = {
	displayName: 'If It Exists',
	name: 'ifExists',
	type: 'options',
	default: 'fail',
	description: 'What to do if it is in Okta already',
	options: [
		{ name: 'Fail', value: 'fail', description: 'The item ends in an error' },
		{ name: 'Return It', value: 'return', description: 'It is put out and stays as it is' },
		{
			name: 'Update It',
			value: 'update',
			description: 'What is filled in above is changed where it differs, all else stays',
		},
	],
};
