import { conditions, withConditions } from '../../fields/conditions';
import { whenOn } from '../../objects/convert';
import { filter, search, sortBy, sortOrder } from '../../fields/search';
import {
	omitCredentials,
	onlyWhatIsChosen,
	profileOperators,
	userSearchAttributes,
} from '../../fields/userSearch';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many users',
	description:
		'List users, or only those that match conditions. Deactivated users are in the list if conditions, a search or a filter match them, or if they are included by option.',
	route: 'GET /api/v1/users',
	scopes: ['okta.users.read'],
	shaped: true,
	list: { pageSize: 200 },
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
			sortBy,
			sortOrder,
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

	prepare(request, values) {
		const narrowed = withConditions(request, values, 'search', userSearchAttributes);
		const chosen = values.flag('includeClassification') ? undefined : onlyWhatIsChosen(values);
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

const everyone = 'lastUpdated gt "1970-01-01T00:00:00.000Z"';
