import type { Org } from '../..';
import { isObject, type JsonObject } from '../request';

export interface Answer {
	status: number;
	/** Lower-case names. */
	headers: Headers;
	/** Undefined for an empty body. */
	body: unknown;
	/** Where the next page is. */
	next: string | undefined;
}

export interface Admin {
	(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
	/** Follows `rel="next"` to the end. */
	all(path: string): Promise<{ items: JsonObject[]; pages: number }>;
	/** The object a request that has to succeed answers with. */
	object(method: string, path: string, body?: unknown): Promise<JsonObject>;
	/** The list a GET that has to succeed answers with. */
	list(path: string): Promise<JsonObject[]>;
}

/** Somebody who may do everything in the org. */
export function admin(org: Org): Admin {
	const send = async (
		method: string,
		path: string,
		body?: unknown,
		headers: Record<string, string> = {},
	): Promise<Answer> => {
		const response = await fetch(path.startsWith('http') ? path : org.url + path, {
			method,
			headers: {
				authorization: `SSWS ${org.apiToken()}`,
				accept: 'application/json',
				'content-type': 'application/json',
				...headers,
			},
			body: body === undefined ? (method === 'GET' ? undefined : '') : JSON.stringify(body),
		});
		const text = await response.text();
		const parsed: unknown = text === '' ? undefined : JSON.parse(text);
		const next = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
		return { status: response.status, headers: response.headers, body: parsed, next };
	};
	const objects = ({ status, body }: Answer): JsonObject[] => {
		if (status !== 200 || !Array.isArray(body))
			throw new Error(`Expected a list, not ${status} ${JSON.stringify(body)}`);
		return body.filter(isObject);
	};
	return Object.assign(send, {
		async all(path: string) {
			const items: JsonObject[] = [];
			let pages = 0;
			for (let url: string | undefined = path; url !== undefined; pages++) {
				const answer: Answer = await send('GET', url);
				items.push(...objects(answer));
				url = answer.next;
			}
			return { items, pages };
		},
		async object(method: string, path: string, body?: unknown) {
			const answer = await send(method, path, body);
			if (answer.status >= 300 || !isObject(answer.body))
				throw new Error(`Expected an object, not ${answer.status} ${JSON.stringify(answer.body)}`);
			return answer.body;
		},
		list: async (path: string) => objects(await send('GET', path)),
	});
}

/** What an Okta error says: code, and causes where it has any. */
export function refusal({ status, body }: Answer): {
	status: number;
	errorCode: unknown;
	causes: unknown[];
} {
	if (!isObject(body)) throw new Error(`Expected an error object, not ${status}`);
	const causes = Array.isArray(body.errorCauses) ? body.errorCauses : [];
	return {
		status,
		errorCode: body.errorCode,
		causes: causes.filter(isObject).map(({ errorSummary }) => errorSummary),
	};
}

/** The `id` of an object the org answered with. */
export function idOf({ id }: JsonObject): string {
	if (typeof id !== 'string') throw new Error('The object has no id');
	return id;
}

/** A profile with everything an Okta user needs. */
export const person = (name: string, more: JsonObject = {}): JsonObject => ({
	firstName: name,
	lastName: 'Example',
	email: `${name.toLowerCase()}@people.example`,
	login: `${name.toLowerCase()}@people.example`,
	...more,
});

/** A query string with the expression encoded. */
export const asking = (parameters: Record<string, string>): string =>
	`?${new URLSearchParams(parameters).toString()}`;

/** Text that matches, as jest compares it. Jest's own matchers are of type any. */
export const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);
/** Text with `part` in it, as jest compares it. */
export const containing = (part: string): unknown => expect.stringContaining(part);
