/** How many pieces of work go on side by side. */
export interface Lanes {
	/** At most this many at a time. */
	width: number;
	/**
	 * At most this many begun whose results haven't been fetched: what bounds the memory when one of
	 * them takes long. As many as there are lanes unless said.
	 */
	ahead?: number;
}

/**
 * Works on several items at a time; the results come in the order of the items. An item is taken
 * from its source only when there is a lane for it.
 *
 * After a failure no further item is begun. The results before it still come, those under way are
 * waited for, and then it is thrown; of several failures, the first in the order of the items.
 * Whoever stops fetching early stops the lanes as well.
 */
export async function* inLanes<Item, Result>(
	items: Iterable<Item> | AsyncIterable<Item>,
	{ width, ahead = width }: Lanes,
	work: (item: Item, index: number) => Promise<Result>,
): AsyncGenerator<Result> {
	const source =
		Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
	const begun: Array<Promise<{ result: Result } | undefined>> = [];
	let running = 0;
	let index = 0;
	let isOver = false;

	async function workOnNext(): Promise<{ result: Result } | undefined> {
		const next = await source.next();
		if (next.done) isOver = true;
		return next.done ? undefined : { result: await work(next.value, index++) };
	}

	function begin(): void {
		while (!isOver && running < width && begun.length < ahead) {
			running++;
			const one = workOnNext().finally(() => running--);
			begun.push(one);
			one.then(begin, () => {
				isOver = true;
			});
		}
	}

	try {
		begin();
		for (let first = begun.shift(); first; first = begun.shift()) {
			const done = await first;
			if (!done) break;
			begin();
			yield done.result;
		}
	} finally {
		isOver = true;
		await Promise.allSettled(begun);
		await source.return?.();
	}
}

/**
 * Works on items in lots, each of which has lanes of its own: none waits for another's.
 *
 * @param lots - numbers from 0, each in one lot
 * @returns the results by number
 * @throws the failure of the lowest number, once all that was begun has ended; none is begun after one
 */
export async function inLanesByLot<Result>(
	lots: ReadonlyArray<readonly number[]>,
	lanes: Lanes,
	work: (item: number) => Promise<Result>,
): Promise<Result[]> {
	const results: Result[] = [];
	const failures: Array<{ item: number; error: unknown }> = [];
	const workOn = async (item: number) => {
		results[item] = await work(item).catch((error: unknown) => {
			failures.push({ item, error });
			throw error;
		});
	};
	async function workOff(lot: readonly number[]): Promise<void> {
		const untilFailure = function* () {
			for (const item of lot) {
				if (failures.length > 0) return;
				yield item;
			}
		};
		const done = inLanes(untilFailure(), lanes, workOn);
		while ((await done.next()).done !== true);
	}
	await Promise.allSettled(lots.map(workOff));
	const [first] = failures.toSorted((a, b) => a.item - b.item);
	if (first) throw first.error;
	return results;
}
