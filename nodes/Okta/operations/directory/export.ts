import { dataSets } from '../../export/dataSets';
import { users } from '../../export/dataSets/users';
import { runExport } from '../../export/runExport';
import { exportTo, fileFormat, outputOptions } from '../../fields/exportOutput';
import type { Operation } from '../../table/operation';

const [route, ...also] = users.routes;

export const operation: Operation = {
	name: 'Export',
	value: 'export',
	action: 'Export directory',
	description:
		'Read all users, groups, memberships, apps, app assignments, admin roles, factors or log events of the org, completely and as fast as its limits allow, into items or into one CSV or JSON Lines file',
	route,
	also,
	scopes: [users.scope],
	variants: dataSets
		.filter((dataSet) => dataSet !== users)
		.map(({ name, routes: [first, ...rest], scope }) => ({
			name,
			route: first,
			also: rest,
			scopes: [scope],
		})),
	controls: [
		{
			displayName: 'Data',
			name: 'dataSet',
			type: 'options',
			noDataExpression: true,
			default: 'users',
			description: 'What to export',
			options: dataSets.map(({ name, value, description }) => ({ name, value, description })),
		},
		{
			displayName: 'Rows',
			name: 'extent',
			type: 'options',
			noDataExpression: true,
			displayOptions: {
				show: { dataSet: dataSets.filter(({ changes }) => changes).map(({ value }) => value) },
			},
			default: 'everything',
			description: 'How much of the data to export',
			options: [
				{
					name: 'Changes Since Last Run',
					value: 'changes',
					description:
						'What was created, changed or deleted since this node last ran; the first run exports everything. n8n remembers the last run of an active workflow only, so running by hand changes nothing.',
				},
				{ name: 'Everything', value: 'everything', description: 'All there is, each time' },
			],
		},
		{
			displayName: 'Include Deactivated Users',
			name: 'includeDeactivated',
			type: 'boolean',
			displayOptions: { show: { dataSet: ['users'] } },
			default: true,
			description:
				'Whether to export users in status DEPROVISIONED, too. All other statuses are always exported, and so is a deactivation among changes.',
		},
		{
			displayName: 'Since',
			name: 'since',
			type: 'dateTime',
			displayOptions: { show: { dataSet: ['systemLog'] } },
			default: '={{ $now.minus({ days: 1 }).startOf("day").toISO() }}',
			required: true,
			description:
				'Beginning of the time range, itself included. Okta keeps 90 days. For changes, where the first run begins.',
		},
		{
			displayName: 'Until',
			name: 'until',
			type: 'dateTime',
			displayOptions: { show: { dataSet: ['systemLog'], extent: ['everything'] } },
			default: '={{ $now.startOf("day").toISO() }}',
			required: true,
			description:
				'End of the time range, itself excluded. Events of the last minutes may still be missing in Okta.',
		},
		{
			displayName: 'Columns',
			name: 'columns',
			type: 'options',
			default: 'usual',
			description: 'Which facts to export of each',
			options: [
				{
					name: 'All',
					value: 'all',
					description:
						"Everything, attributes of your own included. The org's schema is read, which takes the scope okta.schemas.read.",
				},
				{ name: 'Selected', value: 'selected', description: 'Those you choose from a list' },
				{ name: 'Usual', value: 'usual', description: 'Those most reports need, from ID to dates' },
			],
		},
		{
			displayName: 'Selected Column Names or IDs',
			name: 'selectedColumns',
			type: 'multiOptions',
			typeOptions: {
				loadOptionsMethod: 'getExportColumns',
				loadOptionsDependsOn: ['dataSet'],
			},
			displayOptions: { show: { columns: ['selected'] } },
			default: [],
			description:
				'What to export of each, in the order of this list. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		exportTo,
		fileFormat,
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			displayOptions: { show: { exportTo: ['file'] } },
			default: '=okta-{{ $parameter.dataSet }}-{{ $now.toFormat("yyyy-MM-dd") }}',
			placeholder: 'e.g. okta-users-2026-01-31',
			description: 'Name of the file; the ending that belongs to the format is added',
		},
	],
	options: {
		controls: [
			{
				displayName: 'Find Deletions Every (Days)',
				name: 'fullPassDays',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 7,
				description:
					'After how many days a run that exports changes also compares all IDs to find what was deleted, which takes as long as a full export. 0 for never.',
			},
			...outputOptions,
		],
	},
	leftOut: {
		'Content-Type': 'always asks Okta to leave out credentials, which nobody exports',
		expand: 'classification of users is a request of its own',
		q: 'an export takes everybody',
	},

	// Columns are asked for one by one, and may have any name.
	secrets: { members: 'all', shownBy: 'columns' },

	// Several at a time would only get into each other's way.
	object: () => 'export',
	wholeRun: true,
	produce: runExport,
};
