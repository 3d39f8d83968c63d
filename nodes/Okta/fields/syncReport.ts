import type { INodeProperties } from 'n8n-workflow';

const report: INodeProperties = {
	displayName: 'Report',
	name: 'report',
	type: 'options',
	default: 'all',
	description: 'Which rows to put out; a summary comes last',
	options: [
		{ name: 'All Rows', value: 'all', description: 'An item for each, whatever became of it' },
		{
			name: 'Only Differences',
			value: 'differences',
			description: 'Those that needed no change are left out',
		},
	],
};

const reportAs: INodeProperties = {
	displayName: 'Report As',
	name: 'reportAs',
	type: 'options',
	default: 'items',
	description: 'What the next node gets',
	options: [
		{
			name: 'CSV File',
			value: 'csv',
			description: 'One item: the summary, and a file with a line for each row',
		},
		{ name: 'Items', value: 'items', description: 'An item for each row, and then the summary' },
		{
			name: 'JSON Lines File',
			value: 'jsonLines',
			description: 'One item: the summary, and a file with an object for each row',
		},
	],
};

const reportField: INodeProperties = {
	displayName: 'Put Report File in Field',
	name: 'reportField',
	type: 'string',
	default: 'report',
	description: 'Name of the binary field of the item that holds the file',
};

/** For rows of which nobody can say that they need no change. */
export const reportFile = [reportAs, reportField];

/** How it is told what became of the rows. */
export const syncReport = [report, ...reportFile];
