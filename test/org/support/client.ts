import { createHash, randomUUID } from 'node:crypto';
import {
	calculateJwkThumbprint,
	exportJWK,
	generateKeyPair,
	importPKCS8,
	SignJWT,
	type CryptoKey,
	type JWK,
	type JWTHeaderParameters,
	type JWTPayload,
} from 'jose';
import type { Org, ServiceApp, ServiceAppKey } from '..';

/** A claim set to undefined is left out of the JWT. */
export type ClaimChanges = Record<string, unknown>;

export const firstKey = ({ keys: [key] }: ServiceApp): ServiceAppKey => {
	if (!key) throw new Error('The service app has no key');
	return key;
};

export interface AssertionChanges {
	claims?: ClaimChanges;
	header?: Partial<JWTHeaderParameters>;
	key?: ServiceAppKey;
}

/** A correct client assertion, but for the changes. */
export async function assertionFor(
	org: Org,
	app: ServiceApp,
	{ claims = {}, header = {}, key = firstKey(app) }: AssertionChanges = {},
): Promise<string> {
	const now = org.clock.seconds();
	const payload: JWTPayload = {
		iss: app.clientId,
		sub: app.clientId,
		aud: `${org.url}/oauth2/v1/token`,
		iat: now,
		exp: now + 300,
		jti: randomUUID(),
		...claims,
	};
	const protectedHeader = { alg: key.alg, kid: key.kid, ...header };
	return new SignJWT(payload)
		.setProtectedHeader(protectedHeader)
		.sign(await importPKCS8(key.privatePem, protectedHeader.alg));
}

/** Sends a token request with the fields given; undefined leaves one out. */
export async function requestToken(
	org: Org,
	fields: Record<string, string | undefined>,
	headers: Record<string, string> = {},
): Promise<Answer> {
	const form = new URLSearchParams({
		grant_type: 'client_credentials',
		scope: 'okta.users.read',
		client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
	});
	for (const [name, value] of Object.entries(fields)) {
		if (value === undefined) form.delete(name);
		else form.set(name, value);
	}
	return answerOf(
		await fetch(`${org.url}/oauth2/v1/token`, { method: 'POST', body: form, headers }),
	);
}

/** Exchanges a correct assertion for a Bearer token. */
export async function bearerToken(
	org: Org,
	app: ServiceApp,
	scope = 'okta.users.read',
): Promise<string> {
	const answer = await requestToken(org, {
		scope,
		client_assertion: await assertionFor(org, app),
	});
	return text(answer, 'access_token');
}

export interface Answer {
	status: number;
	headers: Headers;
	/** Parsed JSON, or the text when it is none. */
	body: unknown;
}

export async function answerOf(response: Response): Promise<Answer> {
	const body = await response.text();
	return { status: response.status, headers: response.headers, body: parsed(body) };
}

function parsed(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return body;
	}
}

/** A member of the answer's body, undefined when there is none. */
export const member = ({ body }: Pick<Answer, 'body'>, name: string): unknown =>
	typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;

/** A string member of the answer's body. @throws when it is missing. */
export function text(answer: Answer, name: string): string {
	const value = member(answer, name);
	if (typeof value !== 'string') throw new Error(`No ${name} in ${JSON.stringify(answer.body)}`);
	return value;
}

/** Calls the management API with an access token. */
export async function call(
	org: Org,
	route: string,
	authorization: string,
	{ body, headers = {} }: { body?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
	const [method = 'GET', path = ''] = route.split(' ');
	return answerOf(
		await fetch(org.url + path, {
			method,
			headers: {
				authorization,
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
				...headers,
			},
			body,
		}),
	);
}

export interface ProofChanges {
	claims?: ClaimChanges;
	header?: ClaimChanges;
}

/** A key to prove possession of, and the proofs it signs. */
export class ProofKey {
	readonly jwk: JWK;
	readonly jkt: string;
	readonly #key: CryptoKey;

	private constructor(key: CryptoKey, jwk: JWK, jkt: string) {
		this.#key = key;
		this.jwk = jwk;
		this.jkt = jkt;
	}

	static async generate(): Promise<ProofKey> {
		const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
		const jwk = await exportJWK(publicKey);
		return new ProofKey(privateKey, jwk, await calculateJwkThumbprint(jwk));
	}

	/** A correct proof for `route` (`POST https://…`), but for the changes. */
	async proof(
		org: Org,
		route: string,
		{ claims = {}, header = {} }: ProofChanges = {},
	): Promise<string> {
		const [htm = '', path = ''] = route.split(' ');
		return new SignJWT({
			htm,
			htu: org.url + path,
			iat: org.clock.seconds(),
			jti: randomUUID(),
			...claims,
		})
			.setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: this.jwk, ...header })
			.sign(this.#key);
	}
}

/** `ath`: what a proof says about the access token it goes with. */
export const ath = (accessToken: string): string =>
	createHash('sha256').update(accessToken).digest('base64url');

const tokenRoute = 'POST /oauth2/v1/token';

/** The whole nonce handshake. */
export async function dpopToken(
	org: Org,
	app: ServiceApp,
	key: ProofKey,
	scope = 'okta.users.read',
): Promise<string> {
	const challenged = await requestToken(
		org,
		{ scope, client_assertion: await assertionFor(org, app) },
		{ dpop: await key.proof(org, tokenRoute) },
	);
	const nonce = challenged.headers.get('dpop-nonce') ?? undefined;
	const answer = await requestToken(
		org,
		{ scope, client_assertion: await assertionFor(org, app) },
		{ dpop: await key.proof(org, tokenRoute, { claims: { nonce } }) },
	);
	return text(answer, 'access_token');
}
