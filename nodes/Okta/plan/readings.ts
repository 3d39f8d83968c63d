import type { IDataObject } from 'n8n-workflow';

import type { OktaReply } from '../transport/types';

type Rows = readonly IDataObject[];

/** There may be a long list for each of many items. */
const LISTS_KEPT = 100;
const LONGEST_KEPT = 1_000;

/** What a run has read from Okta for its plan, so that nothing is read twice. */
export class Readings {
	readonly replies = new Map<string, Promise<OktaReply>>();
	readonly #lists = new Map<string, Promise<Rows>>();

	/** The rows of a whole list. Only the last lists are kept, and no long ones. */
	async list(path: string, read: () => Promise<Rows>): Promise<Rows> {
		return await (this.#lists.get(path) ?? this.keep(path, read()));
	}

	/** Has a whole list that is being read at hand for whoever asks next. */
	async keep(path: string, reading: Promise<Rows>): Promise<Rows> {
		this.#lists.set(path, reading);
		for (const oldest of this.#lists.keys()) {
			if (this.#lists.size <= LISTS_KEPT) break;
			this.#lists.delete(oldest);
		}
		const forget = () => this.#lists.delete(path);
		reading.then(({ length }) => length > LONGEST_KEPT && forget(), forget);
		return await reading;
	}
}
