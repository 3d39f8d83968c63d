/**
 * `npm run scan`: the judgement n8n's scanner passes on a published package, before publishing. It
 * lints the source of the attested commit and the tarball; here both come from this checkout.
 */
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
	type Verdict,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { ESLint } from 'eslint';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import tseslint from 'typescript-eslint';
import { root } from '../n8n/paths';
import { packInto, unpack } from './pack';

const TARBALL_FILE_PATTERNS = ['**/*.js', 'package.json'];

/**
 * The scanner pins an older release of n8n's rules than `npm run lint` uses, so the tarball is held
 * to the newer ones too, warnings included.
 */
async function lintTarball(packageDir: string): Promise<Verdict> {
	const { plugins, rules } = n8nCommunityNodesPlugin.configs.recommended;
	const eslint = new ESLint({
		cwd: packageDir,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: [
			{ files: TARBALL_FILE_PATTERNS, plugins, rules },
			{ files: ['package.json'], languageOptions: { parser: tseslint.parser } },
		],
	});
	const results = await eslint.lintFiles(TARBALL_FILE_PATTERNS);
	const formatter = await eslint.loadFormatter('stylish');
	const passed = results.every((result) => result.errorCount + result.warningCount === 0);
	return { passed, details: passed ? undefined : await formatter.format(results) };
}

/** Comments that switch a check off are void to the scanner, and misleading to a reader. */
function findSwitchedOffChecks(directory: string): Verdict {
	const findings = ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(path.join(directory, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => /\.[jt]s$/.test(file))
			.map((file) => path.join(folder, file))
			.filter((file) =>
				/(eslint-(disable|enable)|@ts-(ignore|nocheck|expect-error))/.test(
					readFileSync(path.join(directory, file), 'utf8'),
				),
			),
	);
	return { passed: findings.length === 0, details: findings.join('\n') };
}

async function scan(): Promise<boolean> {
	const workshop = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-okta-scan-'));
	try {
		const { file, size, files } = packInto(workshop);
		console.log(`Packed ${String(files.length)} files, ${(size / 1024).toFixed(0)} KiB.`);
		const packageDir = unpack(file, workshop);

		const checks: [string, Promise<Verdict> | Verdict][] = [
			['source, scanner rules', analyzePackage(root, SOURCE_FILE_PATTERNS)],
			['source, no check switched off', findSwitchedOffChecks(root)],
			['tarball, scanner rules', analyzePackage(packageDir, TARBALL_FILE_PATTERNS)],
			['tarball, newest rules', lintTarball(packageDir)],
			['tarball, no check switched off', findSwitchedOffChecks(path.join(packageDir, 'dist'))],
		];
		let passed = true;
		for (const [name, check] of checks) {
			const verdict = await check;
			console.log(`${verdict.passed ? 'passed' : 'FAILED'}  ${name}`);
			if (!verdict.passed) console.error(verdict.details ?? verdict.message ?? '');
			passed &&= verdict.passed;
		}
		return passed;
	} finally {
		rmSync(workshop, { recursive: true, force: true });
	}
}

void scan().then((passed) => {
	process.exitCode = passed ? 0 : 1;
});
