import type { IDataObject } from 'n8n-workflow';

import { isObject, isObjectList, text } from '../transport/json';
import { collect } from '../transport/pages';
import { resolveUrl } from '../transport/path';
import { unlessForbidden, unlessMissing } from '../transport/refusals';
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
import { foresightFor } from './match';
import type { Sight } from './sight';
import { isUserPath, type World } from './world';

/** A write that was held back. */
export interface HeldWrite {
	request: OktaRequest;
	/** Without origin and query. */
	path: string;
	foreseen: Foreseen;
}

/** What a run has read from Okta for its plan, so that nothing is read twice. */
export type Readings = Map<string, Promise<OktaReply>>;

/**
 * The org with its writes held back. Reads go out, once each, unless the plan knows better; writes
 * are written down and answered as far as can be foreseen. One for each item; `world` and `readings`
 * are the run's. Of `scopes` any one is enough for the writes; none where that isn't known.
 */
export class Planned extends OktaThrough {
	readonly writes: HeldWrite[] = [];
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
		const isWhole = Object.keys(request.query ?? {}).length === 0 && options.limit === undefined;
		let rows: IDataObject[] = [];
		for await (const page of this.okta.pages(request, options)) rows = rows.concat(page);
		yield this.world.rows(path, rows, isWhole);
	}

	async #get(request: OktaRequest, path: string): Promise<OktaReply> {
		const known = this.world.at(path);
		if (known) return { status: 200, headers: {}, body: known };
		if (known === null || this.world.isImagined(path)) {
			throw this.explain(notThere(path), request);
		}
		const key = JSON.stringify([path, request.path, request.query, request.headers]);
		let reading = this.readings.get(key) ?? this.readings.get(path);
		if (!reading) {
			reading = this.okta.send(request);
			this.readings.set(key, reading);
			reading.catch(() => this.readings.delete(key));
		}
		const reply = await reading;
		if (isObjectList(reply.body)) {
			return { ...reply, body: this.world.rows(path, reply.body, request.query === undefined) };
		}
		if (!isUserPath(path) || !isObject(reply.body)) return reply;
		// A login leads to the same user as the ID.
		const ownPath = `/api/v1/users/${encodeURIComponent(text(reply.body['id']))}`;
		if (!this.readings.has(ownPath)) this.readings.set(ownPath, reading);
		const ahead = this.world.at(ownPath);
		if (ahead === undefined) return reply;
		throw this.explain(notThere(path), request);
	}

	async #hold(request: OktaRequest, path: string): Promise<OktaReply> {
		const lacking = this.#lackingScope();
		if (lacking) throw this.explain(lacking, request);
		const found = foresightFor(request.method, path);
		const foreseen =
			(found && (await found.foresee(this.#sight(request, found.ids)).catch(unlessForbidden))) ??
			unforeseen(request, path);
		if (this.scopes.length === 0) {
			foreseen.doubt ||= 'Whether the token has the scope for this is for Okta to say.';
		}
		this.writes.push({ request, path, foreseen });
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
			read: async (path) => {
				const reply = await this.send({ method: 'GET', path }).catch(unlessMissing);
				return isObject(reply?.body) ? reply.body : undefined;
			},
			list: async (path, paging = {}, query?) =>
				await collect(this.pages({ method: 'GET', path, query }, paging)),
			planned: (path) => this.world.at(path),
			placeholder: (kind) => this.world.placeholder(kind),
		};
	}

	#pathOf({ path }: OktaRequest): string {
		return resolveUrl(this.origin, path).pathname;
	}
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
