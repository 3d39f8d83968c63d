import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { n8n, name, version } from '../../package.json';
import { packInto } from '../bin/pack';
import { PlainError } from './cache';
import { artifacts, root } from './paths';
import { run } from './processes';

/** Builds the package into `dist`. Throws a CommandError with the compiler's words. */
export async function buildPackage(): Promise<void> {
	await run('npm', ['run', 'build'], { cwd: root });
}

/** Packs what was built, as `npm publish` would, below `.artifacts`; returns the tarball's path. */
export async function packPackage(folder = ''): Promise<string> {
	const directory = path.join(artifacts, folder);
	await mkdir(directory, { recursive: true });
	const { file, files } = packInto(directory);
	const missing = [...n8n.credentials, ...n8n.nodes].filter((entry) => !files.includes(entry));
	if (missing.length > 0) {
		throw new PlainError(`The package lacks ${missing.join(', ')}. Run "npm run build" first.`);
	}
	return file;
}

const STRUCK_OUT = new Set(['devDependencies', 'peerDependencies', 'optionalDependencies']);

const manifest = z.record(z.string(), z.unknown());

/**
 * Installs our tarball as n8n does when a community package is added in its settings: it is
 * unpacked below `nodes/node_modules`, its peer and development dependencies are struck out, and
 * npm installs what is left. (n8n itself takes tarballs from the public registry only.)
 *
 * @param npmPath the PATH on which npm and the Node that runs n8n are found.
 */
export async function installPackage(
	tarball: string,
	userFolder: string,
	npmPath: string,
): Promise<void> {
	const nodes = path.join(userFolder, '.n8n/nodes');
	const directory = path.join(nodes, 'node_modules', name);
	await mkdir(directory, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', directory, '--strip-components=1'], { cwd: nodes });

	const file = path.join(directory, 'package.json');
	const unpacked = manifest.parse(JSON.parse(await readFile(file, 'utf8')));
	const kept = Object.entries(unpacked).filter(([key]) => !STRUCK_OUT.has(key));
	await writeFile(file, JSON.stringify(Object.fromEntries(kept), null, 2));
	await run(
		'npm',
		[
			'install',
			'--audit=false',
			'--fund=false',
			'--bin-links=false',
			'--install-strategy=shallow',
			'--ignore-scripts=true',
			'--package-lock=false',
		],
		{ cwd: directory, env: { PATH: npmPath } },
	);
	await writeFile(
		path.join(nodes, 'package.json'),
		JSON.stringify({ name: 'installed-nodes', private: true, dependencies: { [name]: version } }),
	);
}
