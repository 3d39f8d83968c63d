import { type SearchAttribute, conditions, withConditions } from '../../fields/conditions';
import type { Operation } from '../../table/operation';

const attributes: readonly SearchAttribute[] = [
	{ name: 'ID', value: 'id', operators: ['eq'] },
	{ name: 'System', value: 'system', operators: ['eq'], kind: 'boolean' },
	{ name: 'Usage', value: 'usage', operators: ['eq'], choices: ['BLOCKLIST', 'POLICY'] },
];

export const operation: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many network zones',
	description: 'List network zones with their IP addresses or places',
	route: 'GET /api/v1/zones',
	scopes: ['okta.networkZones.read'],
	shaped: true,
	controls: [conditions(attributes)],
	list: { pageSize: 200 },
	options: {
		query: [
			{
				displayName: 'Filter',
				name: 'filter',
				type: 'string',
				default: '',
				placeholder: 'e.g. usage eq "BLOCKLIST"',
				description: 'Expression over usage, system and ID; equality is the only comparison',
			},
		],
	},

	prepare: (request, values) => withConditions(request, values, 'filter', attributes),
};
