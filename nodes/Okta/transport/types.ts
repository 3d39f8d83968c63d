import type { IDataObject, NodeApiError } from 'n8n-workflow';

import type { SealVerdict } from '../../../credentials/oauth/seal';
import type { TokenFacts } from '../../../credentials/oauth/session';

/** How to read a list. */
export interface Paging {
	/** Objects to ask for per page; left out where the endpoint takes no `limit`. */
	pageSize?: number;
	/** The fewest the endpoint lets a caller ask for. */
	smallestPage?: number;
	/** The member that holds the rows, for lists that are objects with `_links.next` in them. */
	rowsIn?: string;
	/** Whether those rows may also come as a bare list. */
	orBare?: boolean;
	/** How many objects are wanted; all of them unless said. */
	limit?: number;
}

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
	/** Whether an answer that is no text is wanted as it is, in bytes. */
	takesBytes?: boolean;
	/** For a list that Okta may be asked for in smaller pages: the fewest objects it lets ask for. */
	smallestPage?: number;
	/** What a success has to bring; without it is an error. Unless said, whatever comes will do. */
	answer?: 'object' | 'objectOrNothing' | 'list';
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
 * @param isNew - whether a time Okta gave is not before the request was first sent in a way that may
 * have been carried out; how long it had to wait for its turn before doesn't count
 * @returns what the lost answer would have said; `undone` when it has to be sent again; `unknown`
 * when nobody can tell, or what the answer said is lost for good; `notSeen` when a list that learns late
 * doesn't have it: it is looked for again for half a minute before that counts as undone
 */
export type FindOut = (
	okta: Okta,
	request: OktaRequest,
	isNew: (time: unknown) => boolean,
) => Promise<IDataObject | 'undone' | 'unknown' | 'notSeen'>;

/** What Okta answered, whatever the status. */
export interface OktaReply {
	status: number;
	/** Lower-case names. */
	headers: Readonly<Record<string, string>>;
	/** Parsed JSON, or text, or an empty string; bytes where the request takes them. */
	body: unknown;
}

/** The org, as operations and dropdowns talk to it. */
export interface Okta {
	/**
	 * Scheme and host, for example `https://acme.okta.com`.
	 *
	 * @throws NodeOperationError when the credential has no usable Okta domain
	 */
	readonly origin: string;
	/**
	 * Sends one request as soon as Okta's limits allow, and again where a failure may pass.
	 *
	 * @throws NodeApiError when Okta refuses it, or it isn't known what became of it; UserError when
	 * it isn't for this org or would have to wait for too long
	 */
	send: (request: OktaRequest) => Promise<OktaReply>;
	/** Reads a list page by page; throws what `send` throws. */
	pages: (request: OktaRequest, options: Paging) => AsyncGenerator<IDataObject[]>;
	/**
	 * Reads a public path without a token, once.
	 *
	 * @throws ServiceAppError when no answer came
	 */
	reach: (path: string) => Promise<OktaReply>;
	/** How the credential signs in. */
	signIn: SignIn;
	/** How many requests the user lets this run have under way at a time; `send` may admit fewer. */
	readonly parallel: number;
	/** Aborted when the execution is stopped; there is none while a dropdown is filled. */
	readonly signal: AbortSignal | undefined;
	/** What this run has sent and waited for so far; it changes while the run goes on. */
	readonly traffic: Readonly<Traffic>;
	/** The same org, for what has to be put back even if the execution is stopped. */
	regardless: () => OktaOfItem;
	/**
	 * The time of day, in milliseconds since the epoch, for times that Okta is to compare with its own:
	 * by Okta's clock, unless this machine's agrees with it.
	 */
	now: () => Promise<number>;
	/** Waits for so many milliseconds; rejects at once, with the signal's reason, when it is stopped. */
	pause: (milliseconds: number) => Promise<void>;
}

/** The org as one piece of work has it, whose changes are counted apart from those of others. */
export interface OktaOfItem extends Okta {
	readonly changes: Readonly<Changes>;
}

/** The org as an execution has it. */
export interface OktaOfRun extends Okta {
	/** The same org for one piece of work. */
	apart: (changes?: Changes) => OktaOfItem;
	/** n8n's error for an answer that isn't a success. */
	explain: (reply: OktaReply, request: OktaRequest) => NodeApiError;
}

/** One request that changed something. */
export type Change = Pick<OktaRequest, 'method' | 'path'>;

/** What became of requests that change something: all but GET. */
export interface Changes {
	/** Those of which Okta said that it did them, in the order in which it said so. */
	made: Change[];
	/** Of how many it is not known whether Okta did them, and nothing more will be heard of them. */
	unknown: number;
}

/** What a run has sent and waited for so far. */
export interface Traffic {
	/** Requests sent to Okta's API, repetitions included. */
	requests: number;
	/** How many of them were repetitions. */
	retries: number;
	/** How often the run stood still because a rate limit was used up. */
	waits: number;
	/** How long it stood still for that, in milliseconds. */
	waitedMs: number;
	/** The part of its tightest rate limit that is used up, from 0 to 1; unknown before an answer. */
	readonly shareUsed?: number;
}

/** One request on its way, with all its repetitions. */
export interface Errand {
	readonly bucket: string;
	/** Earlier errands go first, also when they have to go again. */
	readonly number: number;
	/** When a limit first held it up. */
	heldSince?: number;
}

/** Leave to send one request. Whoever has it hands it back, whatever happens. */
export interface Pass {
	/** @param reply - undefined when no answer came */
	settle: (reply: OktaReply | undefined) => void;
}

/**
 * How the node's credential signs in: what is public about it, and nothing else.
 *
 * The fields are read when they are asked for; those that cannot be used throw a ServiceAppError.
 */
export interface SignIn {
	/** Origin of the org. */
	orgUrl: () => string;
	clientId: () => string;
	/** What the credential asks for. */
	scopes: () => readonly string[];
	key: () => Promise<KeyFacts>;
	/** The key that is tried when Okta refuses the first, if there is one. */
	nextKey: () => Promise<KeyFacts | undefined>;
	/** The token at hand; there is none before the first request. */
	token: () => TokenFacts | undefined;
	/** Why the credential would not send a change: it names what is protected there. Sends nothing. */
	objection: (request: OktaRequest) => { title: string; description: string } | undefined;
	/** Seals a content, so that only this credential can have written it. */
	seal: (content: string) => Promise<string>;
	/** Whether a content was sealed by this credential: with its key, or the one that is to follow. */
	checkSeal: (content: string, claimed: string) => Promise<SealVerdict>;
}

/** What may be told about a private key. */
export interface KeyFacts {
	/** For example `RSA 2048`. */
	kind: string;
	algorithm: string;
	/** RFC 7638, SHA-256, base64url. */
	thumbprint: string;
	/** The key ID (kid) assertions name, if they name one. */
	keyId?: string;
}

/** How a run treats the org; all times in milliseconds. */
export interface Manners {
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
