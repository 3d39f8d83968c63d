import type { LogTarget } from './directory/logEvent';
import type { Org } from './org';
import type { HeldRole } from './permissions';

/** What a handler answers; a body that is not a string is sent as JSON. */
export interface Reply {
	status: number;
	headers?: Record<string, string | string[]>;
	body?: unknown;
}

/** Who is calling: the service app behind an access token, an SSWS API token, or an administrator. */
export interface Caller {
	clientId: string;
	/** What the System Log calls the caller. */
	actor: LogTarget;
	/** Granted and asked for: what the token carries. SSWS tokens carry every scope. */
	scopes: ReadonlySet<string>;
	/** Types of admin roles, for example `SUPER_ADMIN`, `READ_ONLY_ADMIN`, or `CUSTOM`. */
	roles: ReadonlySet<string>;
	/** Those that the org made itself. */
	customRoles: readonly HeldRole[];
}

export interface Call {
	org: Org;
	caller: Caller;
	method: string;
	/** Scheme and host the caller used: links in answers lead back there. */
	origin: string;
	/** Percent-decoded, without the query: paging links repeat it. */
	path: string;
	/** Decoded path parameters by the name in the route's braces. */
	params: Readonly<Record<string, string>>;
	query: URLSearchParams;
	/** Lower-case header names. */
	headers: Readonly<Record<string, string>>;
	/** Parsed JSON, or undefined when the request had no body. */
	body: unknown;
	/** Of the answer's `x-okta-request-id`, and of all events the call causes. */
	requestId: string;
}

/** One endpoint of the practice org, spelled as Okta's reference spells it. */
export interface Route {
	route: `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`;
	/** Any one of these lets the call through; `okta.x.manage` is implied for a GET by its `.read`. */
	scopes: readonly string[];
	/** Rate-limit bucket; by default derived from the path. */
	bucket?: string;
	/** Whether it speaks XML instead of JSON. */
	xml?: true;
	handle(call: Call): Reply | Promise<Reply>;
}

export interface ErrorDetail {
	status: number;
	errorCode: string;
	errorSummary: string;
	errorCauses?: string[];
}

/** A refusal in Okta's own shape; the server turns it into the body with `errorId` and `errorLink`. */
export class OktaError extends Error {
	readonly detail: ErrorDetail;

	constructor(detail: ErrorDetail) {
		super(`${detail.errorCode}: ${detail.errorSummary}`);
		this.detail = detail;
	}
}
