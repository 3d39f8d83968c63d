const { default: Sequencer } = require('@jest/test-sequencer');

/** Whole orgs and n8n's engine take long; whatever begins last had better not. */
const longFirst = ['contract', 'conformance', 'engine'];

/** Jest's own order, by what it remembers of the last run, tells nothing in a fresh checkout. */
module.exports = class extends Sequencer {
	sort(tests) {
		const rank = ({ path }) => {
			const found = longFirst.findIndex((folder) => path.includes(`/test/${folder}/`));
			return found < 0 ? longFirst.length : found;
		};
		return super.sort(tests).toSorted((one, other) => rank(one) - rank(other));
	}
};
