import type { IDataObject } from 'n8n-workflow';

import { isObject, text } from '../transport/json';
import type { OktaReply } from '../transport/types';

/** What would become of an object. */
export type Would = 'create' | 'change' | 'remove' | 'nothing' | 'be refused';

/** One member of an object, before and after; null where there is no value. */
export interface Change {
	field: string;
	from: IDataObject[string];
	to: IDataObject[string];
}

/** What a write is about, as people know it. */
export interface Subject {
	/** For example `user` or `group membership`. */
	type: string;
	/** Okta's ID; a placeholder for what the plan would make. */
	id: string;
	/** Login, name or label; empty where there is none. */
	name: string;
}

/** What is known beforehand of one write. */
export interface Foreseen {
	would: Would;
	/** In words, where `would` alone leaves a question. */
	why: string;
	subject: Subject;
	changes: readonly Change[];
	/** Empty when Okta's answer follows from what was read; otherwise what can't be known beforehand. */
	doubt: string;
	/** What Okta would answer; a status above 299 is a refusal. */
	answer: OktaReply;
	/** What reads of these paths answer from now on; null: nothing is there any more. */
	leaves: ReadonlyMap<string, IDataObject | null>;
}

type Extra = Partial<Pick<Foreseen, 'why' | 'doubt' | 'changes'>> & {
	body?: unknown;
	status?: number;
	leaves?: Iterable<readonly [string, IDataObject | null]>;
};

function foreseen(would: Would, subject: Subject, extra: Extra): Foreseen {
	const { why = '', doubt = '', changes = [], body = {}, status = 200, leaves = [] } = extra;
	return {
		would,
		why,
		subject,
		changes,
		doubt,
		answer: { status, headers: {}, body },
		leaves: new Map(leaves),
	};
}

export const creates = (subject: Subject, extra: Extra = {}) => foreseen('create', subject, extra);
export const changes = (subject: Subject, extra: Extra = {}) => foreseen('change', subject, extra);
export const removes = (subject: Subject, extra: Extra = {}) => foreseen('remove', subject, extra);
export const nothing = (subject: Subject, why: string, extra: Extra = {}) =>
	foreseen('nothing', subject, { ...extra, why });

/** A refusal in Okta's own code. */
export function refused(
	subject: Subject,
	status: number,
	errorCode: string,
	errorSummary: string,
	...causes: string[]
): Foreseen {
	const errorCauses = causes.map((cause) => ({ errorSummary: cause }));
	const body = { errorCode, errorSummary, errorCauses };
	return foreseen('be refused', subject, { why: causes[0] ?? errorSummary, status, body });
}

/**
 * Okta's answer to an ID nobody has.
 *
 * @param kind - what Okta calls such an object, or all that it says, in several words
 */
export function missing(subject: Subject, kind: string): Foreseen {
	const said = kind.includes(' ') ? kind : `Not found: Resource not found: ${subject.id} (${kind})`;
	return refused(subject, 404, 'E0000007', said);
}

/** A value that the schema or another object rules out. */
export function invalid(subject: Subject, what: string, ...causes: string[]): Foreseen {
	return refused(subject, 400, 'E0000001', `Api validation failed: ${what}`, ...causes);
}

/** What differs between two versions of an object, member by member. */
export function differences(before: unknown, after: unknown): Change[] {
	const from = isObject(before) ? before : {};
	const to = isObject(after) ? after : {};
	return [...new Set([...Object.keys(from), ...Object.keys(to)])]
		.map((field) => ({ field, from: from[field] ?? null, to: to[field] ?? null }))
		.filter((change) => JSON.stringify(change.from) !== JSON.stringify(change.to));
}

/** A change of one member only. */
export const from = (
	field: string,
	before: IDataObject[string],
	after: IDataObject[string],
): Change => ({ field, from: before ?? null, to: after ?? null });

/** What people call an object of Okta's. */
export function nameOf(object: IDataObject): string {
	const profile = isObject(object['profile']) ? object['profile'] : {};
	const names = [profile['login'], profile['name'], profile['displayName']];
	return [...names, object['label'], object['name']].map(text).find((name) => name !== '') ?? '';
}
