import { type IDataObject, NodeApiError, UserError } from 'n8n-workflow';

import type { Okta, OktaRequest } from '../../transport/types';
import { merge } from '../merge';
import type { Stretch, Stretches } from './stretches';

/**
 * Rows that Okta lists by a time which never changes, oldest first. Times are milliseconds since the
 * epoch.
 */
export interface Timeline {
	pageSize: number;
	/** How many results Okta gives of one query, over all its pages. */
	mostResults: number;
	/** Asks for the rows from a time on, before another, in order of time; earlier ones are no harm. */
	between: (from: number, end: number) => OktaRequest;
	/** Asks for the rows of one instant, from an ID on, in order of ID. */
	within?: (instant: number, fromId: string) => OktaRequest;
	timeOf: (row: IDataObject) => number;
	idOf: (row: IDataObject) => string;
}

/** Reads a timeline with as many readers as the run may have; each row comes once. */
export async function* sweep(
	okta: Okta,
	timeline: Timeline,
	stretches: Stretches,
): AsyncGenerator<IDataObject[]> {
	yield* merge(Array.from({ length: okta.parallel }, () => readAll(okta, timeline, stretches)));
}

async function* readAll(
	okta: Okta,
	timeline: Timeline,
	stretches: Stretches,
): AsyncGenerator<IDataObject[]> {
	for (let next = await stretches.take(); next; next = await stretches.take()) {
		let isRead = false;
		try {
			yield* readStretch(okta, timeline, stretches, next);
			isRead = true;
		} finally {
			stretches.close(next, isRead);
		}
	}
}

async function* readStretch(
	okta: Okta,
	timeline: Timeline,
	stretches: Stretches,
	stretch: Stretch,
): AsyncGenerator<IDataObject[]> {
	/** What was put out of the instant reached: a new query begins with it once more. */
	let seen = new Set<string>();
	let isPastEnd = false;
	let from = stretch.reached;
	const page = { isEmpty: false };
	let wasEmpty = false;
	const accept = (rows: IDataObject[]): IDataObject[] => {
		let { reached } = stretch;
		const fresh: IDataObject[] = [];
		page.isEmpty = rows.length === 0;
		for (const row of rows) {
			const time = timeline.timeOf(row);
			const id = timeline.idOf(row);
			if (time < from) continue;
			if (!(time >= reached)) throw notInOrder();
			// Somebody may have taken the rest of the stretch while the page was on its way.
			if (time >= stretch.end) isPastEnd = true;
			if (isPastEnd) break;
			if (time > reached) seen = new Set();
			reached = time;
			if (seen.has(id)) continue;
			seen.add(id);
			stretch.first ??= time;
			fresh.push(row);
		}
		stretches.advance(stretch, reached, fresh.length);
		return fresh;
	};
	while (stretch.reached < stretch.end) {
		from = stretch.reached;
		const request = timeline.between(from, stretch.end);
		if (yield* readOn(okta, timeline, request, accept, () => isPastEnd)) {
			// That there is nothing more has to be said twice: Okta shows an empty page now and then.
			if (!page.isEmpty || wasEmpty) return;
			wasEmpty = true;
			continue;
		}
		wasEmpty = false;
		if (stretch.reached !== from) continue;
		// All that one query gives was created in the same instant, and there may be more of it.
		yield* readInstant(okta, timeline, from, seen);
		seen = new Set();
		stretches.advance(stretch, from + 1, 0);
	}
}

/** Reads an instant with more rows than one query gives, leaving out those already `seen`. */
async function* readInstant(
	okta: Okta,
	timeline: Timeline,
	instant: number,
	seen: ReadonlySet<string>,
): AsyncGenerator<IDataObject[]> {
	let lastId = '';
	const accept = (rows: IDataObject[]): IDataObject[] => {
		const fresh: IDataObject[] = [];
		for (const row of rows) {
			const id = timeline.idOf(row);
			if (id === lastId) continue;
			// Going on from an ID is only sound in the order in which Okta compares IDs.
			if (id.toLowerCase() < lastId.toLowerCase()) throw cannotGoOn(instant);
			lastId = id;
			if (!seen.has(id)) fresh.push(row);
		}
		return fresh;
	};
	for (;;) {
		const from = lastId;
		const request = timeline.within?.(instant, from);
		if (!request) throw cannotGoOn(instant);
		if (yield* readOn(okta, timeline, request, accept)) return;
		if (lastId === from) throw cannotGoOn(instant);
	}
}

/**
 * Follows the pages of one query.
 *
 * @returns whether they came to an end, and not to the most that Okta gives of one query
 */
async function* readOn(
	okta: Okta,
	{ pageSize, mostResults }: Timeline,
	request: OktaRequest,
	accept: (rows: IDataObject[]) => IDataObject[],
	isDone: () => boolean = () => false,
): AsyncGenerator<IDataObject[], boolean> {
	const pages = okta.pages(request, { pageSize });
	for (let results = 0; results === 0 || results + pageSize <= mostResults;) {
		const next = results === 0 ? await pages.next() : await pages.next().catch(ifTooFar);
		if (!next) return false;
		if (next.done) return true;
		results += next.value.length;
		yield accept(next.value);
		if (isDone()) return true;
	}
	return false;
}

/** Okta refuses a page that lies further into a list than it goes; other failures stay failures. */
function ifTooFar(error: unknown): undefined {
	if (!(error instanceof NodeApiError && error.httpCode === '400')) throw error;
}

function notInOrder(): UserError {
	return new UserError('Okta did not list objects in the order of their time', {
		description: 'The export relies on that order to be complete, so it stopped.',
	});
}

function cannotGoOn(instant: number): UserError {
	return new UserError(`Too many objects date from ${new Date(instant).toISOString()}`, {
		description: 'Okta lists no more of them, so the export would not be complete.',
	});
}
