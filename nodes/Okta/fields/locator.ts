import type { INodeProperties } from 'n8n-workflow';

/** A field in which something is chosen from a list or given by ID. */
export const locator = (
	name: string,
	displayName: string,
	description: string,
	list: { method: string; placeholder: string; id: string },
): INodeProperties => ({
	displayName,
	name,
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: list.placeholder,
			typeOptions: { searchListMethod: list.method, searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: list.id },
	],
});
