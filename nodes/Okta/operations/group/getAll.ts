import { UserError } from 'n8n-workflow';

import { type SearchAttribute, conditions, withConditions } from '../../fields/conditions';
import { commaSeparated } from '../../objects/convert';
import { anyOf, asTerm, quote } from '../../objects/expression';
import { filter, search, sortByAttribute, sorting, withSorting } from '../../fields/search';
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
			...sorting(attributes),
		],
		controls: [
			sortByAttribute,
			{
				displayName: 'Group Types',
				name: 'types',
				type: 'multiOptions',
				default: ['OKTA_GROUP'],
				description: 'Which types to list; all of them unless this is added',
				options: [
					{
						name: 'App Group',
						value: 'APP_GROUP',
						description: 'Imported from an app or a directory, which keeps its members',
					},
					{
						name: 'Built-In',
						value: 'BUILT_IN',
						description: 'Such as Everyone, whose members Okta keeps',
					},
					{
						name: 'Okta Group',
						value: 'OKTA_GROUP',
						description: 'Kept in Okta, where its members can be changed',
					},
				],
			},
		],
	},

	prepare(request, values) {
		const narrowed = withConditions(request, values, 'search', attributes);
		const types = commaSeparated(values.get('types') ?? '');
		if (types.length === 0) return withSorting(narrowed, values);
		if (values.text('q') !== '') {
			throw new UserError('Okta takes no types of group beside Name Starts With', {
				description:
					'Nothing was sent to Okta. Put a condition on Name in place of Name Starts With.',
			});
		}
		const parameter = values.text('filter') === '' ? 'search' : 'filter';
		const own = anyOf(types.map((type) => `type eq ${quote(type)}`));
		const other = narrowed.query?.[parameter];
		const expression = other === undefined ? own : `${asTerm(String(other))} and ${own}`;
		const query = { ...narrowed.query, [parameter]: expression };
		return withSorting({ ...narrowed, query }, values);
	},
};
