import { type INode, type JsonObject, NodeApiError } from 'n8n-workflow';

import { isCutOff, isOfOtherShape, isWebPage } from './attempt';
import { isObject, text } from './json';
import { readLimit } from './rateLimit';
import type { OktaReply, OktaRequest, SignIn } from './types';

/** What Okta says about a refusal, wherever it says it. */
interface Refusal {
	status: number;
	/** Okta's error code, or the OAuth 2.0 error of the challenge. */
	code: string;
	summary: string;
	causes: string[];
	/** Scope the challenge asks for (RFC 6750 section 3). */
	scope: string;
	requestId: string;
	/** Requests a minute; 0 when it is about requests at the same time. */
	rateLimit: number;
	isWebPage: boolean;
}

interface Explanation {
	title: string;
	advice?: string;
}

/** What the credential asks for, and what Okta granted with its token. */
type Scopes = Pick<SignIn, 'scopes' | 'token'>;

const consolePath = 'In the Okta Admin Console, open the service app';

const explanations: Record<string, (refusal: Refusal, signIn?: Scopes) => Explanation> = {
	insufficient_scope: ({ scope }, signIn) => ({
		title: scope
			? `The access token lacks the scope ${scope}`
			: 'The access token lacks a scope for this',
		advice: adviceOnScope(scope.split(' '), signIn),
	}),
	invalid_token: () => ({
		title: 'Okta did not accept the access token',
		advice:
			'A new token was refused, too: check that the service app is active, and that the ' +
			'credential belongs to this org.',
	}),
	invalid_dpop_proof: () => ({
		title: 'Okta did not accept the DPoP proof',
		advice: 'Check that the clock of the machine n8n runs on is right.',
	}),
	E0000001: ({ causes, summary }) => ({
		title: `Okta refused the values: ${causes[0] ?? summary}`,
	}),
	E0000005: () => ({
		title: 'Okta allows this to signed-in administrators only',
		advice: 'A service app cannot do it with this scope or role.',
	}),
	E0000006: () => ({
		title: 'The admin role of the service app does not allow this',
		advice:
			`The scope is there. ${consolePath} and assign, under Admin roles, a role that covers ` +
			'this action and this object.',
	}),
	E0000015: () => ({
		title: 'This feature is not enabled in the Okta org',
		advice: 'Okta or your account team can enable it.',
	}),
	E0000016: () => ({ title: 'The user has been activated already' }),
	E0000038: () => ({ title: "The user's current status does not allow this" }),
	E0000047: ({ rateLimit }) =>
		rateLimit === 0
			? {
					title: 'Okta is answering too many requests at the same time',
					advice: 'Its limit holds for all clients of the org together. Try again later.',
				}
			: {
					title: "The org's rate limit is used up",
					advice:
						'Okta kept refusing after its limit was reset. Other clients share the limit; ' +
						'Reports > Rate limits in the Okta Admin Console shows which.',
				},
	E0000075: ({ summary }) => ({
		title: summary,
		advice:
			"Okta maps this attribute from the user's profile and pushes it to the app: change it there. " +
			'Application: Update User Assignment leaves such attributes alone with Send Changes Only.',
	}),
	E0000112: () => ({
		title: 'Okta has not finished activating or deactivating the user',
		advice: 'Try again in a few minutes.',
	}),
};

const byStatus: Record<number, Explanation> = {
	401: { title: 'Okta did not accept the access token' },
	403: { title: 'Okta does not allow this' },
	404: {
		title: 'Okta found nothing at this address',
		advice: 'Check the ID, and the Okta domain in the credential.',
	},
	409: { title: 'This conflicts with what is in Okta' },
	412: {
		title: 'The object has changed in Okta in the meantime',
		advice: 'Read it again and repeat the change with the new ETag.',
	},
	429: { title: 'Okta asks to slow down' },
};

/**
 * n8n's error for an answer of Okta that isn't a success: the title says what is wrong, the
 * description everything Okta said, what to do, and the request ID that Okta's support asks for.
 * Nothing of the request's headers goes into it.
 *
 * @param signIn - tells where a scope got lost: at Okta, or in the credential
 */
export function toApiError(
	node: INode,
	reply: OktaReply,
	request: OktaRequest,
	signIn?: Scopes,
): NodeApiError {
	const refusal = readRefusal(reply);
	const { title, advice } = explainSuccess(reply, request) ?? explain(refusal, signIn);
	const further = aboutLicence(refusal, request);
	const { status, code, summary, causes, scope, requestId } = refusal;
	// The summary of a validation only names the first of the causes.
	const isHeading = causes.length > 0 && summary.startsWith('Api validation failed');
	const said = [...new Set([isHeading ? '' : summary, ...causes])].filter(
		(line) => line !== '' && !title.endsWith(line),
	);
	const description = [
		...said.map(sentence),
		...(advice ? [advice] : []),
		...(further ? [further] : []),
		`HTTP ${String(status)}${code && `, ${code}`}${requestId && `, Okta request ID ${requestId}`}.`,
	].join('\n');
	const response: JsonObject = {
		status,
		errorCode: code,
		errorSummary: summary,
		errorCauses: causes,
		...(scope && { scope }),
		requestId,
		method: request.method,
		path: request.path,
	};
	const error = new NodeApiError(node, response, {
		message: title,
		description,
		httpCode: String(status),
	});
	error.context['errorCode'] = code;
	return error;
}

/** How Okta refuses what the role or the org has no right to; E0000004 is what its governance says. */
const forbids = ['E0000004', 'E0000006', 'E0000008', 'E0000015'];

/**
 * What else may be the matter, where the org may not have bought what was asked for. How Okta answers
 * an org without the licence is not documented, and was not recorded.
 */
function aboutLicence({ code }: Refusal, { path }: OktaRequest): string | undefined {
	if (!forbids.includes(code) || !path.startsWith('/governance/')) return undefined;
	return (
		'This belongs to Okta Identity Governance, which is licensed apart: an org without it cannot do ' +
		'this, whatever scopes and roles the app has. With it, the app needs the admin role of access ' +
		'certifications, of access requests or, for entitlements, of applications.'
	);
}

/**
 * Whether Okta answered that the access token won't do (RFC 6750 section 3.1). A proof of the wrong
 * time counts, too: Okta's clock is stored with the token, and the machine that minted it may have
 * had another clock than this one.
 */
export function refusesToken(reply: OktaReply): boolean {
	const { code, summary } = readRefusal(reply);
	if (code === 'invalid_dpop_proof') return /'iat'|issued|expired/i.test(summary);
	return reply.status === 401 && ['', 'invalid_token', 'E0000011'].includes(code);
}

/** Whether an error is Okta's refusal with one of these HTTP statuses. */
export function isRefusal(error: unknown, ...statuses: readonly number[]): error is NodeApiError {
	return error instanceof NodeApiError && statuses.includes(Number(error.httpCode));
}

/** Whether an error is Okta's refusal of this very request, which would be the same another time. */
export function isOktasNo(error: unknown): error is NodeApiError {
	if (!(error instanceof NodeApiError)) return false;
	const status = error.httpCode ?? '';
	// Of 401, only what isn't about the token.
	if (status === '401') return hasCode(error, ['E0000015']);
	return /^4\d\d$|^501$/.test(status) && status !== '429';
}

/** Whether an error is Okta's refusal with one of these codes of its own. */
export function hasCode(error: unknown, codes: readonly string[]): error is NodeApiError {
	return error instanceof NodeApiError && codes.includes(text(error.context['errorCode']));
}

/** For `catch`: an object that isn't there is an answer, too; any other refusal stays one. */
export function unlessMissing(error: unknown): undefined {
	if (!isRefusal(error, 404)) throw error;
}

/** For `catch`: Okta no longer knows the place in a list that a link stands for. */
export function unlessCursorRefused(error: unknown): undefined {
	if (!isRefusal(error, 400, 404, 410)) throw error;
}

/** For `catch`: for what is only nice to know, the app may lack scope or role. */
export function unlessForbidden(error: unknown): undefined {
	if (!isRefusal(error, 403)) throw error;
}

/** What was thrown, as an error. */
export function toError(error: unknown): Error {
	return error instanceof Error ? error : new Error(String(error));
}

/** Whether Okta asks for a nonce in the DPoP proof (RFC 9449 section 9). */
export function wantsNonce(reply: OktaReply): boolean {
	return reply.status >= 400 && readRefusal(reply).code === 'use_dpop_nonce';
}

/** Of a status that says all is well; undefined for the others. */
function explainSuccess(reply: OktaReply, request: OktaRequest): Explanation | undefined {
	if (isWebPage(reply)) return undefined;
	if (isCutOff(reply, request)) {
		return { title: 'The answer of Okta was cut short or altered on its way' };
	}
	if (!isOfOtherShape(reply, request)) return undefined;
	const wanted = request.answer === 'list' ? 'a list' : 'a single object';
	return {
		title: `Okta answered with something that is not ${wanted}`,
		advice: `Either something altered the answer on its way, or this path does not return ${wanted}.`,
	};
}

function explain(refusal: Refusal, signIn?: Scopes): Explanation {
	const known = explanations[refusal.code]?.(refusal, signIn);
	if (known) return known;
	if (refusal.isWebPage) {
		return {
			title: 'A web page came back in place of an answer from Okta',
			advice:
				'Something between n8n and Okta sent it, such as a proxy that asks for a sign-in, or a ' +
				'filter. Have whoever runs your network let n8n reach the org.',
		};
	}
	const general = byStatus[refusal.status];
	if (refusal.summary) return { ...general, title: refusal.summary };
	if (general) return general;
	if (refusal.status < 400) {
		return {
			title: 'Okta sent the request elsewhere',
			advice: 'Check the Okta domain in the credential: redirects are not followed.',
		};
	}
	return { title: `Okta answered with HTTP status ${String(refusal.status)}` };
}

/** @param wanted - scopes of which any one would have been enough */
function adviceOnScope(wanted: readonly string[], signIn?: Scopes): string {
	const lost = (held: readonly string[] = []) =>
		wanted.every((scope) => !held.includes(scope) && !held.includes(toManage(scope)));
	if (signIn && lost(signIn.scopes())) {
		return (
			'The credential does not ask for it: select it there. ' +
			`${consolePath}, and grant it under Okta API Scopes, too.`
		);
	}
	if (signIn && lost(signIn.token()?.scopes)) {
		return (
			`The credential asks for it, but Okta did not grant it. ${consolePath}, and grant it under ` +
			'Okta API Scopes. Tokens live for an hour; “Service App: Check Access” fetches a new one at once.'
		);
	}
	return `${consolePath}, grant the scope under Okta API Scopes, and select it in the credential.`;
}

/** The scope that allows what this one does, and changes as well. */
const toManage = (scope: string): string => scope.replace(/\.read$/, '.manage');

/**
 * For work that reads before it writes: where the token lacks the scope to read, names at once the
 * one that allows both, if the work takes that anyway.
 *
 * @param taken - scopes the work takes
 * @returns the error, changed in place
 */
export function namingScopeOf<E>(error: E, taken: readonly string[]): E {
	if (!hasCode(error, ['insufficient_scope'])) return error;
	const [, scope = ''] = /the scope (\S+)$/.exec(error.message) ?? [];
	const both = toManage(scope);
	if (both === scope || !taken.includes(both)) return error;
	error.message = error.message.replace(scope, both);
	return error;
}

/** For `catch`: the same for work that takes one scope. */
export const namingScope =
	(taken: string) =>
	(error: unknown): never => {
		throw namingScopeOf(toError(error), [taken]);
	};

function readRefusal(reply: OktaReply): Refusal {
	const { status, headers, body } = reply;
	const challenge = readChallenge(headers['www-authenticate'] ?? '');
	const error = isObject(body) ? body : {};
	const causes = Array.isArray(error['errorCauses']) ? error['errorCauses'] : [];
	return {
		status,
		code: text(error['errorCode']) || text(error['error']) || (challenge.get('error') ?? ''),
		summary:
			text(error['errorSummary']) ||
			text(error['error_description']) ||
			(challenge.get('error_description') ?? ''),
		causes: causes.flatMap((cause) => (isObject(cause) ? [text(cause['errorSummary'])] : [])),
		scope: challenge.get('scope') ?? '',
		requestId: headers['x-okta-request-id'] ?? text(error['errorId']),
		rateLimit: readLimit(headers),
		isWebPage: isWebPage(reply),
	};
}

/** The parameters of a `WWW-Authenticate` challenge (RFC 9110 section 11.6.1). */
function readChallenge(header: string): Map<string, string> {
	return new Map(
		[...header.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, name = '', value = '']) => [
			name.toLowerCase(),
			value.replace(/\\(.)/g, '$1'),
		]),
	);
}

function sentence(line: string): string {
	return /[.!?]$/.test(line) ? line : `${line}.`;
}
