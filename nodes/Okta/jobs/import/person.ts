import type { IDataObject } from 'n8n-workflow';

import { withoutNulls } from '../../objects/profiles';
import { whileIn } from '../../objects/findLost';
import { notTaken, toldNotTaken } from '../../objects/held';
import { loginOf, readUser, userByLogin } from '../../objects/logins';
import { isDeactivated, unlessUserExists } from '../../objects/users';
import type { Task } from '../../table/together';
import { sendForObject } from '../../transport/answers';
import { isEmpty, isObject, text } from '../../transport/json';
import { fillPath } from '../../transport/path';
import type { Okta } from '../../transport/types';
import { keyOf } from '../sync/people';
import type { Became, Entry } from './feed';
import { numbered } from './loginPattern';
import type { Wishes } from './wishes';

/** What the rows of a run share. */
export interface Shared {
	wishes: Wishes;
	/** By login: the row that makes a user of it. */
	reserved: Map<string, Entry>;
	/** By login: who has it, while that is being found out and when it is somebody. */
	holders: Map<string, Promise<IDataObject | undefined>>;
	/** By ID: users whom rows turned out to be about. */
	met: Set<string>;
	/** What Okta demands of somebody new. */
	needed: readonly string[];
	/** The steps of whoever has none. */
	none: Task['steps'];
}

/** So many people may share a name. */
const NUMBERS = 99;

/** The user a row is about, or a login that is free for them; or why there is neither. */
type Found = { user: IDataObject } | { login: string } | { outcome: string; why: string };

/** Makes the user of a row what it says: creates, updates or reactivates. */
export async function settle(okta: Okta, entry: Entry, shared: Shared): Promise<void> {
	const { person: hit } = entry;
	entry.became = undefined;
	const found = await find(okta, entry, shared);
	if ('why' in found) {
		entry.became = { ...(hit && { userId: hit.id, login: hit.login }), ...found };
	} else if ('user' in found) {
		shared.met.add(text(found.user['id']));
		entry.became = await update(okta, entry, found.user, shared.wishes);
	} else entry.became = await create(okta, entry, found.login, shared);
}

async function find(okta: Okta, entry: Entry, shared: Shared): Promise<Found> {
	const { person: hit } = entry;
	const { wishes, reserved } = shared;
	if (hit) {
		const user = await readUser(okta, hit.id);
		if (user && keyOf(user, wishes.key) === entry.key) return { user };
		const why = `The user has just been changed, and no longer has ${entry.name} as ${wishes.key.label}. Run it again.`;
		return { outcome: 'skipped', why };
	}
	const login = text(entry.profile['login']);
	if (login !== '') {
		const user = await userByLogin(okta, login);
		if (!user) return { login };
		return (
			holder(user, entry, wishes) ?? taken(login, `by a user with another ${wishes.key.label}.`)
		);
	}
	const { pattern } = entry;
	if (pattern === undefined) return { outcome: 'refused', why: 'It has no login.' };
	for (let number = 1; number <= NUMBERS; number++) {
		const next = numbered(pattern, number);
		const user = await holderOf(okta, next, shared);
		const found = user && holder(user, entry, wishes);
		if (found) return found;
		// Nothing is waited for in between: no two rows get the same.
		const owner = reserved.get(next);
		if (user || (owner && owner !== entry)) continue;
		reserved.set(next, entry);
		return { login: next };
	}
	return taken(pattern, `and so are all with a number up to ${String(NUMBERS)}.`);
}

/** Who has a login: looked up once for all rows that lead to it, as long as somebody has it. */
async function holderOf(
	okta: Okta,
	login: string,
	{ holders }: Shared,
): Promise<IDataObject | undefined> {
	const known = holders.get(login) ?? userByLogin(okta, login);
	holders.set(login, known);
	const forget = () => holders.delete(login);
	known.then((user) => user ?? forget(), forget);
	return await known;
}

/** Whether whoever has a login is the very person of the row; nothing if it is somebody else. */
function holder(user: IDataObject, entry: Entry, { key }: Wishes): Found | undefined {
	const held = keyOf(user, key);
	if (held === entry.key) return { user };
	if (held !== '' && isSameNumber(held, entry.key)) {
		return taken(
			loginOf(user),
			`by a user with ${held} as ${key.label}, which is the same number: has a spreadsheet rewritten it?`,
		);
	}
	if (held !== '') return undefined;
	return taken(
		loginOf(user),
		`by a user who has no ${key.label}, and may be this very person. Give the user one, or the row another login.`,
	);
}

/** Whether two values differ as a spreadsheet makes them differ: 00123 and 123, 100000 and 1.00E+05. */
const isSameNumber = (one: string, other: string): boolean =>
	Number.isFinite(Number(one)) && Number(one) === Number(other);

const taken = (login: string, by: string) => ({
	outcome: 'refused',
	why: `The login ${login} is taken ${by}`,
});

async function create(
	okta: Okta,
	{ profile }: Entry,
	login: string,
	{ wishes, needed, met }: Shared,
): Promise<Became> {
	const whole = {
		...(isEmpty(profile['email']) && { email: login }),
		...withoutNulls(profile),
		login,
	};
	const missing = missingIn(whole, needed);
	if (missing.length > 0) return { outcome: 'refused', why: withoutNeeded(missing) };
	const user = await sendForObject(okta, {
		method: 'POST',
		path: '/api/v1/users',
		query: { activate: wishes.activates },
		body: { profile: whole },
		repeat: unlessUserExists,
	});
	met.add(text(user['id']));
	return {
		outcome: 'created',
		userId: text(user['id']),
		login: loginOf(user) || login,
		...toldNotTaken(notTaken(whole, user['profile'])),
	};
}

/** Of what Okta demands, what a row lacks for somebody new. */
export function missingIn(profile: IDataObject, needed: readonly string[]): string[] {
	return needed.filter((name) => isEmpty(profile[name]));
}

/** Why nobody can be made of a row. */
export function withoutNeeded(missing: readonly string[]): string {
	return `The user is new, and the row has no ${missing.join(', ')}.`;
}

async function update(
	okta: Okta,
	{ profile }: Entry,
	user: IDataObject,
	wishes: Wishes,
): Promise<Became> {
	const path = fillPath('/api/v1/users/{userId}', () => text(user['id']));
	const before = isObject(user['profile']) ? user['profile'] : {};
	const person = { userId: text(user['id']), login: loginOf(user) };
	let outcome = 'unchanged';
	if (isDeactivated(user)) {
		if (wishes.rehires === 'leave') return { ...person, ...leftDeactivated };
		await okta.send({
			method: 'POST',
			path: `${path}/lifecycle/activate`,
			query: { sendEmail: wishes.emailRehires },
			repeat: whileIn(['STAGED', 'DEPROVISIONED']),
			answer: 'objectOrNothing',
		});
		outcome = 'reactivated';
	} else if (user['status'] === 'SUSPENDED' && wishes.rehires === 'unsuspend') {
		await okta.send({
			method: 'POST',
			path: `${path}/lifecycle/unsuspend`,
			repeat: whileIn(['SUSPENDED']),
		});
		outcome = 'reactivated';
	}
	const fields = notTaken(profile, before);
	if (fields.length === 0) return { ...person, outcome };
	// Only these: what somebody else does meanwhile to another attribute stays.
	const wanted = Object.fromEntries(fields.map((name) => [name, profile[name]]));
	const answer = await sendForObject(okta, {
		method: 'POST',
		path,
		body: { profile: wanted },
		repeat: 'harmless',
	});
	const missed = notTaken(wanted, answer['profile']);
	const changes = fields
		.filter((name) => !missed.includes(name))
		.map((field) => ({ field, from: before[field] ?? null, to: profile[field] ?? null }));
	return {
		...person,
		login: loginOf(answer) || person.login,
		outcome: outcome === 'unchanged' && changes.length > 0 ? 'updated' : outcome,
		...(changes.length > 0 && { changes }),
		...toldNotTaken(missed),
	};
}

/** What becomes of somebody who is deactivated, unless they are to be reactivated. */
export const leftDeactivated: Became = {
	outcome: 'skipped',
	why: 'The user is deactivated, and Okta changes nothing of deactivated users. People Who Come Back: Reactivate activates them first.',
};
