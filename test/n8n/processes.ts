import { spawn, type ChildProcess } from 'node:child_process';
import { openSync, closeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What every started program gets to see of this machine. Settings of the person's own n8n, or of
 * the npm script this runs in (`N8N_*`, `DB_*`, `npm_*`), must not reach it.
 */
const MACHINE = ['HOME', 'LANG', 'PATH', 'SystemRoot', 'TEMP', 'TMPDIR', 'TZ', 'USERPROFILE'];

/** How to reach the npm registry; n8n talks to loopback only and must not take a proxy there. */
const NETWORK = [
	'HTTP_PROXY',
	'HTTPS_PROXY',
	'NODE_EXTRA_CA_CERTS',
	'NO_PROXY',
	'SSL_CERT_FILE',
	'http_proxy',
	'https_proxy',
	'no_proxy',
];

function environment(inherited: string[], own: Record<string, string> = {}): NodeJS.ProcessEnv {
	return { ...Object.fromEntries(inherited.map((name) => [name, process.env[name]])), ...own };
}

/** A command that failed: what it was, how it ended and everything it wrote. */
export class CommandError extends Error {
	readonly output: string;

	constructor(command: string, end: string, output: string) {
		super(`"${command}" ${end}.\n${output.trim().split('\n').slice(-20).join('\n')}`);
		this.output = output;
	}
}

/** Something was cut short by `endAll`: no failure of its own. */
export class Interruption extends Error {}

export interface RunOptions {
	cwd: string;
	env?: Record<string, string>;
}

/**
 * Runs a command to its end and returns its standard output.
 *
 * @throws CommandError when it cannot be started or ends with anything but 0; Interruption.
 */
export async function run(command: string, args: string[], options: RunOptions): Promise<string> {
	const line = [command, ...args].join(' ');
	if (isEnding) throw new Interruption();
	const child = spawn(command, args, {
		cwd: options.cwd,
		env: environment([...MACHINE, ...NETWORK], options.env),
		stdio: ['ignore', 'pipe', 'pipe'],
		...ownGroup,
		shell: process.platform === 'win32',
	});
	track(child);
	const written: string[] = [];
	const output: string[] = [];
	child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
		written.push(chunk);
		output.push(chunk);
	});
	child.stderr.setEncoding('utf8').on('data', (chunk: string) => written.push(chunk));

	return await new Promise((resolve, reject) => {
		child.on('error', (error) =>
			reject(new CommandError(line, `did not start: ${error.message}`, '')),
		);
		child.on('close', (code, signal) => {
			if (isEnding) reject(new Interruption());
			else if (code === 0) resolve(output.join(''));
			else reject(new CommandError(line, `ended with ${String(code ?? signal)}`, written.join('')));
		});
	});
}

/** A program that runs until it is stopped, together with whatever it starts itself. */
export interface Service {
	pid: number;
	/** How it ended, or undefined while it runs. */
	ended(): string | undefined;
	/** Asks it to end, and makes it end when it has not within `graceMs`; 0 doesn't ask. */
	stop(graceMs?: number): Promise<void>;
}

export interface ServiceOptions extends RunOptions {
	/** Where standard output and standard error go; appended to. */
	logFile: string;
}

/** Starts a Node script in a process group of its own, which ends with us at the latest. */
export async function startService(
	node: string,
	args: string[],
	options: ServiceOptions,
): Promise<Service> {
	if (isEnding) throw new Interruption();
	const log = openSync(options.logFile, 'a');
	const child = spawn(node, ['--require', path.join(__dirname, 'endWithParent.cjs'), ...args], {
		cwd: options.cwd,
		env: environment(MACHINE, options.env),
		stdio: ['ignore', log, log],
		...ownGroup,
	});
	track(child);
	closeSync(log);
	const pid = await started(child);

	const ended = () =>
		child.exitCode === null && child.signalCode === null
			? undefined
			: String(child.exitCode ?? child.signalCode);
	return {
		pid,
		ended,
		async stop(graceMs = 10_000) {
			const deadline = Date.now() + graceMs;
			if (graceMs > 0) child.kill('SIGTERM');
			while (ended() === undefined && Date.now() < deadline) await sleep(50);
			// Whether it ended well or not: what it had started itself ends here.
			killGroup(pid);
			while (ended() === undefined) await sleep(20);
		},
	};
}

function started(child: ChildProcess): Promise<number> {
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('spawn', () => {
			if (child.pid !== undefined) resolve(child.pid);
		});
	});
}

/** Windows has no process groups that a signal reaches; there the program alone is ended. */
const hasGroups = process.platform !== 'win32';
const ownGroup = { detached: hasGroups };

const running = new Set<ChildProcess>();
let isEnding = false;

function track(child: ChildProcess): void {
	running.add(child);
	child.once('exit', () => running.delete(child));
	child.once('error', () => running.delete(child));
}

/** Ends everything that was started here and still runs, at once; nothing starts any more. */
export function endAll(): void {
	isEnding = true;
	for (const { pid } of running) if (pid !== undefined) killGroup(pid);
}

function killGroup(pid: number): void {
	try {
		process.kill(hasGroups ? -pid : pid, 'SIGKILL');
	} catch {
		// Nobody is left in the group.
	}
}
