import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { z } from 'zod';
import { root } from '../n8n/paths';

const packed = z.tuple([
	z.object({
		filename: z.string(),
		size: z.number(),
		files: z.array(z.object({ path: z.string(), size: z.number() })),
	}),
]);

/** The package as `npm publish` would upload it; sizes in bytes. */
export interface Tarball {
	/** Absolute path of the `.tgz`. */
	file: string;
	size: number;
	/** Paths inside the package, such as `dist/nodes/Okta/Okta.node.js`. */
	files: string[];
}

/** Packs what `npm run build` left in `dist`. Throws npm's own message when npm refuses. */
export function packInto(directory: string): Tarball {
	const answer = execFileSync(
		'npm',
		['pack', '--json', '--ignore-scripts', '--pack-destination', directory],
		{ cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
	);
	const [{ filename, size, files }] = packed.parse(JSON.parse(answer));
	return { file: path.join(directory, filename), size, files: files.map((file) => file.path) };
}

/** Unpacks a tarball of npm's; returns the directory that holds its package.json. */
export function unpack(tarball: string, directory: string): string {
	execFileSync('tar', ['-xzf', tarball, '-C', directory]);
	return path.join(directory, 'package');
}
