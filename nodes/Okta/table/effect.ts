import type { IDataObject } from 'n8n-workflow';

import type { Okta, OktaRequest } from '../transport/types';

/** What an operation that changes something says of it, and when there is nothing to change. */
export interface Effect {
	/** Under `outcome` in the output, when it was done: `deactivated`. None where Okta's answer says it. */
	outcome?: string;
	alreadySo: AlreadySo;
}

/**
 * How an operation finds out that what it is to do is so already.
 *
 * - `afterRefusal`: Okta refuses it then, with one of these error codes; looked at after that.
 * - `before`: Okta does it again without a word; looked at before it is sent, or, where that takes
 *   too much, `onlyIfAsked` and why.
 * - `ownCode`: its `run` compares, and says `unchanged` itself.
 * - `never`: why there is no such thing.
 */
export type AlreadySo =
	| { afterRefusal: readonly string[]; look: LookIfSo }
	| { before: LookIfSo; onlyIfAsked?: string }
	| 'ownCode'
	| { never: string };

/**
 * Looks at Okta whether what a request is to do is so already.
 *
 * @param isById - whether whatever the request's path names last was named by its ID
 */
export type LookIfSo = (okta: Okta, request: OktaRequest, isById: boolean) => Promise<Found>;

/** What was found when something may be as it is to be. */
export interface Found {
	isSo: boolean;
	/** What there is, to be put out. */
	object?: IDataObject;
	/** What to do instead, where it isn't so. */
	advice?: string;
}
