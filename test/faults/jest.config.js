/** Everything that can go wrong on the way to Okta, at many moments of long runs. */
/** @type {import('jest').Config} */
module.exports = {
	...require('../jest.config.js'),
	rootDir: '../..',
	testMatch: ['<rootDir>/test/faults/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/'],
	testTimeout: 60_000,
	// One of the files mostly waits for a minute to pass.
	maxWorkers: 3,
};
