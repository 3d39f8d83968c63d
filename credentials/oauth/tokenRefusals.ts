import { ServiceAppError } from './errors';

/** An answer of the token endpoint, whatever its status. Header names are in lower case. */
export interface TokenReply {
	status: number;
	headers: Readonly<Record<string, string | undefined>>;
	body: unknown;
}

/** What was asked, as far as an explanation may quote it. */
export interface Asked {
	orgUrl: string;
	clientId: string;
	keyId?: string;
	scopes: readonly string[];
	/** Seconds this machine is ahead of Okta (negative: behind), when that could be measured. */
	clockAhead?: number;
}

interface Row {
	/** `error` of RFC 6749 §5.2; left out where the description alone decides. */
	error?: string;
	status?: number;
	/** Part of Okta's `error_description`, in any case. Okta does not promise these texts. */
	says?: RegExp;
	title: string | ((asked: Asked) => string);
	advice: string | ((asked: Asked) => string);
}

const APP = 'Okta Admin Console > Applications > your service app';

const scopesAdvice = ({ scopes }: Asked) =>
	`In ${APP} > Okta API Scopes, grant at least one of those chosen in this credential: ${scopes.join(', ')}.`;

const clock = (side: 'ahead' | 'behind'): Pick<Row, 'title' | 'advice'> => ({
	title: ({ clockAhead = 0 }) => {
		const isMeasured = side === 'ahead' ? clockAhead > 0 : clockAhead < 0;
		const by = isMeasured ? `: by ${Math.abs(clockAhead)} seconds` : '';
		return `The clock of this machine is ${side === 'ahead' ? 'ahead of' : 'behind'} Okta’s${by}`;
	},
	advice: 'Set the clock of the machine n8n runs on, best by NTP, and try again.',
});

/**
 * The refusals of Okta's token endpoint, most specific first. Source of the cases: Okta's OAuth
 * 2.0 error reference.
 */
const ROWS: readonly Row[] = [
	// --- the client ---
	{
		error: 'invalid_client',
		says: /(issuer|subject) claim .*not a valid client_id|invalid value for 'client_id'/i,
		title: ({ orgUrl }) => `The org ${orgUrl} has no service app with this client ID`,
		advice: `Copy the client ID again from ${APP} > General, and check that the Okta domain is the org the app lives in.`,
	},
	{
		error: 'invalid_client',
		says: /private_key_jwt/i,
		title: 'The service app does not authenticate with a key pair',
		advice: `In ${APP} > General > Client Credentials, set Client authentication to “Public key / Private key” and add the public key.`,
	},
	{
		error: 'invalid_client',
		says: /application_type.*service/i,
		title: 'This client ID belongs to an app of another type',
		advice:
			'Only an app created as “API Services” gets Okta API tokens without a user. Create one in Okta Admin Console > Applications > Create App Integration.',
	},
	{
		error: 'invalid_client',
		says: /kid is invalid/i,
		title: ({ keyId }) =>
			keyId
				? `The service app has no active public key with the key ID “${keyId}”`
				: 'The service app could not tell which public key to use',
		advice: ({ keyId }) =>
			keyId
				? `Compare the key ID with those in ${APP} > General > Public Keys; the key must be active. With a single key in the app the field Key ID may stay empty.`
				: `Copy the key ID from ${APP} > General > Public Keys into the field Key ID.`,
	},
	{
		error: 'invalid_client',
		says: /signature is invalid/i,
		title: 'The private key does not match a public key of the service app',
		advice: `Paste the private key whose public half is listed and active in ${APP} > General > Public Keys, or add its public half there.`,
	},
	{
		error: 'invalid_client',
		says: /signature algorithm is invalid/i,
		title: 'Okta does not accept the algorithm this key signs with',
		advice: `Use an RSA key with RS256, RS384 or RS512, or an EC key on P-256, P-384 or P-521, and check the “alg” registered with the public key in ${APP}.`,
	},
	{
		error: 'invalid_client',
		says: /does not have a jwkset/i,
		title: 'The service app has no public key yet',
		advice: `Add the public half of your key in ${APP} > General > Public Keys.`,
	},
	{
		error: 'invalid_client',
		says: /jwkset|jwks_uri|jwks uri|key.*'use'/i,
		title: 'Okta cannot use the public keys of the service app',
		advice: `Check ${APP} > General > Public Keys: each key needs its own key ID and “use” “sig”, and a key URL must be reachable from the internet.`,
	},
	// --- the assertion ---
	{
		error: 'invalid_client',
		says: /audience claim/i,
		title: ({ orgUrl }) => `Okta does not answer to the name ${orgUrl}`,
		advice:
			'Type the Okta domain exactly as the org is called; a custom domain counts as another name.',
	},
	{
		says: /client_assertion token is expired|dpop proof.*(expired|five minutes)/i,
		...clock('behind'),
	},
	{
		says: /expiration too far|issued before the current time|dpop proof.*(in the future|'iat')/i,
		...clock('ahead'),
	},
	{
		error: 'invalid_client',
		says: /already been used/i,
		title: 'Okta has seen this sign-in before',
		advice:
			'A proxy between n8n and Okta seems to send requests twice. Try again, then look at the proxy.',
	},
	{
		error: 'invalid_client',
		says: /'exp' claim|parsing of the client_assertion|no client credentials/i,
		title: 'Okta could not read the signed assertion',
		advice:
			'Something between n8n and Okta changes requests, usually a proxy. Let it pass this host untouched.',
	},
	{
		error: 'invalid_client',
		title: ({ orgUrl }) => `The org ${orgUrl} does not accept this client ID`,
		advice: `Copy the client ID again from ${APP} > General, check that the app is active, and that the Okta domain is the org it lives in.`,
	},
	// --- scopes ---
	{
		error: 'consent_required',
		title: 'None of the chosen scopes is granted to the service app',
		advice: scopesAdvice,
	},
	{
		error: 'invalid_scope',
		says: /no scopes were requested/i,
		title: 'No scope was asked for',
		advice: 'Choose at least one scope in this credential.',
	},
	{
		error: 'invalid_scope',
		says: /openid|self/i,
		title: 'A scope for signed-in users was asked for',
		advice:
			'Remove openid, profile, email, offline_access and the like: a service app has no user.',
	},
	{
		error: 'client_credentials_self_scope_requested',
		title: 'A “.self” scope was asked for',
		advice: 'Remove every scope that ends in .self: a service app has no user of its own.',
	},
	{
		error: 'invalid_scope',
		title: 'Okta does not know one of the scopes',
		advice: ({ scopes }) =>
			`Look for a typing error among: ${scopes.join(', ')}. Only Okta's own scopes (okta.…) can be used here.`,
	},
	// --- the app's settings ---
	{
		error: 'unauthorized_client',
		title: 'The service app may not use the client credentials grant',
		advice: `In ${APP} > General > General Settings, allow the grant type “Client Credentials”.`,
	},
	{
		error: 'unsupported_grant_type',
		title: 'Okta does not offer the client credentials grant here',
		advice: 'Check that the Okta domain is the domain of the org itself, without a path.',
	},
	{
		error: 'access_denied',
		title: 'The service app may not be used from this network',
		advice: `Add the address n8n's requests come from to the network zones allowed in ${APP} > General.`,
	},
	// --- DPoP ---
	{
		error: 'invalid_dpop_proof',
		says: /header is missing/i,
		title: 'The service app demands DPoP, and this credential forbids it',
		advice: `Set the credential's DPoP field to “Automatic”, or switch off “Require Demonstrating Proof of Possession (DPoP) header in token requests” in ${APP} > General.`,
	},
	{
		error: 'invalid_dpop_proof',
		says: /'htu'/i,
		title: 'Okta was reached under another name than the one it was called by',
		advice: 'Type the Okta domain as the org is called. A proxy must not change the host name.',
	},
	{
		error: 'invalid_dpop_proof',
		title: 'Okta refused the DPoP proof',
		advice:
			'Try again. If it stays so, look for a proxy between n8n and Okta that changes headers.',
	},
	{
		error: 'use_dpop_nonce',
		title: 'Okta asked for another DPoP nonce twice in a row',
		advice:
			'Try again in a minute. If it stays so, look for a proxy that drops the header “dpop-nonce”.',
	},
	// --- the request, the service ---
	{
		error: 'invalid_request',
		says: /multiple client credentials/i,
		title: 'Okta received credentials of two kinds',
		advice: 'A proxy seems to add its own Authorization header. Let it pass this host untouched.',
	},
	{
		status: 429,
		title: 'Okta is receiving too many token requests',
		advice:
			'Wait a minute and try again. One token serves for an hour, so something else asks this often.',
	},
	{
		error: 'temporarily_unavailable',
		title: 'Okta is busy for the moment',
		advice: 'Try again in a minute; status.okta.com tells whether the service has trouble.',
	},
	{
		error: 'server_error',
		title: 'Okta has trouble of its own',
		advice: 'Try again in a minute; status.okta.com tells whether the service has trouble.',
	},
	{
		error: 'invalid_request',
		title: 'Okta did not accept the token request',
		advice: 'Something between n8n and Okta may change requests. If not, please report this.',
	},
];

/** For an error of OAuth that Okta has not listed so far. */
const UNLISTED: Pick<Row, 'title' | 'advice'> = {
	title: 'Okta refused to issue a token',
	advice: `Its own words are all that is known. Look at ${APP}, and at Reports > System Log.`,
};

/** Says what is wrong and what to do about it, with Okta's own words and request ID. */
export function explainRefusal(reply: TokenReply, asked: Asked): ServiceAppError {
	const { error, says } = oauthError(reply.body);
	const row = ROWS.find(
		(candidate) =>
			(candidate.error === undefined || candidate.error === error) &&
			(candidate.status === undefined || candidate.status === reply.status) &&
			(candidate.says === undefined || candidate.says.test(says)),
	);
	const speaksOAuth = /^[a-z_]+$/.test(error);
	if (!speaksOAuth && row?.status === undefined) return explainStranger(reply, asked);

	const { title, advice } = row ?? UNLISTED;
	const fill = (text: Row['title']) => (typeof text === 'string' ? text : text(asked));
	return new ServiceAppError(fill(title), `${fill(advice)} ${quoteOkta(reply)}`);
}

/** `error` and `error_description` (RFC 6749 §5.2), or what Okta's API sends in their place. */
export function oauthError(body: unknown): { error: string; says: string } {
	const fields = new Map(Object.entries(typeof body === 'object' && body !== null ? body : {}));
	const text = (name: string) => {
		const value: unknown = fields.get(name);
		return typeof value === 'string' ? value : '';
	};
	return {
		error: text('error') || text('errorCode'),
		says: text('error_description') || text('errorSummary'),
	};
}

/**
 * Whether the answer was cut off or damaged on its way: it calls itself JSON, or a success, and is
 * neither JSON nor a web page. Asked again, the same server may give a whole one.
 */
export function isHalfAnswer({ status, headers, body }: TokenReply): boolean {
	const isWhole = typeof body === 'object' && body !== null && !Array.isArray(body);
	const type = headers['content-type'] ?? '';
	const isPage = /html/i.test(type) || (typeof body === 'string' && /^\s*</.test(body));
	return !isWhole && !isPage && (status === 200 || /json/i.test(type));
}

/** Whatever answered does not speak OAuth: most likely not an Okta org. */
function explainStranger(reply: TokenReply, { orgUrl }: Asked): ServiceAppError {
	if (isHalfAnswer(reply)) {
		return new ServiceAppError(
			`The answer of ${orgUrl} was cut short on its way`,
			`Try again in a moment. If it stays so, check the Okta domain, and look for a proxy that changes answers. ${quoteOkta(reply)}`,
		);
	}
	if (reply.status >= 500) {
		return new ServiceAppError(
			`${orgUrl} answered with an error of its own`,
			`Try again in a minute; status.okta.com tells whether Okta has trouble. ${quoteOkta(reply)}`,
		);
	}
	if (reply.status >= 300 && reply.status < 400) {
		return new ServiceAppError(
			`${orgUrl} sends callers elsewhere`,
			`Tokens are only asked for where you say. Type the domain it redirects to, if it is yours. ${quoteOkta(reply)}`,
		);
	}
	return new ServiceAppError(
		`${orgUrl} does not answer like an Okta org`,
		`Check the Okta domain: it is the name in the address bar when you are signed in to your org. ${quoteOkta(reply)}`,
	);
}

function quoteOkta({ status, headers, body }: TokenReply): string {
	const { error, says } = oauthError(body);
	const id = headers['x-okta-request-id'];
	const named = [error, `HTTP ${status}`, id && `request ID ${id}`].filter(Boolean);
	const facts = withoutTokens(named.join(', '));
	return says === '' ? `(${facts})` : `Okta said: “${withoutTokens(says)}” (${facts})`;
}

/** A server may quote what it was sent; an assertion or a proof must not come back out of it. */
export function withoutTokens(text: string): string {
	return text.replace(/eyJ[\w-]{8,}(\.+[\w-]+)*/g, '…').slice(0, 500);
}
