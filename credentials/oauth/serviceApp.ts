import { createHash } from 'node:crypto';

import { readOrgUrl } from './domain';
import { ServiceAppError } from './errors';
import { readSigningKey, type SigningKey } from './keys';
import { EVERYDAY_SCOPES } from './scopes';
import type { ServiceApp } from './tokenRequest';

/** The credential's fields as n8n hands them over; expressions are resolved, types are not checked. */
export type CredentialFields = Readonly<Record<string, unknown>>;

/**
 * Checks every field of the credential.
 *
 * @throws ServiceAppError for the first field that cannot be used; no request has left by then
 */
export function readServiceApp(fields: CredentialFields): ServiceApp {
	return {
		orgUrl: orgUrlOf(fields),
		clientId: readClientId(fields),
		scopes: readScopes(fields),
		key: readKey(fields),
		nextKey: readNextKey(fields),
		dpop: fields.dpop === 'always' || fields.dpop === 'never' ? fields.dpop : 'auto',
	};
}

/**
 * Origin of the org the credential is for.
 *
 * @throws ServiceAppError when the field does not name a host
 */
export function orgUrlOf(fields: CredentialFields): string {
	return readOrgUrl(text(fields.domain));
}

/** @throws ServiceAppError when the field is empty or holds something else */
export function readClientId(fields: CredentialFields): string {
	const clientId = text(fields.clientId).trim();
	if (/^[A-Za-z0-9_-]{1,100}$/.test(clientId)) return clientId;
	throw new ServiceAppError(
		clientId === '' ? 'The client ID is empty' : 'This is not a client ID',
		'Copy it from Okta Admin Console > Applications > your service app > General; it looks like 0oa1b2c3d4e5f6g7h8i9.',
	);
}

/** @throws ServiceAppError when the private key cannot be used */
export function readKey(fields: CredentialFields): SigningKey {
	return readSigningKey(text(fields.privateKey), {
		keyId: text(fields.keyId).trim(),
		passphrase: text(fields.passphrase),
		algorithm: text(fields.signingAlgorithm),
	});
}

/**
 * The key that is tried when Okta refuses the first, if there is one.
 *
 * @throws ServiceAppError when there is one and it cannot be used
 */
export function readNextKey(fields: CredentialFields): SigningKey | undefined {
	if (text(fields.nextPrivateKey).trim() === '') return undefined;
	return readSigningKey(text(fields.nextPrivateKey), {
		keyId: text(fields.nextKeyId).trim(),
		passphrase: text(fields.nextPassphrase),
	});
}

/**
 * Narrower than RFC 6749 §3.3 and wide enough for any scope of Okta: a private key pasted into the
 * wrong field would otherwise be a list of scopes, be sent to Okta and be quoted in errors.
 */
const SCOPE = /^[A-Za-z][\w.:-]{0,59}$/;

/**
 * Scopes ticked in the list and typed beside it, sorted, without doubles; where there are none, those for
 * everyday work.
 *
 * @throws ServiceAppError for one that cannot be a scope
 */
export function readScopes({ scopes, additionalScopes }: CredentialFields): string[] {
	const ticked = Array.isArray(scopes) ? scopes.map(text) : [text(scopes)];
	const all = [...ticked, text(additionalScopes)].flatMap((some) => some.split(/[\s,]+/));
	const named = all.filter(Boolean);
	if (!named.every((scope) => SCOPE.test(scope))) {
		throw new ServiceAppError(
			'One of the scopes is not the name of a scope',
			'Separate additional scopes by spaces, for example: okta.devices.read okta.zones.read.',
		);
	}
	return [...new Set(named.length > 0 ? named : EVERYDAY_SCOPES)].sort();
}

/** Every field that decides which token Okta would issue. */
const DECISIVE = [
	'domain',
	'clientId',
	'privateKey',
	'passphrase',
	'keyId',
	'signingAlgorithm',
	'nextPrivateKey',
	'nextPassphrase',
	'nextKeyId',
	'scopes',
	'additionalScopes',
	'dpop',
];

/**
 * SHA-256 over all a token is bound to. It covers the private key, so nothing about the other
 * fields can be guessed from it.
 */
export function fingerprint(fields: CredentialFields): string {
	const values = DECISIVE.map((name) => fields[name] ?? '');
	return createHash('sha256').update(JSON.stringify(values)).digest('base64url');
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
