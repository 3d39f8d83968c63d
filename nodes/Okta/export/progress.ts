import type { IDataObject } from 'n8n-workflow';

import type { Okta } from '../transport/types';

/** At least so many milliseconds lie between two lines about a run. */
const INTERVAL = 3000;

/** Counts what an export reads, tells about it now and then, and sums up. */
export class Progress {
	/** An estimate of the rows to come, where there can be one. */
	rowsLeft: () => number | undefined = () => undefined;
	/** What the reader should know about how the export was made. */
	readonly notes: string[] = [];
	#rows = 0;
	#pages = 0;
	/** Of how many it was found out whether they belong into a row. */
	#seen = 0;
	/** What other items of the run took before. */
	readonly #before: Okta['traffic'];
	readonly #started = Date.now();
	#told = Date.now();

	/**
	 * @param what is exported, as the form calls it
	 * @param tell shows a line to whoever watches
	 */
	constructor(
		private readonly what: string,
		private readonly traffic: Okta['traffic'],
		private readonly tell: (line: string) => void,
	) {
		this.#before = { ...traffic };
	}

	/** Counts what was read, where only some of it comes out. */
	sees(count: number): void {
		this.#seen += count;
	}

	/** Passes the pages on and counts them. */
	async *watch(pages: AsyncIterable<IDataObject[]>): AsyncGenerator<IDataObject[]> {
		for await (const page of pages) {
			this.#rows += page.length;
			this.#pages++;
			if (Date.now() - this.#told >= INTERVAL) this.#tell();
			if (page.length > 0) yield page;
		}
	}

	/** What it took, in the words of the summary. */
	summary(): IDataObject {
		const { requests, retries, waits, waitedMs } = this.#taken();
		return {
			rows: this.#rows,
			...(this.#seen > 0 && { examined: this.#seen }),
			pages: this.#pages,
			requests,
			retries,
			waits,
			waitedSeconds: Math.round(waitedMs / 100) / 10,
			durationSeconds: Math.round((Date.now() - this.#started) / 100) / 10,
			...(this.notes.length > 0 && { notes: this.notes }),
		};
	}

	/** The same as a sentence. */
	sentence(): string {
		const { requests, retries, waits, waitedMs } = this.#taken();
		const waited =
			waits > 0 ? `, ${count(waits, 'wait')} of ${duration(waitedMs / 1000)} together` : '';
		return [
			`${this.what}: ${count(this.#rows, 'row')}${this.#examined()} in ${count(this.#pages, 'page')}, ${count(requests, 'request')} (${count(retries, 'retry', 'retries')})${waited}, ${duration((Date.now() - this.#started) / 1000)}.`,
			...this.notes,
		].join(' ');
	}

	#taken(): Okta['traffic'] {
		return {
			requests: this.traffic.requests - this.#before.requests,
			retries: this.traffic.retries - this.#before.retries,
			waits: this.traffic.waits - this.#before.waits,
			waitedMs: this.traffic.waitedMs - this.#before.waitedMs,
		};
	}

	#tell(): void {
		this.#told = Date.now();
		const { shareUsed } = this.traffic;
		const left = this.#secondsLeft();
		const parts = [
			`${count(this.#rows, 'row')}${this.#examined()} in ${count(this.#pages, 'page')}`,
			...(shareUsed === undefined
				? []
				: [`${Math.round(shareUsed * 100)} % of the rate limit used`]),
			...(left === undefined ? [] : [`about ${duration(left)} left`]),
		];
		this.tell(`${this.what}: ${parts.join(', ')}`);
	}

	#secondsLeft(): number | undefined {
		const left = this.rowsLeft();
		const read = Math.max(this.#rows, this.#seen);
		if (left === undefined || read === 0) return undefined;
		return (left * (Date.now() - this.#started)) / read / 1000;
	}

	#examined(): string {
		return this.#seen > 0 ? ` of ${this.#seen.toLocaleString('en-US')} examined` : '';
	}
}

function count(number: number, noun: string, nouns = `${noun}s`): string {
	return `${number.toLocaleString('en-US')} ${number === 1 ? noun : nouns}`;
}

function duration(seconds: number): string {
	if (seconds < 90) return count(Math.max(1, Math.round(seconds)), 'second');
	return count(Math.round(seconds / 60), 'minute');
}
