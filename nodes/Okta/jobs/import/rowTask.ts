import type { Task } from '../../table/together';
import type { Okta } from '../../transport/types';
import { nothing } from './absent';
import { type Became, type Entry, type Feed, type Hit, isRight } from './feed';
import { joinManager, managerIn } from './managers';
import { changeGroups, type GroupChanges } from './memberships';
import { leftDeactivated, settle, type Shared } from './person';
import type { Wishes } from './wishes';

/** What is to be done for a row: the user first, and then what takes others to exist. */
export function rowTask(
	entry: Entry,
	hit: Hit | undefined,
	groups: GroupChanges,
	shared: Shared,
	feed: Feed,
): Task {
	const { wishes } = shared;
	const person = hit && { userId: hit.id, login: hit.login };
	const end = endBefore(entry, hit, wishes);
	const manager = managerIn(feed, entry);
	const why = [
		...groups.why,
		...(entry.manager !== undefined && entry.manager !== '' && !manager
			? [`Nobody has ${entry.manager} as email or login, and the manager was left.`]
			: []),
	];
	const said = why.length > 0 && { why: why.join(' ') };
	entry.became = { ...person, outcome: 'unchanged', ...said, ...end };
	const hasMore = groups.added.length > 0 || groups.removed.length > 0 || manager !== undefined;

	const settling = async (okta: Okta) => {
		await settle(okta, entry, hit, shared);
		entry.became = { ...said, ...entry.became };
	};
	const joining = async (okta: Okta) => {
		const { userId, outcome } = entry.became;
		if (userId === undefined || outcome === 'skipped' || outcome === 'refused') return;
		await changeGroups(okta, userId, groups);
		noteGroups(entry.became, groups);
		if (manager) await joinManager(okta, entry, manager, wishes);
	};
	const first = needsSettling(hit, wishes) ? settling : nothing;
	const steps = end ? [] : hasMore ? [first, joining] : first === nothing ? [] : [first];
	return {
		item: entry.item,
		...(entry.line !== undefined && { line: entry.line }),
		isRow: true,
		about: { type: 'user', id: hit?.id ?? '', name: hit?.login ?? entry.name },
		steps,
		...(!hit && { isOpen: true }),
		result: () => ({
			...(entry.line !== undefined && { row: entry.line }),
			[wishes.key.name]: entry.name,
			...entry.became,
		}),
	};
}

/** What becomes of a row for which nothing can be done. */
function endBefore(entry: Entry, hit: Hit | undefined, { rehires }: Wishes): Became | undefined {
	if (entry.skipped !== undefined) return { outcome: 'skipped', why: entry.skipped };
	if (!isRight(entry)) return { outcome: 'refused', why: entry.wrong.join(' ') };
	return hit?.isDeactivated === true && rehires === 'leave' ? leftDeactivated : undefined;
}

function needsSettling(hit: Hit | undefined, { rehires }: Wishes): boolean {
	if (!hit || hit.differs || hit.isDeactivated) return true;
	return hit.status === 'SUSPENDED' && rehires === 'unsuspend';
}

function noteGroups(became: Became, { added, removed }: GroupChanges): void {
	if (added.length === 0 && removed.length === 0) return;
	if (added.length > 0) became.groupsAdded = added.map(({ name }) => name);
	if (removed.length > 0) became.groupsRemoved = removed.map(({ name }) => name);
	if (became.outcome === 'unchanged') became.outcome = 'updated';
}
