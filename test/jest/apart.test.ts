import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';

const root = path.resolve(__dirname, '../..');

/** A test file that looks for traces of another one like it, and leaves all it can. */
const untidy = `
import { remembered } from './module';
declare global { var left: number | undefined; interface Array<T> { left?: T } }

const traces = () => ({
	module: remembered.length,
	variable: globalThis.left,
	prototype: [].left,
	clock: Date.now() < 1_000,
	random: Math.random() === 4,
	environment: process.env.LEFT,
	exit: process.exit.name === 'left',
	listeners: process.listenerCount('SIGUSR2'),
	path: process.env.PATH === undefined,
	timer: setTimeout.name === 'left',
});

test('finds everything as it was', () => {
	expect(traces()).toEqual({
		module: 0,
		variable: undefined,
		prototype: undefined,
		clock: false,
		random: false,
		environment: undefined,
		exit: false,
		listeners: 0,
		path: false,
		timer: false,
	});
});

test('leaves traces', () => {
	remembered.push('left');
	globalThis.left = 1;
	Array.prototype.left = 1;
	Date.now = () => 0;
	jest.spyOn(Math, 'random').mockReturnValue(4);
	process.env.LEFT = 'left';
	delete process.env.PATH;
	process.exit = function left() { throw new Error() };
	process.on('SIGUSR2', () => {});
	globalThis.setTimeout = Object.assign(function left() {}, setTimeout);
	expect(Object.values(traces())).toEqual([1, 1, 1, true, true, 'left', true, 1, true, true]);
});

test('fails', () => {
	expect(1).toBe(2);
});
`;

const report = z.object({
	testResults: z.array(
		z.object({
			assertionResults: z.array(
				z.object({
					title: z.string(),
					status: z.string(),
					failureMessages: z.array(z.string()),
				}),
			),
		}),
	),
});

/** Runs test files one after the other in a single process, in the way all tests here are run. */
async function runTests(files: Readonly<Record<string, string>>) {
	const folder = mkdtempSync(path.join(tmpdir(), 'apart-'));
	try {
		for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
		const config = path.join(folder, 'jest.config.js');
		const ours = JSON.stringify(path.join(root, 'test/jest.config.js'));
		const differing = `rootDir: __dirname, testMatch: ['**/*.test.ts'], cache: false`;
		writeFileSync(config, `module.exports = { ...require(${ours}), ${differing} };`);

		const jest = path.join(root, 'node_modules/jest/bin/jest.js');
		const options = ['--config', config, '--runInBand', '--json', '--watchman=false'];
		const { NODE_OPTIONS: _options, ...env } = process.env;
		const output = await new Promise<string>((resolve) => {
			execFile(process.execPath, [jest, ...options], { cwd: folder, env }, (_error, stdout) =>
				resolve(stdout),
			);
		});
		return report.parse(JSON.parse(output)).testResults;
	} finally {
		rmSync(folder, { recursive: true });
	}
}

test('test files that share a process leave each other alone, and can fail', async () => {
	const results = await runTests({
		'one.test.ts': untidy,
		'other.test.ts': untidy,
		'module.ts': 'export const remembered: string[] = [];\n',
	});

	expect(results).toHaveLength(2);
	for (const { assertionResults } of results) {
		const [, , failed] = assertionResults;
		expect(assertionResults.map(({ title, status }) => [title, status])).toEqual([
			['finds everything as it was', 'passed'],
			['leaves traces', 'passed'],
			['fails', 'failed'],
		]);
		const line = untidy.split('\n').findIndex((text) => text.includes('toBe(2)')) + 1;
		expect(failed?.failureMessages[0]).toMatch(new RegExp(`(one|other)\\.test\\.ts:${line}:`));
	}
});
