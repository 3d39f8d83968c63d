import { conditions, withConditions } from '../../fields/conditions';
import { includeManager, managerAttribute, managerAttributeOf } from '../../fields/manager';
import { whenOn } from '../../objects/convert';
import { filter, search, sortByAttribute, sorting, withSorting } from '../../fields/search';
import {
	omitCredentials,
	onlyWhatIsChosen,
	profileOperators,
	userSearchAttributes,
} from '../../fields/userSearch';
import { withManagers } from '../../objects/managers';
import type { Operation } from '../../table/operation';
import type { Values } from '../../table/values';
import { collect } from '../../transport/pages';

const LIST = { pageSize: 200 };

export const operation: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many users',
	description:
		'List users, or only those that match conditions. Deactivated users are in the list if conditions, a search or a filter match them, or if they are included by option.',
	route: 'GET /api/v1/users',
	scopes: ['okta.users.read'],
	shaped: true,
	list: LIST,
	controls: [conditions(userSearchAttributes, profileOperators)],
	options: {
		query: [
			{ ...search, placeholder: 'e.g. profile.department eq "Sales" and status eq "ACTIVE"' },
			{ ...filter, placeholder: 'e.g. status eq "SUSPENDED"' },
			{
				displayName: 'Name or Email Starts With',
				name: 'q',
				type: 'string',
				default: '',
				placeholder: 'e.g. jane',
				description:
					'Returns users whose first name, last name or email starts with this text, at most 200 and no deactivated ones',
			},
			...sorting(userSearchAttributes),
			{
				field: {
					displayName: 'Include Classification',
					name: 'includeClassification',
					type: 'boolean',
					default: true,
					description:
						'Whether to embed if a user counts as lite or standard, where the org has that',
				},
				as: 'expand',
				convert: whenOn('classification'),
			},
		],
		header: [omitCredentials],
		controls: [
			sortByAttribute,
			includeManager,
			managerAttribute,
			{
				displayName: 'Include Deactivated',
				name: 'includeDeactivated',
				type: 'boolean',
				default: true,
				description:
					'Whether to list users in status DEPROVISIONED, too. Conditions, Search and Filter find them anyway.',
			},
		],
	},

	leftOut: { fields: 'follows from the fields chosen for the output' },

	async run({ okta, request, values }) {
		const limit = values.number('limit');
		const users = await collect(okta.pages(request, { ...LIST, limit }));
		return await withManagers(okta, users, managerAttributeOf(values));
	},

	prepare(request, values) {
		const narrowed = withSorting(
			withConditions(request, values, 'search', userSearchAttributes),
			values,
		);
		const chosen = needsAll(values) ? undefined : onlyWhatIsChosen(values);
		const isPlain = ['search', 'filter', 'q'].every((name) => narrowed.query?.[name] === undefined);
		return {
			...narrowed,
			headers: { ...narrowed.headers, ...chosen?.headers },
			query: {
				...narrowed.query,
				// A plain list hides deactivated users and a filter doesn't. Everybody was updated once.
				...(isPlain && values.flag('includeDeactivated') && { filter: everyone }),
				...chosen?.query,
			},
		};
	},
};

/** What Okta leaves out when it is asked for some fields only. */
const needsAll = (values: Values) =>
	values.flag('includeClassification') || values.flag('includeManager');

const everyone = 'lastUpdated gt "1970-01-01T00:00:00.000Z"';
