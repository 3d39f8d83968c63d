import type { Server } from 'node:http';
import { type ApiToken, ApiTokens } from './apiTokens';
import { Clock } from './clock';
import { AdminConsole } from './console';
import { Directory, type DirectoryOptions } from './directory/directory';
import { Faults } from './faults';
import { Ids, randomId } from './ids';
import { Ledger } from './ledger';
import { Limits, type Plan } from './limits';
import { Clients } from './oauth/clients';
import { Nonces } from './oauth/nonces';
import { ReplayGuard } from './oauth/replay';
import { Tokens } from './oauth/tokens';
import type { Route } from './route';
import { createOrgServer } from './server';
import { createServiceApp, type ServiceApp, type ServiceAppOptions } from './serviceApps';

export interface OrgOptions extends Omit<DirectoryOptions, 'clock'> {
	/** Default 0: any free port. */
	port?: number;
	/** Plan whose rate and concurrency limits apply. Default `none`. */
	limits?: Plan;
	/** How many requests at the same time. Default: as many as the plan allows. */
	concurrency?: number;
	/** What requests are written down in. Default: a ledger that keeps them all. */
	ledger?: Ledger;
	/** Epoch milliseconds the org believes it is at the start. Default: the machine's time. */
	now?: number;
	/** How many of the org's seconds pass in one of ours: its minutes can be short. Default 1. */
	speed?: number;
	/** Whether DPoP proofs on API calls need a nonce too (RFC 9449 section 9). Default: no. */
	resourceNonces?: boolean;
}

/** A small Okta on the loopback interface: a real HTTP server that refuses what Okta refuses. */
export class Org {
	readonly clock: Clock;
	readonly ledger: Ledger;
	readonly faults = new Faults();
	readonly limits: Limits;
	readonly ids = new Ids();
	readonly directory: Directory;
	readonly clients: Clients;
	readonly tokens: Tokens;
	readonly apiTokens: ApiTokens;
	readonly nonces: Nonces;
	readonly usedAssertions: ReplayGuard;
	readonly usedProofs: ReplayGuard;
	readonly console: AdminConsole;
	resourceNonces: boolean;
	/** Routes of features the org has no licence for: E0000015. */
	readonly unlicensed = new Set<string>();
	/** That of the administrator. */
	readonly ownApiToken: ApiToken;
	readonly #apiToken = randomId('00', 30);
	readonly #server: Server;
	#port = 0;
	#comingBack: NodeJS.Timeout | undefined;

	/** @param routes the management API; use {@link startOrg} rather than this. */
	constructor(
		{
			limits = 'none',
			concurrency,
			ledger = new Ledger(),
			now,
			speed,
			resourceNonces = false,
			...directory
		}: OrgOptions,
		routes: readonly Route[],
	) {
		this.clock = new Clock(now, speed);
		this.ledger = ledger;
		this.limits = new Limits(this.clock, limits, concurrency);
		this.directory = new Directory({ ...directory, clock: this.clock });
		this.clients = new Clients(this.clock, this.ids, this.apps);
		this.tokens = new Tokens(this.clock);
		this.apiTokens = new ApiTokens(this.clock, this.ids);
		const { administrator } = this.directory;
		this.ownApiToken = this.apiTokens.add({ name: 'Administrator', userId: administrator.id });
		this.nonces = new Nonces(this.clock);
		this.usedAssertions = new ReplayGuard(this.clock);
		this.usedProofs = new ReplayGuard(this.clock);
		this.resourceNonces = resourceNonces;
		this.console = new AdminConsole(this, routes);
		this.#server = createOrgServer(this, routes);
	}

	/** `http://127.0.0.1:PORT`, no trailing slash. */
	get url(): string {
		return `http://127.0.0.1:${this.#port}`;
	}

	get users(): Directory['users'] {
		return this.directory.users;
	}

	get groups(): Directory['groups'] {
		return this.directory.groups;
	}

	get apps(): Directory['apps'] {
		return this.directory.apps;
	}

	/** What is delivered to event hooks, and how. */
	get hooks(): Directory['hooks'] {
		return this.directory.hooks;
	}

	/** What inline hooks are asked, and what comes of it. */
	get inlineHooks(): Directory['inlineHookCalls'] {
		return this.directory.inlineHookCalls;
	}

	/** The System Log. */
	get log(): Directory['log'] {
		return this.directory.log;
	}

	/** An SSWS token of a super administrator. */
	apiToken(): string {
		return this.#apiToken;
	}

	/** Registers a service app and makes its key pair. */
	serviceApp(options?: ServiceAppOptions): Promise<ServiceApp> {
		return createServiceApp(this, options);
	}

	/** @throws when the port is taken. */
	async listen(port: number): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			this.#server.once('error', reject);
			this.#server.listen(port, '127.0.0.1', resolve);
		});
		const address = this.#server.address();
		if (address !== null && typeof address === 'object') this.#port = address.port;
	}

	/** Nothing listens for so many milliseconds, and open connections end. */
	goAway(milliseconds: number): void {
		clearTimeout(this.#comingBack);
		this.#server.close();
		this.#server.closeAllConnections();
		this.#comingBack = setTimeout(() => this.#server.listen(this.#port, '127.0.0.1'), milliseconds);
	}

	async close(): Promise<void> {
		clearTimeout(this.#comingBack);
		const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
		this.#server.closeAllConnections();
		await Promise.all([closed, this.hooks.end()]);
	}
}
