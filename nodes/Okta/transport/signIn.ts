import { ServiceAppError } from '../../../credentials/oauth/errors';
import { checkProtectedIds } from '../../../credentials/oauth/protectedIds';
import { type SigningKey, thumbprint } from '../../../credentials/oauth/keys';
import {
	type CredentialFields,
	orgUrlOf,
	readClientId,
	readKey,
	readNextKey,
	readScopes,
} from '../../../credentials/oauth/serviceApp';
import { Seals } from '../../../credentials/oauth/seal';
import { tokenFacts } from '../../../credentials/oauth/session';
import { toHttpOptions } from './httpOptions';
import { toError } from './refusals';
import type { KeyFacts, SignIn } from './types';

/** @param fields the decrypted credential, in which n8n keeps the token up to date */
export function createSignIn(fields: CredentialFields): SignIn {
	const seals = new Seals(
		() => readKey(fields),
		() => [readNextKey(fields)].filter((next) => next !== undefined),
		() => sealPurpose(fields),
	);
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
		objection: (request) => {
			const options = toHttpOptions(orgUrlOf(fields), request);
			try {
				checkProtectedIds(fields['protectedIds'], options, new URL(options.url), options.headers);
			} catch (error) {
				if (error instanceof ServiceAppError) return error;
				throw toError(error);
			}
			return undefined;
		},
		seal: async (content) => await seals.seal(content),
		checkSeal: async (content, claimed) => await seals.check(content, claimed),
	};
}

/** Two credentials may share a key pair: what one of them seals is foreign to the other. */
function sealPurpose(fields: CredentialFields): string {
	return ['n8n-nodes-okta plan', orgUrlOf(fields), readClientId(fields)].join('\n');
}

async function factsOf(key: SigningKey): Promise<KeyFacts> {
	const { kind, algorithm, keyId } = key;
	return { kind, algorithm, thumbprint: await thumbprint(key), keyId };
}
