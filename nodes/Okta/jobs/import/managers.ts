import { notTaken } from '../../objects/held';
import { sendForObject } from '../../transport/answers';
import { text } from '../../transport/json';
import { fillPath } from '../../transport/path';
import type { Okta } from '../../transport/types';
import type { Entry, Feed } from './feed';
import type { Managers } from './reading';
import type { Wishes } from './wishes';

/** A manager who exists already is written with everything else. */
export function setManager(entry: Entry, wishes: Wishes, managers: Managers): void {
	const { person: hit } = entry;
	const manager = managers.get(text(entry.manager).toLowerCase());
	if (entry.manager !== '' && !manager) return;
	const value = manager ? manager[wishes.managerAs] : null;
	const wanted = { [wishes.managerAttribute]: value };
	entry.profile = { ...entry.profile, ...wanted };
	entry.manager = undefined;
	const held = { [wishes.managerAttribute]: hit?.manager ?? null };
	if (hit && notTaken(wanted, held).length > 0) hit.differs = true;
}

/** The row of a manager who is to be made by this very run. */
export function managerIn(feed: Feed, { manager = '' }: Entry): Entry | undefined {
	return manager === '' ? undefined : feed.byName().get(manager.toLowerCase());
}

/** Writes who manages a user, once both exist. */
export async function joinManager(
	okta: Okta,
	entry: Entry,
	manager: Entry,
	{ managerAttribute, managerAs }: Wishes,
): Promise<void> {
	const { userId = '', login = '' } = manager.told();
	const became = entry.told();
	if (userId === '') {
		became.why = `The manager ${text(entry.manager)} was not made, and so not written.`;
		return;
	}
	const email = text(manager.profile['email']) || login;
	const value = { id: userId, login, email }[managerAs];
	const profile = { [managerAttribute]: value };
	await sendForObject(okta, {
		method: 'POST',
		path: fillPath('/api/v1/users/{userId}', () => text(became.userId)),
		body: { profile },
		repeat: 'harmless',
	});
	const change = { field: managerAttribute, from: null, to: value };
	became.changes = [...(became.changes ?? []), change];
	if (became.outcome === 'unchanged') became.outcome = 'updated';
}
