import { sleep } from 'n8n-workflow';

/** What pacing knows of time. Only differences count, so it may start anywhere. */
export interface Clock {
	/** Milliseconds; never goes back, whatever happens to the time of day. */
	now: () => number;
	/** Resolves after so many milliseconds, or a little later. */
	sleep: (milliseconds: number) => Promise<void>;
}

/** The machine's own. */
export const clock: Clock = { now: () => performance.now(), sleep };

/** The longest sleep in one piece: a sleep of n8n's can't be interrupted. */
export const nap = 500;
