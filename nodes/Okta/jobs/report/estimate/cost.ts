import type { Values } from '../../../table/values';
import type { Guess } from './guess';
import type { Sampler } from './sampler';

/** Requests of one kind that a report will send. */
export interface Cost {
	/** What they are for, after a number of requests. */
	what: string;
	/** Names the rate limit they count against. */
	path: string;
	requests: Guess;
}

/** What an estimate is made with. */
export interface Estimating {
	sampler: Sampler;
	values: Values;
	/** By Okta's clock, in milliseconds since the epoch. */
	now: number;
	/** Whether the form asks for managers. */
	hasManager: boolean;
}

/** Finds out with five requests at most what a report will cost. */
export type Estimate = (estimating: Estimating) => Promise<Cost[]>;

export const USERS = '/api/v1/users';
/** Stands for all lists of something that a user has. */
export const OF_USER = '/api/v1/users/{userId}/factors';
export const GROUPS = '/api/v1/groups';
export const APPS = '/api/v1/apps';
export const OF_APP = '/api/v1/apps/{appId}/users';
export const LOG = '/api/v1/logs';
