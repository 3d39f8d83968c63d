import { UserError } from 'n8n-workflow';

import {
	allSecrets,
	controls,
	optionalControls,
	readHeaders,
	readMethod,
	readPath,
	readQuery,
} from '../../fields/customApiCall';
import { toRows } from '../../objects/rows';
import type { Host } from '../../table/host';
import type { Operation, Output } from '../../table/operation';
import type { Values } from '../../table/values';
import { isObject } from '../../transport/json';
import { collect } from '../../transport/pages';
import type { OktaReply, OktaRequest } from '../../transport/types';

export const operation: Operation = {
	// n8n appends an entry of this name to any list of operations that doesn't end with it.
	name: 'Custom API Call',
	value: 'request',
	action: 'Make a custom API call',
	description: "Call any endpoint of the org's API with the credential's access token",
	route: 'ANY /',
	scopes: [],
	effect: { alreadySo: { never: 'nothing is known of what it does' } },
	repeat: 'never',
	object: (values) => (values.text('method') === 'POST' ? '' : values.text('path')),
	controls,
	options: { controls: optionalControls },
	secrets: allSecrets,

	async produce({ okta, values, host }) {
		const request = toCustomRequest(values);
		if (request.method === 'GET' && values.flag('followPages')) {
			const limit = values.flag('returnAll') ? undefined : values.number('limit');
			return (await collect(okta.pages(request, { limit }))).map((json) => ({ json }));
		}
		const reply = await okta.send({ ...request, takesBytes: true });
		if (Buffer.isBuffer(reply.body))
			return [await toFile(reply, reply.body, request, values, host)];
		return toRows(reply, request.method, {}).map((json) => ({ json }));
	},
};

/** @throws UserError when path or headers mislead, or the body isn't a JSON object or array */
function toCustomRequest(values: Values): OktaRequest {
	const method = readMethod(values);
	const body = method === 'GET' || method === 'DELETE' ? undefined : readBody(values.get('body'));
	// Nothing is known of what it does; a second DELETE, for one, erases a user for good.
	const repeat = method === 'GET' || method === 'PUT' ? undefined : 'never';
	return {
		method,
		path: readPath(values),
		query: readQuery(values),
		headers: readHeaders(values),
		body,
		repeat,
	};
}

function readBody(body: unknown): OktaRequest['body'] {
	if (body === undefined || body === null || body === '') return undefined;
	if (isObject(body) || Array.isArray(body)) return body;
	throw new UserError('The body has to be a JSON object or array', {
		description: 'Nothing was sent to Okta.',
	});
}

/** An answer that is neither JSON nor text, such as a picture, named like the end of its path. */
async function toFile(
	{ headers }: OktaReply,
	bytes: Buffer,
	{ path }: OktaRequest,
	values: Values,
	host: Host,
): Promise<Output> {
	const [mimeType = ''] = (headers['content-type'] ?? '').split(';', 1);
	const [withoutQuery = ''] = path.split(/[?#]/, 1);
	const fileName = withoutQuery.replace(/\/+$/, '').split('/').at(-1) ?? '';
	const file = await host.store(bytes, fileName, mimeType || 'application/octet-stream');
	return {
		json: { fileName, mimeType: file.mimeType, bytes: bytes.length },
		binary: { [values.text('binaryField') || 'data']: file },
	};
}
