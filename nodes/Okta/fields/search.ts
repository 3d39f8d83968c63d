import { type INodeProperties, UserError } from 'n8n-workflow';

import type { Placed } from '../table/operation';
import type { Values } from '../table/values';
import { emptyField } from '../transport/path';
import type { OktaRequest } from '../transport/types';
import { OTHER, type SearchAttribute } from './conditions';

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

const sortOrder: INodeProperties = {
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

/**
 * By what Okta sorts what it searches.
 *
 * @param attributes - to choose from; any other of the profile can be named by `sortByAttribute`
 */
export function sorting(attributes: readonly SearchAttribute[]): readonly Placed[] {
	const known = attributes.map(({ name, value }) => ({ name, value }));
	return [
		{
			displayName: 'Sort By',
			name: 'sortBy',
			type: 'options',
			default: 'created',
			description:
				'What to sort by. Okta sorts what a condition or Search finds, and no whole list.',
			options: [...known, { name: 'Other Attribute', value: OTHER }].toSorted((a, b) =>
				a.name.localeCompare(b.name),
			),
		},
		sortOrder,
	];
}

export const sortByAttribute: INodeProperties = {
	displayName: 'Sort By Attribute',
	name: 'sortByAttribute',
	type: 'string',
	default: '',
	displayOptions: { show: { sortBy: [OTHER] } },
	placeholder: 'e.g. badgeNumber',
	description: 'Variable name of the attribute, as the schema has it',
};

/**
 * The request with the attribute that is named to sort by.
 *
 * @throws UserError when none is, or for an order that Okta would leave aside without a word
 */
export function withSorting({ query = {}, ...request }: OktaRequest, values: Values): OktaRequest {
	if (query['sortBy'] === undefined) return { query, ...request };
	if (query['search'] === undefined) {
		throw new UserError('Okta sorts only what it searches', {
			description:
				'Nothing was sent to Okta. Put a condition on something that all of them have, such as Created or Last Updated, or take Sort By away.',
		});
	}
	if (query['sortBy'] !== OTHER) return { query, ...request };
	const name = values.text('sortByAttribute').trim();
	if (name === '') throw emptyField(sortByAttribute.displayName);
	const sortBy = name.includes('.') ? name : `profile.${name}`;
	return { ...request, query: { ...query, sortBy } };
}
