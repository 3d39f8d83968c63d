import type { IncomingMessage } from 'node:http';

/** A request as the org understood it, before it is known which endpoint is meant. */
export interface Received {
	method: string;
	/** Scheme and host the caller used: `aud`, `htu` and page links must follow it. */
	origin: string;
	/** Path as it came, still percent-encoded. */
	rawPath: string;
	/** Path percent-decoded, `.`, `..` and empty segments resolved, without what a `;` begins: what is routed. */
	path: string;
	/** The same with what a `;` begins: what `htu` must name. */
	namedPath: string;
	segments: readonly string[];
	query: URLSearchParams;
	/** Lower-case names; repeated headers joined by `, `. */
	headers: Readonly<Record<string, string>>;
	text: string;
}

/** The request can't be addressed to anything: the servlet container refuses it before Okta sees it. */
export class UnroutablePath extends Error {}

/** @throws UnroutablePath for `\`, an encoded `/` and broken percent-encoding, as Tomcat does. */
export function readTarget(
	target: string,
): Pick<Received, 'rawPath' | 'path' | 'namedPath' | 'segments' | 'query'> {
	const queryAt = target.indexOf('?');
	const rawPath = queryAt === -1 ? target : target.slice(0, queryAt);
	if (/\\|%5c|%2f|%00/i.test(rawPath)) throw new UnroutablePath(rawPath);
	const named: string[] = [];
	for (const segment of rawPath.split('/').map(decode)) {
		if (segment === '' || segment === '.') continue;
		if (segment === '..') named.pop();
		else named.push(segment);
	}
	// Encoded or not, a `;` begins parameters of the segment, which nobody reads.
	const segments = named.map((segment) => segment.replace(/;.*$/, ''));
	return {
		rawPath,
		path: `/${segments.join('/')}`,
		namedPath: `/${named.join('/')}`,
		segments,
		query: new URLSearchParams(queryAt === -1 ? '' : target.slice(queryAt + 1)),
	};
}

/** Reads head and body. Rejects when the connection breaks off, or with UnroutablePath. */
export async function receive(request: IncomingMessage): Promise<Received> {
	request.setEncoding('utf8');
	let text = '';
	for await (const chunk of request) text += String(chunk);
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(request.headers)) {
		if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
	}
	return {
		method: request.method ?? 'GET',
		origin: `http://${headers.host ?? ''}`,
		...readTarget(request.url ?? '/'),
		headers,
		text,
	};
}

function decode(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		throw new UnroutablePath(segment);
	}
}
