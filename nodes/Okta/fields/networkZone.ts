import type { INodeProperties } from 'n8n-workflow';

export const zoneId: INodeProperties = {
	displayName: 'Network Zone',
	name: 'zoneId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The network zone, chosen from a list or given by ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a network zone...',
			typeOptions: { searchListMethod: 'searchZones', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. nzouagptWUz5DlLfM0g3' },
	],
};
