import { existsSync } from 'node:fs';
import {
	copyFile,
	mkdir,
	readdir,
	readFile,
	rename,
	rm,
	statfs,
	writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { cache } from './paths';
import { CommandError, run } from './processes';
import { step } from './progress';

/** The releases the package is tried in: the current line, and the last of the line before. */
export const n8nVersions = ['2.41.1', '1.122.5'] as const;
export type N8nVersion = (typeof n8nVersions)[number];

/** Where it is tried what depends on the package and the org alone, which needs no second n8n. */
export const [currentN8n] = n8nVersions;

/** n8n 2 asks for this; n8n 1 runs on it too. */
const NODE_MAJOR = 24;
const NODE_VERSION = '24.21.0';

const GIGABYTE = 1024 ** 3;

/** An n8n in the cache and the Node that runs it. */
export interface Installation {
	version: N8nVersion;
	/** The Node executable. */
	node: string;
	/** n8n's command-line script. */
	script: string;
}

/** A failure whose message is for the person at the terminal, without a stack trace. */
export class PlainError extends Error {}

/**
 * Finds n8n in the cache, or installs it there: about three minutes, once for each version.
 *
 * @throws PlainError saying what is in the way.
 */
export async function installedN8n(version: N8nVersion): Promise<Installation> {
	const node = await installedNode();
	const directory = await cached(
		`n8n-${version}`,
		{ title: `Installing n8n ${version} (about three minutes and 3 GB, once)`, gigabytes: 4 },
		(at) => holdsN8n(at, version, node),
		(at) => installN8n(at, version, node),
	);
	return { version, node, script: path.join(directory, 'node_modules/n8n/bin/n8n') };
}

let nodeForN8n: Promise<string> | undefined;

/** Looked for once, also by two installations at the same time. */
const installedNode = async (): Promise<string> => await (nodeForN8n ??= findNode());

/** The running Node where it is new enough, else one from the npm registry. */
async function findNode(): Promise<string> {
	if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return process.execPath;

	const executable = (at: string) =>
		path.join(at, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
	const directory = await cached(
		`node-${NODE_MAJOR}`,
		{ title: `Installing Node ${NODE_MAJOR} for n8n (once, beside yours)`, gigabytes: 0.5 },
		async (at) => (await printed(executable(at), ['--version'])).startsWith(`v${NODE_MAJOR}.`),
		async (at) => {
			await writeFile(
				path.join(at, 'package.json'),
				JSON.stringify({ private: true, dependencies: { node: NODE_VERSION } }),
			);
			// The package's install script is what fetches the executable for this platform.
			await npm(['install', '--ignore-scripts=false'], at);
		},
	);
	return executable(directory);
}

const holdsVersion = z.object({ version: z.string() });

async function holdsN8n(directory: string, version: N8nVersion, node: string): Promise<boolean> {
	const manifest = path.join(directory, 'node_modules/n8n/package.json');
	if (!existsSync(manifest)) return false;

	const found = holdsVersion.parse(JSON.parse(await readFile(manifest, 'utf8')));
	if (found.version !== version) return false;

	// Loading is the only proof that the add-on was built, and for this Node and this machine.
	const loads = `require('sqlite3'); console.log('ready')`;
	return (await printed(node, ['-e', loads], directory)).includes('ready');
}

async function installN8n(directory: string, version: N8nVersion, node: string): Promise<void> {
	const recipe = path.join(__dirname, 'versions', `${version}.json`);
	await copyFile(recipe, path.join(directory, 'package.json'));

	const env = { PATH: [path.dirname(node), process.env.PATH].join(path.delimiter) };
	await npm(['install', '--ignore-scripts'], directory, env);

	// Of all the packages only this one has to be built, where there is no ready build to fetch.
	const headers = await headersOf(node);
	await npm(['rebuild', 'sqlite3', '--ignore-scripts=false'], directory, {
		...env,
		...(headers === undefined ? {} : { npm_config_nodedir: headers }),
	});
}

/** Where the C headers of a Node are, which spares the build a download from nodejs.org. */
async function headersOf(node: string): Promise<string | undefined> {
	const beside = path.resolve(node, '../../node_modules');
	const platforms = existsSync(beside) ? await readdir(beside) : [];
	return [path.resolve(node, '../..'), ...platforms.map((name) => path.join(beside, name))].find(
		(prefix) => existsSync(path.join(prefix, 'include/node/node_api.h')),
	);
}

/**
 * A directory of the cache, filled if it doesn't hold what it should. It is filled under another
 * name and renamed at the end, so an interrupted installation is never taken for a finished one.
 */
async function cached(
	name: string,
	work: { title: string; gigabytes: number },
	isComplete: (directory: string) => Promise<boolean>,
	fill: (directory: string) => Promise<void>,
): Promise<string> {
	const directory = path.join(cache, name);
	if (await isComplete(directory)) return directory;

	await mkdir(cache, { recursive: true });
	await removeAbandoned(name);
	await checkSpace(work.gigabytes);

	const partial = path.join(cache, `${name}.${process.pid}.partial`);
	await mkdir(partial);
	try {
		await step(work.title, () => fill(partial));
		if (!(await isComplete(partial))) {
			throw new PlainError(`${name} was installed, but doesn't run on this machine.`);
		}
		// Somebody else may have finished first; theirs is as good, and may be in use.
		if (!(await isComplete(directory))) {
			await rm(directory, { recursive: true, force: true });
			await rename(partial, directory);
		}
	} finally {
		await rm(partial, { recursive: true, force: true });
	}
	return directory;
}

/** Removes what installations left that were killed on the way. */
async function removeAbandoned(name: string): Promise<void> {
	for (const entry of await readdir(cache)) {
		const [, pid] = /\.(\d+)\.partial$/.exec(entry) ?? [];
		if (pid === undefined || !entry.startsWith(`${name}.`) || isRunning(Number(pid))) continue;
		await rm(path.join(cache, entry), { recursive: true, force: true });
	}
}

function isRunning(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}

async function checkSpace(gigabytes: number): Promise<void> {
	const { bavail, bsize } = await statfs(cache);
	const free = (bavail * bsize) / GIGABYTE;
	if (free < gigabytes) {
		throw new PlainError(
			`${cache} has ${free.toFixed(1)} GB left, and ${gigabytes} GB are needed. Free some ` +
				'space, or set XDG_CACHE_HOME to a directory on a larger disk.',
		);
	}
}

async function npm(args: string[], cwd: string, env: Record<string, string> = {}): Promise<void> {
	const quiet = ['--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
	try {
		await run('npm', [...args, ...quiet], { cwd, env });
	} catch (error) {
		throw error instanceof CommandError
			? new PlainError(`${reason(error)}\n\n${error.message}`)
			: error;
	}
}

/** What npm's and node-gyp's own words mean for the person in front of them. */
const causes: Array<[RegExp, string]> = [
	[/ENOSPC|no space left/i, 'The disk is full.'],
	[
		/gyp ERR!.*(find Python|not find.*(make|cl|VS))|not found: make|g\+\+: not found/i,
		'The SQLite driver of n8n could be neither fetched ready-built nor compiled: Python, make and ' +
			'a C++ compiler are needed (on Debian and Ubuntu: apt install python3 build-essential).',
	],
	[
		/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i,
		'The npm registry cannot be reached. Check the network, and the proxy if there is one.',
	],
	[/EACCES|EPERM/, `There is no right to write to ${cache}.`],
	[/did not start/, 'npm could not be started. Is it installed beside Node?'],
];

function reason(error: CommandError): string {
	const text = `${error.message}\n${error.output}`;
	return causes.find(([pattern]) => pattern.test(text))?.[1] ?? 'npm failed; its own words follow.';
}

/** What a program prints, or nothing when it cannot be run. */
async function printed(program: string, args: string[], cwd = cache): Promise<string> {
	try {
		return await run(program, args, { cwd });
	} catch (error) {
		if (error instanceof CommandError) return '';
		throw error;
	}
}
