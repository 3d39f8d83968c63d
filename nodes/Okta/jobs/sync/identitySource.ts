import { type IDataObject, UserError } from 'n8n-workflow';

import { anyOf, quote } from '../../objects/expression';
import { notTaken } from '../../objects/held';
import { isOpen } from '../../objects/identitySources';
import { loginOf } from '../../objects/logins';
import type { CallOfAll, Comparison, Row, Task } from '../../table/together';
import { sendForObject } from '../../transport/answers';
import { isObject, text } from '../../transport/json';
import { inLanes } from '../../transport/lanes';
import { collect } from '../../transport/pages';
import { fillPath } from '../../transport/path';
import { unlessForbidden } from '../../transport/refusals';
import type { Okta, OktaOfItem } from '../../transport/types';
import { activeSessions, ImportSession, SESSION } from './importSession';

/** How the form is filled in. */
interface Wishes {
	removes: boolean;
	ofDuplicates: string;
	ofBadRows: string;
	looks: boolean;
}

/** A row that goes into a session. */
interface Entry {
	row: Row;
	externalId: string;
	profile: IDataObject;
}

/** One of the sessions, and whom Okta shows of it afterwards. */
interface Load {
	session: ImportSession;
	entries: readonly Entry[];
	/** By login in lower case, once it was looked. */
	seen?: ReadonlyMap<string, IDataObject>;
	looking?: Promise<ReadonlyMap<string, IDataObject> | undefined>;
	/** The ID that a plan gives the session. */
	planned?: Promise<string>;
}

/** What Okta's specification says of the values: it tells nobody what became of one that is wrong. */
const LENGTHS: Readonly<Record<string, readonly [least: number, most: number]>> = {
	userName: [1, 100],
	email: [5, 100],
	secondEmail: [5, 100],
	firstName: [1, 50],
	lastName: [1, 50],
	mobilePhone: [0, 100],
	homeAddress: [0, 4_096],
};
const LONGEST_EXTERNAL_ID = 512;
const MINUTE = 60_000;
/** Of so many logins one search asks. */
const CHUNK = 25;

/** Attributes that Okta's own profile has under the same name, unless the app is mapped otherwise. */
const SHARED = ['email', 'firstName', 'lastName'];

/** Says how rows get into the sessions of an identity source. */
export async function compareImport(call: CallOfAll): Promise<Comparison> {
	const { okta, rows } = call;
	const { values } = rows[0];
	const wishes = readWishes(rows[0]);
	const source = fillPath(
		'/api/v1/identity-sources/{appId}',
		() => values.text('appId'),
		() => 'Identity Source',
	);
	const { entries, tasks } = readEntries(rows, wishes);
	const cancels = values.text('openSession') === 'cancel';
	const manner = {
		upload: uploadOf(wishes),
		cancels,
		patience: (values.number('waitAtMost') ?? 10) * MINUTE,
	};
	const left = (await activeSessions(okta, source)).find(isOpen);
	const summary: IDataObject = { appId: values.text('appId') };
	const loads = Array.from({ length: Math.ceil(entries.length / SESSION) }, (_, index): Load => {
		const own = entries.slice(index * SESSION, (index + 1) * SESSION);
		const profiles = own.map((entry) => profileOf(entry, wishes));
		return { entries: own, session: new ImportSession(source, profiles, manner) };
	});
	for (const [place, load] of loads.entries()) {
		const run = async (org: OktaOfItem): Promise<void> => {
			await load.session.run(org);
			if (!wishes.looks || load.session.status !== 'COMPLETED') return;
			load.looking ??= look(org, load);
			load.seen = await load.looking;
		};
		for (const entry of load.entries)
			tasks.push(importing(source, load, place, entry, wishes, run));
	}
	return {
		tasks: tasks.toSorted((a, b) => a.item - b.item),
		...(left && !cancels && { objection: stillOpen(left) }),
		summary,
	};
}

function readWishes({ values }: Row): Wishes {
	const removes = values.text('importAction') === 'delete';
	return {
		removes,
		ofDuplicates: values.text('duplicateRows') || 'skip',
		ofBadRows: values.text('badRows') || 'report',
		looks: !removes && values.get('lookAfterwards') !== false,
	};
}

/** The rows that can be sent, and tasks for those that can't. */
function readEntries(rows: readonly Row[], { removes, ofDuplicates, ofBadRows }: Wishes) {
	const tasks: Task[] = [];
	const byId = new Map<string, Entry>();
	const refused: string[] = [];
	for (const row of rows) {
		const externalId = row.values.text('externalId');
		const userName = row.values.text('userName');
		const named = userName === '' ? {} : { userName };
		const profile = removes ? {} : { ...row.values.object('profile'), ...named };
		const why = faultIn(externalId, profile, removes);
		const earlier = byId.get(externalId);
		if (why !== undefined) {
			if (ofBadRows === 'fail') refused.push(`Item ${String(row.item)}: ${why}`);
			else tasks.push(told(row, externalId, 'refused', why));
		} else if (earlier) {
			const twice = `Item ${String(row.item)} has the external ID of item ${String(earlier.row.item)}.`;
			if (ofDuplicates === 'fail') refused.push(twice);
			else tasks.push(told(row, externalId, 'skipped', twice));
		} else byId.set(externalId, { row, externalId, profile });
	}
	if (refused.length > 0) {
		throw new UserError('The list has rows that cannot be imported', {
			description: `Nothing was sent. Counted from 0:\n${refused.join('\n')}`,
		});
	}
	return { entries: [...byId.values()], tasks };
}

/** What is wrong with a row by what Okta's specification says; it would drop it without a word. */
function faultIn(externalId: string, profile: IDataObject, removes: boolean): string | undefined {
	if (externalId === '') return 'The row has no external ID.';
	if (externalId.length > LONGEST_EXTERNAL_ID) {
		return `The external ID is longer than ${String(LONGEST_EXTERNAL_ID)} characters.`;
	}
	if (removes) return undefined;
	if (Object.keys(profile).length === 0) return 'The row has no attribute but the external ID.';
	for (const [name, [least, most]] of Object.entries(LENGTHS)) {
		const value = profile[name];
		if (typeof value !== 'string') continue;
		if (value.length < least || value.length > most) {
			return `${name} has ${String(value.length)} characters, and Okta takes ${String(least)} to ${String(most)}.`;
		}
	}
	const address = profile['email'];
	if (typeof address === 'string' && !/^[^\s@]+@[^\s@]+$/.test(address)) {
		return `email is no address: ${address}`;
	}
	return undefined;
}

function profileOf({ externalId, profile }: Entry, { removes }: Wishes): IDataObject {
	return removes ? { externalId } : { externalId, profile };
}

function stillOpen({ id, status }: IDataObject): UserError {
	return new UserError(`The import session ${text(id)} of this source is ${text(status)}`, {
		description:
			'Nothing was sent. Okta has one session open at a time. If nobody is filling that one, set If a Session Is Open under Options to cancel it.',
	});
}

function told({ item }: Row, externalId: string, outcome: string, why: string): Task {
	return {
		item,
		isRow: true,
		about: { type: 'identity source user', id: externalId, name: '' },
		steps: [],
		result: () => ({ externalId, outcome, why }),
	};
}

/** @param place - of the session among those of the run, which are taken one after another */
function importing(
	source: string,
	load: Load,
	place: number,
	entry: Entry,
	wishes: Wishes,
	run: (okta: OktaOfItem) => Promise<void>,
): Task {
	const { externalId, profile, row } = entry;
	const name = text(profile['userName']);
	return {
		item: row.item,
		isRow: true,
		about: { type: 'identity source user', id: externalId, name },
		steps: [...Array.from({ length: place }, () => idle), run],
		planned: async (okta) => await plan(okta, source, load, entry, wishes),
		shared: () => load.session.progress(),
		result: () => ({
			externalId,
			...(name !== '' && { userName: name }),
			sessionId: load.session.id,
			sessionStatus: load.session.status,
			...verdict(load, profile),
		}),
	};
}

/** The part of a session that one row has in a plan: the first opens it, and the last starts it. */
async function plan(
	okta: Okta,
	source: string,
	load: Load,
	entry: Entry,
	wishes: Wishes,
): Promise<void> {
	const open = async (): Promise<string> => {
		const session = await sendForObject(okta, { method: 'POST', path: `${source}/sessions` });
		return text(session['id']);
	};
	load.planned ??= open();
	const path = `${source}/sessions/${await load.planned}`;
	const body = { entityType: 'USERS', profiles: [profileOf(entry, wishes)] };
	await okta.send({ method: 'POST', path: `${path}/${uploadOf(wishes)}`, body });
	if (entry === load.entries.at(-1)) {
		await okta.send({ method: 'POST', path: `${path}/start-import` });
	}
}

const uploadOf = ({ removes }: Wishes) => (removes ? 'bulk-delete' : 'bulk-upsert');

const idle = async (): Promise<void> => {
	await Promise.resolve();
};

/** What is known of a row when its session was waited for. */
function verdict({ session, seen }: Load, profile: IDataObject): IDataObject {
	if (session.status === 'TRIGGERED') {
		return { outcome: 'unknown', why: 'Okta was not through with the session by then.' };
	}
	if (session.status !== 'COMPLETED') {
		return {
			outcome: 'unknown',
			why: `The session ended as ${session.status}, and Okta does not say which rows it took.`,
		};
	}
	const login = text(profile['userName']).toLowerCase();
	const user = login === '' ? undefined : seen?.get(login);
	if (!user) {
		return seen && login !== ''
			? { outcome: 'accepted', why: 'No user with this login is to be seen yet.' }
			: { outcome: 'accepted' };
	}
	const wanted = Object.fromEntries(
		Object.entries(profile).filter(([name]) => SHARED.includes(name)),
	);
	const other = notTaken(wanted, user['profile']);
	const shown = { userId: text(user['id']), userStatus: text(user['status']) };
	return other.length === 0
		? { outcome: 'imported', ...shown }
		: { outcome: 'accepted', ...shown, why: `The user has another ${other.join(', ')} still.` };
}

/** Whom Okta's search shows of a session; nothing where it may not be asked. */
async function look(okta: Okta, { entries }: Load) {
	const logins = entries.map(({ profile }) => text(profile['userName'])).filter(Boolean);
	const chunks = Array.from({ length: Math.ceil(logins.length / CHUNK) }, (_, index) =>
		logins.slice(index * CHUNK, (index + 1) * CHUNK),
	);
	const seen = new Map<string, IDataObject>();
	const search = async (chunk: string[]) => {
		const query = { search: anyOf(chunk.map((login) => `profile.login eq ${quote(login)}`)) };
		const request = { method: 'GET', path: '/api/v1/users', query } as const;
		return await collect(okta.pages(request, { pageSize: 200 })).catch(unlessForbidden);
	};
	for await (const users of inLanes(chunks, { width: okta.parallel }, search)) {
		if (!users) return undefined;
		for (const user of users) if (isObject(user)) seen.set(loginOf(user).toLowerCase(), user);
	}
	return seen;
}
