import type { IDataObject } from 'n8n-workflow';

import { findObject } from '../../transport/answers';
import { text } from '../../transport/json';
import { collect } from '../../transport/pages';
import { fillPath } from '../../transport/path';
import { unlessMissing } from '../../transport/refusals';
import type { Okta } from '../../transport/types';
import type { ReadChanges } from '../dataSet';
import { readEach } from '../merge';
import { groupsWithChangedMembers, readGroups } from '../read/groups';
import { readMembers } from '../read/members';
import { isFullPassDue, iso, leftOut, oktaNow, OVERLAP } from './changes';
import { pack, unpack } from './pack';

/**
 * Reads who came into a group and who left it. Okta tells which groups had a change; their members
 * are compared with those of the last run.
 */
export const trackMemberships: ReadChanges = async function* (reading, known, keep) {
	const { okta } = reading;
	const now = await oktaNow(okta, '/api/v1/groups');
	const isFullPass = !known || isFullPassDue(reading, known['fullPass'], now);
	const members = fromLines(await unpack(text(known?.['members'])));
	const gone = new Set(isFullPass ? members.keys() : []);

	const groups = isFullPass
		? readGroups(okta)
		: groupsWithChangedMembers(okta, iso(Date.parse(text(known['since'])) - OVERLAP));
	const compare = async function* (group: IDataObject): AsyncGenerator<IDataObject[]> {
		const id = text(group['id']);
		const left = new Set(members.get(id));
		const present: string[] = [];
		for await (const page of readSurely(okta, group, [...left])) {
			// What was there before is no longer left over, and what wasn't is new.
			const added = page.filter((user) => !left.delete(text(user['id'])));
			present.push(...page.map((user) => text(user['id'])));
			yield added.map((user) => ({ group, user, change: known ? 'created' : 'existing' }));
		}
		members.set(id, present);
		gone.delete(id);
		yield [...left].map((userId) => ({ group, user: { id: userId }, change: 'deleted' }));
	};
	yield* readEach(groups, okta.parallel, compare);
	for (const id of gone) {
		const path = fillPath('/api/v1/groups/{id}', () => id);
		const group = await findObject(okta, path);
		if (group) {
			// The list has left it out for a moment.
			yield* compare(group);
			continue;
		}
		const left = members.get(id) ?? [];
		members.delete(id);
		yield left.map((userId) => ({ group: { id }, user: { id: userId }, change: 'deleted' }));
	}
	keep({
		since: iso(now),
		fullPass: isFullPass ? iso(now) : text(known['fullPass']),
		members: await pack(toLines(members)),
	});
};

/** So many former members are asked for, whether they are in the group. */
const ASKED = 3;

/**
 * The members of a group. That nobody of those before is left is not believed at once: the list is read
 * again, and then some of them are asked for.
 *
 * @throws UserError when one of them is in the group all the same
 */
async function* readSurely(
	okta: Okta,
	group: IDataObject,
	before: readonly string[],
): AsyncGenerator<IDataObject[]> {
	for (let readings = before.length > 0 ? 2 : 1; readings > 0; readings--) {
		let isNone = true;
		for await (const page of readMembers(okta, group)) {
			if (page.length > 0) isNone = false;
			yield page;
		}
		if (!isNone) return;
	}
	for (const userId of before.slice(0, ASKED)) {
		const path = fillPath('/api/v1/users/{id}/groups', () => userId);
		const groups = await collect(okta.pages({ method: 'GET', path }, {})).catch(unlessMissing);
		// Everybody is in Everyone: who is shown in no group at all is not shown truly.
		const isIn = groups?.length === 0 || groups?.some(({ id }) => id === group['id']);
		if (isIn) throw leftOut(`the members of the group ${text(group['id'])}`);
	}
}

/** One line for each group and member. */
function toLines(members: ReadonlyMap<string, readonly string[]>): string[] {
	return [...members].flatMap(([group, users]) => users.map((user) => `${group} ${user}`));
}

function fromLines(lines: readonly string[]): Map<string, string[]> {
	const members = new Map<string, string[]>();
	for (const line of lines) {
		const [group = '', user = ''] = line.split(' ');
		const users = members.get(group);
		if (users) users.push(user);
		else members.set(group, [user]);
	}
	return members;
}
