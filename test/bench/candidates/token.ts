import { importPKCS8, SignJWT, type JWTPayload } from 'jose';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Access } from '../org';

/** Signs a DPoP proof. */
export type Proof = (claims: JWTPayload) => Promise<string>;

/** An access token by the shortest way; bound to a key where proofs are given. */
export async function fetchToken(org: Access, proof?: Proof): Promise<string> {
	const url = `${org.url}/oauth2/v1/token`;
	let response = await ask(org, url, proof && (await proof({ htm: 'POST', htu: url })));
	const nonce = response.headers.get('dpop-nonce');
	if (proof && nonce !== null) {
		response = await ask(org, url, await proof({ htm: 'POST', htu: url, nonce }));
	}
	return z.object({ access_token: z.string() }).parse(await response.json()).access_token;
}

async function ask(
	{ clientId, privateKey, keyId, scopes }: Access,
	url: string,
	proof: string | undefined,
): Promise<Response> {
	const assertion = await new SignJWT({ jti: randomUUID() })
		.setProtectedHeader({ alg: 'RS256', kid: keyId })
		.setIssuer(clientId)
		.setSubject(clientId)
		.setAudience(url)
		.setIssuedAt()
		.setExpirationTime('5m')
		.sign(await importPKCS8(privateKey, 'RS256'));
	return await fetch(url, {
		method: 'POST',
		headers: proof === undefined ? {} : { dpop: proof },
		body: new URLSearchParams({
			grant_type: 'client_credentials',
			scope: scopes.join(' '),
			client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
			client_assertion: assertion,
		}),
	});
}
