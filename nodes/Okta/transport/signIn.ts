import { type SigningKey, thumbprint } from '../../../credentials/oauth/keys';
import {
	type CredentialFields,
	orgUrlOf,
	readClientId,
	readKey,
	readNextKey,
	readScopes,
} from '../../../credentials/oauth/serviceApp';
import { tokenFacts } from '../../../credentials/oauth/session';
import type { KeyFacts, SignIn } from './types';

/** @param fields the decrypted credential, in which n8n keeps the token up to date */
export function createSignIn(fields: CredentialFields): SignIn {
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
