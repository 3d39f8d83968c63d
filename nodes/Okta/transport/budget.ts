import type { RateLimit } from './rateLimit';

/** What an answer says about the limit it was counted in; the reset tells one window from the next. */
export interface LimitReading extends RateLimit {
	/** When the limit starts anew by our clock, or a little later. */
	endsAt: number;
	/** Whether the request was refused for the limit. */
	isRefusal: boolean;
}

/** What became of a request, as far as its limit is concerned. */
export type Settlement =
	| LimitReading
	/** Answered by something that doesn't count requests. */
	| 'unmetered'
	/** Perhaps counted, and nobody said so. */
	| 'unknown'
	/** Answered in a way that says nothing about this limit. */
	| 'uncounted';

/** How many requests go ahead to find out about a limit nothing is known of. */
const scouts = 2;

/** For each request of ours so many of others at the most are counted with: they may have stopped. */
const mostOthers = 3;

/** Okta's windows, and so the longest that can be left of one, with its rounding. */
const windowLength = 60_000;
const longestLeft = 62_000;

/**
 * One of Okta's rate limits, as one app sees it: how many requests its present window has left. An
 * estimate that errs on the safe side, since requests under way may or may not be counted yet.
 */
export class Budget {
	#limit: number | undefined;
	/** The fewest any answer of this window reported. */
	#remaining = 0;
	#reset = 0;
	#endsAt = 0;
	/** Whether an answer has told about this window; until then it is taken to be untouched. */
	#isConfirmed = false;
	/** Requests of ours in this window. */
	#used = 0;
	#inFlight = 0;

	/** Whether nothing waits for what this budget knows. */
	get isIdle(): boolean {
		return this.#inFlight === 0;
	}

	/** The part of the window that is used up, from 0 to 1; undefined while nothing is known. */
	shareUsed(now: number): number | undefined {
		if (this.#limit === undefined || this.#limit === Infinity) return undefined;
		this.#turn(now);
		return 1 - Math.max(0, this.#remaining - this.#inFlight) / this.#limit;
	}

	/**
	 * When the next request may be sent: now, or the end of the window.
	 *
	 * @param share - the part of the limit that may be used, from 0 to 1
	 * @returns undefined if that depends on an answer that is under way
	 */
	opensAt(now: number, share: number): number | undefined {
		if (this.#limit === undefined) return this.#inFlight < scouts ? now : undefined;
		this.#turn(now);
		const ours = this.#ours(share) - this.#used;
		const left = this.#remaining - this.#inFlight;
		if (Math.min(ours, left) <= 0) return this.#endsAt;
		return left > this.#theirs() ? now : undefined;
	}

	/** How long from now until the turn of a request with so many before it, at the least. */
	waitFor(position: number, now: number, share: number): number {
		const windows = Math.floor(position / this.#ours(share));
		return (this.opensAt(now, share) ?? now) - now + windows * windowLength;
	}

	/** A request is about to be sent. */
	take(): void {
		this.#inFlight++;
		this.#used++;
	}

	/** A request that was sent is over. */
	settle(settlement: Settlement, now: number): void {
		this.#inFlight--;
		if (settlement === 'unknown') this.#remaining--;
		if (settlement === 'unmetered') this.#limit ??= Infinity;
		if (settlement === 'unmetered' && this.#limit === Infinity) this.#remaining = Infinity;
		if (typeof settlement === 'object') this.read(settlement, now);
	}

	/** An answer told about this limit. */
	read({ limit, remaining, reset, endsAt, isRefusal }: LimitReading, now: number): void {
		// Answers overtake each other: this one is about a window that is over. A refusal never is.
		if (reset < this.#reset && this.#isConfirmed && !isRefusal) return;
		const isNewer = reset !== this.#reset;
		if (isNewer && this.#isConfirmed) this.#used = this.#inFlight + 1;
		this.#remaining =
			isNewer || !this.#isConfirmed ? remaining : Math.min(this.#remaining, remaining);
		this.#limit = limit;
		this.#reset = reset;
		this.#endsAt = Math.min(endsAt, now + longestLeft);
		this.#isConfirmed = true;
	}

	/**
	 * How many requests of others no answer has told of, at the most: for each of ours as many as they
	 * have used up of this window for each that we have, twice. Those are under way, and those that follow
	 * before they learn what we do. None where we have none: one of ours always goes ahead.
	 */
	#theirs(): number {
		if (this.#limit === undefined || this.#limit === Infinity || !this.#isConfirmed) return 0;
		if (this.#inFlight === 0) return 0;
		const used = Math.max(0, this.#limit - this.#remaining - this.#used);
		return (2 * this.#inFlight + 1) * Math.min(mostOthers, used / Math.max(1, this.#used));
	}

	/** Requests per window that may be ours: always one, or there would be no end of waiting. */
	#ours(share: number): number {
		return Math.max(1, Math.floor((this.#limit ?? Infinity) * share));
	}

	/** Begins a new window if the present one is over. */
	#turn(now: number): void {
		if (now < this.#endsAt || this.#limit === undefined) return;
		this.#remaining = this.#limit;
		this.#used = this.#inFlight;
		this.#endsAt = now + windowLength;
		this.#isConfirmed = false;
	}
}
