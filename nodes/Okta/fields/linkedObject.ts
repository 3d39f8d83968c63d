import type { INodeProperties } from 'n8n-workflow';

function relationship(description: string, searchListMethod: string): INodeProperties {
	return {
		displayName: 'Relationship',
		name: 'relationshipName',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Choose a relationship...',
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By Name',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. manager',
				hint: 'The name of one side of the relationship, not its title',
			},
		],
	};
}

/** Either side of a relationship. */
export const relationshipName = relationship(
	'What the users looked for are to the user, such as manager or subordinate',
	'searchRelationships',
);

/** The side of which everybody has one at most. */
export const primaryRelationshipName: INodeProperties = {
	...relationship(
		'What the primary user is to the user, such as manager: the side of which there is only one',
		'searchPrimaryRelationships',
	),
	name: 'primaryRelationshipName',
};
