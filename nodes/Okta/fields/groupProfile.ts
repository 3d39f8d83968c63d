import type { INodeProperties } from 'n8n-workflow';

const mapper: INodeProperties = {
	displayName: 'Profile',
	name: 'profile',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	required: true,
};

const columns = {
	mode: 'add',
	fieldWords: { singular: 'attribute', plural: 'attributes' },
	valuesLabel: 'Attributes',
	addAllFields: false,
	supportAutoMap: true,
} as const;

export const newGroupProfile: INodeProperties = {
	...mapper,
	description: "Name, description and whatever else the org's group schema has",
	typeOptions: {
		resourceMapper: { resourceMapperMethod: 'getNewGroupAttributes', ...columns },
	},
};

export const groupProfile: INodeProperties = {
	...mapper,
	description: 'Attributes to change. Those left empty keep their value.',
	typeOptions: {
		resourceMapper: { resourceMapperMethod: 'getGroupAttributesToUpdate', ...columns },
	},
};
