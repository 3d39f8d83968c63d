import {
	type ICredentialsDecrypted,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	NodeApiError,
	NodeOperationError,
	sleep,
} from 'n8n-workflow';

import { readOrgUrl } from '../../../credentials/oauth/domain';
import { toApiError } from './errors';
import { createOkta, type Okta } from './okta';
import { isObject, text } from './json';
import { resolveUrl } from './path';
import type { OktaReply, OktaRequest } from './request';

/** Where the node's code runs: an execution, or the editor filling a dropdown. */
export type Context = IExecuteFunctions | ILoadOptionsFunctions;

const credentialType = 'oktaServiceAppApi';

/**
 * Opens the org of the node's credential. Once per execution: the credential is read and decrypted
 * here, and all requests share the one object in which n8n keeps the access token up to date.
 *
 * @throws NodeOperationError when the credential has no usable Okta domain
 */
export async function connect(context: Context): Promise<Okta> {
	const node = context.getNode();
	const data = await context.getCredentials(credentialType);
	const origin = readOrigin();
	const credentialsDecrypted: ICredentialsDecrypted = {
		id: node.credentials?.[credentialType]?.id ?? '',
		name: node.credentials?.[credentialType]?.name ?? '',
		type: credentialType,
		data,
	};
	const signal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;

	function readOrigin(): string {
		try {
			return readOrgUrl(text(data['domain']));
		} catch (error) {
			throw new NodeOperationError(node, toError(error));
		}
	}

	/** One call of n8n's helper, which signs the request and renews a refused token. */
	async function call(options: IHttpRequestOptions): Promise<OktaReply & { thrown?: true }> {
		try {
			// The helper changes what it is given, so every call gets its own copy.
			const response: unknown = await context.helpers.httpRequestWithAuthentication.call(
				context,
				credentialType,
				{ ...options, headers: { ...options.headers } },
				{ credentialsDecrypted },
			);
			return readResponse(response);
		} catch (error) {
			const reply = readRefusal(error);
			if (reply) return { ...reply, thrown: true };
			throw withoutRequest(error);
		}
	}

	/** n8n's error may hold the request with its headers; its text is all that is worth keeping. */
	function withoutRequest(error: unknown): NodeApiError {
		const { message } = toError(error);
		const description =
			error instanceof NodeApiError ? (error.description ?? undefined) : undefined;
		return new NodeApiError(node, { message }, { message, description });
	}

	async function exchange(request: OktaRequest): Promise<OktaReply> {
		const options = toHttpOptions(origin, request);
		// A 401 has to reach n8n as an error: that is what makes it renew the token.
		const reply = await call({
			...options,
			ignoreHttpStatusErrors: { ignore: true, except: [401] },
		});
		if (reply.status !== 401 || reply.thrown) return reply;
		// n8n before 2.15 knows no exceptions, and then hands the 401 over without renewing.
		const renewed = await call(options);
		return renewed.status === 401 ? reply : renewed;
	}

	return createOkta({
		origin,
		exchange,
		pause: (milliseconds) => pause(milliseconds, signal),
		explain: (reply, request) => toApiError(node, reply, request),
	});
}

function toHttpOptions(origin: string, { method, path, query, headers, body }: OktaRequest) {
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
		returnFullResponse: true,
		// A token belongs to the org only, and Okta's API doesn't redirect.
		disableFollowRedirect: true,
	} satisfies IHttpRequestOptions;
}

function readResponse(response: unknown): OktaReply {
	const { statusCode, headers, body } = isObject(response) ? response : {};
	return { status: Number(statusCode), headers: readHeaders(headers), body };
}

/** The answer inside the error that n8n's helper throws for a status it wasn't told to ignore. */
function readRefusal(error: unknown): OktaReply | undefined {
	if (!(error instanceof NodeApiError) || !/^[1-5]\d\d$/.test(error.httpCode ?? '')) {
		return undefined;
	}
	// n8n 2.x keeps the HTTP client's error and with it the headers, n8n 1.x the body alone.
	const cause: unknown = error.cause;
	const response = cause instanceof Error && 'response' in cause ? cause.response : undefined;
	const { headers, data } = isObject(response) ? response : { headers: {}, data: undefined };
	return {
		status: Number(error.httpCode),
		headers: readHeaders(headers),
		body: data ?? error.context['data'],
	};
}

function readHeaders(headers: unknown): Record<string, string> {
	return Object.fromEntries(
		Object.entries(isObject(headers) ? headers : {}).map(([name, value]) => [
			name.toLowerCase(),
			Array.isArray(value) ? value.map(text).join(', ') : text(value),
		]),
	);
}

/** In short naps, because the `sleep` of n8n 1.x cannot be interrupted. */
async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
	const nap = 500;
	for (let left = milliseconds; left > 0; left -= nap) {
		signal?.throwIfAborted();
		await sleep(Math.min(left, nap));
	}
}

function toError(error: unknown): Error {
	return error instanceof Error ? error : new Error(String(error));
}
