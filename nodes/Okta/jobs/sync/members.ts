import { type IDataObject, UserError } from 'n8n-workflow';

import { isDeactivated } from '../../objects/users';
import { loginOf, readUser } from '../../objects/logins';
import type { CallOfAll, Comparison, Row, Task } from '../../table/together';
import { sendForObject } from '../../transport/answers';
import { isObject, text } from '../../transport/json';
import { fillPath } from '../../transport/path';
import type { Okta } from '../../transport/types';
import { atMost } from './atMost';
import { asKey, findPeople, type Key, keyOf, type Person } from './people';
import { membersByRule } from './ruleMembers';

/** The field that holds whom a row names. */
const PERSON = 'member';

/** A group and who is in it. */
interface Group {
	id: string;
	name: string;
	path: string;
	members: ReadonlyMap<string, IDataObject>;
}

/** How the form is filled in. */
interface Wishes {
	key: Key;
	/** `exactly`, `add` or `remove`. */
	extent: string;
	ofDeactivated: string;
	ofRuleMembers: string;
	ofUnknown: string;
	ofDuplicates: string;
	atMost: string;
	onlyDifferences: boolean;
}

/** What stands for the rows of a list. */
interface Listed {
	tasks: Task[];
	/** By ID: whom the list names. */
	people: Map<string, { row: Row; user: IDataObject }>;
	/** Whom nobody knows: by what they are compared. */
	unknown: Set<string>;
}

/** Compares the members of a group with a list, and says whom to add and whom to remove. */
export async function compareMembers(call: CallOfAll): Promise<Comparison> {
	const { okta, rows, isRepeated } = call;
	const wishes = readWishes(rows[0]);
	const path = fillPath(
		'/api/v1/groups/{groupId}',
		() => rows[0].values.text('groupId'),
		() => 'Group',
	);
	if (wishes.extent === 'exactly' && isRepeated) throw severalRuns();
	const group = await readGroup(okta, path);
	const listed = await readList(okta, group, rows, wishes);
	const { tasks, people, unknown } = listed;
	const isListed = (id: string) => people.has(id);

	for (const [id, { row, user }] of people) {
		if (wishes.extent === 'remove') continue;
		const isMember = group.members.has(id);
		if (isMember) tasks.push(rowTask(group, row, user, 'unchanged'));
		else if (isDeactivated(user) && wishes.ofDeactivated === 'leave') {
			const why = 'The user is deactivated, and was not added.';
			tasks.push(rowTask(group, row, user, 'skipped', why));
		} else tasks.push(adding(group, row, user));
	}
	const leaving = [...group.members.values()].filter((member) => {
		const id = text(member['id']);
		if (wishes.extent === 'remove') return isListed(id);
		if (wishes.extent === 'add' || isListed(id)) return false;
		return !(isDeactivated(member) && wishes.ofDeactivated === 'leave');
	});
	const byRule =
		wishes.ofRuleMembers === 'remove'
			? new Map<string, string>()
			: await membersByRule(okta, call.run, group.id, leaving);
	const removable = leaving.filter(({ id }) => !byRule.has(text(id)));
	const objection = objectionTo(group, wishes, people.size, removable.length);
	for (const member of leaving) {
		const row = people.get(text(member['id']))?.row;
		const why = byRule.get(text(member['id']));
		if (why !== undefined) {
			tasks.push(memberTask(group, rows[0], row, member, 'skipped', why));
		} else if (!objection && (await isMeant(okta, member, unknown, wishes))) {
			const said = 'Has just become whom a row names that found nobody, and was left.';
			tasks.push(memberTask(group, rows[0], row, member, 'skipped', said));
		} else tasks.push(removing(group, rows[0], row, member));
	}
	return {
		tasks: inOrder(tasks),
		objection,
		onlyDifferences: wishes.onlyDifferences,
		whole: { name: `members of the group "${group.name}"`, of: group.members.size },
		summary: { groupId: group.id, groupName: group.name, membersBefore: group.members.size },
	};
}

function readWishes({ values }: Row): Wishes {
	const by = values.text('matchBy');
	const attribute = by === 'other' ? values.text('matchAttribute') : by;
	if (!/^\w+$/.test(attribute)) {
		throw new UserError('"Attribute" is no name of an attribute', {
			description: 'Nothing was sent to Okta. It looks like employeeNumber.',
		});
	}
	const choice = (name: string, byDefault: string) => values.text(name) || byDefault;
	return {
		key: { name: attribute, label: attribute === 'id' ? 'ID' : attribute },
		extent: values.text('membership'),
		ofDeactivated: choice('deactivatedUsers', 'leave'),
		ofRuleMembers: choice('ruleMembers', 'leave'),
		ofUnknown: choice('unknownRows', 'report'),
		ofDuplicates: choice('duplicateRows', 'skip'),
		atMost: values.text('removeAtMost'),
		onlyDifferences: values.text('report') === 'differences',
	};
}

async function readGroup(okta: Okta, path: string): Promise<Group> {
	const group = await sendForObject(okta, { method: 'GET', path });
	const name = isObject(group['profile']) ? text(group['profile']['name']) : '';
	if (group['type'] !== 'OKTA_GROUP') {
		throw new UserError(`The members of the group "${name}" cannot be changed in Okta`, {
			description:
				group['type'] === 'APP_GROUP'
					? 'Nothing was changed. It comes from an app or a directory: change it there.'
					: 'Nothing was changed. Okta itself says who is in its built-in groups.',
		});
	}
	const members = new Map<string, IDataObject>();
	const list = { method: 'GET', path: `${path}/users` } as const;
	for await (const page of okta.pages(list, { pageSize: 1000 })) {
		for (const member of page) members.set(text(member['id']), member);
	}
	return { id: text(group['id']), name, path, members };
}

/** Finds out whom the rows name: among the members first, and whoever is none by asking Okta. */
async function readList(
	okta: Okta,
	{ members }: Group,
	rows: readonly Row[],
	{ key, extent, ofUnknown, ofDuplicates }: Wishes,
): Promise<Listed> {
	const byKey = new Map<string, Person>();
	for (const member of members.values()) {
		const normal = keyOf(member, key);
		byKey.set(normal, byKey.has(normal) ? 'several' : member);
	}
	const keyIn = ({ values }: Row) => asKey(values.text(PERSON), key);
	const others = new Map(
		rows
			.filter((row) => keyIn(row) !== '' && !byKey.has(keyIn(row)))
			.map((row): [string, string] => [keyIn(row), row.values.text(PERSON)]),
	);
	const found = extent === 'remove' ? undefined : await findPeople(okta, key, others);

	const listed: Listed = { tasks: [], people: new Map(), unknown: new Set() };
	const refused: string[] = [];
	for (const row of rows) {
		const normal = keyIn(row);
		const person = byKey.get(normal) ?? found?.get(normal) ?? 'nobody';
		const name = row.values.text(PERSON);
		if (normal !== '' && typeof person === 'object') {
			const id = text(person['id']);
			const earlier = listed.people.get(id);
			if (!earlier) listed.people.set(id, { row, user: person });
			else if (ofDuplicates === 'fail') refused.push(twice(row, earlier.row));
			else listed.tasks.push(nobodyTask(row, name, 'skipped', twice(row, earlier.row)));
			continue;
		}
		const why = whyNobody(normal, person, name, key);
		if (normal !== '' && extent === 'remove' && person === 'nobody') {
			const none = `No member of the group has ${name} as ${key.label}.`;
			listed.tasks.push(nobodyTask(row, name, 'unchanged', none));
			continue;
		}
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

/**
 * Whether a member who seems not to be in the list has lately become whom a row names: what members
 * are called is some seconds old in Okta's lists.
 */
async function isMeant(
	okta: Okta,
	member: IDataObject,
	unknown: ReadonlySet<string>,
	{ key, extent }: Wishes,
): Promise<boolean> {
	if (unknown.size === 0 || key.name === 'id' || extent !== 'exactly') return false;
	const user = await readUser(okta, text(member['id']));
	return user !== undefined && unknown.has(keyOf(user, key));
}

/** Why a list is not taken at its word: it may have come empty, or cut short. */
function objectionTo(
	{ name, members }: Group,
	wishes: Wishes,
	listed: number,
	removed: number,
): UserError | undefined {
	const isExact = wishes.extent === 'exactly';
	if (isExact && removed > 0 && listed === 0) {
		return new UserError(`The list names nobody, and would empty the group "${name}"`, {
			description:
				'Nothing was changed. Did the node before this one bring anything? To empty a group, list its members and choose Remove Only.',
		});
	}
	const most = atMost(wishes.atMost, members.size);
	if (removed <= most || (!isExact && wishes.atMost === '')) return undefined;
	const said = `${String(removed)} of ${String(members.size)} members`;
	return new UserError(`The list would remove ${said} of the group "${name}"`, {
		description: `Nothing was changed. Remove at Most allows ${String(most)}: the larger of 10 % and 3, unless set under Options. Is the list complete?`,
	});
}

function severalRuns(): UserError {
	return new UserError('Exactly These takes the whole list at once, and this is a second run', {
		description:
			'Nothing was changed. In a loop each run would remove whom the others add. Take the node out of the loop: it takes any number of items, for any number of groups.',
	});
}

const aboutOf = (group: Group, user: IDataObject) => ({
	type: 'group membership',
	id: group.id,
	name: `${loginOf(user)} in ${group.name}`,
});

const shown = (group: Group, user: IDataObject): IDataObject => ({
	userId: text(user['id']),
	login: loginOf(user),
	groupId: group.id,
	groupName: group.name,
});

function rowTask(
	group: Group,
	{ item }: Row,
	user: IDataObject,
	outcome: string,
	why?: string,
): Task {
	return {
		item,
		isRow: true,
		about: aboutOf(group, user),
		steps: [],
		result: () => ({ ...shown(group, user), outcome, ...(why !== undefined && { why }) }),
	};
}

/** For a member: what the row leads to that names him, or all of them together. */
function memberTask(
	group: Group,
	first: Row,
	row: Row | undefined,
	member: IDataObject,
	outcome: string,
	why?: string,
): Task {
	return { ...rowTask(group, row ?? first, member, outcome, why), isRow: row !== undefined };
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

function adding(group: Group, row: Row, user: IDataObject): Task {
	const path = membership(group, user);
	return {
		...rowTask(group, row, user, 'added'),
		steps: [async (okta) => await okta.send({ method: 'PUT', path })],
	};
}

function removing(group: Group, first: Row, row: Row | undefined, member: IDataObject): Task {
	const path = membership(group, member);
	return {
		...memberTask(group, first, row, member, 'removed'),
		steps: [async (okta) => await okta.send({ method: 'DELETE', path })],
	};
}

const membership = ({ path }: Group, user: IDataObject): string =>
	path +
	fillPath(
		'/users/{userId}',
		() => text(user['id']),
		() => 'User',
	);

/** Rows as they came, and then whatever no row is about. */
function inOrder(tasks: readonly Task[]): Task[] {
	const place = ({ isRow, item }: Task) => (isRow ? item : Infinity);
	return tasks.toSorted((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
}
