import { type IDataObject, NodeApiError } from 'n8n-workflow';

import { seesNone } from '../../objects/seesNone';
import { slim } from '../../objects/slimUsers';
import { sendForList } from '../../transport/answers';
import { text } from '../../transport/json';
import { readDate } from '../../transport/rateLimit';
import type { Okta, OktaRequest } from '../../transport/types';
import type { Column } from '../columns';
import type { Reading } from '../dataSet';
import { neverNone } from './neverNone';
import { Stretches } from '../timeline/stretches';
import { sweep, type Timeline } from '../timeline/sweep';

/**
 * Okta's search learns of changes after seconds. Users younger than this are not searched for but
 * listed by a filter, which knows them at once.
 */
const SEARCH_LAG = 10 * 60_000;

const PATH = '/api/v1/users';
const PAGE_SIZE = 200;

/** A search gives no more results than this (Okta's user query reference). */
const MOST_RESULTS = 50_000;

/** What of the users is wanted. */
export interface UserQuery {
	columns: readonly Column[];
	/** Whether users in status DEPROVISIONED are among them. */
	deactivated: boolean;
}

/** Some of the users, as far as Okta can be asked for them. */
export interface Narrowed {
	columns: readonly Column[];
	/** In the terms of Okta's search; empty for everybody. */
	where: string;
	/** Who was created later is not wanted. */
	createdUntil: number;
}

/**
 * Reads all users, each once. The time a user was created at never changes, so the users are read
 * along it, in pieces and side by side; the youngest are read last and in another way.
 *
 * @throws what `okta.send` throws, unless it is that the org does not search; UserError when there is
 * nobody, which no org has
 */
export async function* readUsers(
	reading: Pick<Reading, 'okta' | 'progress'>,
	query: UserQuery,
): AsyncGenerator<IDataObject[]> {
	const range = { createdUntil: Infinity, where: query.deactivated ? '' : notDeactivated };
	yield* neverNone(
		'user',
		readAllUsers(reading, query, range, () => undefined),
	);
}

/**
 * Reads the users of whom something holds, each once, and others beside them: those whom search may not
 * know yet, and everybody where the org does not search. Whoever asks looks at each.
 *
 * @throws what `readUsers` throws, where it is certain that there is nobody
 */
export async function* readNarrowed(
	reading: Pick<Reading, 'okta' | 'progress'>,
	{ columns, ...range }: Narrowed,
): AsyncGenerator<IDataObject[]> {
	let isSomebody = false;
	const query = { columns, deactivated: true };
	for await (const page of readAllUsers(reading, query, range, () => (isSomebody = true))) {
		isSomebody ||= page.length > 0;
		yield page;
	}
	if (!isSomebody) throw seesNone('user');
}

/** @param onSight - called when search shows that there is somebody at all */
async function* readAllUsers(
	{ okta, progress }: Pick<Reading, 'okta' | 'progress'>,
	query: UserQuery,
	{ where, createdUntil }: Omit<Narrowed, 'columns'>,
	onSight: () => void,
): AsyncGenerator<IDataObject[]> {
	const newest = await newestUser(okta).catch(ifRefused);
	if (!newest) {
		progress.notes.push('The org refused to search users, so they were read one page at a time.');
		yield* listUsers(okta, query, iso(0));
		return;
	}
	if (newest.created !== Infinity) onSight();
	const fence = newest.now - SEARCH_LAG;
	const end = Math.min(fence, newest.created + 1, createdUntil + 1);
	const stretches = new Stretches(0, end, 2 * PAGE_SIZE);
	progress.rowsLeft = () => stretches.rowsLeft();
	yield* sweep(okta, byCreation(query, where), stretches);
	progress.rowsLeft = () => undefined;
	if (createdUntil >= fence) yield* youngest(okta, query, fence);
}

/**
 * Reads the users that search knows, whatever their status, each once: those to whom an expression
 * applies, or all. Who is seconds old may be missing.
 *
 * @param within - a search expression, as one term
 */
export async function* searchUsers(
	okta: Okta,
	columns: readonly Column[],
	within = '',
): AsyncGenerator<IDataObject[]> {
	const { created, now } = await newestUser(okta, within || undefined);
	const end = created === Infinity ? now : created + 1;
	const query = { columns, deactivated: true };
	yield* sweep(okta, byCreation(query, within), new Stretches(0, end, 5 * PAGE_SIZE));
}

/**
 * The creation of the youngest user that search knows, and the time it is, both by Okta's clock. Where
 * search shows nobody, that proves nothing.
 */
async function newestUser(okta: Okta, search = 'id pr'): Promise<{ created: number; now: number }> {
	const { headers, rows } = await sendForList(okta, {
		method: 'GET',
		path: PATH,
		query: { search, sortBy: 'created', sortOrder: 'desc', limit: 1, fields: 'created' },
		headers: { 'Content-Type': slim },
	});
	const [newest] = rows;
	return {
		created: newest ? createdAt(newest) : Infinity,
		now: readDate(headers) ?? (await okta.now()),
	};
}

/** @throws any error but that Okta doesn't take the search, which is E0000031 */
function ifRefused(error: unknown): undefined {
	const refusal = error instanceof NodeApiError ? error.errorResponse : undefined;
	if (refusal?.['errorCode'] !== 'E0000031') throw error;
}

/** The users updated since then, by Okta's filter: one page after another, but fresh. */
export async function* listUsers(
	okta: Okta,
	query: UserQuery,
	since: string,
): AsyncGenerator<IDataObject[]> {
	const request = toRequest(query, { filter: `lastUpdated ge "${since}"` });
	for await (const page of okta.pages(request, { pageSize: PAGE_SIZE })) {
		yield page.filter(({ status }) => query.deactivated || status !== 'DEPROVISIONED');
	}
}

/** The users created since then. They were also updated since then. */
async function* youngest(
	okta: Okta,
	query: UserQuery,
	since: number,
): AsyncGenerator<IDataObject[]> {
	for await (const page of listUsers(okta, query, iso(since))) {
		yield page.filter((user) => createdAt(user) >= since);
	}
}

/** Okta's search knows no "not equal", but it does know the alphabet. */
export const notDeactivated = '(status lt "DEPROVISIONED" or status gt "DEPROVISIONED")';

/** @param where - one term, or nothing */
function byCreation(query: UserQuery, where: string): Timeline {
	const also = where && ` and ${where}`;
	return {
		pageSize: PAGE_SIZE,
		mostResults: MOST_RESULTS,
		between: (from, end) =>
			toRequest(query, {
				search: `created ge "${iso(from)}" and created lt "${iso(end)}"${also}`,
				sortBy: 'created',
				sortOrder: 'asc',
			}),
		within: (instant, fromId) =>
			toRequest(query, {
				search: `created eq "${iso(instant)}"${fromId && ` and id ge "${fromId}"`}${also}`,
				sortBy: 'id',
				sortOrder: 'asc',
			}),
		timeOf: createdAt,
		idOf: ({ id }) => text(id),
	};
}

function toRequest({ columns }: UserQuery, query: Record<string, string>): OktaRequest {
	return {
		method: 'GET',
		path: PATH,
		query: { ...query, fields: fieldsFor(columns) },
		headers: { 'Content-Type': slim },
	};
}

/** Okta's `fields` for these columns, and for what reading takes. */
export function fieldsFor(columns: readonly Column[]): string {
	const heads = new Set(['id', 'status', 'created']);
	const attributes = new Set<string>();
	for (const { path } of columns) {
		const [head = '', attribute] = path;
		if (head === 'profile' && attribute !== undefined) attributes.add(attribute);
		else heads.add(head);
	}
	const profile = attributes.size > 0 ? [`profile:(${[...attributes].join(',')})`] : [];
	return [...heads, ...profile].join(',');
}

function createdAt({ created }: IDataObject): number {
	return Date.parse(text(created));
}

function iso(time: number): string {
	return new Date(time).toISOString();
}
