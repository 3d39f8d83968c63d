import { readable, readableText } from '../../../credentials/oauth/legible';
import { isUserId } from '../objects/logins';
import { isObject } from '../transport/json';
import { lastReading, resolveUrl } from '../transport/path';
import type { OktaRequest } from '../transport/types';

/** Okta's IDs are as long as this: `00u…` users, `00g…` groups, `0oa…` apps. */
const anyId = /\b[A-Za-z0-9]{20}\b/g;

/** What a request that changes something names, however it is written. */
export interface Named {
	/** The parts of its path, decoded until that changes nothing. */
	segments: readonly string[];
	/**
	 * All that is sent, decoded likewise, in lower case; without the attributes of a profile, as those are
	 * data: somebody's manager does not change with it.
	 */
	text: string;
	/** The IDs in it: in lower case, and as Okta writes them. */
	ids: ReadonlyMap<string, string>;
	/** Whether all of them are there: of one that is encoded, upper and lower case aren't known. */
	isWhole: boolean;
}

/** What is named; undefined where that cannot be found out. */
export function namedIn(request: OktaRequest, origin: string): Named | undefined {
	const { pathname, search } = resolveUrl(origin, request.path);
	const segments = pathname.split('/').filter(Boolean).map(lastReading);
	const sent = [search, request.query ?? {}, withoutProfile(request.body)];
	const path = readableText(pathname);
	const rest = readable(sent);
	if (path === undefined || rest === undefined) return undefined;
	const text = `${path} ${rest}`;
	const ids = idsIn(`${segments.join('/')} ${JSON.stringify(sent)}`);
	const isWhole = (text.match(anyId) ?? []).every((id) => ids.has(id));
	return { segments, text, ids, isWhole };
}

/** The IDs in a text: in lower case, and as they are. */
export function idsIn(text: string): Map<string, string> {
	return new Map((text.match(anyId) ?? []).map((id) => [id.toLowerCase(), id]));
}

/**
 * What stands in a path where a user is named, and is no ID: Okta takes it for a login or the start of
 * one. As Okta reads it, and as somebody would who decodes it more often.
 */
export function otherUsersIn({ path }: OktaRequest, origin: string): string[] {
	const segments = resolveUrl(origin, path).pathname.split('/').filter(Boolean);
	const words = segments.map((segment) => lastReading(segment).toLowerCase());
	const places = segments.filter(
		(_, at) => words[at - 1] === 'users' || words[at - 2] === 'linkedobjects',
	);
	const readings = places.flatMap((place) => [decodedOnce(place), lastReading(place)]);
	return [...new Set(readings)].filter((reading) => !isUserId(reading));
}

function decodedOnce(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
}

function withoutProfile(body: OktaRequest['body']): unknown {
	if (!isObject(body)) return body ?? '';
	if (!('profile' in body)) return body;
	const { profile: _, ...rest } = body;
	return rest;
}
