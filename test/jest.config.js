const { existsSync } = require('node:fs');
const { availableParallelism } = require('node:os');
const path = require('node:path');

/** Okta's API reference is not ours to publish; its tests run where it lies beside the checkout. */
const hasReference = existsSync(path.resolve(__dirname, '../../shared/okta'));

/** Unit and engine tests: no service, no browser, no n8n server. `npm run test:e2e` has its own. */
/** @type {import('jest').Config} */
module.exports = {
	rootDir: '..',
	// Packages are loaded once for each worker, see there; what tests do to globals is undone.
	testEnvironment: path.resolve(__dirname, 'jest/environment.cjs'),
	runtime: path.resolve(__dirname, 'jest/runtime.cjs'),
	testSequencer: path.resolve(__dirname, 'jest/sequencer.cjs'),
	// Some tests wait for a second or two; meanwhile another file gets the core.
	maxWorkers: availableParallelism() + 1,
	// Engine tests take a fraction of a second, and many times that on a busy machine.
	testTimeout: 30_000,
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	testPathIgnorePatterns: [
		'/node_modules/',
		'<rootDir>/test/e2e/',
		'<rootDir>/test/faults/',
		...(hasReference ? [] : ['<rootDir>/test/contract/reference/']),
	],
	modulePathIgnorePatterns: ['<rootDir>/.artifacts/'],
	transform: { '\\.[jt]s$': [require.resolve('@swc/jest'), require('./swc.json')] },
	transformIgnorePatterns: ['/node_modules/', '<rootDir>/dist/'],
};
