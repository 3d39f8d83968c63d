import { spawnSync } from 'node:child_process';
import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { z } from 'zod';

const root = path.resolve(__dirname, '../../..');

/** Each line breaks one rule. In what ships: */
const inShippedCode = [
	{ rule: 'typescript(no-floating-promises)', line: 'Promise.resolve(1);' },
	{
		rule: 'typescript(no-misused-promises)',
		line: '[1].forEach(async () => await Promise.resolve());',
	},
	{ rule: 'typescript(await-thenable)', line: 'export const four = async () => await 4;' },
	{ rule: 'typescript(require-await)', line: 'export const five = async () => 5;' },
	{
		rule: 'typescript(return-await)',
		line: 'export async function six() { try { return Promise.resolve(6); } catch { return 7; } }',
	},
	{ rule: 'typescript(no-explicit-any)', line: 'export let seven: any;' },
	{
		rule: 'typescript(no-unsafe-assignment)',
		line: "export const eight: string = JSON.parse('8');",
	},
	{
		rule: 'typescript(no-unsafe-member-access)',
		line: "export const nine = String(JSON.parse('9').ten);",
	},
	{ rule: 'typescript(no-unsafe-call)', line: "JSON.parse('10')();" },
	{ rule: 'typescript(no-unsafe-return)', line: "export const eleven = () => JSON.parse('11');" },
	{ rule: 'typescript(no-unsafe-argument)', line: "parseInt(JSON.parse('12'));" },
	{
		rule: 'house(no-cast-by-way-of-unknown)',
		line: 'export const thirteen = 13 as unknown as string;',
	},
	{ rule: 'typescript(no-non-null-assertion)', line: 'export const fourteen = [14][0]!;' },
	{
		rule: 'typescript(no-unnecessary-condition)',
		line: 'export const fifteen = (one: string) => one ?? 15;',
	},
	{
		rule: 'typescript(restrict-template-expressions)',
		line: 'export const sixteen = (one: object) => `${one}`;',
	},
	{ rule: 'typescript(restrict-plus-operands)', line: "export const seventeen = 17 + '';" },
	{
		rule: 'typescript(no-confusing-void-expression)',
		line: 'export const eighteen = (one: () => void) => { return one(); };',
	},
	{
		rule: 'typescript(consistent-type-imports)',
		line: "import { IDataObject } from 'n8n-workflow'; export const nineteen: IDataObject = {};",
	},
	{
		rule: 'typescript(no-deprecated)',
		line: '/** @deprecated */ const old = 1; export const twenty = old;',
	},
	{
		rule: 'typescript(only-throw-error)',
		line: "export const thrown = () => { throw 'a text'; };",
	},
	{ rule: 'typescript(unbound-method)', line: 'export const { hasOwnProperty } = new Map();' },
	{ rule: 'typescript(ban-ts-comment)', line: '// @ts-ignore' },
	{ rule: 'eslint(no-unused-vars)', line: 'const unused = 1;' },
	{ rule: 'eslint(prefer-const)', line: 'let fixed = 1; export const copied = fixed;' },
	{ rule: 'eslint(no-console)', line: "console.log('shipped');" },
];

/** In tests: */
const inTests = [
	...['describe', 'it', 'test'].flatMap((name) =>
		['only', 'skip', 'todo', 'failing'].map((property) => ({
			rule: 'eslint(no-restricted-properties)',
			line: `${name}.${property}('one', () => undefined);`,
		})),
	),
	{ rule: 'typescript(no-floating-promises)', line: 'Promise.resolve(1);' },
	{ rule: 'house(no-cast-by-way-of-unknown)', line: 'export const two = 2 as unknown as string;' },
];

const files = {
	'nodes/Okta/planted.ts': inShippedCode,
	'test/planted.test.ts': inTests,
};

const report = z.object({
	diagnostics: z.array(
		z.object({
			code: z.string(),
			filename: z.string(),
			labels: z.array(z.object({ span: z.object({ line: z.number() }) })),
		}),
	),
});

/** What oxlint says of planted files: rule, file and line of each complaint. */
function lint(): string[] {
	const copy = mkdtempSync(path.join(tmpdir(), 'lint-'));
	for (const name of [
		'.oxlintrc.json',
		'tsconfig.json',
		'test/tsconfig.json',
		'test/bin/houseRules.mjs',
	]) {
		cpSync(path.join(root, name), path.join(copy, name));
	}
	symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
	for (const [name, lines] of Object.entries(files)) {
		mkdirSync(path.dirname(path.join(copy, name)), { recursive: true });
		writeFileSync(path.join(copy, name), `${lines.map(({ line }) => line).join('\n')}\n`);
	}
	const oxlint = path.join(root, 'node_modules/oxlint/bin/oxlint');
	const { stdout } = spawnSync(
		process.execPath,
		[oxlint, '--format', 'json', ...Object.keys(files)],
		{
			cwd: copy,
			encoding: 'utf8',
		},
	);
	rmSync(copy, { recursive: true });
	const { diagnostics } = report.parse(JSON.parse(stdout));
	return diagnostics.map(
		({ code, filename, labels }) => `${code} ${filename}:${String(labels[0]?.span.line)}`,
	);
}

describe('the lint', () => {
	it('heeds every rule, as no comment switches one off', () => {
		const folders = ['nodes', 'credentials', 'test'];
		const sources = folders.flatMap((folder) =>
			readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
				.filter((name) => /\.[cm]?[jt]s$/.test(name))
				.map((name) => path.join(root, folder, name)),
		);
		const silenced = sources.filter((file) =>
			/(?:oxlint|eslint)-disable/.test(readFileSync(file, 'utf8')),
		);
		expect(sources.length).toBeGreaterThan(500);
		expect(silenced).toEqual([]);
	});

	const cases = Object.entries(files).flatMap(([file, lines]) =>
		lines.map(({ rule, line }, index) => ({ rule, line, place: `${file}:${String(index + 1)}` })),
	);
	let complaints: string[];

	beforeAll(() => {
		complaints = lint();
	});

	it.each(cases)('$rule is an error: $line', ({ rule, place }) => {
		expect(complaints).toContain(`${rule} ${place}`);
	});
});
