const { createConnection } = require('node:net');
const services = require('../n8n/queueServices.json');

/** Looked for once, though jest asks for its configuration more than once. */
const leftOut = withoutQueueMode();

/** Real n8n servers and a browser; `npm test` does without both. */
/** @returns {Promise<import('jest').Config>} */
module.exports = async () => ({
	...require('../jest.config.js'),
	rootDir: '../..',
	testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
	globalSetup: '<rootDir>/test/e2e/pack.ts',
	testPathIgnorePatterns: ['/node_modules/', '/e2e/alone/', ...(await leftOut)],
	// Each file has servers of its own, and some of them wait for minutes to pass.
	maxWorkers: 3,
	testTimeout: 300_000,
});

/** Not every machine has what queue mode needs. In CI it must be there, or the tests say so. */
async function withoutQueueMode() {
	if (process.env.CI === 'true') return [];

	const reached = await Promise.all(Object.values(services).map(isReached));
	if (reached.every(Boolean)) return [];
	console.error('Left out: queueMode.test.ts, which needs PostgreSQL and Redis on this machine.');
	return ['<rootDir>/test/e2e/queueMode.test.ts'];
}

function isReached({ host, port }) {
	return new Promise((resolve) => {
		const socket = createConnection({ host, port, timeout: 1_000 });
		const end = (answer) => {
			socket.destroy();
			resolve(answer);
		};
		socket.once('connect', () => end(true));
		socket.once('error', () => end(false));
		socket.once('timeout', () => end(false));
	});
}
