import { UserError, type IDataObject } from 'n8n-workflow';

import { type Addition, LOG_DAYS } from '../../objects/additions';
import { DAY } from '../../objects/daysFromNow';
import type { CallOfAll, Comparison, Task } from '../../table/together';
import { groupPath, memberTask, readGroup, removing } from './members';
import { reportOf } from './reportFile';
import { lastAdded, membersByRule } from './ruleMembers';

/** Of a report file. */
const columns = ['userId', 'login', 'added', 'addedBy', 'outcome', 'why'];

const UNKNOWN = `The System Log, which reaches back ${String(LOG_DAYS)} days, does not say when this member was added.`;

/** Looks up in the System Log when each member of a group was added, and says whom to remove. */
export async function compareOldMembers(call: CallOfAll): Promise<Comparison> {
	const { okta, rows } = call;
	const [first, ...others] = rows;
	const days = readDays(first.values.number('addedDaysAgo'));
	const path = groupPath(first);
	const before = (await okta.now()) - days * DAY;
	const group = await readGroup(okta, path);
	const additions = await lastAdded(okta, group.id);
	const members = [...group.members];
	const isDue = (id: string) => Date.parse(additions.get(id)?.at ?? '') < before;
	const due = members.flatMap(([id, member]) => (isDue(id) ? [member] : []));
	const byRule =
		first.values.text('ruleMembers') === 'remove'
			? new Map<string, string>()
			: await membersByRule(okta, call.run, group.id, due, additions);

	const taskOf = (id: string, member: IDataObject): Task => {
		const why = byRule.get(id) ?? (additions.has(id) ? undefined : UNKNOWN);
		if (why !== undefined) return memberTask(group, first, undefined, member, 'skipped', why);
		if (isDue(id)) return removing(group, first, undefined, member);
		return memberTask(group, first, undefined, member, 'unchanged');
	};
	const tasks = members.map(([id, member]): Task => {
		const task = taskOf(id, member);
		return { ...task, result: () => ({ ...dated(additions.get(id)), ...task.result() }) };
	});
	const again = others.map(({ item }): Task => ({
		item,
		isRow: true,
		about: { type: 'group', id: group.id, name: group.name },
		steps: [],
		result: () => ({
			groupId: group.id,
			groupName: group.name,
			outcome: 'skipped',
			why: `Item ${String(first.item)} names the same group.`,
		}),
	}));
	return {
		tasks: [...tasks, ...again],
		...reportOf(call, { name: 'members', columns }),
		whole: { name: `members of the group "${group.name}"`, of: group.members.size },
		summary: { groupId: group.id, groupName: group.name, membersBefore: group.members.size },
	};
}

function readDays(days: number | undefined): number {
	if (days !== undefined && days >= 0 && days <= LOG_DAYS) return days;
	throw new UserError(`"Added More Than (Days) Ago" is not between 0 and ${String(LOG_DAYS)}`, {
		description: `Nothing was sent to Okta. Its System Log reaches back ${String(LOG_DAYS)} days, and nothing else says when somebody was added.`,
	});
}

const dated = (addition: Addition | undefined): IDataObject =>
	addition ? { added: addition.at, addedBy: addition.by } : {};
