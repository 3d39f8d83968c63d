import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
	authenticateCaller,
	authorize,
	nonceDemanded,
	tokenRevoked,
	withinReach,
} from './authorization';
import { openEndpoints, type Endpoint } from './endpoints';
import {
	featureMissing,
	internalError,
	malformedBody,
	methodNotSupported,
	noSuchPath,
	noSuchRepresentation,
	notAcceptable,
	oktaErrorReply,
	readOnlyMode,
	Refusal,
	tooManyRequests,
	unsupportedContentType,
} from './errors';
import { reconciling } from './directory/refusals';
import type { Effect } from './faults';
import { randomId } from './ids';
import type { LedgerEntry } from './ledger';
import { bucketOf, type Allowance } from './limits';
import type { Org } from './org';
import { pageReply } from './paging';
import { receive, UnroutablePath, type Received } from './request';
import { OktaError, type Call, type Reply, type Route } from './route';
import { Router, treeOf } from './router';

type Target = Endpoint | Route;

/** One request on its way through the org. */
interface Exchange {
	org: Org;
	received: Received;
	entry: LedgerEntry;
	/** Headers every answer of this exchange carries, whatever becomes of it. */
	headers: Record<string, string>;
	/** What a fault does to the answer while it is sent. */
	sending?: 'resetAfter' | 'truncate' | 'malformed' | 'gibberish';
	dateSkewMs: number;
	/** Where the next page is said to be. */
	nextPageAt?: string;
	/** The origin that links to pages name. */
	linksTo?: string;
	/** Headers that come twice, with another value as well. */
	repeated: Readonly<Record<string, string>>;
	/** Headers that don't come. */
	missing: readonly string[];
}

/** The org broke the connection off; there is nothing to answer any more. */
class Reset extends Error {}

const routerOf = treeOf(
	(routes: readonly Route[]) => new Router<Target>([...openEndpoints, ...routes]),
);

/** The HTTP side of the org. The caller listens and closes. */
export function createOrgServer(org: Org, routes: readonly Route[]): Server {
	const router = routerOf(routes);
	const server = createServer((request, response) => {
		void serve(org, router, request, response);
	});
	// Longer than any client keeps idle connections, so that only faults ever reset one.
	server.keepAliveTimeout = 120_000;
	return server;
}

async function serve(
	org: Org,
	router: Router<Target>,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const roomLeft = org.limits.enter();
	response.once('close', () => org.limits.leave());
	const received = await receive(request).catch((error: unknown) => error);
	if (received instanceof UnroutablePath) {
		response.writeHead(400, { 'content-type': 'text/html' }).end('<h1>HTTP Status 400</h1>');
		return;
	}
	if (!isReceived(received)) return void response.destroy();
	const requestId = randomId('', 20);
	const entry = org.ledger.record(received, org.clock.now(), requestId);
	const exchange: Exchange = {
		org,
		received,
		entry,
		headers: { 'x-okta-request-id': requestId },
		dateSkewMs: 0,
		repeated: {},
		missing: [],
	};
	try {
		send(response, exchange, await answer(exchange, router, roomLeft).catch(replyTo));
	} catch (error) {
		if (error instanceof Reset) return void response.destroy();
		console.error(error);
		send(response, exchange, oktaErrorReply(internalError()));
	}
}

const isReceived = (value: unknown): value is Received =>
	typeof value === 'object' && value !== null && 'segments' in value;

function replyTo(error: unknown): Reply {
	if (error instanceof OktaError) return oktaErrorReply(error);
	if (error instanceof Refusal) return error.reply;
	throw error;
}

async function answer(
	exchange: Exchange,
	router: Router<Target>,
	roomLeft: boolean,
): Promise<Reply> {
	const { org, received } = exchange;
	if (!roomLeft) return refuseForRate(exchange, org.limits.overcrowded());
	const match = router.match(received.method, received.segments);
	if (match.found !== 'route') {
		const effect = org.faults.take(received.method, received.rawPath);
		return withFault(exchange, effect, () => {
			throw match.found === 'path' ? methodNotSupported() : noSuchPath();
		});
	}
	if (!hasLength(received)) return { status: 411 };
	return 'answer' in match.route
		? answerOpenly(exchange, match.route)
		: answerCaller(exchange, match.route, match.params);
}

async function answerOpenly(exchange: Exchange, endpoint: Endpoint): Promise<Reply> {
	const { org, received, entry } = exchange;
	const issuer = entry.assertion?.claims.iss;
	if (typeof issuer === 'string') entry.clientId = issuer;
	if (endpoint.limited) {
		const refused = count(exchange, bucketOf(received.method, received.segments));
		if (refused) return refused;
	}
	const effect = org.faults.take(received.method, received.rawPath);
	return withFault(exchange, effect, () => endpoint.answer(org, received, entry.requestId));
}

/**
 * The order matters to clients: a proof is used up by any request that arrived, also one refused
 * for its rate, and a role refuses before the body is looked at.
 */
async function answerCaller(
	exchange: Exchange,
	route: Route,
	params: Readonly<Record<string, string>>,
): Promise<Reply> {
	const { org, received, entry } = exchange;
	const caller = await authenticateCaller(org, received);
	entry.clientId = caller.clientId;
	const bucket = route.bucket ?? bucketOf(received.method, received.segments);
	const refused = count(exchange, bucket, caller.clientId);
	if (refused) return refused;
	const effect = org.faults.take(received.method, received.rawPath);
	return withFault(exchange, effect, async () => {
		const isSeen = authorize(org, caller, route, received, params);
		if (org.unlicensed.has(route.route)) throw featureMissing();
		const { method, origin, path, query, headers } = received;
		if (route.xml && !/\bxml\b|\*\/\*/.test(headers.accept ?? '*/*')) throw noSuchRepresentation();
		const body = route.xml ? undefined : readBody(received);
		const { requestId } = entry;
		const call: Call = {
			org,
			caller,
			method,
			origin,
			path,
			params,
			query,
			headers,
			body,
			requestId,
		};
		return isSeen
			? withinReach(org, caller, route, await route.handle(call))
			: pageReply(call, [], { limit: Number(query.get('limit')) || undefined });
	});
}

async function withFault(
	exchange: Exchange,
	effect: Effect | undefined,
	handle: () => Reply | Promise<Reply>,
): Promise<Reply> {
	if (effect === undefined) return handle();
	const { org, entry, received } = exchange;
	switch (effect) {
		case 'reset':
			throw new Reset();
		case 'revokeTokens':
			org.tokens.revokeAll(entry.clientId ?? '');
			throw tokenRevoked(received);
		case 'renewNonce':
			org.nonces.renew();
			throw nonceDemanded(org, received);
		case 'throttle':
			return refuseForRate(exchange, org.limits.exhausted(entry.bucket ?? '', entry.clientId));
		case 'concurrency':
			return refuseForRate(exchange, org.limits.overcrowded());
		case 'resetAfter':
		case 'truncate':
		case 'malformed':
		case 'gibberish':
			exchange.sending = effect;
			return handle();
	}
	if ('delayMs' in effect) {
		await new Promise((resolve) => setTimeout(resolve, effect.delayMs));
		return handle();
	}
	if ('dateSkewMs' in effect) {
		exchange.dateSkewMs = effect.dateSkewMs;
		return handle();
	}
	if ('nextPageAt' in effect) {
		exchange.nextPageAt = effect.nextPageAt;
		return handle();
	}
	if ('linksTo' in effect) {
		exchange.linksTo = effect.linksTo;
		return handle();
	}
	if ('repeatHeaders' in effect) {
		exchange.repeated = effect.repeatHeaders;
		return handle();
	}
	if ('dropHeaders' in effect) {
		exchange.missing = effect.dropHeaders;
		return handle();
	}
	if ('rewrite' in effect) {
		const reply = await handle();
		return { ...reply, body: effect.rewrite(reply.body) };
	}
	if ('meanwhile' in effect) {
		effect.meanwhile();
		return handle();
	}
	if ('goneMs' in effect) {
		org.goAway(effect.goneMs);
		throw new Reset();
	}
	const { status, headers, body = defaultBody(status) } = effect;
	return { status, headers, body };
}

function defaultBody(status: number): unknown {
	if (status === 429) return oktaErrorReply(tooManyRequests()).body;
	if (status === 423) return oktaErrorReply(reconciling()).body;
	if (status === 503) return oktaErrorReply(readOnlyMode()).body;
	return status >= 500 ? oktaErrorReply(internalError()).body : undefined;
}

/** Counts the request; answers the refusal when the bucket is used up. */
function count(exchange: Exchange, bucket: string, caller?: string): Reply | undefined {
	exchange.entry.bucket = bucket;
	const allowance = exchange.org.limits.count(bucket, caller);
	if (allowance.exceeded) return refuseForRate(exchange, allowance);
	announce(exchange, allowance);
	return undefined;
}

function refuseForRate(exchange: Exchange, allowance: Allowance): Reply {
	announce(exchange, allowance);
	return oktaErrorReply(tooManyRequests());
}

function announce({ headers }: Exchange, { limit, remaining, reset }: Allowance): void {
	headers['x-rate-limit-limit'] = String(limit);
	headers['x-rate-limit-remaining'] = String(remaining);
	headers['x-rate-limit-reset'] = String(reset);
}

const hasLength = ({ method, headers }: Received): boolean =>
	(method !== 'POST' && method !== 'PUT') ||
	headers['content-length'] !== undefined ||
	headers['transfer-encoding'] !== undefined;

function readBody({ headers, text }: Received): unknown {
	if (!/\*\/\*|application\/(\*|json)/.test(headers.accept ?? '*/*')) throw notAcceptable();
	if (text === '') return undefined;
	if (!/^application\/([\w.-]+\+)?json\b/i.test(headers['content-type'] ?? '')) {
		throw unsupportedContentType();
	}
	try {
		return JSON.parse(text);
	} catch {
		throw malformedBody();
	}
}

function send(response: ServerResponse, exchange: Exchange, reply: Reply): void {
	const { org, entry, sending, dateSkewMs, nextPageAt, linksTo } = exchange;
	if (sending === 'resetAfter') return void response.destroy();
	if (sending === 'gibberish') return void response.socket?.end('gibberish\r\n\r\n');
	const said =
		reply.body === undefined || typeof reply.body === 'string'
			? (reply.body ?? '')
			: JSON.stringify(reply.body);
	const text = said.replaceAll(/(?<="next":\{"href":")https?:\/\/[^/"]+/g, (own) => linksTo ?? own);
	const body = Buffer.isBuffer(reply.body)
		? reply.body
		: Buffer.from(sending === 'malformed' ? cut(text) : text);
	org.ledger.answered(entry, reply.status);
	response.sendDate = false;
	const headers: Record<string, string | string[] | number> = {
		date: new Date(org.clock.now() + dateSkewMs).toUTCString(),
		'cache-control': 'no-cache, no-store',
		...(text === '' ? {} : { 'content-type': 'application/json' }),
		...(reply.status === 204 ? {} : { 'content-length': body.length }),
		...exchange.headers,
		...reply.headers,
		...(nextPageAt === undefined ? {} : { link: `<${nextPageAt}>; rel="next"` }),
	};
	if (linksTo !== undefined && headers['link'] !== undefined) {
		headers['link'] = [headers['link']]
			.flat()
			.map((link) => String(link).replaceAll(/(?<=<)https?:\/\/[^/>]+/g, linksTo));
	}
	for (const [name, value] of Object.entries(exchange.repeated))
		headers[name] = [headers[name] ?? '', value].flat().join(', ');
	for (const name of exchange.missing) Reflect.deleteProperty(headers, name);
	response.writeHead(reply.status, headers);
	if (sending !== 'truncate') return void response.end(body);
	response.write(body.subarray(0, Math.ceil(body.length / 2)), () => response.destroy());
}

const cut = (text: string): string => text.slice(0, Math.ceil(text.length / 2));
