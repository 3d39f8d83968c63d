import type { IDataObject } from 'n8n-workflow';

import { findObject, sendForList } from '../../transport/answers';
import { isObject, text } from '../../transport/json';
import { fillPath } from '../../transport/path';
import type { Okta } from '../../transport/types';
import type { ReadChanges, Reading, ChangeState } from '../dataSet';
import { isFullPassDue, iso, leftOut, oktaNow, OVERLAP } from './changes';
import { pack, unpack } from './pack';

/** Objects that have an ID and say when they were created and last changed. */
export interface Tracked {
	/** The list they come from. */
	path: string;
	/** All of them, with what the reading wants to know. */
	all: (reading: Reading) => AsyncIterable<IDataObject[]>;
	/** The IDs of all of them. */
	ids: (reading: Reading) => AsyncIterable<IDataObject[]>;
	/** Those changed since then; Okta's filter knows changes at once. */
	changedSince: (reading: Reading, time: string) => AsyncIterable<IDataObject[]>;
	/** Members that say when something about the object changed. */
	changedAt: readonly string[];
	/** Whether the object belongs into a first export. */
	isWanted: (reading: Reading, row: IDataObject) => boolean;
	/** What happened, where the object itself tells. */
	changeOf?: (row: IDataObject) => string | undefined;
}

/** So many IDs are looked up at a time. */
const LOOKUP = 20;

/** Reads created, changed and, by now and then comparing all IDs, deleted objects. */
export function trackChanges(tracked: Tracked): ReadChanges {
	return async function* (reading, known, keep) {
		const now = await oktaNow(reading.okta, tracked.path);
		const recent = new Recent(tracked, now - OVERLAP);
		if (known) {
			const added = yield* readChanged(tracked, reading, known, recent);
			const next = { ...known, since: iso(now), recent: recent.stamps, added };
			if (isFullPassDue(reading, known['fullPass'], now)) {
				const before = [...(await unpack(text(known['ids']))), ...added];
				const ids = yield* readDeleted(tracked, reading, before);
				keep({ ...next, added: [], ids: await pack(ids), fullPass: iso(now) });
			} else {
				keep(next);
			}
			return;
		}
		const ids: string[] = [];
		for await (const page of tracked.all(reading)) {
			for (const row of page) {
				ids.push(text(row['id']));
				recent.add(row);
			}
			const wanted = page.filter((row) => tracked.isWanted(reading, row));
			yield wanted.map((row) => ({ ...row, change: 'existing' }));
		}
		keep({
			since: iso(now),
			recent: recent.stamps,
			added: [],
			ids: await pack(ids),
			fullPass: iso(now),
		});
	};
}

/** Yields what changed since the last run. @returns the IDs of what was created since the full pass */
async function* readChanged(
	tracked: Tracked,
	reading: Reading,
	known: ChangeState,
	recent: Recent,
): AsyncGenerator<IDataObject[], string[]> {
	const since = Date.parse(text(known['since'])) - OVERLAP;
	const before = isObject(known['recent']) ? known['recent'] : {};
	const added = Array.isArray(known['added']) ? known['added'].map(String) : [];
	for await (const page of tracked.changedSince(reading, iso(since))) {
		const changed = page.filter((row) => recent.add(row) !== before[text(row['id'])]);
		yield changed.map((row) => {
			const id = text(row['id']);
			const isNew = before[id] === undefined && Date.parse(text(row['created'])) >= since;
			if (isNew) added.push(id);
			return { ...row, change: tracked.changeOf?.(row) ?? (isNew ? 'created' : 'changed') };
		});
	}
	return added;
}

/** Yields what is no longer there of what was known. @returns the IDs of what is there */
async function* readDeleted(
	tracked: Tracked,
	reading: Reading,
	known: string[],
): AsyncGenerator<IDataObject[], string[]> {
	const there: string[] = [];
	for await (const page of tracked.ids(reading)) there.push(...page.map(({ id }) => text(id)));
	const missing = new Set(known);
	for (const id of there) missing.delete(id);
	const left = [...missing];
	for (let start = 0; start < left.length; start += LOOKUP) {
		const some = left.slice(start, start + LOOKUP);
		// A list may have left somebody out for a moment; a look-up knows.
		const found = await lookUp(reading.okta, tracked.path, some);
		if (found.length === 0) await checkGone(reading.okta, tracked.path, some[0] ?? '');
		there.push(...found);
		yield some.filter((id) => !found.includes(id)).map((id) => ({ id, change: 'deleted' }));
	}
	return there;
}

async function lookUp(okta: Okta, path: string, ids: readonly string[]): Promise<string[]> {
	const filter = ids.map((id) => `id eq "${id}"`).join(' or ');
	const query = { filter, limit: 200 };
	const { rows } = await sendForList(okta, { method: 'GET', path, query });
	return rows.map(({ id }) => text(id));
}

/** @throws UserError when an object is there that a look-up has not found */
async function checkGone(okta: Okta, list: string, id: string): Promise<void> {
	const path = list + fillPath('/{id}', () => id);
	const object = await findObject(okta, path);
	if (object) throw leftOut(id);
}

/** What was put out so lately that the next run meets it again. */
class Recent {
	/** When it was changed, by ID. */
	readonly stamps: Record<string, string> = {};

	constructor(
		private readonly tracked: Tracked,
		private readonly since: number,
	) {}

	/** @returns when the object was changed */
	add(row: IDataObject): string {
		const times = this.tracked.changedAt.map((member) => text(row[member]));
		const stamp = times.join(' ');
		if (times.some((time) => Date.parse(time) >= this.since)) this.stamps[text(row['id'])] = stamp;
		return stamp;
	}
}
