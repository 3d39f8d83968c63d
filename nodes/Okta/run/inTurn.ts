import type { Operation } from '../table/operation';
import type { Values } from '../table/values';
import type { OktaRequest } from '../transport/types';

/**
 * What the items that must not overtake each other have in common: they change the same object, and
 * many operations read it before they write. Empty for those that change nothing.
 */
export function objectOf(operation: Operation, request: OktaRequest, values: Values): string {
	if (operation.object) return operation.object(values);
	const isOfOneObject = (operation.path ?? []).length > 0;
	return request.method !== 'GET' && isOfOneObject ? request.path : '';
}

/** What was found out about a piece of work before it can begin. */
export interface Prepared {
	/** What it has in common with those it must not overtake; empty for nothing. */
	key: string;
	/** Whether that was looked up by a name, which work on the same object may change. */
	isNamed: boolean;
}

interface Place {
	/** Once it is known; nothing if it can't be found out. */
	key: Promise<string | undefined>;
	left: Promise<void>;
}

/**
 * Runs what has the same key one after another, in the order of the calls. Each call takes its place
 * at once, and finds out its key in the meantime: however long that takes, no later one overtakes it.
 */
export function createQueue() {
	const places = new Set<Place>();

	/** @returns whether there was one on the same object */
	async function waitFor(key: string, before: readonly Place[]): Promise<boolean> {
		let isSecond = false;
		for (const place of key === '' ? [] : before) {
			if ((await place.key) !== key) continue;
			isSecond = true;
			await place.left;
		}
		return isSecond;
	}

	return async <P extends Prepared, T>(
		prepare: () => Promise<P>,
		work: (prepared: P) => Promise<T>,
	): Promise<T> => {
		const before = [...places];
		let leave: () => void = () => undefined;
		const preparing = prepare();
		const place: Place = {
			key: preparing.then(
				({ key }) => key,
				() => undefined,
			),
			left: new Promise((resolve) => (leave = resolve)),
		};
		places.add(place);
		try {
			const prepared = await preparing;
			const isSecond = await waitFor(prepared.key, before);
			// The one before may have taken away the name by which this one found the object.
			return await work(isSecond && prepared.isNamed ? await prepare() : prepared);
		} finally {
			places.delete(place);
			leave();
		}
	};
}
