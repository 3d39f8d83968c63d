import type { IHttpRequestOptions } from 'n8n-workflow';

import { resolveUrl } from './path';
import type { OktaRequest } from './types';

/** A request as n8n's helpers take it. */
export function toHttpOptions(origin: string, request: OktaRequest) {
	const { method, path, query, headers, body, takesBytes } = request;
	const url = resolveUrl(origin, path);
	for (const [name, value] of Object.entries(query ?? {})) {
		url.searchParams.set(name, String(value));
	}
	return {
		method,
		url: url.href,
		headers: {
			Accept: 'application/json',
			...(body && { 'Content-Type': 'application/json' }),
			...headers,
		},
		// As text, because n8n leaves out a body that is an empty object.
		...(body && { body: JSON.stringify(body) }),
		// Statuses are values: which of them is an error, and why, is for Okta's answer to say.
		returnFullResponse: true,
		...(takesBytes === true && { encoding: 'arraybuffer' as const }),
		ignoreHttpStatusErrors: true,
		// A token belongs to the org only, and Okta's API doesn't redirect.
		disableFollowRedirect: true,
	} satisfies IHttpRequestOptions;
}
