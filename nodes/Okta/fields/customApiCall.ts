import { type INodeProperties, type INodePropertyCollection, UserError } from 'n8n-workflow';

import { commaSeparated } from '../objects/convert';
import type { Values } from '../table/values';
import { isObjectList, text } from '../transport/json';
import { checkTypedPath, isBelow } from '../transport/path';
import type { Method } from '../transport/types';
import { limit, returnAll } from './list';

const methods: readonly Method[] = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'];

const forMethods = (...shown: Method[]): INodeProperties['displayOptions'] => ({
	show: { method: shown },
});

/** Rows of names and values. */
const pairs = (name: string, one: string): INodePropertyCollection[] => [
	{
		displayName: one,
		name,
		values: [
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				description: `Name of the ${one.toLowerCase()}`,
			},
			{
				displayName: 'Value',
				name: 'value',
				type: 'string',
				default: '',
				description: `Value of the ${one.toLowerCase()}`,
			},
		],
	},
];

export const controls: readonly INodeProperties[] = [
	{
		displayName: 'Method',
		name: 'method',
		type: 'options',
		noDataExpression: true,
		default: 'GET',
		description: 'HTTP method of the request',
		options: methods.map((method) => ({ name: method, value: method })),
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. /api/v1/org',
		description:
			"Path as Okta's API reference gives it, with or without a query. A full URL works if it belongs to the org.",
	},
	{
		displayName: 'Allowed Paths',
		name: 'allowedPaths',
		type: 'string',
		noDataExpression: true,
		default: '',
		placeholder: 'e.g. /api/v1/users, /api/v1/groups',
		hint: 'Fill this in where Path comes from an expression or an AI model',
		description:
			'Comma-separated list of paths: only these and what lies below them may be called. Empty for all that the credential may do.',
	},
	{
		displayName: 'Query Parameters',
		name: 'query',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: {},
		placeholder: 'Add parameter',
		description: 'Parameters to append to the path; escaped for you',
		options: pairs('parameters', 'Parameter'),
	},
	{
		displayName: 'Body',
		name: 'body',
		type: 'json',
		displayOptions: forMethods('POST', 'PUT', 'PATCH'),
		default: '',
		description: 'JSON to send; leave it empty to send none',
	},
	{
		displayName: 'Follow Pages',
		name: 'followPages',
		type: 'boolean',
		displayOptions: forMethods('GET'),
		default: false,
		description: 'Whether the answer is a list, of which further pages are wanted as well',
	},
	{ ...returnAll, displayOptions: { show: { method: ['GET'], followPages: [true] } } },
	{
		...limit,
		displayOptions: { show: { method: ['GET'], followPages: [true], returnAll: [false] } },
	},
];

export const optionalControls: readonly INodeProperties[] = [
	{
		displayName: 'Headers',
		name: 'headers',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: {},
		placeholder: 'Add header',
		description:
			'Headers to send, such as Accept for an answer that is not JSON, or If-Match. Those that sign in or route the request are not yours to set.',
		options: pairs('header', 'Header'),
	},
	{
		displayName: 'Include Secrets',
		name: 'includeSecrets',
		type: 'boolean',
		default: false,
		description:
			'Whether to output client secrets, passwords, codes and tokens that the answer may hold. An AI model never gets them.',
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryField',
		type: 'string',
		default: 'data',
		description: 'Name of the binary field that holds an answer that is neither JSON nor text',
	},
];

/** What `Include Secrets` lets out. */
export const allSecrets = { members: 'all', shownBy: 'includeSecrets' } as const;

export function readMethod(values: Values): Method {
	return methods.find((candidate) => candidate === values.get('method')) ?? 'GET';
}

/** @throws UserError when the path is misleading, or none of those that are allowed */
export function readPath(values: Values): string {
	const path = values.text('path');
	checkTypedPath(path);
	const allowed = commaSeparated(values.text('allowedPaths'));
	if (allowed.length === 0 || allowed.some((one) => isBelow(path, one))) return path;
	throw new UserError('The path is none of those that this node may call', {
		description: `Nothing was sent to Okta. Allowed Paths has ${allowed.join(', ')}.`,
	});
}

export function readQuery(values: Values): Record<string, string> {
	return Object.fromEntries(readPairs(values, 'query', 'parameters'));
}

/** What n8n, the credential and HTTP write themselves, or what would make another request of it. */
const notYours =
	/^(?:authorization|dpop|cookie2?|host|connection|content-length|expect|keep-alive|origin|te|trailer|transfer-encoding|upgrade|proxy-.*|sec-.*|x-http-method.*|x-method-override|x-okta-retry-.*)$/i;

/** @throws UserError when a header can't be sent, or isn't for a workflow to set */
export function readHeaders(values: Values): Record<string, string> {
	return Object.fromEntries(
		readPairs(values, 'headers', 'header').map(([name, value]) => {
			checkHeader(name, value);
			return [ours.find((known) => known.toLowerCase() === name.toLowerCase()) ?? name, value];
		}),
	);
}

/** Headers that every request has: under another spelling they would be sent twice. */
const ours = ['Accept', 'Content-Type'];

function checkHeader(name: string, value: string): void {
	// RFC 9110 sections 5.1 and 5.5.
	if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || !/^[\t\x20-\x7e]*$/.test(value)) {
		throw new UserError(`The header ${JSON.stringify(name)} has a character no header may have`, {
			description: 'Nothing was sent to Okta. Is there a line break in an expression?',
		});
	}
	if (notYours.test(name)) {
		throw new UserError(`The header ${name} cannot be set`, {
			description: 'Nothing was sent to Okta. n8n and the credential write it themselves.',
		});
	}
	if (/^content-type$/i.test(name) && !/^application\/json\b/i.test(value)) {
		throw new UserError('The body can be sent as JSON only', {
			description: 'Nothing was sent to Okta. Content-Type has to begin with application/json.',
		});
	}
}

function readPairs(values: Values, field: string, rows: string): Array<[string, string]> {
	const { [rows]: given } = values.object(field);
	return (isObjectList(given) ? given : [])
		.map(({ name, value }): [string, string] => [text(name).trim(), text(value)])
		.filter(([name]) => name !== '');
}
