import { quote } from '../../objects/expression';
import { governanceList } from '../../objects/governance';
import type { Operation } from '../../table/operation';
import { text } from '../../transport/json';

export const operation: Operation = {
	name: 'List Catalog Entries',
	value: 'getEntries',
	action: 'List entries of access request catalog',
	description:
		'List what can be asked for: apps and collections, or what there is within one of them, such as its groups',
	route: 'GET /governance/api/v2/catalogs/default/entries',
	scopes: ['okta.accessRequests.catalog.read'],
	shaped: true,
	fixed: { query: { filter: 'not(parent pr)' } },
	list: governanceList,
	options: {
		query: [
			{
				displayName: 'Contains',
				name: 'match',
				type: 'string',
				default: '',
				placeholder: 'e.g. figma',
				description: 'Text to look for in names and descriptions, of 3 to 50 characters',
			},
			{
				field: {
					displayName: 'Within Entry ID',
					name: 'parentEntryId',
					type: 'string',
					default: '',
					placeholder: 'e.g. cen385AlcdqGaY8HE0g2',
					description: 'Lists what there is within this entry, and not the outermost entries',
				},
				as: 'filter',
				convert: (id) => `parent eq ${quote(text(id))}`,
			},
		],
	},
};
