import type { JWK } from 'jose';
import type { Clock } from '../clock';
import type { App, AppStore } from '../directory/appStore';
import type { LogTarget } from '../directory/logEvent';
import type { CustomAssignment } from '../directory/roleStore';
import { narrowableRoleId, randomId, type Ids } from '../ids';
import { appDetails, serviceMetadata, type ClientMetadata } from './metadata';

/** A public key registered with a client, `ACTIVE` unless it was deactivated. */
export interface ClientKey {
	id: string;
	status: 'ACTIVE' | 'INACTIVE';
	jwk: JWK;
	/** ISO 8601. */
	created: string;
	lastUpdated: string;
}

/** A scope an administrator granted to the app (`/api/v1/apps/{appId}/grants`). */
export interface ScopeGrant {
	id: string;
	scopeId: string;
	created: string;
}

/** An admin role assigned to the client (`/oauth2/v1/clients/{clientId}/roles`). */
export interface ClientRole {
	id: string;
	/** `SUPER_ADMIN` … or `CUSTOM`. */
	type: string;
	custom?: CustomAssignment;
	created: string;
}

/** An OAuth client and the app of the directory it belongs to, which also says if it is active. */
export interface OAuthClient {
	clientId: string;
	app: App;
	metadata: ClientMetadata;
	/** Of an app that signs in with one; shown to who writes the app, and never again. */
	secret?: string;
	/** False: the caller's address is outside the zones the app may be used from. */
	networkAllowed: boolean;
	keys: ClientKey[];
	grants: ScopeGrant[];
	roles: ClientRole[];
}

export interface NewClient {
	/** Default: the id of the app, as at Okta. */
	clientId?: string;
	label?: string;
	/** What differs from a service app with `private_key_jwt`. */
	metadata?: Partial<ClientMetadata>;
	networkAllowed?: boolean;
	keys?: readonly JWK[];
	grants?: readonly string[];
	roles?: readonly string[];
}

/** What the System Log calls a client. */
export const clientTarget = ({ clientId, app }: OAuthClient): LogTarget => ({
	id: clientId,
	type: 'PublicClientApp',
	alternateId: clientId,
	displayName: app.label,
});

/** One that is there stays. */
const secretFor = ({ metadata, secret }: OAuthClient): string | undefined =>
	metadata.token_endpoint_auth_method.startsWith('client_secret')
		? (secret ?? randomId('', 30))
		: undefined;

/** The OAuth clients of the org: service apps, and whatever a test registers to be refused. */
export class Clients {
	readonly #clock: Clock;
	readonly #ids: Ids;
	readonly #apps: AppStore;
	readonly #byId = new Map<string, OAuthClient>();

	constructor(clock: Clock, ids: Ids, apps: AppStore) {
		this.#clock = clock;
		this.#ids = ids;
		this.#apps = apps;
	}

	/** A client whose app is active or inactive, but not deleted. */
	get(clientId: string): OAuthClient | undefined {
		const client = this.#byId.get(clientId);
		return client && this.#apps.get(client.app.id) ? client : undefined;
	}

	list(): OAuthClient[] {
		return [...this.#byId.values()].filter(({ app }) => this.#apps.get(app.id));
	}

	/** The client of an app, if it is an OAuth app. */
	ofApp(appId: string): OAuthClient | undefined {
		return this.list().find(({ app }) => app.id === appId);
	}

	/** Registers a client and the app that stands for it in the directory. */
	register(given: NewClient): OAuthClient {
		const app = this.#apps.add({
			name: 'oidc_client',
			label: given.label ?? 'n8n',
			signOnMode: 'OPENID_CONNECT',
			created: this.#clock.now(),
		});
		return this.registerApp(app, given);
	}

	/** Makes an app that is there already an OAuth client. */
	registerApp(
		app: App,
		{ clientId = app.id, metadata, networkAllowed = true, keys = [], ...rights }: NewClient,
	): OAuthClient {
		const client: OAuthClient = {
			clientId,
			app,
			metadata: { ...serviceMetadata, ...metadata },
			networkAllowed,
			keys: [],
			grants: [],
			roles: [],
		};
		client.secret = secretFor(client);
		this.#byId.set(clientId, client);
		app.details = appDetails(client, app.details);
		for (const jwk of keys) this.addKey(client, jwk);
		for (const scopeId of rights.grants ?? []) this.grant(client, scopeId);
		for (const type of rights.roles ?? []) this.assignRole(client, type);
		return client;
	}

	/** Replaces what the client says about itself, and its keys when `keys` are given. */
	replace(client: OAuthClient, metadata: ClientMetadata, keys?: readonly JWK[]): void {
		client.metadata = metadata;
		client.secret = secretFor(client);
		this.#apps.change(client.app, {
			lastUpdated: this.#clock.now(),
			details: appDetails(client, client.app.details),
		});
		if (!keys) return;
		const kept = new Map(client.keys.map((key) => [key.jwk.kid, key]));
		client.keys = [];
		for (const jwk of keys) {
			const before = kept.get(jwk.kid);
			if (before) client.keys.push({ ...before, jwk });
			else this.addKey(client, jwk);
		}
	}

	remove(client: OAuthClient): void {
		this.#byId.delete(client.clientId);
		this.#apps.delete(client.app);
	}

	addKey(client: OAuthClient, jwk: JWK, status: ClientKey['status'] = 'ACTIVE'): ClientKey {
		const now = this.#timestamp();
		const key: ClientKey = {
			id: this.#ids.next('pks'),
			status,
			jwk,
			created: now,
			lastUpdated: now,
		};
		client.keys.push(key);
		return key;
	}

	setKeyStatus(key: ClientKey, status: ClientKey['status']): void {
		key.status = status;
		key.lastUpdated = this.#timestamp();
	}

	/** Granting twice is one grant, as at Okta. */
	grant(client: OAuthClient, scopeId: string): ScopeGrant {
		const known = client.grants.find((grant) => grant.scopeId === scopeId);
		if (known) return known;
		const grant = { id: this.#ids.next('oag'), scopeId, created: this.#timestamp() };
		client.grants.push(grant);
		return grant;
	}

	assignRole(client: OAuthClient, type: string, custom?: CustomAssignment): ClientRole {
		const id = narrowableRoleId(type) ?? this.#ids.next(custom ? 'irb' : 'ra1');
		const role = { id, type, custom, created: this.#timestamp() };
		client.roles.push(role);
		return role;
	}

	#timestamp(): string {
		return new Date(this.#clock.now()).toISOString();
	}
}
