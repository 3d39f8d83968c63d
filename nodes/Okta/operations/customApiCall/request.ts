import { type INodeProperties, UserError } from 'n8n-workflow';

import { limit, returnAll } from '../../fields/list';
import { toRows } from '../../objects/rows';
import type { Operation } from '../../table/operation';
import type { Values } from '../../table/values';
import { isObject, isObjectList, text } from '../../transport/json';
import { collect } from '../../transport/pages';
import { checkTypedPath } from '../../transport/path';
import type { Method, OktaRequest } from '../../transport/types';

const methods: readonly Method[] = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'];

const forMethods = (...shown: Method[]): INodeProperties['displayOptions'] => ({
	show: { method: shown },
});

export const operation: Operation = {
	// n8n appends an entry of this name to any list of operations that doesn't end with it.
	name: 'Custom API Call',
	value: 'request',
	action: 'Make a custom API call',
	description: "Call any endpoint of the org's API with the credential's access token",
	route: 'ANY /',
	scopes: [],
	repeat: 'never',
	object: (values) => (values.text('method') === 'POST' ? '' : values.text('path')),
	controls: [
		{
			displayName: 'Method',
			name: 'method',
			type: 'options',
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
			displayName: 'Query Parameters',
			name: 'query',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			default: {},
			placeholder: 'Add parameter',
			description: 'Parameters to append to the path; escaped for you',
			options: [
				{
					displayName: 'Parameter',
					name: 'parameters',
					values: [
						{
							displayName: 'Name',
							name: 'name',
							type: 'string',
							default: '',
							description: 'Name of the parameter',
						},
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							default: '',
							description: 'Value of the parameter',
						},
					],
				},
			],
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
	],

	async run({ okta, values }) {
		const request = toCustomRequest(values);
		if (request.method === 'GET' && values.flag('followPages')) {
			const limit = values.flag('returnAll') ? undefined : values.number('limit');
			return await collect(okta.pages(request, { limit }));
		}
		return toRows(await okta.send(request), request.method, {});
	},
};

/** @throws UserError when the path is misleading, or the body isn't a JSON object or array */
function toCustomRequest(values: Values): OktaRequest {
	const path = values.text('path');
	checkTypedPath(path);
	const { parameters } = values.object('query');
	const query = (isObjectList(parameters) ? parameters : [])
		.filter(({ name }) => text(name) !== '')
		.map(({ name, value }): [string, string] => [text(name), text(value)]);
	const method = methods.find((candidate) => candidate === values.get('method')) ?? 'GET';
	const body = method === 'GET' || method === 'DELETE' ? undefined : readBody(values.get('body'));
	// Nothing is known of what it does; a second DELETE, for one, erases a user for good.
	const repeat = method === 'GET' || method === 'PUT' ? undefined : 'never';
	return { method, path, query: Object.fromEntries(query), body, repeat };
}

function readBody(body: unknown): OktaRequest['body'] {
	if (body === undefined || body === null || body === '') return undefined;
	if (isObject(body) || Array.isArray(body)) return body;
	throw new UserError('The body has to be a JSON object or array', {
		description: 'Nothing was sent to Okta.',
	});
}
