import { createHash, randomUUID } from 'node:crypto';

import { SignJWT, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from './jose';
import { remember } from './remember';

/**
 * A proof-of-possession key (RFC 9449 §2) as it is stored beside its token, so that every worker
 * can use the token. A JWK with its private member: a secret.
 */
export type ProofKey = JWK;

const ALGORITHM = 'ES256';

/** A key pair of its own for one access token. */
export async function generateProofKey(): Promise<ProofKey> {
	const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
	return await exportJWK(privateKey);
}

export interface ProofRequest {
	method: string;
	url: string;
	/** The token the request presents; absent at the token endpoint. */
	accessToken?: string;
	/** Last nonce the server handed out, if any. */
	nonce?: string;
	/** Seconds since the epoch, see `issuedAt`. */
	issuedAt: number;
}

/**
 * Signs the proof for one HTTP request (RFC 9449 §4.2). A proof serves once: every retry and every
 * page needs another.
 */
export async function signProof(proofKey: ProofKey, request: ProofRequest): Promise<string> {
	const { privateKey, publicJwk } = await open(proofKey);
	const { method, url, accessToken, nonce, issuedAt } = request;

	return await new SignJWT({
		htm: method.toUpperCase(),
		htu: targetUri(url),
		...(accessToken === undefined ? {} : { ath: sha256(accessToken) }),
		...(nonce === undefined ? {} : { nonce }),
	})
		.setProtectedHeader({ typ: 'dpop+jwt', alg: ALGORITHM, jwk: publicJwk })
		.setIssuedAt(issuedAt)
		.setJti(randomUUID())
		.sign(privateKey);
}

/**
 * `htu`: the URL without query and fragment (RFC 9449 §4.2), its path as Okta compares it: decoded,
 * then encoded again only where a decoded character would end or break the path. Announcing the
 * path as it was sent is refused as soon as it holds an encoded character such as `%40`.
 */
export function targetUri(url: string): string {
	const { origin, pathname } = new URL(url);
	return `${origin}${decoded(pathname).replace(/[% "#?]/g, encodeURIComponent)}`;
}

/** A path with a broken escape has no decoded form; the server refuses it for its own reasons. */
function decoded(pathname: string): string {
	try {
		return decodeURIComponent(pathname);
	} catch {
		return pathname;
	}
}

function sha256(text: string): string {
	return createHash('sha256').update(text, 'ascii').digest('base64url');
}

interface OpenProofKey {
	privateKey: CryptoKey | Uint8Array;
	publicJwk: JWK;
}

/** Importing a key costs more than signing with it, and a run signs thousands of proofs. */
const opened = new Map<string, Promise<OpenProofKey>>();
const MOST_OPEN = 100;

async function open(proofKey: ProofKey): Promise<OpenProofKey> {
	const { kty, crv, x, y } = proofKey;
	const publicJwk: JWK = { kty, crv, x, y };
	const id = sha256(JSON.stringify(publicJwk));
	const known = opened.get(id);
	if (known !== undefined) return await known;

	const opening = importJWK(proofKey, ALGORITHM).then((privateKey) => ({ privateKey, publicJwk }));
	remember(opened, id, opening, MOST_OPEN);
	opening.catch(() => opened.delete(id));
	return await opening;
}
