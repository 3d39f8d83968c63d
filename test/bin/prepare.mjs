// Runs before anything is installed, so it may import nothing but Node itself.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import path from 'node:path';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const stamp = path.join(root, 'node_modules/.installed-from');
const wanted = createHash('sha256')
	.update(readFileSync(path.join(root, 'package-lock.json')))
	.digest('hex');

/** Ends the command with a sentence a person can act on. */
function stop(message) {
	console.error(`\n${message}\n`);
	process.exit(1);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
	stop(`This needs Node 20.19 or newer; ${process.version} is running. See https://nodejs.org.`);
}

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
	console.log('Installing the development dependencies (about a minute, once) …');
	const started = Date.now();
	const { status, error } = spawnSync(
		'npm',
		['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
		{ cwd: root, stdio: 'inherit', shell: process.platform === 'win32' },
	);
	if (error) stop(`npm could not be started: ${error.message}. Is npm installed beside Node?`);
	if (status !== 0) {
		stop(
			'npm could not install the dependencies; its own message is above. ' +
				'Usually the npm registry cannot be reached, or the disk is full.',
		);
	}
	writeFileSync(stamp, wanted);
	console.log(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

// A program that follows runs in this very process, where signals from npm reach it. With a shell
// or tsx's own command in between, some of them would end npm and leave the program behind.
const [, , program] = process.argv;
if (program !== undefined) {
	process.argv.splice(1, 1);
	await import('tsx');
	await import(pathToFileURL(path.resolve(program)).href);
}
