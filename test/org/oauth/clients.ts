import type { JWK } from 'jose';
import type { Clock } from '../clock';
import type { Ids } from '../ids';

/** A public key registered with a client, `ACTIVE` unless it was deactivated. */
export interface ClientKey {
	id: string;
	status: 'ACTIVE' | 'INACTIVE';
	jwk: JWK;
	created: string;
	lastUpdated: string;
}

/** A scope an administrator granted to the app (`/api/v1/apps/{appId}/grants`). */
export interface ScopeGrant {
	id: string;
	scopeId: string;
	created: string;
}

/** A standard admin role assigned to the client (`/oauth2/v1/clients/{clientId}/roles`). */
export interface ClientRole {
	id: string;
	type: string;
	created: string;
}

export interface OAuthClient {
	clientId: string;
	/** The app behind the client; Okta uses the same identifier for both. */
	appId: string;
	label: string;
	status: 'ACTIVE' | 'INACTIVE';
	applicationType: string;
	grantTypes: string[];
	tokenEndpointAuthMethod: string;
	/** `dpop_bound_access_tokens`: token requests without a proof are refused. */
	dpopBound: boolean;
	/** False: the caller's address is outside the zones the app may be used from. */
	networkAllowed: boolean;
	keys: ClientKey[];
	grants: ScopeGrant[];
	roles: ClientRole[];
	created: string;
	lastUpdated: string;
}

export interface NewClient extends Partial<Omit<OAuthClient, 'keys' | 'grants' | 'roles'>> {
	keys?: readonly JWK[];
	grants?: readonly string[];
	roles?: readonly string[];
}

/** The OAuth clients of the org: service apps, and whatever a test registers to be refused. */
export class Clients {
	readonly #clock: Clock;
	readonly #ids: Ids;
	readonly #byId = new Map<string, OAuthClient>();

	constructor(clock: Clock, ids: Ids) {
		this.#clock = clock;
		this.#ids = ids;
	}

	get(clientId: string): OAuthClient | undefined {
		return this.#byId.get(clientId);
	}

	list(): OAuthClient[] {
		return [...this.#byId.values()];
	}

	register({ keys = [], grants = [], roles = [], ...given }: NewClient): OAuthClient {
		const clientId = given.clientId ?? this.#ids.next('0oa');
		const now = this.timestamp();
		const client: OAuthClient = {
			appId: clientId,
			label: 'n8n',
			status: 'ACTIVE',
			applicationType: 'service',
			grantTypes: ['client_credentials'],
			tokenEndpointAuthMethod: 'private_key_jwt',
			dpopBound: false,
			networkAllowed: true,
			created: now,
			lastUpdated: now,
			...given,
			clientId,
			keys: [],
			grants: [],
			roles: [],
		};
		this.#byId.set(clientId, client);
		for (const jwk of keys) this.addKey(client, jwk);
		for (const scopeId of grants) this.grant(client, scopeId);
		for (const type of roles) this.assignRole(client, type);
		return client;
	}

	remove(clientId: string): boolean {
		return this.#byId.delete(clientId);
	}

	addKey(client: OAuthClient, jwk: JWK): ClientKey {
		const now = this.timestamp();
		const key: ClientKey = {
			id: this.#ids.next('pks'),
			status: 'ACTIVE',
			jwk,
			created: now,
			lastUpdated: now,
		};
		client.keys.push(key);
		return key;
	}

	setKeyStatus(key: ClientKey, status: ClientKey['status']): void {
		key.status = status;
		key.lastUpdated = this.timestamp();
	}

	/** Granting twice is one grant, as at Okta. */
	grant(client: OAuthClient, scopeId: string): ScopeGrant {
		const known = client.grants.find((grant) => grant.scopeId === scopeId);
		if (known) return known;
		const grant = { id: this.#ids.next('oag'), scopeId, created: this.timestamp() };
		client.grants.push(grant);
		return grant;
	}

	assignRole(client: OAuthClient, type: string): ClientRole {
		const role = { id: this.#ids.next('irb'), type, created: this.timestamp() };
		client.roles.push(role);
		return role;
	}

	/** ISO 8601 with milliseconds, by the org's clock. */
	timestamp(): string {
		return new Date(this.#clock.now()).toISOString();
	}
}
