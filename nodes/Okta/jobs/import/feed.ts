import type { IDataObject } from 'n8n-workflow';

import { namesIn } from '../../objects/cells';
import { isEmpty, isObject, text } from '../../transport/json';
import type { CallOfAll, Row, WholeForm } from '../../table/together';
import { asKey } from '../sync/people';
import { fillPattern } from './loginPattern';
import { rowsInFile } from './rowsInFile';
import type { Wishes } from './wishes';

/** A user as a list shows them, which may be some seconds old. */
export interface Hit {
	id: string;
	login: string;
	status: string;
	isDeactivated: boolean;
	/** Whether an attribute differs from the row. */
	differs: boolean;
	/** What is held for the manager. */
	manager: string;
}

/** What became of a row so far. */
export interface Became {
	outcome: string;
	why?: string;
	userId?: string;
	login?: string;
	changes?: Array<{ field: string; from: unknown; to: unknown }>;
	notTaken?: string[];
	groupsAdded?: string[];
	groupsRemoved?: string[];
}

/** One row, and all that is known about it. There may be a hundred thousand, so it is kept small. */
export class Entry {
	/** What login the pattern leads to, where the row has none. */
	pattern?: string;
	/** Groups it names, if it does. */
	groups?: readonly string[];
	/** Email or login of the manager; empty to have none, where that is wanted. */
	manager?: string;
	/** Why it is refused. */
	wrong?: string[];
	/** Why it is passed over. */
	skipped?: string;
	/** Whom its value stands for, as far as lists say. */
	hits?: Hit[];
	/** Whom of them it is about. */
	person?: Hit;
	/** What became of it; nothing as long as that is as it was. */
	became?: Became;
	/** Names of the attributes, which most rows have in common, and their values in JSON. */
	#names: readonly string[];
	#values: string;

	/**
	 * @param name - what it has to match by, as written
	 * @param key - the same as it is compared
	 * @param names - of the attributes; a list that rows may share
	 */
	constructor(
		readonly item: number,
		readonly line: number | undefined,
		readonly name: string,
		readonly key: string,
		profile: IDataObject,
		names: readonly string[] = Object.keys(profile),
	) {
		this.#names = names;
		this.#values = packed(names.map((one) => profile[one]));
	}

	/** The attributes it is to have: what the mapper made of the row. */
	get profile(): IDataObject {
		const values: unknown = this.#values === '' ? [] : JSON.parse(this.#values);
		const held: unknown[] = Array.isArray(values) ? values : [];
		const entries = this.#names.map((name, index) => [name, held[index]]);
		const profile: unknown = Object.fromEntries(entries);
		return isObject(profile) ? profile : {};
	}

	set profile(profile: IDataObject) {
		this.#names = Object.keys(profile);
		this.#values = packed(Object.values(profile));
	}

	/** Nobody will ask for the attributes any more. */
	forget(): void {
		this.#values = '';
	}

	refuse(why: string): void {
		(this.wrong ??= []).push(why);
	}

	/** What became of it, for whoever has more to say. */
	told(): Became {
		const { person } = this;
		return (this.became ??= {
			...(person && { userId: person.id, login: person.login }),
			outcome: 'unchanged',
		});
	}
}

/** Values in JSON, as a string of its own: what is just written is kept in pieces, which take half as much again. */
function packed(values: readonly unknown[]): string {
	return Buffer.from(JSON.stringify(values)).toString();
}

/** All rows. */
export interface Feed {
	entries: Entry[];
	/** By what is compared: the rows that name somebody. */
	byKey: Map<string, Entry>;
	/** Names of the attributes any of them has. */
	attributes: Set<string>;
	/** Columns that lead nowhere. */
	unknownColumns: string[];
	/** By email and by login, in small letters. */
	byName: () => ReadonlyMap<string, Entry>;
}

/** Whether something is to be done for a row. */
export const isRight = ({ wrong, skipped }: Entry): boolean =>
	wrong === undefined && skipped === undefined;

/** Reads all rows, and what can be said of them without asking Okta. */
export async function readFeed(call: CallOfAll, wishes: Wishes): Promise<Feed> {
	const { form } = call;
	const mapper = form.mapper('profile');
	const columns = new Set(mapper.columns.map(({ id }) => id));
	const hasColumns = columns.size > 0;
	let byName: Map<string, Entry> | undefined;
	const feed: Feed = {
		entries: [],
		byKey: new Map(),
		attributes: new Set(),
		unknownColumns: [],
		byName: () => (byName ??= namesOf(feed.byKey.values())),
	};
	const unknown = new Set<string>();
	const known = new Set<string>();
	const isKnown = (name: string) =>
		!hasColumns || columns.has(name.replace(/^profile\./, '')) || form.isNamed(name);
	const byLogin = new Map<string, Entry>();
	const shapes = new Map<string, readonly string[]>();
	for await (const row of rowsOf(call)) {
		for (const name in row.json) {
			if (!mapper.isByName || known.has(name) || unknown.has(name)) continue;
			(isKnown(name) ? known : unknown).add(name);
		}
		const { entry, profile } = readEntry(
			row,
			wishes,
			(name) => hasColumns || !form.isNamed(name),
			shapes,
		);
		for (const name in profile) feed.attributes.add(name);
		feed.entries.push(entry);
		if (entry.skipped !== undefined || entry.key === '') continue;
		refuseTexts(entry, profile, mapper.faultOf);
		const earlier = feed.byKey.get(entry.key);
		const login = text(profile['login']).toLowerCase();
		const namesake = login === '' ? undefined : byLogin.get(login);
		if (!earlier) {
			feed.byKey.set(entry.key, entry);
			byLogin.set(login, entry);
			if (namesake) entry.refuse(`It has the login of row ${String(numberOf(namesake))}.`);
		} else {
			const why = `It names the same person as row ${String(numberOf(earlier))}.`;
			if (wishes.ofSame === 'fail') entry.refuse(why);
			else entry.skipped = why;
		}
	}
	feed.unknownColumns = [...unknown];
	return feed;
}

/** Finds what Okta would refuse halfway through the run. */
function refuseTexts(
	entry: Entry,
	profile: IDataObject,
	faultOf: ReturnType<WholeForm['mapper']>['faultOf'],
): void {
	const { pattern } = entry;
	const texts = pattern === undefined ? profile : { ...profile, login: pattern };
	for (const [name, value] of Object.entries(texts)) {
		const fault = faultOf(name, value);
		if (fault !== undefined) entry.refuse(fault);
	}
}

function namesOf(entries: Iterable<Entry>): Map<string, Entry> {
	const names = new Map<string, Entry>();
	for (const entry of entries) {
		const { login, email } = entry.profile;
		for (const name of [login, entry.pattern, email]) {
			const key = text(name).toLowerCase();
			if (key !== '') names.set(key, entry);
		}
	}
	return names;
}

/** Counted from 0, as n8n counts items. */
export const numberOf = ({ item, line = item }: Entry): number => line;

async function* rowsOf({ rows, form }: CallOfAll): AsyncGenerator<Row> {
	if (rows[0].values.text('rowsFrom') !== 'file') {
		yield* rows;
		return;
	}
	for (const row of rows) {
		const bytes = await form.open(row.item, row.values.text('inputField'));
		yield* form.rowsOf(row, rowsInFile(bytes, row.values.text('fileFormat')));
	}
}

function readEntry(
	{ item, line, values, json, refused = [] }: Row,
	wishes: Wishes,
	isAttribute: (name: string) => boolean,
	shapes: Map<string, readonly string[]>,
): { entry: Entry; profile: IDataObject } {
	const mapped = values.object('profile');
	const isAll = Object.keys(mapped).every(isAttribute);
	const whole = isAll
		? mapped
		: Object.fromEntries(Object.entries(mapped).filter(([name]) => isAttribute(name)));
	const held = whole[wishes.key.name];
	const name = typeof held === 'boolean' ? String(held) : text(held).trim();
	// With blanks around it, Okta's search would not find it again.
	const isBare = typeof held !== 'string' || held === name;
	const profile = isBare ? whole : { ...whole, [wishes.key.name]: name };
	const groups = values.get('groupColumn');
	const manager = values.get('managerColumn') === undefined ? '' : values.text('managerColumn');
	const hasManager = values.get('managerColumn') !== undefined;
	const names = Object.keys(profile);
	const shape = names.join();
	const shared = shapes.get(shape) ?? names;
	shapes.set(shape, shared);
	const entry = new Entry(item, line, name, asKey(name, wishes.key), profile, shared);
	const named = groups === undefined ? [] : namesIn(groups);
	if (named.length > 0) entry.groups = named;
	if (manager !== '' || (hasManager && wishes.clears)) entry.manager = manager;
	if (entry.key === '' && Object.values(json).every(isEmpty)) {
		entry.skipped = 'The row is empty.';
		return { entry, profile };
	}
	refused.forEach((why) => entry.refuse(why));
	if (entry.key === '') entry.refuse(`It has no ${wishes.key.label} to match by.`);
	const isLoginOpen = wishes.loginPattern !== '' && isEmpty(profile['login']);
	const login = isLoginOpen ? fillPattern(wishes.loginPattern, profile) : undefined;
	if (typeof login === 'string') entry.pattern = login;
	return { entry, profile };
}
