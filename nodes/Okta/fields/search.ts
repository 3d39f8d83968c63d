import type { INodeProperties } from 'n8n-workflow';

export const search: INodeProperties = {
	displayName: 'Search',
	name: 'search',
	type: 'string',
	default: '',
	description:
		'Expression over almost any attribute. Operators are eq, sw, co, gt, ge, lt, le and pr, joined by and/or. What changed seconds ago may be missing. Cannot be combined with Filter.',
};

export const filter: INodeProperties = {
	displayName: 'Filter',
	name: 'filter',
	type: 'string',
	default: '',
	description: 'Expression over a few attributes, for which recent changes count at once',
};

export const sortBy: INodeProperties = {
	displayName: 'Sort By',
	name: 'sortBy',
	type: 'string',
	default: '',
	placeholder: 'e.g. lastUpdated',
	description: 'Attribute to sort by; works together with Search only',
};

export const sortOrder: INodeProperties = {
	displayName: 'Sort Order',
	name: 'sortOrder',
	type: 'options',
	default: 'asc',
	description: 'Direction of Sort By',
	options: [
		{ name: 'Ascending', value: 'asc' },
		{ name: 'Descending', value: 'desc' },
	],
};
