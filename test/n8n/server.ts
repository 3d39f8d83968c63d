import { randomInt } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { installedN8n, PlainError, type Installation, type N8nVersion } from './cache';
import { installPackage } from './packageUnderTest';
import { run, startService, type Service } from './processes';
import { N8nRest } from './rest';

/** The first start of a user folder creates the database; on a busy machine that takes a while. */
const START_WITHIN_MS = 180_000;

/** Who owns the throw-away n8n. No secret: it listens on loopback and is gone afterwards. */
export const owner = { email: 'admin@example.com', password: 'Practice1' };

export interface N8nOptions {
	version: N8nVersion;
	/** A free one by default. */
	port?: number;
	/** Our packed package, to be installed as n8n installs a community package. */
	tarball?: string;
	/** Settings of n8n beyond those that keep it quiet. */
	env?: Record<string, string>;
}

/** A real n8n with a user folder of its own, the owner logged in. */
export class N8nServer {
	readonly version: N8nVersion;
	readonly url: string;
	readonly userFolder: string;
	readonly rest: N8nRest;
	readonly #installation: Installation;
	readonly #env: Record<string, string>;
	readonly #workers: Service[] = [];
	#service: Service | undefined;

	/** @throws PlainError with the end of n8n's log when it doesn't come up. */
	static async start(options: N8nOptions): Promise<N8nServer> {
		const installation = await installedN8n(options.version);
		const port = options.port ?? (await freePort());
		const userFolder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-okta-'));
		const server = new N8nServer(installation, port, userFolder, {
			...quiet,
			// An org on this machine is the only one that reaches it, and it goes by the number.
			WEBHOOK_URL: `http://127.0.0.1:${port}/`,
			...options.env,
			N8N_PORT: String(port),
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		});
		try {
			if (options.tarball)
				await installPackage(options.tarball, userFolder, pathWith(installation));
			await server.#up();
			await server.rest.setUpOwner(owner);
			return server;
		} catch (error) {
			await server.stop();
			throw error;
		}
	}

	private constructor(
		installation: Installation,
		port: number,
		userFolder: string,
		env: Record<string, string>,
	) {
		this.version = installation.version;
		this.url = `http://localhost:${port}`;
		this.userFolder = userFolder;
		this.rest = new N8nRest(`http://127.0.0.1:${port}`);
		this.#installation = installation;
		this.#env = {
			PATH: pathWith(installation),
			// n8n also writes to the cache of the home directory, and to the temporary directory.
			HOME: userFolder,
			TMPDIR: userFolder,
			N8N_USER_FOLDER: userFolder,
			...env,
		};
	}

	/** Everything n8n, or one of its workers, has written to its log so far. */
	async log(name = 'n8n'): Promise<string> {
		return await readFile(this.#logFile(name), 'utf8');
	}

	/** Paths of the files n8n keeps for executions, when it keeps them on disk. */
	async files(): Promise<string[]> {
		const entries = await readdir(this.userFolder, { recursive: true, withFileTypes: true });
		return entries
			.filter((entry) => entry.isFile() && entry.parentPath.includes('execution'))
			.map(({ parentPath, name }) => `${parentPath}/${name}`)
			.toSorted();
	}

	/**
	 * Starts a worker of queue mode beside n8n and waits until it takes jobs. It ends with n8n.
	 *
	 * @param env - settings it has beside n8n's own
	 * @returns the name of its log.
	 */
	async addWorker(env: Record<string, string> = {}): Promise<string> {
		const health = await freePort();
		const name = `worker-${health}`;
		await this.#launch('worker', {
			name,
			env: {
				QUEUE_HEALTH_CHECK_ACTIVE: 'true',
				QUEUE_HEALTH_CHECK_PORT: String(health),
				N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
				N8N_RUNNERS_BROKER_PORT: String(await freePort()),
				...env,
			},
			keep: (service) => this.#workers.push(service),
			isReady: () => answers(`http://127.0.0.1:${health}/healthz/readiness`),
		});
		return name;
	}

	/** Runs a command of n8n's on the same user folder to its end, for example `export:credentials`. */
	async command(...args: string[]): Promise<string> {
		const { node, script } = this.#installation;
		return await run(node, [script, ...args], { cwd: this.userFolder, env: this.#env });
	}

	/** Ends n8n and starts it again over the same user folder, with these settings beside its own. */
	async restart(env: Record<string, string> = {}): Promise<void> {
		await this.#service?.stop();
		await this.#up(env);
	}

	/** Ends n8n without warning, as a power failure would; `restart` starts it again. */
	async kill(): Promise<void> {
		await this.#service?.stop(0);
	}

	/** Ends n8n with all it started, and removes its user folder. */
	async stop(): Promise<void> {
		await Promise.all(this.#workers.map((worker) => worker.stop()));
		await this.#service?.stop();
		await rm(this.userFolder, { recursive: true, force: true, maxRetries: 5 });
	}

	#logFile(name: string): string {
		return path.join(this.userFolder, `${name}.log`);
	}

	async #up(env: Record<string, string> = {}): Promise<void> {
		await mkdir(path.join(this.userFolder, '.n8n'), { recursive: true });
		await this.#launch('start', {
			name: 'n8n',
			env,
			keep: (service) => (this.#service = service),
			isReady: () => this.rest.isReady(),
		});
	}

	/** Starts one of n8n's long-running commands, and waits until it is ready. */
	async #launch(command: string, { name, env, keep, isReady }: Launch): Promise<void> {
		const service = await startService(
			this.#installation.node,
			[this.#installation.script, command],
			{ cwd: this.userFolder, env: { ...this.#env, ...env }, logFile: this.#logFile(name) },
		);
		keep(service);

		const deadline = Date.now() + START_WITHIN_MS;
		while (!(await isReady())) {
			const end = service.ended();
			if (end !== undefined || Date.now() > deadline) {
				const what = end === undefined ? 'did not answer in time' : `ended with ${end}`;
				const lines = (await this.log(name)).trim().split('\n').slice(-30);
				throw new PlainError(
					`n8n ${this.version} (${command}) ${what}. Its log ends so:\n${lines.join('\n')}`,
				);
			}
			await sleep(200);
		}
	}
}

/** What our node said in n8n's log since then of a run that was stopped, if it did. */
export const lastWords = (log: string, before: string): string | undefined =>
	/: (The execution was stopped\. .*)/.exec(log.slice(before.length))?.[1];

interface Launch {
	/** Of its log. */
	name: string;
	env?: Record<string, string>;
	/** Takes the process over before it is ready, so that it is stopped in any case. */
	keep: (service: Service) => void;
	isReady: () => Promise<boolean>;
}

async function answers(url: string): Promise<boolean> {
	try {
		return (await fetch(url)).ok;
	} catch {
		return false;
	}
}

/** The PATH on which `node` is the one that n8n needs. */
const pathWith = ({ node }: Installation) =>
	[path.dirname(node), process.env.PATH].join(path.delimiter);

/** n8n reports nothing to anybody, and the editor opens without tours and banners. */
const quiet = {
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_SECURE_COOKIE: 'false',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
	NO_COLOR: '1',
};

/** Ports that no system gives to connections by itself: n8n takes seconds until it listens on its own. */
const ports = { first: 20_000, last: 32_000 };

/** A TCP port nobody listens on now, on loopback. */
export async function freePort(): Promise<number> {
	for (;;) {
		const port = randomInt(ports.first, ports.last);
		const server = createServer();
		const isFree = await new Promise<boolean>((resolve) => {
			server.once('error', () => resolve(false));
			server.listen(port, '127.0.0.1', () => resolve(true));
		});
		if (!isFree) continue;
		await new Promise((resolve) => server.close(resolve));
		return port;
	}
}
