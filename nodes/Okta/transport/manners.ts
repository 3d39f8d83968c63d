/** How a run treats the org; all times in milliseconds. */
export interface Settings {
	/** The most requests it has under way at a time. */
	parallel: number;
	/** The part of each of Okta's rate limits it may use up, from 0 to 1. */
	share: number;
	/** The longest one request may be held up by rate limits before it fails. */
	longestWait: number;
	/** How long Okta may keep silent: while it is being reached, before its answer, and within it. */
	timeout: number;
	/** How often a request is sent, all in all, while its failures look as if they would pass. */
	attempts: number;
}

/** For executions: nobody sits and waits, and all of it has to be done. */
export const patient: Settings = {
	parallel: 10,
	share: 1,
	// Every limit starts anew each minute. Who waits an hour has got next to nothing all the time.
	longestWait: 60 * 60_000,
	// Okta ends a list that takes it longer than half a minute.
	timeout: 60_000,
	// With the pauses in between, enough for an org that is away for a minute.
	attempts: 7,
};

/** For whatever somebody looks at while it goes on, such as a list that is being filled. */
export const impatient: Settings = {
	...patient,
	longestWait: 5_000,
	timeout: 20_000,
	attempts: 2,
};
