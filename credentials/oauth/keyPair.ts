import { generateKeyPair } from 'node:crypto';

import {
	publicJwk,
	publicKeyOf,
	readSigningKey,
	thumbprint,
	type SigningKey,
	type VerificationKey,
} from './keys';
import { assertHolds } from './passphrase';
import { encryptPkcs8 } from './pkcs8Encryption';

/** Kinds of key pair Okta accepts from a service app. */
export const KEY_KINDS = [
	'EC P-256',
	'EC P-384',
	'EC P-521',
	'RSA 2048',
	'RSA 3072',
	'RSA 4096',
] as const;

export type KeyKind = (typeof KEY_KINDS)[number];

/** How the private half leaves. */
export type PrivateForm =
	| { as: 'encryptedPem'; passphrase: string } // encrypted PKCS#8
	| { as: 'pem' } // PKCS#8 in clear
	| { as: 'jwk' }; // in clear, too

/** The public half and what may be said of a pair. */
export interface PublicHalf {
	/** `kid`; the RFC 7638 thumbprint unless another was asked for. */
	keyId: string;
	/** For example `RSA 2048`. */
	kind: string;
	algorithm: string;
	/** RFC 7638 SHA-256 thumbprint, base64url. */
	thumbprint: string;
	publicJwk: Record<string, string>;
	/** SubjectPublicKeyInfo. */
	publicPem: string;
	/** What Okta's “Add key” and `jwks` fields take (RFC 7517 §5). */
	jwks: { keys: Array<Record<string, string>> };
}

/** Makes a key pair for a service app. The private half exists in the answer only. */
export async function makeKeyPair(kind: KeyKind): Promise<SigningKey> {
	return readSigningKey(await generatePem(kind));
}

function generatePem(kind: KeyKind): Promise<string> {
	const [, size = ''] = kind.split(' ');
	const publicKeyEncoding = { type: 'spki', format: 'pem' } as const;
	const privateKeyEncoding = { type: 'pkcs8', format: 'pem' } as const;
	const encodings = { publicKeyEncoding, privateKeyEncoding };

	return new Promise((resolve, reject) => {
		const done = (error: Error | null, _publicPem: string, privatePem: string) => {
			if (error) reject(error);
			else resolve(privatePem);
		};
		if (kind.startsWith('EC')) generateKeyPair('ec', { namedCurve: size, ...encodings }, done);
		else generateKeyPair('rsa', { modulusLength: Number(size), ...encodings }, done);
	});
}

/** Everything about a key that is no secret. */
export async function describePublicHalf(
	key: SigningKey | VerificationKey,
	keyId?: string,
): Promise<PublicHalf> {
	const print = await thumbprint(key);
	const kid = keyId || key.keyId || print;
	const members = Object.entries(publicJwk(key)).map(([name, value]): [string, string] => [
		name,
		String(value),
	]);
	const named = { kid, use: 'sig', alg: key.algorithm };
	const jwk = { ...Object.fromEntries(members), ...named };
	return {
		keyId: kid,
		kind: key.kind,
		algorithm: key.algorithm,
		thumbprint: print,
		publicJwk: jwk,
		publicPem: publicKeyOf(key).export({ type: 'spki', format: 'pem' }).toString(),
		jwks: { keys: [jwk] },
	};
}

/**
 * The private half as text: a secret.
 *
 * @throws ServiceAppError when the passphrase would not protect it
 */
export async function exportPrivateHalf(
	{ privateKey, algorithm }: SigningKey,
	keyId: string,
	form: PrivateForm,
): Promise<string> {
	if (form.as === 'jwk') {
		const jwk = privateKey.export({ format: 'jwk' });
		return JSON.stringify({ ...jwk, kid: keyId, use: 'sig', alg: algorithm });
	}
	if (form.as === 'pem') return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
	assertHolds(form.passphrase);
	return await encryptPkcs8(privateKey, form.passphrase);
}
