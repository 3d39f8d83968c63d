import { createHash } from 'node:crypto';
import {
	calculateJwkThumbprint,
	decodeJwt,
	decodeProtectedHeader,
	type JWK,
	type JWTPayload,
	type ProtectedHeaderParameters,
} from 'jose';
import type { Clock } from '../clock';
import { algorithms, hasPrivateMember, isSignedBy } from './jws';
import type { ReplayGuard } from './replay';

/** Proofs older than this are refused. Seconds. */
const oldest = 5 * 60;

export interface ProofRules {
	clock: Clock;
	used: ReplayGuard;
	method: string;
	origin: string;
	/** Percent-decoded path of the request. */
	path: string;
	/** On resource requests: the token the proof has to name by `ath`. */
	accessToken?: string;
}

export interface Proof {
	/** RFC 7638 thumbprint of the proof key. */
	jkt: string;
	nonce?: string;
}

/** A proof that breaks a rule; the message is Okta's `error_description`. */
export class InvalidProof extends Error {}

/** Checks a DPoP proof (RFC 9449 section 4.3). @throws InvalidProof at the first rule broken. */
export async function checkProof(header: string, rules: ProofRules): Promise<Proof> {
	if (header.includes(','))
		throw new InvalidProof('Multiple DPoP proof JWT headers are not allowed.');
	const { protectedHeader, claims } = parse(header);
	const { typ, alg } = protectedHeader;
	if (typ !== 'dpop+jwt') throw new InvalidProof("'typ' must be 'dpop+jwt' in the DPoP proof JWT.");
	if (typeof alg !== 'string' || !algorithms.has(alg)) {
		throw new InvalidProof('The DPoP proof JWT signature algorithm is invalid.');
	}
	const jwk = publicKeyIn(protectedHeader);
	if (!(await isSignedBy(header, jwk, alg))) {
		throw new InvalidProof('The DPoP proof JWT signature is invalid.');
	}
	checkTarget(claims, rules);
	checkTime(claims, rules.clock.seconds());
	checkAccessToken(claims, rules.accessToken);
	const { jti, nonce } = claims;
	if (typeof jti !== 'string' || jti === '') {
		throw new InvalidProof("'jti' claim in the DPoP proof JWT is invalid.");
	}
	const jkt = await calculateJwkThumbprint(jwk);
	if (!rules.used.use(`${jkt} ${jti}`, rules.clock.now() + oldest * 1000 + 1000)) {
		throw new InvalidProof('The DPoP proof JWT has already been used.');
	}
	return { jkt, nonce: typeof nonce === 'string' ? nonce : undefined };
}

/**
 * The `htu` Okta expects: scheme, host and the percent-decoded path, in which only `%`, space, `"`
 * and `#` stay encoded. A proof naming `/users/a%40b.com` is refused, `/users/a@b.com` is right.
 */
export const expectedHtu = (origin: string, path: string): string =>
	origin +
	path.replace(/[% "#]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

function parse(header: string): { protectedHeader: ProtectedHeaderParameters; claims: JWTPayload } {
	try {
		return { protectedHeader: decodeProtectedHeader(header), claims: decodeJwt(header) };
	} catch {
		throw new InvalidProof('The DPoP proof JWT cannot be parsed.');
	}
}

function publicKeyIn({ jwk }: ProtectedHeaderParameters): JWK {
	if (jwk === undefined || hasPrivateMember(jwk)) {
		throw new InvalidProof('The DPoP proof JWT is invalid.');
	}
	return jwk;
}

function checkTarget(claims: JWTPayload, { method, origin, path }: ProofRules): void {
	if (claims.htm !== method)
		throw new InvalidProof("'htm' claim in the DPoP proof JWT is invalid.");
	if (claims.htu !== expectedHtu(origin, path)) {
		throw new InvalidProof("'htu' claim in the DPoP proof JWT is invalid.");
	}
}

function checkTime(claims: JWTPayload, now: number): void {
	const { iat, exp }: { iat?: unknown; exp?: unknown } = claims;
	if (typeof iat !== 'number') {
		throw new InvalidProof("'iat' claim in the DPoP proof JWT is invalid.");
	}
	if (iat > now) throw new InvalidProof('The DPoP proof JWT is issued in the future.');
	if (now - iat > oldest) {
		throw new InvalidProof('The DPoP proof JWT is issued more than five minutes in the past.');
	}
	if (typeof exp === 'number' && exp <= now) {
		throw new InvalidProof('The DPoP proof JWT is expired.');
	}
}

function checkAccessToken(claims: JWTPayload, accessToken: string | undefined): void {
	if (accessToken === undefined) return;
	const ath = createHash('sha256').update(accessToken, 'ascii').digest('base64url');
	if (claims.ath !== ath) {
		throw new InvalidProof(
			"'ath' claim in the DPoP proof does not match the presented access_token.",
		);
	}
}
