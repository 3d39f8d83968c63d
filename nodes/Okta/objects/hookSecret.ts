import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A new secret for Okta to send, of 256 bits. */
export function newSecret(): string {
	return randomBytes(32).toString('base64url');
}

/** What is kept of a secret. */
export function digestOf(secret: string): string {
	return createHash('sha256').update(secret).digest('base64url');
}

/**
 * Whether whoever sends this header knows one of the secrets. Digests are compared, which are of one
 * length whatever was sent, and in constant time.
 *
 * @param authorization header of the request
 * @param digests of the secrets Okta was given; without any nobody gets in
 */
export function provesItself(authorization: unknown, digests: readonly string[]): boolean {
	const sent = createHash('sha256')
		.update(typeof authorization === 'string' ? authorization : '')
		.digest();
	return digests.some((digest) => {
		const expected = Buffer.from(digest, 'base64url');
		return expected.length === sent.length && timingSafeEqual(expected, sent);
	});
}
