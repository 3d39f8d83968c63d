import { type IDataObject, UserError } from 'n8n-workflow';

import { readUser } from '../../objects/logins';
import { isDeactivated } from '../../objects/users';
import type { Row, Task } from '../../table/together';
import type { Values } from '../../table/values';
import { text } from '../../transport/json';
import type { Okta } from '../../transport/types';
import { asKey, findPeople, type Key, keyOf, type Person, personAmong } from './people';

/** What stands for the rows of a list of people. */
export interface Listed {
	/** For rows that name nobody, or somebody twice. */
	tasks: Task[];
	/** By ID: whom the list names. */
	people: Map<string, { row: Row; user: IDataObject }>;
	/** Whom nobody knows: by what they are compared. */
	unknown: Set<string>;
}

/** How rows name people, and what becomes of those that don't. */
export interface Naming {
	key: Key;
	/** The field that holds whom a row names. */
	field: string;
	/** Users known beforehand: whom they don't have is asked for at Okta. */
	known: Iterable<IDataObject>;
	/**
	 * For a list of whom to take out: what to say of a row that names none of the known. Then nobody else
	 * is asked for.
	 */
	noneOfThem?: (name: string) => string;
	ofUnknown: string;
	ofDuplicates: string;
}

/** By what rows name people, as the form says it. */
export function readKey(values: Values): Key {
	const by = values.text('matchBy');
	const attribute = by === 'other' ? values.text('matchAttribute') : by;
	if (!/^\w+$/.test(attribute)) {
		throw new UserError('"Attribute" is no name of an attribute', {
			description: 'Nothing was sent to Okta. It looks like employeeNumber.',
		});
	}
	return { name: attribute, label: attribute === 'id' ? 'ID' : attribute };
}

/** Finds out whom the rows name: among those known first, and whoever is none by asking Okta. */
export async function readListed(
	okta: Okta,
	rows: readonly Row[],
	{ key, field, known, noneOfThem, ofUnknown, ofDuplicates }: Naming,
): Promise<Listed> {
	const accounts = new Map<string, IDataObject[]>();
	for (const user of known) {
		const normal = keyOf(user, key);
		accounts.set(normal, [...(accounts.get(normal) ?? []), user]);
	}
	const byKey = new Map(
		[...accounts].map(([normal, users]): [string, Person] => [normal, personAmong(users)]),
	);
	// Somebody who came back may have another account, which is the one that counts.
	const isSettled = (normal: string) => {
		const person = byKey.get(normal);
		return person !== undefined && (typeof person !== 'object' || !isDeactivated(person));
	};
	const keyIn = ({ values }: Row) => asKey(values.text(field), key);
	const others = new Map(
		rows
			.filter((row) => keyIn(row) !== '' && !isSettled(keyIn(row)))
			.map((row): [string, string] => [keyIn(row), row.values.text(field)]),
	);
	const found = noneOfThem ? undefined : await findPeople(okta, key, others);

	const listed: Listed = { tasks: [], people: new Map(), unknown: new Set() };
	const refused: string[] = [];
	for (const row of rows) {
		const normal = keyIn(row);
		const asked = found?.get(normal) ?? 'nobody';
		const person = asked === 'nobody' ? (byKey.get(normal) ?? 'nobody') : asked;
		const name = row.values.text(field);
		if (normal !== '' && typeof person === 'object') {
			const id = text(person['id']);
			const earlier = listed.people.get(id);
			if (!earlier) listed.people.set(id, { row, user: person });
			else if (ofDuplicates === 'fail') refused.push(twice(row, earlier.row));
			else listed.tasks.push(nobodyTask(row, name, 'skipped', twice(row, earlier.row)));
			continue;
		}
		if (normal !== '' && noneOfThem && person === 'nobody') {
			listed.tasks.push(nobodyTask(row, name, 'unchanged', noneOfThem(name)));
			continue;
		}
		const why = whyNobody(normal, person, name, key);
		if (normal !== '') listed.unknown.add(normal);
		if (ofUnknown === 'fail') refused.push(`Item ${String(row.item)}: ${why}`);
		else listed.tasks.push(nobodyTask(row, name, 'refused', why));
	}
	if (refused.length > 0) {
		throw new UserError('The list has rows that name nobody, or somebody twice', {
			description: `Nothing was changed. Counted from 0:\n${refused.join('\n')}`,
		});
	}
	return listed;
}

function twice({ item }: Row, { item: first }: Row): string {
	return `Item ${String(item)} names the same person as item ${String(first)}.`;
}

function whyNobody(normal: string, person: Person, name: string, { label }: Key): string {
	if (normal === '') return 'The row names nobody.';
	if (person === 'several') return `Several users have ${name} as ${label}.`;
	return `No user has ${name} as ${label}.`;
}

function nobodyTask({ item }: Row, name: string, outcome: string, why: string): Task {
	return {
		item,
		isRow: true,
		about: { type: 'user', id: '', name },
		steps: [],
		result: () => ({ row: name, outcome, why }),
	};
}

/**
 * Whether a user who seems not to be in the list has lately become whom a row names: what users are
 * called is some seconds old in Okta's lists.
 */
export async function isMeant(
	okta: Okta,
	{ id }: IDataObject,
	{ unknown }: Listed,
	key: Key,
): Promise<boolean> {
	if (unknown.size === 0 || key.name === 'id') return false;
	const user = await readUser(okta, text(id));
	return user !== undefined && unknown.has(keyOf(user, key));
}

/** Of a user whom no row seems to name, and who is. */
export const MEANT = 'Has just become whom a row names that found nobody, and was left.';

/** @param places - of which one node takes any number: `groups` */
export function severalRuns(places: string): UserError {
	return new UserError('Exactly These takes the whole list at once, and this is a second run', {
		description: `Nothing was changed. In a loop each run would remove whom the others add. Take the node out of the loop: it takes any number of items, for any number of ${places}.`,
	});
}

/** Rows as they came, and then whatever no row is about. */
export function inOrder(tasks: readonly Task[]): Task[] {
	const place = ({ isRow, item }: Task) => (isRow ? item : Infinity);
	return tasks.toSorted((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
}
