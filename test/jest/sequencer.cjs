const { default: Sequencer } = require('@jest/test-sequencer');

/** Whatever takes long had better not begin last; what mostly waits is between what needs a core. */
const longFirst = [
	'/e2e/faultsInBulkChange',
	'/e2e/reports',
	'/e2e/panels',
	'/e2e/triggerScreens',
	'/e2e/faultsInExport',
	'/e2e/sync',
	'/e2e/workflows',
	'/e2e/screens',
	'/e2e/start',
	'/e2e/scale',
	'/e2e/trigger.',
	'/e2e/queueMode',
	'/e2e/firstFlow',
	'/e2e/triggerCount',
	'/e2e/operations',
	'/e2e/export',
	'/engine/reportCost',
	'/engine/planProperty',
	'/engine/safeguardsWalk',
	'/engine/halfAnswers',
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
