import {
	type ICredentialsDecrypted,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	NodeApiError,
	NodeOperationError,
	sleep,
} from 'n8n-workflow';

import { unreachable } from '../../../credentials/send';
import { rememberNonce } from '../../../credentials/oauth/session';
import { discardToken } from '../../../credentials/oauth/storedToken';
import { refusesToken, toApiError, wantsNonce } from './errors';
import { createOkta, type Okta } from './okta';
import { isObject, text } from './json';
import { resolveUrl } from './path';
import type { OktaReply, OktaRequest } from './request';
import { createSession } from './session';

/** Where the node's code runs: an execution, or the editor filling a dropdown. */
export type Context = IExecuteFunctions | ILoadOptionsFunctions;

const credentialType = 'oktaServiceAppApi';

/**
 * Opens the org of the node's credential. Once per execution: the credential is read and decrypted
 * here, and all requests share the one object in which n8n keeps the access token up to date.
 */
export async function connect(context: Context): Promise<Okta> {
	const node = context.getNode();
	const data = await context.getCredentials(credentialType);
	const session = createSession(data);
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
			return session.orgUrl();
		} catch (error) {
			throw new NodeOperationError(node, toError(error), describe(error));
		}
	}

	/** One call of n8n's helper, which has the credential sign the request and mint a token. */
	async function call(options: IHttpRequestOptions): Promise<OktaReply> {
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
			// n8n's error may hold the request with its headers; only its text is passed on.
			const { message, description } = describe(error);
			throw new NodeApiError(node, { message }, { message, description });
		}
	}

	async function exchange(request: OktaRequest): Promise<OktaReply> {
		const origin = readOrigin();
		const options = toHttpOptions(origin, request);
		const used = data['accessToken'];
		const reply = await call(options);
		const nonce = reply.headers['dpop-nonce'];
		if (nonce !== undefined) rememberNonce(origin, nonce);
		if (wantsNonce(reply)) return await call(options);
		if (!refusesToken(reply)) return reply;
		// Without a token the credential asks n8n for another one, which n8n then also stores.
		discardToken(data, used === '' ? data['accessToken'] : used);
		return await call(options);
	}

	async function reach(path: string): Promise<OktaReply> {
		const origin = session.orgUrl();
		const options = toHttpOptions(origin, { method: 'GET', path });
		const response: unknown = await context.helpers
			.httpRequest({ ...options, timeout: 30_000 })
			.catch((error: unknown) => {
				throw unreachable(origin, error);
			});
		return readResponse(response);
	}

	return createOkta({
		get origin() {
			return readOrigin();
		},
		exchange,
		pause: (milliseconds) => pause(milliseconds, signal),
		explain: (reply, request) => toApiError(node, reply, request, session),
		reach,
		session,
		parallel: 10,
		signal,
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
		// Statuses are values: which of them is an error, and why, is for Okta's answer to say.
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// A token belongs to the org only, and Okta's API doesn't redirect.
		disableFollowRedirect: true,
	} satisfies IHttpRequestOptions;
}

function readResponse(response: unknown): OktaReply {
	const { statusCode, headers, body } = isObject(response) ? response : {};
	return { status: Number(statusCode), headers: readHeaders(headers), body };
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

/** Title and advice of an error; a ServiceAppError repeats the advice in its message. */
function describe(error: unknown): { message: string; description?: string } {
	const { message } = toError(error);
	const description =
		error instanceof Error && 'description' in error ? text(error.description) : '';
	if (description === '') return { message };
	return { message: message.replace(`. ${description}`, ''), description };
}

function toError(error: unknown): Error {
	return error instanceof Error ? error : new Error(String(error));
}
