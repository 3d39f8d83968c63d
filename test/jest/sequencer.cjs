const { default: Sequencer } = require('@jest/test-sequencer');

/** Whatever takes long had better not begin last. */
const longFirst = [
	'/e2e/faultsInBulkChange',
	'/e2e/faultsInExport',
	'/e2e/scale',
	'/e2e/queueMode',
	'/e2e/export',
	'/e2e/trigger.',
	'/e2e/reports',
	'/e2e/workflows',
	'/e2e/sync',
	'/contract/',
	'/conformance/',
	'/engine/',
];

/** Jest's own order goes by what it remembers of the last run: nothing in a fresh checkout. */
module.exports = class extends Sequencer {
	sort(tests) {
		const rank = ({ path }) => {
			const found = longFirst.findIndex((part) => path.includes(part));
			return found < 0 ? longFirst.length : found;
		};
		return super.sort(tests).toSorted((one, other) => rank(one) - rank(other));
	}
};
