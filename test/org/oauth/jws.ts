import { compactVerify, importJWK, type CryptoKey, type JWK } from 'jose';

/** What Okta accepts from clients, in assertions and in proofs. */
export const algorithms: ReadonlySet<string> = new Set([
	'RS256',
	'RS384',
	'RS512',
	'ES256',
	'ES384',
	'ES512',
]);

/** JWK members that only the owner of the key may know (RFC 7518 section 6). */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

export const hasPrivateMember = (jwk: object): boolean =>
	privateMembers.some((member) => member in jwk);

const imported = new WeakMap<JWK, Map<string, Promise<CryptoKey | Uint8Array>>>();

/** Whether `token` is signed with `alg` by the key; a key that does not fit `alg` did not sign it. */
export async function isSignedBy(token: string, key: JWK, alg: string): Promise<boolean> {
	try {
		await compactVerify(token, await importOnce(key, alg), { algorithms: [alg] });
		return true;
	} catch {
		return false;
	}
}

function importOnce(key: JWK, alg: string): Promise<CryptoKey | Uint8Array> {
	const byAlg = imported.get(key) ?? new Map<string, Promise<CryptoKey | Uint8Array>>();
	imported.set(key, byAlg);
	const pending = byAlg.get(alg) ?? importJWK(key, alg);
	byAlg.set(alg, pending);
	return pending;
}
