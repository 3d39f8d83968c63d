/** Real n8n servers and a browser; `npm test` does without both. */
/** @type {import('jest').Config} */
module.exports = {
	...require('../jest.config.js'),
	rootDir: '../..',
	testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
	globalSetup: '<rootDir>/test/e2e/pack.ts',
	testPathIgnorePatterns: ['/node_modules/'],
	// Each file starts servers of its own; two at a time would only wait for each other.
	maxWorkers: 1,
	testTimeout: 180_000,
};
