const { execFileSync } = require('node:child_process');
const { cp, mkdir, readdir, readFile, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const { build, transform } = require('esbuild');
const { parallel, series, src, dest } = require('gulp');
const ts = require('typescript');

const compiled = '.artifacts/compiled';
const okta = 'nodes/Okta';

const clean = async () => {
	for (const directory of ['dist', compiled]) await rm(directory, { recursive: true, force: true });
};

/** TypeScript 7, ten times as quick as the 5 that ESLint's rules are written for. */
const compiler = 'node_modules/typescript-native/bin/tsc';

const compile = async () => {
	execFileSync(process.execPath, [compiler, '--removeComments', '--outDir', compiled], {
		stdio: 'inherit',
	});
};

/** Icons and codex files sit beside their node, where n8n's loader looks for them. */
const assets = () => src('{nodes,credentials}/**/*.{svg,node.json}').pipe(dest('dist'));

/** So do output schemas, without what makes them readable. */
const schemas = async () => {
	const folder = `${okta}/__schema__`;
	for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile()) continue;
		const file = path.join(entry.parentPath, entry.name);
		const schema = JSON.parse(await readFile(file, 'utf8'));
		await mkdir(`dist/${entry.parentPath}`, { recursive: true });
		await writeFile(`dist/${file}`, JSON.stringify(schema));
	}
};

/** What n8n's description of a node is completed with when n8n loads it, which knows what n8n can do. */
const forModels = `${okta}/form/forModels.js`;

/** Files that stay by themselves, as both the nodes and whoever replaces them in a test require them. */
const apart = [`${okta}/transport/machineClock.js`, forModels];

/** What knows keys and tokens ships file for file and can be read line by line, `jose` included. */
const credentials = async () => {
	await cp(`${compiled}/credentials`, 'dist/credentials', { recursive: true });
	for (const file of apart) await cp(`${compiled}/${file}`, `dist/${file}`);
	await build({
		entryPoints: ['credentials/oauth/jose.ts'],
		outfile: 'dist/credentials/oauth/jose.js',
		bundle: true,
		platform: 'node',
		target: 'node20',
		format: 'cjs',
		footer: { js: await licences({ jose: 'LICENSE.md' }) },
	});
};

/** The nodes in one file, since n8n requires 500 files ten times as slowly as one. */
const nodes = async () => {
	const { n8n } = JSON.parse(await readFile('package.json', 'utf8'));
	const entries = n8n.nodes.map((file) => path.posix.basename(file, '.js'));
	const { outputFiles } = await build({
		stdin: {
			contents: entries.map((entry) => `export * from './${entry}';`).join('\n'),
			resolveDir: okta,
		},
		write: false,
		bundle: true,
		minify: true,
		platform: 'node',
		target: 'node20',
		format: 'cjs',
		legalComments: 'none',
		external: ['n8n-workflow'],
		plugins: [withoutFormTexts, leaving(['credentials/', ...apart])],
		footer: { js: await licences({ 'csv-parse': 'LICENSE', 'csv-stringify': 'LICENSE' }) },
	});
	await writeFile(`dist/${okta}/okta.js`, outputFiles[0].contents);
	for (const entry of entries) await writeFile(`dist/${okta}/${entry}.js`, await standIn(entry));
};

/** Leaves what begins with one of these to `require`. */
const leaving = (beginnings) => ({
	name: 'leaving',
	setup({ onResolve }) {
		onResolve({ filter: /^\./ }, (imported) => {
			const file = path.relative('.', path.resolve(imported.resolveDir, imported.path));
			const target = `${file.split(path.sep).join('/')}.js`;
			if (!beginnings.some((beginning) => target.startsWith(beginning))) return undefined;
			const from = path.posix.relative(okta, target);
			return { path: from.startsWith('.') ? from : `./${from}`, external: true };
		});
	},
});

/** What the editor shows beside a field ships once, in the descriptions. */
const formTexts = new Set(['description', 'hint', 'placeholder', 'action']);

const withoutFormTexts = {
	name: 'without form texts',
	setup({ onLoad }) {
		onLoad(
			{ filter: /[\\/]nodes[\\/]Okta[\\/](fields|operations)[\\/].*\.ts$/ },
			async ({ path: file }) => {
				const source = ts.createSourceFile(
					file,
					await readFile(file, 'utf8'),
					ts.ScriptTarget.Latest,
				);
				const { transformed } = ts.transform(source, [dropFormTexts]);
				return { contents: ts.createPrinter().printFile(transformed[0]), loader: 'ts' };
			},
		);
	},
};

const isText = (node) =>
	ts.isStringLiteralLike(node) ||
	(ts.isBinaryExpression(node) && isText(node.left) && isText(node.right));

const dropFormTexts = (context) => (source) => {
	const visit = (node) => {
		// The description of an error is read by whoever gets the error.
		if (ts.isNewExpression(node)) return node;
		const isFormText =
			ts.isPropertyAssignment(node) &&
			ts.isIdentifier(node.name) &&
			formTexts.has(node.name.text) &&
			isText(node.initializer);
		return isFormText ? undefined : ts.visitEachChild(node, visit, context);
	};
	return ts.visitNode(source, visit);
};

/**
 * What n8n loads at its start: the description, ready-made, and the names of what the node can do; the
 * first call of one requires the rest.
 */
async function standIn(entry) {
	const [name, Type] = Object.entries(require(path.resolve(compiled, okta, `${entry}.js`)))[0];
	const { description, ...members } = new Type();
	const calls = Object.getOwnPropertyNames(Type.prototype)
		.filter((method) => method !== 'constructor')
		.map(
			(method) => `async ${method}(...given) {return await whole().${method}.apply(this, given)}`,
		);
	const fields = Object.entries(members).map(
		([member, value]) => `${member} = ${forward(member, value)};`,
	);
	const code = `"use strict";
let node;
const whole = () => (node ??= new (require("./okta.js").${name})());
const description = ${JSON.stringify(JSON.stringify(description))};
exports.${name} = class ${name} {
description = ${description.usableAsTool ? 'require("./form/forModels.js").forModels(JSON.parse(description))' : 'JSON.parse(description)'};
${[...fields, ...calls].join('\n')}
};
`;
	return (await transform(code, { charset: 'utf8' })).code;
}

/** Code for an object of the same members, of which each function calls its namesake. */
function forward(way, value) {
	if (typeof value === 'function') {
		return `async function(...given) {return await whole().${way}.apply(this, given)}`;
	}
	const members = Object.entries(value).map(
		([name, member]) => `${JSON.stringify(name)}: ${forward(`${way}.${name}`, member)}`,
	);
	return `{${members.join(',')}}`;
}

/** A comment that stays, as the licences demand. */
async function licences(files) {
	const texts = await Promise.all(
		Object.entries(files).map(
			async ([name, file]) =>
				`${name}, bundled into this file:\n\n${await readFile(`node_modules/${name}/${file}`, 'utf8')}`,
		),
	);
	return `/*!\n${texts.join('\n')}*/`;
}

exports.build = series(clean, parallel(compile, assets, schemas), credentials, nodes);
exports.default = exports.build;
