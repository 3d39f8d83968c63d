import type { Manners } from './types';

/** For executions: nobody sits and waits, and all of it has to be done. */
export const patient: Manners = {
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
export const impatient: Manners = {
	...patient,
	longestWait: 5_000,
	timeout: 20_000,
	attempts: 2,
};
