import { type SearchAttribute, conditions, withConditions } from '../../fields/conditions';
import { commaSeparated } from '../../objects/convert';
import { filter, search, sortBy, sortOrder } from '../../fields/search';
import type { Operation } from '../../table/operation';

const date = { kind: 'date', operators: ['gt', 'ge', 'lt', 'le', 'eq', 'pr'] } as const;

/** What Okta's `search` on groups knows by name; custom attributes come beside them. */
const attributes: readonly SearchAttribute[] = [
	{ name: 'Created', value: 'created', ...date },
	{ name: 'Description', value: 'profile.description', operators: ['eq', 'sw', 'co', 'pr'] },
	{ name: 'ID', value: 'id', operators: ['eq'] },
	{ name: 'Last Membership Change', value: 'lastMembershipUpdated', ...date },
	{ name: 'Last Updated', value: 'lastUpdated', ...date },
	{ name: 'Name', value: 'profile.name', operators: ['eq', 'sw', 'co'] },
	{ name: 'Source App ID', value: 'source.id', operators: ['eq'] },
	{
		name: 'Type',
		value: 'type',
		operators: ['eq'],
		choices: ['OKTA_GROUP', 'APP_GROUP', 'BUILT_IN'],
	},
];

export const operation: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many groups',
	description:
		'List groups, or only those that meet conditions. What changed seconds ago may not count yet.',
	route: 'GET /api/v1/groups',
	scopes: ['okta.groups.read'],
	shaped: true,
	list: { pageSize: 200 },
	controls: [conditions(attributes, ['eq', 'sw', 'pr'])],
	options: {
		query: [
			{ ...search, placeholder: 'e.g. profile.name sw "Eng" and type eq "OKTA_GROUP"' },
			{ ...filter, placeholder: 'e.g. lastMembershipUpdated gt "2026-01-01T00:00:00.000Z"' },
			{
				displayName: 'Name Starts With',
				name: 'q',
				type: 'string',
				default: '',
				placeholder: 'e.g. Eng',
				description:
					'Returns groups whose name starts with this text, at most 300. Not to be combined with conditions.',
			},
			{
				field: {
					displayName: 'Expand',
					name: 'expand',
					type: 'multiOptions',
					default: [],
					description: 'Further facts to embed in each group; each makes the list slower',
					options: [
						{ name: 'App', value: 'app', description: 'The app an imported group comes from' },
						{ name: 'Statistics', value: 'stats', description: 'The number of members and apps' },
					],
				},
				convert: (value) => commaSeparated(value).join(','),
			},
			sortBy,
			sortOrder,
		],
	},

	prepare: (request, values) => withConditions(request, values, 'search', attributes),
};
