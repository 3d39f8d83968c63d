import { filter, search, sortBy, sortOrder } from '../../fields/search';
import type { Operation } from '../../operation';

export const operation: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many users',
	description:
		'List users, or only those that match a search. Deactivated users are left out unless they are searched for or included by option.',
	route: 'GET /api/v1/users',
	scopes: ['okta.users.read'],
	shaped: true,
	list: { pageSize: 200 },
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
				displayName: 'Fields',
				name: 'fields',
				type: 'string',
				default: '',
				placeholder: 'e.g. status,profile:(login,email)',
				description: 'Attributes to return beside the ID, to make the answer smaller',
			},
		],
		controls: [
			{
				displayName: 'Include Deactivated',
				name: 'includeDeactivated',
				type: 'boolean',
				default: true,
				description:
					'Whether to list users in status DEPROVISIONED, too. Search and Filter find them anyway.',
			},
		],
	},

	prepare(request, values) {
		const chosen = ['search', 'filter', 'q'].some((name) => values.text(name) !== '');
		if (!values.flag('includeDeactivated') || chosen) return request;
		// A plain list hides them and a filter doesn't. Every user was updated some time.
		return { ...request, query: { ...request.query, filter: everyone } };
	},
};

const everyone = 'lastUpdated gt "1970-01-01T00:00:00.000Z"';
