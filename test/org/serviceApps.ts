import { calculateJwkThumbprint, exportJWK, exportPKCS8, generateKeyPair, type JWK } from 'jose';
import type { OAuthClient } from './oauth/clients';
import { usualScopes } from './oauth/scopes';
import type { Org } from './org';

export type KeyAlgorithm = 'RS256' | 'RS384' | 'RS512' | 'ES256' | 'ES384' | 'ES512';

export interface ServiceAppOptions {
	label?: string;
	clientId?: string;
	/** Scopes granted to the app. Default: those of everyday provisioning. */
	scopes?: readonly string[];
	/** Standard admin roles. Default: `SUPER_ADMIN`. */
	roles?: readonly string[];
	/** Whether the app demands DPoP. Default: no. */
	dpop?: boolean;
	/** Algorithm of the key made for the app, or `none` for an app without one. Default: RS256. */
	key?: KeyAlgorithm | 'none';
	/** Registers this public key as well. */
	jwk?: JWK;
	/** False: every request comes from outside the zones the app may be used from. */
	networkAllowed?: boolean;
}

export interface ServiceAppKey {
	kid: string;
	alg: KeyAlgorithm;
	/** PKCS#8. */
	privatePem: string;
	privateJwk: JWK;
	publicJwk: JWK;
}

/** What an administrator types into the n8n credential. */
export interface CredentialData {
	domain: string;
	clientId: string;
	privateKey: string;
	keyId: string;
	scopes: string[];
	additionalScopes: string;
	/** Credentials grow more fields than the org needs to know of. */
	[field: string]: string | string[];
}

/** A service app of the org with the private half of its keys: both sides of a credential. */
export class ServiceApp {
	readonly keys: ServiceAppKey[] = [];
	readonly #org: Org;
	readonly #client: OAuthClient;

	constructor(org: Org, client: OAuthClient) {
		this.#org = org;
		this.#client = client;
	}

	get clientId(): string {
		return this.#client.clientId;
	}

	get appId(): string {
		return this.#client.app.id;
	}

	/** Credential data as an administrator would type it, with the app's first key. */
	credential(overrides: Partial<CredentialData> = {}): CredentialData {
		const [key] = this.keys;
		return {
			domain: this.#org.url,
			clientId: this.clientId,
			privateKey: key?.privatePem ?? '',
			keyId: key?.kid ?? '',
			scopes: this.#client.grants.map(({ scopeId }) => scopeId),
			additionalScopes: '',
			...overrides,
		};
	}

	/** Makes a key pair and registers its public half. */
	async addKey(alg: KeyAlgorithm = 'RS256'): Promise<ServiceAppKey> {
		const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
		const bare = await exportJWK(publicKey);
		const kid = await calculateJwkThumbprint(bare);
		const named = { kid, alg, use: 'sig' };
		const key: ServiceAppKey = {
			kid,
			alg,
			privatePem: await exportPKCS8(privateKey),
			privateJwk: { ...(await exportJWK(privateKey)), ...named },
			publicJwk: { ...bare, ...named },
		};
		this.keys.push(key);
		this.#org.clients.addKey(this.#client, key.publicJwk);
		return key;
	}

	activateKey(kid: string): void {
		this.#setKeyStatus(kid, 'ACTIVE');
	}

	deactivateKey(kid: string): void {
		this.#setKeyStatus(kid, 'INACTIVE');
	}

	grantScope(scope: string): void {
		this.#org.clients.grant(this.#client, scope);
	}

	revokeScope(scope: string): void {
		this.#client.grants = this.#client.grants.filter(({ scopeId }) => scopeId !== scope);
	}

	setRoles(...types: string[]): void {
		this.#client.roles = [];
		for (const type of types) this.#org.clients.assignRole(this.#client, type);
	}

	/** Whether token requests without a DPoP proof are refused from now on. */
	requireDpop(required: boolean): void {
		this.#client.metadata.dpop_bound_access_tokens = required;
	}

	allowNetwork(allowed: boolean): void {
		this.#client.networkAllowed = allowed;
	}

	/** Ends every access token the app holds, as an administrator can in Okta. */
	revokeTokens(): void {
		this.#org.tokens.revokeAll(this.clientId);
	}

	activate(): void {
		this.#client.app.status = 'ACTIVE';
	}

	deactivate(): void {
		this.#client.app.status = 'INACTIVE';
	}

	#setKeyStatus(kid: string, status: 'ACTIVE' | 'INACTIVE'): void {
		const key = this.#client.keys.find(({ jwk }) => jwk.kid === kid);
		if (!key) throw new Error(`The service app has no key ${kid}`);
		this.#org.clients.setKeyStatus(key, status);
	}
}

export async function createServiceApp(
	org: Org,
	{
		label,
		clientId,
		scopes = usualScopes,
		roles = ['SUPER_ADMIN'],
		dpop = false,
		key = 'RS256',
		jwk,
		networkAllowed = true,
	}: ServiceAppOptions = {},
): Promise<ServiceApp> {
	const client = org.clients.register({
		label,
		clientId,
		metadata: { dpop_bound_access_tokens: dpop },
		networkAllowed,
		keys: jwk ? [jwk] : [],
		grants: scopes,
		roles,
	});
	const app = new ServiceApp(org, client);
	if (key !== 'none') await app.addKey(key);
	return app;
}
