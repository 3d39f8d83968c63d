import type { INodeProperties } from 'n8n-workflow';

import { appId } from '../../fields/application';
import { exportTo, fileFormat, outputOptions } from '../../fields/exportOutput';
import {
	adoptionAttribute,
	adoptionBy,
	adoptionGroups,
	dateAttribute,
	dateWhen,
	days,
	daysUnused,
	estimateOnly,
	excludeGroups,
	excludeSearch,
	excludeTypes,
	groupTypes,
	includeManager,
	managerAttribute,
} from '../../fields/report';
import { byDefault, reports } from '../../jobs/report';
import type { Asks } from '../../jobs/report/report';
import { runReport } from '../../jobs/report/runReport';
import type { Operation } from '../../table/operation';

const [route, ...also] = byDefault.routes;

/** Reports whose form has a field. */
const thatAsk = (what: Asks) => reports.filter(({ asks }) => asks.includes(what));
const shownFor = (what: Asks, field: INodeProperties): INodeProperties => ({
	...field,
	displayOptions: {
		show: { report: thatAsk(what).map(({ value }) => value), ...field.displayOptions?.show },
	},
});
/** The same within the options. */
const optionFor = (what: Asks, field: INodeProperties): INodeProperties => ({
	...field,
	displayOptions: { show: { '/report': thatAsk(what).map(({ value }) => value) } },
});

/** What says how rows are put out. */
const unlessEstimated = (field: INodeProperties): INodeProperties => ({
	...field,
	displayOptions: { ...field.displayOptions, hide: { estimateOnly: [true] } },
});

export const operation: Operation = {
	name: 'Report',
	value: 'report',
	action: 'Report on directory',
	description:
		'Find what an access review asks for: users who are inactive, never signed in, locked out, suspended or deactivated for long, have old passwords, a date coming up or no strong factor; administrators; service apps and API tokens with their age and last use; app assignments that are not used; groups without members or owners; rules to review. It is filtered while it is read, into items or one file.',
	route,
	also,
	scopes: [byDefault.scope],
	variants: reports
		.filter((report) => report !== byDefault)
		.map(({ name, routes: [head, ...rest], scope, alsoScopes = [] }) => ({
			name,
			route: head,
			also: rest,
			scopes: [scope],
			alsoScopes,
		})),
	controls: [
		{
			displayName: 'Report',
			name: 'report',
			type: 'options',
			noDataExpression: true,
			default: 'inactive',
			description: 'What to look for',
			options: reports.map(({ name, value, description }) => ({ name, value, description })),
		},
		shownFor('application', appId),
		shownFor('daysUnused', daysUnused),
		shownFor('adoption', adoptionBy),
		shownFor('adoption', adoptionAttribute),
		{ field: shownFor('adoption', adoptionGroups), accepts: 'list' },
		shownFor('groupTypes', groupTypes),
		shownFor('dates', dateAttribute),
		shownFor('dates', dateWhen),
		shownFor('days', days),
		shownFor('manager', includeManager),
		estimateOnly,
		unlessEstimated({
			displayName: 'Columns',
			name: 'columns',
			type: 'options',
			default: 'usual',
			description: 'Which facts to put out of each',
			options: [
				{
					name: 'All',
					value: 'all',
					description:
						"Everything, attributes of your own included. The org's schema is read, which takes the scope okta.schemas.read.",
				},
				{ name: 'Selected', value: 'selected', description: 'Those you choose from a list' },
				{ name: 'Usual', value: 'usual', description: 'Those most reviews need' },
			],
		}),
		unlessEstimated({
			displayName: 'Selected Column Names or IDs',
			name: 'selectedColumns',
			type: 'multiOptions',
			typeOptions: {
				loadOptionsMethod: 'getReportColumns',
				loadOptionsDependsOn: ['report'],
			},
			displayOptions: { show: { columns: ['selected'] } },
			default: [],
			description:
				'What to put out of each, in the order of this list. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		}),
		unlessEstimated(exportTo),
		unlessEstimated(fileFormat),
		unlessEstimated({
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			displayOptions: { show: { exportTo: ['file'] } },
			default: '=okta-{{ $parameter.report }}-{{ $now.toFormat("yyyy-MM-dd") }}',
			placeholder: 'e.g. okta-inactive-2026-01-31',
			description: 'Name of the file; the ending that belongs to the format is added',
		}),
	],
	options: {
		controls: [
			...outputOptions,
			{ field: optionFor('exclusions', excludeGroups), accepts: 'list' },
			optionFor('exclusions', excludeSearch),
			optionFor('exclusions', excludeTypes),
			optionFor('manager', managerAttribute),
		],
	},
	leftOut: {
		'Content-Type': 'always asks Okta to leave out credentials, which no report shows',
		expand: 'classification of users is a request of its own',
		q: 'a report looks at everybody',
	},

	// Columns are asked for one by one, and may have any name.
	secrets: { members: 'all', shownBy: 'columns' },

	// Several at a time would only get into each other's way.
	object: () => 'report',
	wholeRun: true,
	produce: async (call) => {
		const chosen = reports.find(({ value }) => value === call.values.text('report'));
		return await runReport(call, chosen ?? byDefault);
	},
};
