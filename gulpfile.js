const { execFileSync } = require('node:child_process');
const { readFile, rm } = require('node:fs/promises');
const { parallel, series, src, dest } = require('gulp');
const { build } = require('esbuild');

const clean = () => rm('dist', { recursive: true, force: true });

/** File for file, so that `dist` reads like the source and module state exists once. */
const compile = async () => {
	execFileSync(process.execPath, [require.resolve('typescript/bin/tsc')], { stdio: 'inherit' });
};

/** Icons and codex files sit beside their node, where n8n's loader looks for them. */
const assets = () => src('{nodes,credentials}/**/*.{svg,node.json}').pipe(dest('dist'));

/** jose is the only library that ships; n8n installs nothing beside the package. */
const vendor = async () => {
	const licence = await readFile('node_modules/jose/LICENSE.md', 'utf8');
	await build({
		entryPoints: ['credentials/oauth/jose.ts'],
		outfile: 'dist/credentials/oauth/jose.js',
		bundle: true,
		platform: 'node',
		target: 'node20',
		format: 'cjs',
		footer: { js: `/*!\njose, bundled into this file:\n\n${licence}*/` },
	});
};

exports.build = series(clean, parallel(compile, assets), vendor);
exports.default = exports.build;
