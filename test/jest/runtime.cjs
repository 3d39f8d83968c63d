const Module = require('node:module');
const path = require('node:path');
const { compileFunction } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

/** What was compiled in this worker, by path: the code of a file is the same for all test files. */
const compiled = new Map();

/** That of the test file under way. */
let current;

const packages = `${path.sep}node_modules${path.sep}`;
const isFile = (name) => name === undefined || /^[./]/.test(name) || path.isAbsolute(name);

/**
 * Jest loads every module anew for each test file. With n8n's engine that took most of the time,
 * so packages are loaded by Node, once for each worker; everything of ours is new for each file.
 */
module.exports = class extends Runtime {
	constructor(...given) {
		super(...given);
		const parameters = this.executor.injectedModuleParameters;
		this.executor.compile = (source, filename) => {
			const known = compiled.get(filename);
			if (known?.source === source) return known.run;
			const run = compileFunction(source, parameters, { filename });
			compiled.set(filename, { source, run });
			return run;
		};
		current = this;
	}

	requireModule(from, name, options, isActual) {
		if (options?.isInternalModule || isFile(name) || Module.isBuiltin(name)) {
			return super.requireModule(from, name, options, isActual);
		}
		const load = Module.createRequire(from);
		if (load.cache[load.resolve(name)] !== undefined) return load(name);
		return this._environment.keepingWhatItDoes(() => load(name));
	}

	/** Files of ours by path, for packages that load some: n8n's loader of nodes. */
	isOurs(file) {
		return file.startsWith(this._config.rootDir + path.sep) && !file.includes(packages);
	}

	teardown() {
		super.teardown();
		current = undefined;
	}
};

const loadByNode = Module._load;
Module._load = (name, parent, isMain) =>
	path.isAbsolute(name) && current?.isOurs(name)
		? current.requireModuleOrMock(parent?.filename ?? name, name)
		: loadByNode(name, parent, isMain);
