import type { IHttpRequestHelper } from 'n8n-workflow';

import { ServiceAppError } from './oauth/errors';
import { withoutTokens, type TokenReply } from './oauth/tokenRefusals';
import type { TokenRequest } from './oauth/tokenRequest';

/** Milliseconds until the token endpoint must have answered. */
const TIMEOUT = 30_000;

/**
 * Sends token requests through n8n's own helper, so that its proxy settings and its restrictions to
 * domains hold. Any status is an answer; redirects are not followed.
 */
export function sendThrough({ helpers }: IHttpRequestHelper) {
	return async ({ url, headers, body }: TokenRequest): Promise<TokenReply> => {
		const response: unknown = await helpers
			.httpRequest({
				method: 'POST',
				url,
				headers,
				body,
				timeout: TIMEOUT,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
			})
			.catch((error: unknown) => {
				throw unreachable(new URL(url).origin, error);
			});
		return readReply(response);
	};
}

function readReply(response: unknown): TokenReply {
	const { statusCode, headers, body } = record(response);
	const texts = Object.entries(record(headers)).map(([name, value]): [string, string] => {
		return [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : String(value)];
	});
	return {
		status: typeof statusCode === 'number' ? statusCode : 0,
		headers: Object.fromEntries(texts),
		body,
	};
}

const REASONS: ReadonlyArray<[RegExp, string]> = [
	[/ENOTFOUND|EAI_AGAIN/, 'There is no such host. Check the Okta domain for a typing error.'],
	[
		/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/,
		'Nothing answers at that address. Check the Okta domain.',
	],
	[
		/ECONNABORTED|ETIMEDOUT|ERR_CANCELED/,
		'It did not answer in time. Check that n8n may reach the internet, then try again.',
	],
	[
		/CERT|SSL|TLS|EPROTO/,
		'Its certificate is not trusted. A proxy that inspects traffic may be in between.',
	],
	[/ECONNRESET|EPIPE|ERR_BAD_RESPONSE/, 'The connection broke off. Try again.'],
];

/** Codes of what stays as it is until somebody does something about it. */
const LASTING = /^$|ENOTFOUND|CERT|SSL|TLS|EPROTO/;

/**
 * What to throw when no answer came: why, as far as the error's code tells.
 *
 * The codes themselves stay out: n8n replaces a message that contains one by a general sentence.
 */
export function unreachable(origin: string, error: unknown): ServiceAppError {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	const reason = REASONS.find(([pattern]) => pattern.test(code))?.[1];
	const otherwise =
		error instanceof Error ? withoutTokens(error.message) : 'Check the Okta domain.';
	const mayPass = !LASTING.test(code);
	return new ServiceAppError(`${origin} could not be reached`, reason ?? otherwise, { mayPass });
}

function record(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? { ...value } : {};
}
