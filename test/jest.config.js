const { existsSync } = require('node:fs');
const { availableParallelism } = require('node:os');
const path = require('node:path');

/** Okta's API reference is not ours to publish; its tests run where it lies beside the checkout. */
const hasReference = existsSync(path.resolve(__dirname, '../../shared/okta'));

/** Unit and engine tests: no service, no browser, no n8n server. `npm run test:e2e` has its own. */
/** @type {import('jest').Config} */
module.exports = {
	rootDir: '..',
	testEnvironment: 'node',
	testSequencer: '<rootDir>/test/sequencer.cjs',
	// Some tests wait for a second or two; meanwhile another file gets the core.
	maxWorkers: availableParallelism() + 1,
	// Jest runs tests in a context of their own, where each look at a global is slow; see its docs.
	sandboxInjectedGlobals: ['Math'],
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
	transform: { '\\.[jt]s$': ['@swc/jest', require('./swc.json')] },
	// These are published as ES modules only, and jest loads CommonJS.
	transformIgnorePatterns: [
		'/node_modules/(?!jose/|@n8n/eslint-plugin-community-nodes/)',
		'<rootDir>/dist/',
	],
};
