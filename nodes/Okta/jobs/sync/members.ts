import { type IDataObject, UserError } from 'n8n-workflow';

import { loginOf } from '../../objects/logins';
import { isDeactivated } from '../../objects/users';
import type { CallOfAll, Comparison, Row, Task } from '../../table/together';
import { sendForObject } from '../../transport/answers';
import { isObject, text } from '../../transport/json';
import { fillPath } from '../../transport/path';
import type { Okta } from '../../transport/types';
import { objectionTo } from './atMost';
import { inOrder, isMeant, MEANT, readKey, readListed, severalRuns } from './listed';
import type { Key } from './people';
import { reportOf } from './reportFile';
import { membersByRule } from './ruleMembers';

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
}

/** Of a report file: `row` is whom the row names, where Okta knows nobody of that name. */
const columns = ['item', 'row', 'userId', 'login', 'outcome', 'why'];

/** Compares the members of a group with a list, and says whom to add and whom to remove. */
export async function compareMembers(call: CallOfAll): Promise<Comparison> {
	const { okta, rows, isRepeated } = call;
	const wishes = readWishes(rows[0]);
	const isExact = wishes.extent === 'exactly';
	if (isExact && isRepeated) throw severalRuns('groups');
	const group = await readGroup(okta, groupPath(rows[0]));
	const listed = await readListed(okta, rows, {
		...wishes,
		field: 'member',
		known: group.members.values(),
		...(wishes.extent === 'remove' && {
			noneOfThem: (name) => `No member of the group has ${name} as ${wishes.key.label}.`,
		}),
	});
	const { tasks, people } = listed;
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
	const objection = objectionTo({
		isExact,
		listed: people.size,
		removed: removable.length,
		of: group.members.size,
		chosen: wishes.atMost,
		whole: `members of the group "${group.name}"`,
		emptying: `empty the group "${group.name}"`,
		onPurpose: 'To empty a group, list its members and choose Remove Only.',
	});
	for (const member of leaving) {
		const row = people.get(text(member['id']))?.row;
		const why = byRule.get(text(member['id']));
		if (why !== undefined) {
			tasks.push(memberTask(group, rows[0], row, member, 'skipped', why));
		} else if (isExact && !objection && (await isMeant(okta, member, listed, wishes.key))) {
			tasks.push(memberTask(group, rows[0], row, member, 'skipped', MEANT));
		} else tasks.push(removing(group, rows[0], row, member));
	}
	return {
		tasks: inOrder(tasks),
		objection,
		...reportOf(call, { name: 'members', columns }),
		whole: { name: `members of the group "${group.name}"`, of: group.members.size },
		summary: { groupId: group.id, groupName: group.name, membersBefore: group.members.size },
	};
}

function readWishes({ values }: Row): Wishes {
	const choice = (name: string, byDefault: string) => values.text(name) || byDefault;
	return {
		key: readKey(values),
		extent: values.text('membership'),
		ofDeactivated: choice('deactivatedUsers', 'leave'),
		ofRuleMembers: choice('ruleMembers', 'leave'),
		ofUnknown: choice('unknownRows', 'report'),
		ofDuplicates: choice('duplicateRows', 'skip'),
		atMost: values.text('removeAtMost'),
	};
}

/** Where Okta has the group that a row is about. */
export const groupPath = ({ values }: Row): string =>
	fillPath(
		'/api/v1/groups/{groupId}',
		() => values.text('groupId'),
		() => 'Group',
	);

/**
 * A group with its members.
 *
 * @throws UserError when its members can't be changed in Okta
 */
export async function readGroup(okta: Okta, path: string): Promise<Group> {
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
export function memberTask(
	group: Group,
	first: Row,
	row: Row | undefined,
	member: IDataObject,
	outcome: string,
	why?: string,
): Task {
	return { ...rowTask(group, row ?? first, member, outcome, why), isRow: row !== undefined };
}

function adding(group: Group, row: Row, user: IDataObject): Task {
	const path = membership(group, user);
	return {
		...rowTask(group, row, user, 'added'),
		steps: [async (okta) => await okta.send({ method: 'PUT', path })],
	};
}

/** Takes a member out; what the row leads to that names him, or all of them together. */
export function removing(
	group: Group,
	first: Row,
	row: Row | undefined,
	member: IDataObject,
): Task {
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
