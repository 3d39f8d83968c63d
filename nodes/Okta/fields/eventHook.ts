import type { INodeProperties } from 'n8n-workflow';

export const eventHookId: INodeProperties = {
	displayName: 'Event Hook',
	name: 'eventHookId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The event hook, chosen from a list or given by ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose an event hook...',
			typeOptions: { searchListMethod: 'searchEventHooks', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. who8vt36qfNpCGz9H1e6' },
	],
};
