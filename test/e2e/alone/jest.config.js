/** What is measured by the clock, with nothing beside it: n8n needs a core of its own for that. */
/** @returns {Promise<import('jest').Config>} */
module.exports = async () => ({
	...(await require('../jest.config.js')()),
	rootDir: '../../..',
	testMatch: ['<rootDir>/test/e2e/alone/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/'],
	maxWorkers: 1,
});
