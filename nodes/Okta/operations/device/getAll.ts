import { type SearchAttribute, conditions, withConditions } from '../../fields/conditions';
import type { Operation } from '../../table/operation';

const attributes: readonly SearchAttribute[] = [
	{ name: 'Display Name', value: 'profile.displayName', operators: ['eq', 'sw', 'co', 'pr'] },
	{ name: 'ID', value: 'id', operators: ['eq'] },
	{
		name: 'Last Updated',
		value: 'lastUpdated',
		operators: ['gt', 'ge', 'lt', 'le'],
		kind: 'date',
	},
	{ name: 'Managed', value: 'profile.managed', operators: ['eq'], kind: 'boolean' },
	{
		name: 'Platform',
		value: 'profile.platform',
		operators: ['eq'],
		choices: ['ANDROID', 'CHROMEOS', 'IOS', 'MACOS', 'WINDOWS'],
	},
	{ name: 'Registered', value: 'profile.registered', operators: ['eq'], kind: 'boolean' },
	{ name: 'Serial Number', value: 'profile.serialNumber', operators: ['eq', 'sw', 'co', 'pr'] },
	{
		name: 'Status',
		value: 'status',
		operators: ['eq'],
		choices: ['ACTIVE', 'CREATED', 'DEACTIVATED', 'SUSPENDED', 'UNSUSPENDED'],
	},
];

export const operation: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many devices',
	description: 'List devices, or only those that match conditions, with their users on request',
	route: 'GET /api/v1/devices',
	scopes: ['okta.devices.read'],
	shaped: true,
	controls: [conditions(attributes, ['eq', 'sw', 'pr'])],
	list: { pageSize: 200 },
	options: {
		query: [
			{
				displayName: 'Search',
				name: 'search',
				type: 'string',
				default: '',
				placeholder: 'e.g. profile.platform eq "MACOS" and status eq "ACTIVE"',
				description:
					'Expression over status, lastUpdated, ID and the attributes of profile, joined by and/or',
			},
			{
				displayName: 'Include Users',
				name: 'expand',
				type: 'options',
				default: 'userSummary',
				description: 'The users of each device, embedded in it; whole users make the list slower',
				options: [
					{ name: 'Summary', value: 'userSummary' },
					{ name: 'Whole Users', value: 'user' },
				],
			},
		],
	},

	prepare: (request, values) => withConditions(request, values, 'search', attributes),
};
