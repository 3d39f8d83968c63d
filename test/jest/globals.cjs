const isObject = (value) =>
	(typeof value === 'object' && value !== null) || typeof value === 'function';

/** Their values change by themselves, or are put back by other means. */
const leftAlone = new Set(['_events', '_eventsCount']);

/** What JavaScript itself provides. Nothing here is read through a getter, which might load things. */
const intrinsics = Object.getOwnPropertyNames(globalThis)
	.map((name) => Object.getOwnPropertyDescriptor(globalThis, name).value)
	.filter((value) => isObject(value) && value !== globalThis && value !== process)
	.flatMap((value) => [value, value.prototype])
	.filter(isObject);

/** The objects that every file of a worker can reach, and through which one could disturb the next. */
const shared = new Set([globalThis, process, process.env, ...intrinsics]);

const isSame = (one, other) =>
	one !== undefined &&
	other !== undefined &&
	Object.is(one.value, other.value) &&
	one.get === other.get &&
	one.set === other.set &&
	one.writable === other.writable &&
	one.enumerable === other.enumerable;

const namesIn = (object) => Reflect.ownKeys(object).filter((name) => !leftAlone.has(name));

function put(object, name, descriptor) {
	if (descriptor === undefined) return Reflect.deleteProperty(object, name);
	return Reflect.defineProperty(object, name, descriptor);
}

/** What globals were like at some moment. */
exports.Globals = class Globals {
	#properties;
	#listeners;

	static now() {
		const globals = new Globals();
		globals.#properties = new Map(
			[...shared].map((object) => [
				object,
				new Map(
					namesIn(object).map((name) => [name, Reflect.getOwnPropertyDescriptor(object, name)]),
				),
			]),
		);
		globals.#listeners = new Map(
			process.eventNames().map((event) => [event, process.rawListeners(event)]),
		);
		return globals;
	}

	/** Undoes what happened to them since. */
	restore() {
		for (const [object, before] of this.#properties) {
			for (const name of new Set([...before.keys(), ...namesIn(object)])) {
				const was = before.get(name);
				if (!isSame(was, Reflect.getOwnPropertyDescriptor(object, name))) put(object, name, was);
			}
		}
		for (const event of process.eventNames()) {
			const before = this.#listeners.get(event) ?? [];
			for (const listener of process.rawListeners(event)) {
				if (!before.includes(listener)) process.removeListener(event, listener);
			}
		}
	}

	/** Runs something whose own changes are to stay. */
	keeping(load) {
		const before = Globals.now();
		const result = load();
		const after = Globals.now();
		for (const [object, properties] of after.#properties) {
			const kept = this.#properties.get(object);
			const earlier = before.#properties.get(object);
			for (const [name, descriptor] of properties) {
				if (!isSame(earlier.get(name), descriptor)) kept.set(name, descriptor);
			}
		}
		for (const [event, listeners] of after.#listeners) {
			const earlier = before.#listeners.get(event) ?? [];
			const added = listeners.filter((listener) => !earlier.includes(listener));
			this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), ...added]);
		}
		return result;
	}
};
