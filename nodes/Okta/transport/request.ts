import type { IDataObject } from 'n8n-workflow';

import type { Okta } from './okta';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One call to the org, as the rest of the node describes it. */
export interface OktaRequest {
	method: Method;
	/** Escaped path with a leading slash, or an absolute URL of the same org (a `next` link). */
	path: string;
	query?: Readonly<Record<string, string | number | boolean>>;
	headers?: Readonly<Record<string, string>>;
	/** Sent as JSON. */
	body?: IDataObject | unknown[];
	/** What to do when it isn't known whether the request was carried out; see below. */
	repeat?: Repeat;
	/** For a list that Okta may be asked for in smaller pages: the fewest objects it lets ask for. */
	smallestPage?: number;
}

/**
 * What to do when a request was sent and no answer came, or one that leaves open what was done.
 *
 * - `harmless`: done twice, the result is the same, or as good. What holds for GET, PUT and DELETE
 *   unless said otherwise.
 * - `never`: done twice, it does harm, and there is no way to find out. What holds for POST and
 *   PATCH unless said otherwise.
 * - a function: finds out.
 */
export type Repeat = 'harmless' | 'never' | FindOut;

/**
 * Looks for what the lost request made.
 *
 * @param isNew - whether a time Okta gave is not before the request was first sent
 * @returns what the lost answer would have said; `undone` when it has to be sent again; `unknown`
 * when nobody can tell, or what the answer said is lost for good
 */
export type FindOut = (
	okta: Okta,
	request: OktaRequest,
	isNew: (time: unknown) => boolean,
) => Promise<IDataObject | 'undone' | 'unknown'>;

/** What Okta answered, whatever the status. */
export interface OktaReply {
	status: number;
	/** Lower-case names. */
	headers: Readonly<Record<string, string>>;
	/** Parsed JSON, or text, or an empty string. */
	body: unknown;
}
