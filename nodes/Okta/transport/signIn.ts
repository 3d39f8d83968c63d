import { type SigningKey, thumbprint } from '../../../credentials/oauth/keys';
import {
	type CredentialFields,
	orgUrlOf,
	readClientId,
	readKey,
	readNextKey,
	readScopes,
} from '../../../credentials/oauth/serviceApp';
import { tokenFacts, type TokenFacts } from '../../../credentials/oauth/session';

/**
 * How the node's credential signs in: what is public about it, and nothing else.
 *
 * The fields are read when they are asked for; those that cannot be used throw a ServiceAppError.
 */
export interface Session {
	/** Origin of the org. */
	orgUrl: () => string;
	clientId: () => string;
	/** What the credential asks for. */
	scopes: () => readonly string[];
	key: () => Promise<KeyFacts>;
	/** The key that is tried when Okta refuses the first, if there is one. */
	nextKey: () => Promise<KeyFacts | undefined>;
	/** The token at hand; there is none before the first request. */
	token: () => TokenFacts | undefined;
}

/** What may be told about a private key. */
export interface KeyFacts {
	/** For example `RSA 2048`. */
	kind: string;
	algorithm: string;
	/** RFC 7638, SHA-256, base64url. */
	thumbprint: string;
	/** The key ID (kid) assertions name, if they name one. */
	keyId?: string;
}

/** @param fields the decrypted credential, in which n8n keeps the token up to date */
export function createSession(fields: CredentialFields): Session {
	return {
		orgUrl: () => orgUrlOf(fields),
		clientId: () => readClientId(fields),
		scopes: () => readScopes(fields),
		key: async () => await factsOf(readKey(fields)),
		nextKey: async () => {
			const next = readNextKey(fields);
			return next && (await factsOf(next));
		},
		token: () => tokenFacts(fields),
	};
}

async function factsOf(key: SigningKey): Promise<KeyFacts> {
	const { kind, algorithm, keyId } = key;
	return { kind, algorithm, thumbprint: await thumbprint(key), keyId };
}
