import type { Client } from '@okta/okta-sdk-nodejs';
import type { INodeParameters } from 'n8n-workflow';
import type { Org } from '../../org';

export { byId, mapped } from '../harness/parameters';

/** The JSON of an input item. */
export type Item = Record<string, string>;

/** One way to fill in an operation's form, and what must come of it. */
export interface Scenario {
	/** Completes a sentence that begins with the operation. */
	name: string;
	/** What starts the workflow in place of a run by hand. */
	trigger?: string;
	/** Two input items, so that pairing and expressions show; one where an operation takes no more. */
	items: (org: Org) => Item[];
	/** Without resource and operation; expressions read the items. */
	parameters: INodeParameters;
	/**
	 * What the node puts out for one item, as `toEqual` takes it. Left out where the practice org has
	 * not got the feature and refuses: then only the request is compared.
	 */
	puts?: (item: Item, org: Org) => unknown[];
	/** Checks, once both items ran, that the org is as it should be. */
	leaves?: (items: Item[], org: Org) => void;
	/** The same with Okta's own SDK, once per item. Left out where the SDK has no such call. */
	sdk?: (client: Client, item: Item) => Promise<unknown>;
	/** Refusals are what the operation puts out, so it never fails. */
	neverFails?: true;
}

/** Scenarios by resource and operation, as the node's table calls them. */
export type Scenarios = Readonly<Record<string, readonly Scenario[]>>;

/** Jest's matchers, without their `any`. */
export const like = (members: object): unknown => expect.objectContaining(members);
export const not = (members: object): unknown => expect.not.objectContaining(members);
export const including = (...members: unknown[]): unknown => expect.arrayContaining(members);
export const aText: unknown = expect.any(String);
export const anObject: unknown = expect.any(Object);
export const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);

/** The first two of a kind. @throws when the org has fewer */
export function two<T>(all: readonly T[], what: string): [T, T] {
	const [first, second] = all;
	if (first === undefined || second === undefined) throw new Error(`The org lacks two ${what}`);
	return [first, second];
}

/** Two seeded users in a status. */
export const twoUsers = ({ users }: Org, status: string) =>
	two(
		users.list().filter((user) => user.status === status),
		`users who are ${status}`,
	);

/** A member of `profile` or another JSON object as text. */
export const textOf = (object: object, member: string): string =>
	String(Object.entries(object).find(([name]) => name === member)?.[1] ?? '');
