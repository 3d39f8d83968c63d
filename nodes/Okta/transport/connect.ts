import {
	ExpressionError,
	type ICredentialDataDecryptedObject,
	type ICredentialsDecrypted,
	type IExecuteFunctions,
	type IHookFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type IPollFunctions,
	type IWebhookFunctions,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { readProtectedIds } from '../../../credentials/oauth/protectedIds';
import { readServiceApp } from '../../../credentials/oauth/serviceApp';
import {
	discardIfRefused,
	mayPass,
	rememberNonce,
	reportRefused,
} from '../../../credentials/oauth/session';
import { isSameForAll } from '../../../credentials/sameForAll';
import { unreachable } from '../../../credentials/send';
import { isNoAnswer, type NoAnswer, type Attempt } from './attempt';
import { toHttpOptions } from './httpOptions';
import { isObject, text } from './json';
import { impatient, patient } from './manners';
import { createOkta } from './okta';
import { pacer } from './pacer';
import { refusesToken, toApiError, toError, wantsNonce } from './refusals';
import { createSignIn } from './signIn';
import { type Tenant, Tenants } from './tenants';
import type { OktaOfRun, OktaReply, OktaRequest, SignIn, Manners } from './types';

/** The first demand for a nonce is how Okta tells it; a second, that it was renewed on the way. */
const MOST_DEMANDS = 2;

/** Where a node's code runs. */
export type Context =
	| IExecuteFunctions // an execution
	| ILoadOptionsFunctions // the editor, filling a list
	| IHookFunctions // a trigger: its life cycle
	| IPollFunctions // a trigger: its turn to ask
	| IWebhookFunctions; // a trigger: something came

const credentialType = 'oktaServiceAppApi';

/**
 * Opens the org of the node's credential. Once per execution: the credential is read and decrypted
 * here, and all requests share the one object in which n8n keeps the access token up to date.
 *
 * @param settings - what the user allows; unless given, what suits an execution or the editor
 */
export async function connect(
	context: Context,
	settings: Manners = settingsFor(context),
): Promise<OktaOfRun> {
	return open(context, await context.getCredentials(credentialType), settings);
}

/**
 * Opens the org of each item, whose credential may have expressions: once for each distinct credential
 * that they come to. All are evaluated before anything is sent; where there is no expression, the
 * credential is read once, since each reading takes n8n a millisecond and its database.
 */
export async function connectEach(context: IExecuteFunctions, settings: Manners): Promise<Tenants> {
	const items = context.getInputData().length;
	const byCredential = new Map<string, Tenant>();
	const tenantOf = (data: ICredentialDataDecryptedObject): Tenant => {
		if (items <= 1 || isSameForAll(data)) return { okta: open(context, data, settings) };
		const key = JSON.stringify({ ...data, accessToken: '', tokenDetails: '' });
		const tenant = byCredential.get(key) ?? examined(context, data, settings);
		byCredential.set(key, tenant);
		return tenant;
	};
	const read = async (item: number): Promise<Tenant> =>
		await context.getCredentials(credentialType, item).then(tenantOf, (error: unknown) => {
			// What an expression fails with is about the item; all else goes for every item.
			if (items > 1 && error instanceof ExpressionError) return { wrong: describe(error) };
			throw error;
		});
	const first = await read(0);
	if (byCredential.size === 0 && 'okta' in first) return new Tenants([first]);
	const tenants: [Tenant, ...Tenant[]] = [first];
	for (let item = 1; item < items; item++) tenants.push(await read(item));
	return new Tenants(tenants);
}

/** The org of a credential, unless one of its fields can't be used. */
function examined(
	context: Context,
	data: ICredentialDataDecryptedObject,
	settings: Manners,
): Tenant {
	try {
		readServiceApp(data);
		readProtectedIds(data['protectedIds']);
		return { okta: open(context, data, settings) };
	} catch (error) {
		return { wrong: describe(error) };
	}
}

function open(
	context: Context,
	data: ICredentialDataDecryptedObject,
	settings: Manners,
): OktaOfRun {
	const node = context.getNode();
	const signIn = createSignIn(data);
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
			return signIn.orgUrl();
		} catch (error) {
			throw new NodeOperationError(node, toError(error), describe(error));
		}
	}

	/** One call of n8n's helper, which has the credential sign the request and mint a token. */
	async function call(
		options: IHttpRequestOptions,
		stop: AbortSignal | undefined,
	): Promise<Attempt> {
		return await context.helpers.httpRequestWithAuthentication
			.call(
				stop ? context : outOfReach(context),
				credentialType,
				// The helper changes what it is given, so every call gets its own copy.
				{ ...options, headers: { ...options.headers } },
				{ credentialsDecrypted },
			)
			.then(readResponse, (error: unknown) => {
				// n8n's error may hold the request with its headers; only its text is passed on.
				const { message, description } = describe(error);
				const plain = new NodeApiError(node, { message }, { message, description });
				if (stop?.aborted) return { isUnsent: false, isTimeout: false, error: plain };
				if (mayPass(data, message)) return { isUnsent: true, isTimeout: false, error: plain };
				const failure = readFailure(error);
				if (!failure) throw plain;
				return { ...failure, error: plain };
			});
	}

	async function exchange(request: OktaRequest, stop: AbortSignal | undefined): Promise<Attempt> {
		const origin = readOrigin();
		const options = { ...toHttpOptions(origin, request), timeout: settings.timeout };
		discardIfRefused(data);
		const used = data['accessToken'];
		const sentAt = Date.now();
		let outcome = await call(options, stop);
		for (let demands = 0; ; demands++) {
			if (isNoAnswer(outcome)) return outcome;
			const nonce = outcome.headers['dpop-nonce'];
			if (nonce !== undefined) rememberNonce(origin, nonce);
			if (!wantsNonce(outcome)) break;
			if (demands === MOST_DEMANDS) return outcome;
			outcome = await call(options, stop);
		}
		if (!refusesToken(outcome)) return outcome;
		// Without a token the credential asks n8n for another one, which n8n then also stores.
		reportRefused(data, used === '' ? data['accessToken'] : used, sentAt);
		return await call(options, stop);
	}

	async function reach(path: string): Promise<OktaReply> {
		const origin = signIn.orgUrl();
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
		explain: (reply, request) => toApiError(node, reply, request, signIn),
		reach,
		signIn,
		run: pacer.open(originOf(signIn), text(data['clientId']), settings, signal),
		random: Math.random,
	});
}

/** The same context, only that n8n's helper doesn't break off its requests when Stop is pressed. */
function outOfReach(context: Context): Context {
	return new Proxy(context, {
		get: (target, name): unknown =>
			name === 'getExecutionCancelSignal' ? () => undefined : Reflect.get(target, name),
	});
}

function settingsFor(context: Context): Manners {
	return 'getCurrentNodeParameter' in context ? impatient : patient;
}

/** Empty if the credential names none: then nothing will be sent, either. */
function originOf(signIn: SignIn): string {
	try {
		return signIn.orgUrl();
	} catch {
		return '';
	}
}

function readResponse(response: unknown): OktaReply {
	const { statusCode, headers, body } = isObject(response) ? response : {};
	return { status: Number(statusCode), headers: readHeaders(headers), body: readBody(body) };
}

/** Of bytes, JSON and text as n8n's helper hands them over where it wasn't asked for bytes. */
function readBody(body: unknown): unknown {
	if (!Buffer.isBuffer(body)) return body;
	const said = toText(body);
	if (said === undefined) return body;
	try {
		const value: unknown = JSON.parse(said);
		return typeof value === 'object' ? value : said;
	} catch {
		return said;
	}
}

/** What bytes say in UTF-8; nothing if they are no text. */
function toText(bytes: Buffer): string | undefined {
	try {
		const said = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return said.includes('\0') ? undefined : said;
	} catch {
		return undefined;
	}
}

function readHeaders(headers: unknown): Record<string, string> {
	return Object.fromEntries(
		Object.entries(isObject(headers) ? headers : {}).map(([name, value]) => [
			name.toLowerCase(),
			Array.isArray(value) ? value.map(text).join(', ') : text(value),
		]),
	);
}

/** Codes of failures that happen before anything is sent; the last ones are this machine's. */
const unsent =
	/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|EMFILE|ENFILE|ENOBUFS)$/;

/** Codes of connections that broke off, stayed silent, or brought something that isn't HTTP. */
const broken =
	/^(ECONNRESET|EPIPE|ECONNABORTED|ETIMEDOUT|ESOCKETTIMEDOUT|ERR_BAD_RESPONSE|HPE_\w+)$/;
const silent = /^(ECONNABORTED|ETIMEDOUT|ESOCKETTIMEDOUT)$/;

/**
 * Which failure without an answer it was, if it is one that may pass.
 *
 * n8n puts the code where the status of an answer would be; when the connection broke in the middle
 * of an answer, the status is there and the message tells.
 */
function readFailure(error: unknown): Omit<NoAnswer, 'error'> | undefined {
	if (!(error instanceof NodeApiError)) return undefined;
	const code = text(error.httpCode);
	const isAborted = [error.message, ...error.messages].some((said) => /aborted/i.test(said));
	if (!unsent.test(code) && !broken.test(code) && !isAborted) return undefined;
	return { isUnsent: unsent.test(code), isTimeout: silent.test(code) };
}

/** Title and advice of an error; a ServiceAppError repeats the advice in its message. */
function describe(error: unknown): { message: string; description?: string } {
	const { message } = toError(error);
	const description =
		error instanceof Error && 'description' in error ? text(error.description) : '';
	if (description === '') return { message };
	return { message: message.replace(`. ${description}`, ''), description };
}
