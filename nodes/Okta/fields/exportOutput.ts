import type { INodeProperties } from 'n8n-workflow';

import { binaryField } from './binaryField';

export const exportTo: INodeProperties = {
	displayName: 'Output As',
	name: 'exportTo',
	type: 'options',
	noDataExpression: true,
	default: 'items',
	description: 'What the next node gets',
	options: [
		{
			name: 'File',
			value: 'file',
			description: 'One file, written while reading: right for any size',
		},
		{
			name: 'Items',
			value: 'items',
			description: 'One item per row, all in memory: right up to some ten thousand rows',
		},
	],
};

export const fileFormat: INodeProperties = {
	displayName: 'Format',
	name: 'format',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { exportTo: ['file'] } },
	default: 'csv',
	description: 'Kind of file',
	options: [
		{ name: 'CSV', value: 'csv', description: 'A table for spreadsheets and databases' },
		{
			name: 'JSON Lines',
			value: 'jsonLines',
			description: 'One JSON object per line, for programs',
		},
	],
};

const summaryItem: INodeProperties = {
	displayName: 'Add Summary Item',
	name: 'summaryItem',
	type: 'boolean',
	default: false,
	description:
		'Whether to put out one more item at the end, with the number of rows, requests and waits. A file always comes with them.',
};

const byteOrderMark: INodeProperties = {
	displayName: 'Byte Order Mark',
	name: 'byteOrderMark',
	type: 'boolean',
	default: false,
	description:
		'Whether to begin a CSV file with a mark by which Excel recognizes accents and umlauts',
};

const compress: INodeProperties = {
	displayName: 'Compress with Gzip',
	name: 'gzip',
	type: 'boolean',
	default: false,
	description: 'Whether to compress the file while it is written, to about a tenth',
};

const disarm: INodeProperties = {
	displayName: 'Guard Against Formulas',
	name: 'guardFormulas',
	type: 'boolean',
	default: true,
	description:
		'Whether to put an apostrophe before text in a CSV file that begins like a formula, such as =, +, - or @, which a spreadsheet would otherwise run. Switch it off for programs that need +1 415 as it is.',
};

/** How rows are put out, for what gathers rarely used fields. */
export const outputOptions: readonly INodeProperties[] = [
	summaryItem,
	byteOrderMark,
	compress,
	disarm,
	binaryField,
];
