import type { INodeProperties } from 'n8n-workflow';

export const deviceId: INodeProperties = {
	displayName: 'Device',
	name: 'deviceId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The device, chosen from a list or given by ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a device...',
			typeOptions: { searchListMethod: 'searchDevices', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. guo8jx5vVoxfvJeLb0w4' },
	],
};
