import type { IDataObject } from 'n8n-workflow';

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
}

/** What Okta answered, whatever the status. */
export interface OktaReply {
	status: number;
	/** Lower-case names. */
	headers: Readonly<Record<string, string>>;
	/** Parsed JSON, or text, or an empty string. */
	body: unknown;
}
