const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');
const { Globals } = require('./globals.cjs');

/**
 * Runs test files in Node's own context instead of a new one for each, so that they can share the
 * packages that runtime.cjs beside this loads. What a file did to globals is undone after it.
 */
module.exports = class {
	global = globalThis;
	moduleMocker = new ModuleMocker(globalThis);
	fakeTimers = null;
	#globals = Globals.now();

	constructor({ projectConfig }) {
		this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
	}

	async setup() {}

	async teardown() {
		this.fakeTimersModern.dispose();
		this.#globals.restore();
	}

	/** What a package does to globals while it loads stays, since it loads once. */
	keepingWhatItDoes(load) {
		return this.#globals.keeping(load);
	}

	exportConditions() {
		return ['node', 'node-addons'];
	}

	/** Unused: runtime.cjs compiles for the context it is in. */
	getVmContext() {
		return globalThis;
	}
};
