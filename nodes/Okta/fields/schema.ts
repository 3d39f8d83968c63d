import type { INodeProperties } from 'n8n-workflow';

/** A user type has one schema; the locator holds the ID of the schema and not of the type. */
export const schemaId: INodeProperties = {
	displayName: 'User Type',
	name: 'schemaId',
	type: 'resourceLocator',
	default: { mode: 'id', value: 'default' },
	required: true,
	description: 'The user type, chosen from a list or given by the ID of its schema',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a user type...',
			typeOptions: { searchListMethod: 'searchUserTypes', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. osc15omeo45C2Ilb80g4',
			hint: 'ID of the schema, or "default" for the user type every org has',
		},
	],
};

export const schemaOutput: INodeProperties = {
	displayName: 'Output',
	name: 'schemaOutput',
	type: 'options',
	default: 'attributes',
	description: 'What to return',
	options: [
		{
			name: 'Attributes',
			value: 'attributes',
			description: 'An item for each attribute, with name, title, type and whether it is required',
		},
		{ name: 'Schema', value: 'schema', description: "Okta's schema as it is, as one item" },
	],
};
