/** What a source answered, and which one it was. */
interface Turn<T> {
	source: AsyncGenerator<T>;
	result: IteratorResult<T>;
}

/**
 * Fetches from all sources at a time and yields what comes, whichever is first. A source is asked
 * for the next page only after its last one was taken, so no more than one page per source waits.
 *
 * The first failure is thrown. Then, and when whoever fetches stops early, all sources are closed
 * and waited for: nothing goes on afterwards.
 */
export async function* merge<T>(sources: ReadonlyArray<AsyncGenerator<T>>): AsyncGenerator<T> {
	const settled: Array<Promise<Turn<T>>> = [];
	let wake = (): void => undefined;
	const ask = (source: AsyncGenerator<T>): void => {
		const turn = source.next().then((result) => ({ source, result }));
		const settle = () => {
			settled.push(turn);
			wake();
		};
		turn.then(settle, settle);
	};
	try {
		for (const source of sources) ask(source);
		for (let open = sources.length; open > 0;) {
			const turn = settled.shift();
			if (!turn) {
				await new Promise<void>((resolve) => (wake = resolve));
				continue;
			}
			const { source, result } = await turn;
			if (result.done) {
				open--;
				continue;
			}
			yield result.value;
			ask(source);
		}
	} finally {
		await Promise.allSettled(sources.map(async (source) => await source.return(undefined)));
	}
}

/**
 * Reads what belongs to each of the parents, so many parents at a time. Pages come as they arrive,
 * and a parent is fetched when there is somebody to read it.
 */
export async function* readEach<Parent, Page>(
	parents: AsyncIterable<readonly Parent[]>,
	width: number,
	read: (parent: Parent) => AsyncIterable<Page>,
): AsyncGenerator<Page> {
	const one = flatten(parents);
	async function* reader(): AsyncGenerator<Page> {
		for (let next = await one.next(); !next.done; next = await one.next()) yield* read(next.value);
	}
	try {
		yield* merge(Array.from({ length: width }, reader));
	} finally {
		await one.return(undefined);
	}
}

async function* flatten<T>(pages: AsyncIterable<readonly T[]>): AsyncGenerator<T> {
	for await (const page of pages) yield* page;
}
