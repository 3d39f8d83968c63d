import { type IDataObject, UserError } from 'n8n-workflow';

import { isOpen } from '../../objects/identitySources';
import type { CallOfAll, Comparison, Row, Task } from '../../table/together';
import { sendForObject } from '../../transport/answers';
import { text } from '../../transport/json';
import { fillPath } from '../../transport/path';
import type { Okta, OktaOfItem } from '../../transport/types';
import { activeSessions, ImportSession, SESSION } from './importSession';
import { reportOf } from './reportFile';
import { kindIn, type Seen, type SourceKind, type SourceRow } from './sourceKinds';

/** How the form is filled in. */
interface Wishes {
	kind: SourceKind;
	ofDuplicates: string;
	ofBadRows: string;
	looks: boolean;
}

/** One of the sessions, and what is to be seen of it afterwards. */
interface Load {
	session: ImportSession;
	entries: readonly SourceRow[];
	/** Once it was looked. */
	seen?: Seen;
	looking?: Promise<Seen | undefined>;
	/** The ID that a plan gives the session. */
	planned?: Promise<string>;
}

const MINUTE = 60_000;

/** Says how rows get into the sessions of an identity source. */
export async function compareImport(call: CallOfAll): Promise<Comparison> {
	const { okta, rows } = call;
	const { values } = rows[0];
	const wishes = readWishes(rows[0]);
	const { kind } = wishes;
	const source = fillPath(
		'/api/v1/identity-sources/{appId}',
		() => values.text('appId'),
		() => 'Identity Source',
	);
	const { entries, tasks } = readEntries(rows, wishes);
	const cancels = values.text('openSession') === 'cancel';
	const manner = {
		upload: kind.upload,
		cancels,
		patience: (values.number('waitAtMost') ?? 10) * MINUTE,
	};
	const left = (await activeSessions(okta, source)).find(isOpen);
	const summary: IDataObject = { appId: values.text('appId') };
	const loads = Array.from({ length: Math.ceil(entries.length / SESSION) }, (_, index): Load => {
		const own = entries.slice(index * SESSION, (index + 1) * SESSION);
		const bodyOf = (from: number, to: number) => kind.bodyOf(own.slice(from, to));
		return {
			entries: own,
			session: new ImportSession(source, { count: own.length, bodyOf }, manner),
		};
	});
	for (const [place, load] of loads.entries()) {
		const run = async (org: OktaOfItem): Promise<void> => {
			await load.session.run(org);
			if (!wishes.looks || load.session.status !== 'COMPLETED') return;
			load.looking ??= look(org, source, load, kind);
			load.seen = await load.looking;
		};
		for (const entry of load.entries)
			tasks.push(importing(source, load, place, entry, wishes, run));
	}
	return {
		tasks: tasks.toSorted((a, b) => a.item - b.item),
		...(left && !cancels && { objection: stillOpen(left) }),
		...reportOf(call, { name: 'identity-source', columns: columnsFor(kind) }),
		summary,
	};
}

function columnsFor({ shows }: SourceKind): string[] {
	return ['item', ...shows, 'outcome', 'userId', 'userStatus', 'sessionId', 'sessionStatus', 'why'];
}

function readWishes({ values }: Row): Wishes {
	return {
		kind: kindIn(values),
		ofDuplicates: values.text('duplicateRows') || 'skip',
		ofBadRows: values.text('badRows') || 'report',
		looks: values.get('lookAfterwards') !== false,
	};
}

async function look(okta: Okta, source: string, { entries }: Load, kind: SourceKind) {
	return await kind.look?.(okta, source, entries);
}

/** The rows that can be sent, and tasks for those that can't. */
function readEntries(rows: readonly Row[], { kind, ofDuplicates, ofBadRows }: Wishes) {
	const tasks: Task[] = [];
	const byKey = new Map<string, SourceRow>();
	const refused: string[] = [];
	for (const entry of rows.map(kind.read)) {
		const { row, key } = entry;
		const why = kind.faultIn(entry);
		const earlier = byKey.get(key);
		if (why !== undefined) {
			if (ofBadRows === 'fail') refused.push(`Item ${String(row.item)}: ${why}`);
			else tasks.push(told(entry, kind, 'refused', why));
		} else if (earlier) {
			const twice = `Item ${String(row.item)} has ${kind.same} of item ${String(earlier.row.item)}.`;
			if (ofDuplicates === 'fail') refused.push(twice);
			else tasks.push(told(entry, kind, 'skipped', twice));
		} else byKey.set(key, entry);
	}
	if (refused.length > 0) {
		throw new UserError('The list has rows that cannot be imported', {
			description: `Nothing was sent. Counted from 0:\n${refused.join('\n')}`,
		});
	}
	return { entries: [...byKey.values()], tasks };
}

function stillOpen({ id, status }: IDataObject): UserError {
	return new UserError(`The import session ${text(id)} of this source is ${text(status)}`, {
		description:
			'Nothing was sent. Okta has one session open at a time. If nobody is filling that one, set If a Session Is Open under Options to cancel it.',
	});
}

const aboutOf = ({ id, name }: SourceRow, { type }: SourceKind) => ({ type, id, name });

function told(entry: SourceRow, kind: SourceKind, outcome: string, why: string): Task {
	return {
		item: entry.row.item,
		isRow: true,
		about: { ...aboutOf(entry, kind), name: '' },
		steps: [],
		result: () => ({ ...entry.shown, outcome, why }),
	};
}

/** @param place - of the session among those of the run, which are taken one after another */
function importing(
	source: string,
	load: Load,
	place: number,
	entry: SourceRow,
	{ kind }: Wishes,
	run: (okta: OktaOfItem) => Promise<void>,
): Task {
	return {
		item: entry.row.item,
		isRow: true,
		about: aboutOf(entry, kind),
		steps: [...Array.from({ length: place }, () => idle), run],
		planned: async (okta) => await plan(okta, source, load, entry, kind),
		shared: () => load.session.progress(),
		result: () => ({
			...entry.shown,
			sessionId: load.session.id,
			sessionStatus: load.session.status,
			...verdict(load, entry),
		}),
	};
}

/** The part of a session that one row has in a plan: the first opens it, and the last starts it. */
async function plan(
	okta: Okta,
	source: string,
	load: Load,
	entry: SourceRow,
	{ upload, bodyOf }: SourceKind,
): Promise<void> {
	const open = async (): Promise<string> => {
		const session = await sendForObject(okta, { method: 'POST', path: `${source}/sessions` });
		return text(session['id']);
	};
	load.planned ??= open();
	const path = `${source}/sessions/${await load.planned}`;
	await okta.send({ method: 'POST', path: `${path}/${upload}`, body: bodyOf([entry]) });
	if (entry === load.entries.at(-1)) {
		await okta.send({ method: 'POST', path: `${path}/start-import` });
	}
}

const idle = async (): Promise<void> => {
	await Promise.resolve();
};

/** What is known of a row when its session was waited for. */
function verdict({ session, seen }: Load, entry: SourceRow): IDataObject {
	if (session.status === 'TRIGGERED') {
		return { outcome: 'unknown', why: 'Okta was not through with the session by then.' };
	}
	if (session.status !== 'COMPLETED') {
		return {
			outcome: 'unknown',
			why: `The session ended as ${session.status}, and Okta does not say which rows it took.`,
		};
	}
	return seen?.(entry) ?? { outcome: 'accepted' };
}
