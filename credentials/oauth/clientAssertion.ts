import { randomUUID } from 'node:crypto';

import { SignJWT } from './jose';
import type { SigningKey } from './keys';

/**
 * Seconds an assertion lives. Okta allows 3600 and grants no clock tolerance on that side, so a
 * short life leaves room for a clock that is a little ahead.
 */
const LIFETIME = 300;

export interface ClientAssertion {
	clientId: string;
	/** Full URL of the token endpoint, on the very host that will be called. */
	audience: string;
	key: SigningKey;
	/** Seconds since the epoch, see `issuedAt`. */
	issuedAt: number;
}

/**
 * Signs the JWT by which the service app authenticates (`private_key_jwt`, RFC 7523 §3).
 *
 * Each call makes another `jti`: Okta accepts one only once, also when it then refuses the request.
 */
export async function signClientAssertion(assertion: ClientAssertion): Promise<string> {
	const { clientId, audience, key, issuedAt } = assertion;
	const header = key.keyId === undefined ? {} : { kid: key.keyId };

	return await new SignJWT()
		.setProtectedHeader({ ...header, alg: key.algorithm, typ: 'JWT' })
		.setIssuer(clientId)
		.setSubject(clientId)
		.setAudience(audience)
		.setIssuedAt(issuedAt)
		.setExpirationTime(issuedAt + LIFETIME)
		.setJti(randomUUID())
		.sign(key.privateKey);
}
