import { type IDataObject, UserError } from 'n8n-workflow';

import { isObject, isObjectList, text } from '../transport/json';
import { collect, nextLink } from '../transport/pages';
import { resolveUrl } from '../transport/path';
import { isRefusal, unlessForbidden, unlessMissing } from '../transport/refusals';
import { OktaThrough } from '../transport/through';
import type {
	Changes,
	OktaOfItem,
	OktaOfRun,
	OktaReply,
	OktaRequest,
	Paging,
} from '../transport/types';
import { changes, type Foreseen } from './foreseen';
import { foresights } from './foresee';
import { matcherOf } from './match';
import type { Readings } from './readings';
import type { Sight } from './sight';
import { isUserPath, PLACEHOLDER, type World } from './world';

/** Who foresees a write; none where nobody does. */
const foresightFor = matcherOf(Object.entries(foresights));

/** A write that was held back. */
export interface HeldWrite {
	request: OktaRequest;
	/** Without origin, with the query. */
	path: string;
	foreseen: Foreseen;
	/** The ID of what it would make, as far as the plan knows it by one of its own. */
	makes?: string;
}

/** What was read for a plan, and found: a status, whom a search led to, null for nothing. */
export type Basis = Readonly<Record<string, string | string[] | null>>;

/**
 * The org with its writes held back. Reads go out, once each, unless the plan knows better; writes
 * are written down and answered as far as can be foreseen. One for each item; `world` and `readings`
 * are the run's. Of `scopes` any one is enough for the writes; none where that isn't known.
 */
export class Planned extends OktaThrough {
	readonly writes: HeldWrite[] = [];
	readonly #basis: Record<string, string | string[] | null> = {};
	readonly #changes: Changes = { made: [], unknown: 0 };

	constructor(
		okta: OktaOfItem,
		private readonly explain: OktaOfRun['explain'],
		private readonly world: World,
		private readonly readings: Readings,
		private readonly scopes: readonly string[],
	) {
		super(okta);
	}

	override get changes() {
		return this.#changes;
	}

	/** What Okta was asked for so far, and found, as far as a plan depends on it. */
	get basis(): Basis {
		return this.#basis;
	}

	/** Writes stay held back, come what may. */
	override readonly regardless = () => this;

	override readonly send = async (request: OktaRequest): Promise<OktaReply> => {
		const path = this.#pathOf(request);
		return request.method === 'GET'
			? await this.#get(request, path)
			: await this.#hold(request, path);
	};

	override async *pages(request: OktaRequest, options: Paging): AsyncGenerator<IDataObject[]> {
		const path = this.#pathOf(request);
		if (this.world.isImagined(path)) {
			yield this.world.rows(path, [], true);
			return;
		}
		// What a search leaves out, nobody knows beforehand.
		const isWhole = !hasQuery(request) && options.limit === undefined;
		const read = async () => await collect(this.okta.pages(request, options));
		const rows = isWhole ? await this.readings.list(path, read) : await read();
		// Whom a search finds decides between making and changing. Other lists the foresights read again.
		if (path === USERS && !isWhole) {
			this.#basis[withQuery(path, request)] = rows.map(({ id }) => text(id)).toSorted();
		}
		yield this.world.rows(path, rows, isWhole);
	}

	/** What is found at a path now, in the words of a basis. */
	async look(path: string, was: Basis[string]): Promise<Basis[string]> {
		if (Array.isArray(was)) {
			const { pathname, searchParams } = resolveUrl(this.origin, path);
			const request = { method: 'GET', path: pathname, query: Object.fromEntries(searchParams) };
			const limit = was.length + 1;
			const rows = await collect(this.okta.pages({ ...request, method: 'GET' }, { limit }));
			return rows.map(({ id }) => text(id)).toSorted();
		}
		return foundIn(await this.#read(path));
	}

	async #get(request: OktaRequest, path: string): Promise<OktaReply> {
		const known = this.world.at(path);
		if (known) return { status: 200, headers: {}, body: known };
		if (known === null || this.world.isImagined(path)) {
			throw this.explain(notThere(path), request);
		}
		const key = JSON.stringify([path, request.path, request.query, request.headers]);
		let reading = this.readings.reply(key, path);
		if (!reading) {
			reading = this.okta.send(request);
			this.readings.keepReply(key, reading);
			reading.catch((error: unknown) => {
				// That nothing is there is an answer, too.
				if (!isRefusal(error, 404)) this.readings.forgetReply(key);
			});
		}
		const reply = await reading.catch((error: unknown) => {
			if (isRefusal(error, 404)) this.#depend(path, undefined);
			throw error;
		});
		if (isObject(reply.body)) this.#depend(path, reply.body);
		if (isObjectList(reply.body)) {
			const isWhole = !hasQuery(request);
			if (isWhole && nextLink(reply.headers['link']) === undefined) {
				await this.readings.keep(path, Promise.resolve(reply.body));
			}
			return { ...reply, body: this.world.rows(path, reply.body, isWhole) };
		}
		if (!isUserPath(path) || !isObject(reply.body)) return reply;
		// A login leads to the same user as the ID.
		const ownPath = `/api/v1/users/${encodeURIComponent(text(reply.body['id']))}`;
		if (!this.readings.reply(ownPath)) this.readings.keepReply(ownPath, reading);
		const ahead = this.world.at(ownPath);
		if (ahead === undefined) return reply;
		throw this.explain(notThere(path), request);
	}

	async #hold(request: OktaRequest, path: string): Promise<OktaReply> {
		const lacking = this.#lackingScope();
		if (lacking) throw this.explain(lacking, request);
		// The credential may protect what the request names; what the plan would make, it can't.
		const ownPath = request.path.replace(PLACEHOLDER, NEW_USER);
		const objection = this.signIn.objection({ ...request, path: ownPath });
		if (objection) throw new UserError(objection.title, { description: objection.description });
		const found = foresightFor(request.method, path);
		const foreseen =
			(found && (await found.found(this.#sight(request, found.ids)).catch(unlessForbidden))) ??
			unforeseen(request, path);
		if (this.scopes.length === 0) {
			foreseen.doubt ||= 'Whether the token has the scope for this is for Okta to say.';
		}
		const { body } = foreseen.answer;
		const id = foreseen.would === 'create' && isObject(body) ? text(body['id']) : '';
		const isNew = this.world.isImagined(id) && !JSON.stringify(request).includes(id);
		this.writes.push({
			request,
			path: withQuery(path, request),
			foreseen,
			...(isNew && { makes: id }),
		});
		if (foreseen.answer.status > 299) throw this.explain(foreseen.answer, request);
		this.world.leave(foreseen.leaves);
		this.#changes.made.push({ method: request.method, path });
		return foreseen.answer;
	}

	/** Okta's answer where none of the scopes was granted, any one of which would do (RFC 6750 section 3.1). */
	#lackingScope(): OktaReply | undefined {
		const held = this.signIn.token()?.scopes;
		const [first] = this.scopes;
		if (!held || first === undefined || this.scopes.some((scope) => held.includes(scope))) {
			return undefined;
		}
		const challenge = `Bearer error="insufficient_scope", scope="${first}"`;
		return { status: 403, headers: { 'www-authenticate': challenge }, body: '' };
	}

	#sight(request: OktaRequest, ids: Sight['ids']): Sight {
		const { searchParams } = resolveUrl(this.origin, request.path);
		return {
			request,
			ids,
			body: isObject(request.body) ? request.body : {},
			query: (name, byDefault = '') =>
				String(request.query?.[name] ?? searchParams.get(name) ?? byDefault),
			read: async (path) => await this.#read(path),
			list: async (path, paging = {}, query?) =>
				await collect(this.pages({ method: 'GET', path, query }, paging)),
			planned: (path) => this.world.at(path),
			placeholder: (kind) => this.world.placeholder(kind),
		};
	}

	async #read(path: string): Promise<IDataObject | undefined> {
		const reply = await this.send({ method: 'GET', path }).catch(unlessMissing);
		return isObject(reply?.body) ? reply.body : undefined;
	}

	/** Schemas are no objects of people's. */
	#depend(path: string, object: IDataObject | undefined): void {
		if (!path.startsWith('/api/v1/meta/')) this.#basis[path] = foundIn(object);
	}

	#pathOf({ path }: OktaRequest): string {
		return resolveUrl(this.origin, path).pathname;
	}
}

const USERS = '/api/v1/users';

/** Stands where Okta's ID would: the credential may take no login there. */
const NEW_USER = '00u00000000000000000';

/** What of an object a plan depends on whatever it is about: that it is there, and in which status. */
function foundIn(object: IDataObject | undefined): string | null {
	return object ? text(object['status']) || 'there' : null;
}

const hasQuery = ({ path, query = {} }: OktaRequest): boolean =>
	path.includes('?') || Object.keys(query).length > 0;

/** The path with all of the request's query, whether it came in the path or beside it. */
function withQuery(path: string, request: OktaRequest): string {
	const [, inPath = ''] = request.path.split('?', 2);
	const parameters = new URLSearchParams(inPath);
	for (const [name, value] of Object.entries(request.query ?? {})) {
		parameters.set(name, String(value));
	}
	const query = parameters.toString();
	return query === '' ? path : `${path}?${query}`;
}

function notThere(path: string): OktaReply {
	const id = decodeURIComponent(path.slice(path.lastIndexOf('/') + 1));
	const errorSummary = `Not found: Resource not found: ${id}`;
	return { status: 404, headers: {}, body: { errorCode: 'E0000007', errorSummary } };
}

function unforeseen(request: OktaRequest, path: string): Foreseen {
	return changes(
		{ type: 'object', id: decodeURIComponent(path.slice(path.lastIndexOf('/') + 1)), name: '' },
		{
			doubt:
				'What Okta says to this cannot be known beforehand, or what it depends on may not be read.',
			body: isObject(request.body) ? request.body : {},
		},
	);
}
