import { text } from '../../transport/json';
import type { ReadChanges } from '../dataSet';
import { readEach } from '../merge';
import { groupsWithChangedMembers, readGroups } from '../read/groups';
import { readMembers } from '../read/members';
import { isFullPassDue, iso, oktaNow, OVERLAP } from './changes';
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
	yield* readEach(groups, okta.parallel, async function* (group) {
		const id = text(group['id']);
		const left = new Set(members.get(id));
		const present: string[] = [];
		for await (const page of readMembers(okta, group)) {
			// What was there before is no longer left over, and what wasn't is new.
			const added = page.filter((user) => !left.delete(text(user['id'])));
			present.push(...page.map((user) => text(user['id'])));
			yield added.map((user) => ({ group, user, change: known ? 'created' : 'existing' }));
		}
		members.set(id, present);
		gone.delete(id);
		yield [...left].map((userId) => ({ group, user: { id: userId }, change: 'deleted' }));
	});
	for (const id of gone) {
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
