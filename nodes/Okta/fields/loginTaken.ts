import type { INodeProperties } from 'n8n-workflow';

export const ifLoginTaken: INodeProperties = {
	displayName: 'If Login Is Taken',
	name: 'ifLoginTaken',
	type: 'options',
	default: 'number',
	description:
		'What to do if somebody else has the login. Whoever has it is looked at first: the very person is treated as If It Exists says.',
	options: [
		{
			name: 'Add a Number',
			value: 'number',
			description:
				'The new user becomes jane.doe2@example.com, or the next who is free; an email that is the same as the login gets the number, too',
		},
		{ name: 'Fail', value: 'fail', description: 'The item ends in an error' },
	],
};

export const toldApartBy: INodeProperties = {
	displayName: 'Told Apart By',
	name: 'toldApartBy',
	type: 'string',
	default: 'employeeNumber',
	placeholder: 'e.g. employeeNumber',
	description:
		'Variable name of an attribute that is different for everybody, for If Login Is Taken: who has the same value is the same person. It is employeeNumber unless set.',
};
