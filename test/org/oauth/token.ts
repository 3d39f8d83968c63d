import { notAcceptable, oauthError, unsupportedContentType, type Refusal } from '../errors';
import { randomId } from '../ids';
import { tokenPath } from '../ledger';
import type { Org } from '../org';
import type { Received } from '../request';
import type { Reply } from '../route';
import { authenticateClient } from './assertion';
import { clientTarget, type OAuthClient } from './clients';
import { checkProof, InvalidProof } from './dpop';
import { knownScopes } from './scopes';
import { tokenLifetime } from './tokens';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** `POST /oauth2/v1/token`: client credentials (RFC 6749 section 4.4) as the org server grants them. */
export async function issueToken(org: Org, received: Received, requestId: string): Promise<Reply> {
	const form = readForm(received);
	const grantType = form.get('grant_type');
	if (!grantType) {
		throw oauthError(
			400,
			'invalid_request',
			"The token request must specify a 'grant_type'. Valid values: [client_credentials]",
		);
	}
	const client = await authenticateTokenClient(org, received, form);
	checkClient(client, grantType);
	const jkt = await checkTokenProof(org, received, client);
	const scopes = grantedScopes(client, form.get('scope') ?? '');
	record(org, client, { ...received, requestId }, 'grant.access_token', 'Access token is granted');
	return {
		status: 200,
		headers: jkt === undefined ? {} : { 'dpop-nonce': org.nonces.current() },
		body: {
			token_type: jkt === undefined ? 'Bearer' : 'DPoP',
			expires_in: tokenLifetime / 1000,
			access_token: org.tokens.issue(client.clientId, scopes, jkt),
			scope: scopes.join(' '),
		},
	};
}

/** `POST /oauth2/v1/revoke` (RFC 7009): says 200 whether or not the token was known. */
export async function revokeToken(org: Org, received: Received, requestId: string): Promise<Reply> {
	const form = readForm(received);
	const client = await authenticateTokenClient(org, received, form);
	org.tokens.revoke(form.get('token') ?? '', client.clientId);
	record(org, client, { ...received, requestId }, 'revoke', 'Token revocation request');
	return { status: 200 };
}

function record(
	org: Org,
	client: OAuthClient,
	request: Received & { requestId: string },
	what: string,
	displayMessage: string,
): void {
	org.log.recordRequest(clientTarget(client), request, {
		eventType: `app.oauth2.token.${what}`,
		displayMessage,
		targets: [
			{
				id: randomId('AT.', 40),
				type: 'access_token',
				alternateId: 'unknown',
				displayName: 'Access Token',
			},
		],
	});
}

function readForm({ headers, text }: Received): URLSearchParams {
	const contentType = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
	if (contentType !== 'application/x-www-form-urlencoded') throw unsupportedContentType();
	if (!/\*\/\*|application\/(\*|json)/.test(headers.accept ?? '*/*')) throw notAcceptable();
	const form = new URLSearchParams(text);
	const names = [...form.keys()];
	if (new Set(names).size < names.length) {
		throw oauthError(
			400,
			'invalid_request',
			'The request contained multiple parameters with the same name.',
		);
	}
	return form;
}

async function authenticateTokenClient(
	org: Org,
	{ headers, query, origin, path }: Received,
	form: URLSearchParams,
): Promise<OAuthClient> {
	const assertion = form.get('client_assertion');
	const inQuery = ['client_id', 'client_secret', 'client_assertion'].some((name) =>
		query.has(name),
	);
	const ways = [headers.authorization, form.get('client_secret'), assertion].filter(Boolean);
	if (inQuery || ways.length > 1) {
		throw oauthError(
			401,
			'invalid_request',
			'Cannot supply multiple client credentials. Use one of the following: credentials in the Authorization header, credentials in the post body, or a client_assertion in the post body.',
		);
	}
	if (ways.length === 0) throw oauthError(401, 'invalid_client', 'No client credentials found.');
	if (!assertion) {
		throw oauthError(
			401,
			'invalid_client',
			'Client Credentials requests to the Org Authorization Server must use the private_key_jwt token_endpoint_auth_method.',
		);
	}
	if (form.get('client_assertion_type') !== assertionType) {
		throw oauthError(400, 'invalid_request', 'The client_assertion_type is invalid.');
	}
	const client = await authenticateClient(assertion, {
		clients: org.clients,
		clock: org.clock,
		used: org.usedAssertions,
		audience: origin + path,
	});
	const clientId = form.get('client_id');
	if (clientId && clientId !== client.clientId) {
		throw oauthError(401, 'invalid_client', "Invalid value for 'client_id' parameter.");
	}
	return client;
}

function checkClient(client: OAuthClient, grantType: string): void {
	if (grantType !== 'client_credentials') {
		throw oauthError(
			400,
			'unsupported_grant_type',
			'The authorization grant type is not supported by the authorization server. Configured grant types: [client_credentials].',
		);
	}
	if (client.metadata.application_type !== 'service') {
		throw oauthError(
			401,
			'invalid_client',
			"Only clients with 'application_type' of 'service' may use the client_credentials 'grant_type' with the Org Authorization Server.",
		);
	}
	if (client.metadata.token_endpoint_auth_method !== 'private_key_jwt') {
		throw oauthError(
			401,
			'invalid_client',
			'Client Credentials requests to the Org Authorization Server must use the private_key_jwt token_endpoint_auth_method.',
		);
	}
	if (!client.metadata.grant_types.includes(grantType)) {
		throw oauthError(
			400,
			'unauthorized_client',
			`The client is not authorized to use the provided grant type. Configured grant types: [${client.metadata.grant_types.join(', ')}].`,
		);
	}
	if (!client.networkAllowed) {
		throw oauthError(
			403,
			'access_denied',
			"The request is made from outside the client's permitted network zones.",
		);
	}
}

/** @returns the thumbprint the token is to be bound to, or undefined for a Bearer token. */
async function checkTokenProof(
	org: Org,
	{ headers, method, origin }: Received,
	client: OAuthClient,
): Promise<string | undefined> {
	const { dpop } = headers;
	if (dpop === undefined) {
		if (client.metadata.dpop_bound_access_tokens)
			throw invalidProof('The DPoP proof JWT header is missing.');
		return undefined;
	}
	const { jkt, nonce } = await checkProof(dpop, {
		clock: org.clock,
		used: org.usedProofs,
		method,
		origin,
		path: tokenPath,
	}).catch((error: unknown) => {
		throw error instanceof InvalidProof ? invalidProof(error.message) : error;
	});
	if (nonce === undefined || !org.nonces.accepts(nonce)) {
		throw oauthError(400, 'use_dpop_nonce', 'Authorization server requires nonce in DPoP proof.', {
			'dpop-nonce': org.nonces.current(),
		});
	}
	return jkt;
}

const invalidProof = (description: string): Refusal =>
	oauthError(400, 'invalid_dpop_proof', description);

/** Of the scopes asked for, those granted to the app; what is missing shows only in `scope`. */
function grantedScopes(client: OAuthClient, scope: string): string[] {
	const asked = [...new Set(scope.split(' ').filter(Boolean))];
	if (asked.length === 0) throw oauthError(400, 'invalid_scope', 'No scopes were requested.');
	if (asked.includes('openid')) {
		throw oauthError(
			400,
			'invalid_scope',
			"Cannot request 'openid' scopes using client credentials.",
		);
	}
	if (asked.some((name) => name.endsWith('.self'))) {
		throw oauthError(
			400,
			'client_credentials_self_scope_requested',
			"The 'client_credentials' grant type may not request .self scopes.",
		);
	}
	if (!asked.every((name) => knownScopes.has(name))) {
		throw oauthError(
			400,
			'invalid_scope',
			'One or more scopes are not configured for the authorization server resource.',
		);
	}
	const granted = asked.filter((name) => client.grants.some(({ scopeId }) => scopeId === name));
	if (granted.length === 0) {
		throw oauthError(400, 'consent_required', 'You are not allowed any of the requested scopes.');
	}
	return granted;
}
