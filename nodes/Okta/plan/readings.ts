import type { IDataObject } from 'n8n-workflow';

import { remember } from '../../../credentials/oauth/remember';
import type { OktaReply } from '../transport/types';

type Rows = readonly IDataObject[];

/** Each of a hundred thousand items may be about a user of its own, who is read once anyway. */
const REPLIES_KEPT = 10_000;

/** There may be a long list for each of many items. */
const LISTS_KEPT = 100;
const LONGEST_KEPT = 1_000;

/** What a run has read from Okta for its plan, so that nothing is read twice. */
export class Readings {
	readonly #replies = new Map<string, Promise<OktaReply>>();
	readonly #lists = new Map<string, Promise<Rows>>();

	/** What was answered to the first of these that was asked for; what is asked for again is kept. */
	reply(...keys: readonly string[]): Promise<OktaReply> | undefined {
		const key = keys.find((one) => this.#replies.has(one));
		const reading = key === undefined ? undefined : this.#replies.get(key);
		if (key !== undefined && reading) this.keepReply(key, reading);
		return reading;
	}

	/** Has an answer at hand for whoever asks next. */
	keepReply(key: string, reading: Promise<OktaReply>): void {
		remember(this.#replies, key, reading, REPLIES_KEPT);
	}

	/** Has the next one ask again. */
	forgetReply(key: string): void {
		this.#replies.delete(key);
	}

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
