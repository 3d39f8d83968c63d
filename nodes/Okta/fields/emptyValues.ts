import type { INodeProperties } from 'n8n-workflow';

/** How a mapped profile of somebody who exists is changed by what has no value. */
export const emptyValues: INodeProperties = {
	displayName: 'Empty Values',
	name: 'emptyValues',
	type: 'options',
	default: 'clear',
	description:
		'What a mapped attribute without a value, such as an empty cell, does to what is there; unless said otherwise, nothing',
	options: [
		{
			name: 'Clear',
			value: 'clear',
			description:
				'The attribute loses its value. An attribute that is not mapped, or not in the item, keeps it.',
		},
		{ name: 'Leave Unchanged', value: 'leave', description: 'The attribute keeps its value' },
	],
};
