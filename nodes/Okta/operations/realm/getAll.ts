import { type SearchAttribute, conditions, withConditions } from '../../fields/conditions';
import type { Operation } from '../../table/operation';

const attributes: readonly SearchAttribute[] = [
	{ name: 'Name', value: 'profile.name', operators: ['co', 'eq'] },
];

export const operation: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many realms',
	description:
		'List the realms. Who is in one is found by User: Get Many with a search for realmId.',
	route: 'GET /api/v1/realms',
	scopes: ['okta.realms.read'],
	shaped: true,
	controls: [conditions(attributes)],
	list: { pageSize: 200 },
	options: {
		query: [
			{
				displayName: 'Search',
				name: 'search',
				type: 'string',
				default: '',
				placeholder: 'e.g. profile.name co "Car"',
				description: 'Expression over properties of realms',
			},
			{
				displayName: 'Sort By',
				name: 'sortBy',
				type: 'string',
				default: '',
				placeholder: 'e.g. profile.name',
				description: 'Property to sort what a search finds by',
			},
			{
				displayName: 'Sort Order',
				name: 'sortOrder',
				type: 'options',
				default: 'asc',
				description: 'Which way to sort',
				options: [
					{ name: 'Ascending', value: 'asc' },
					{ name: 'Descending', value: 'desc' },
				],
			},
		],
	},

	prepare: (request, values) => withConditions(request, values, 'search', attributes),
};
