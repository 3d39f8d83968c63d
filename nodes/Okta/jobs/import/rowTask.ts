import type { IDataObject } from 'n8n-workflow';

import type { Task } from '../../table/together';
import type { Okta } from '../../transport/types';
import { nothing } from './absent';
import { type Became, type Entry, type Feed, type Hit, isRight } from './feed';
import { joinManager, managerIn } from './managers';
import { changeGroups, type GroupChanges } from './memberships';
import { leftDeactivated, settle, type Shared } from './person';
import type { Wishes } from './wishes';

/** What is to be done for a row: the user first, and then what takes others to exist. */
export class RowTask implements Task {
	readonly steps: Task['steps'];

	constructor(
		private readonly entry: Entry,
		groups: GroupChanges | undefined,
		private readonly ofRun: Shared,
		feed: Feed,
	) {
		const { wishes } = ofRun;
		const end = endBefore(entry, wishes);
		const manager = managerIn(feed, entry);
		const isUnknown = entry.manager !== undefined && entry.manager !== '' && !manager;
		const why = [
			...(groups?.why ?? []),
			...(isUnknown
				? [`Nobody has ${String(entry.manager)} as email or login, and the manager was left.`]
				: []),
		];
		const said = why.length > 0 ? { why: why.join(' ') } : undefined;
		if (said ?? end) Object.assign(entry.told(), said, end);
		const hasGroups = groups !== undefined && groups.added.length + groups.removed.length > 0;
		const isFirst = needsSettling(entry.person, wishes);
		if (end || !(hasGroups || manager !== undefined || isFirst)) {
			this.steps = ofRun.none;
			entry.forget();
			return;
		}
		const settling = async (okta: Okta) => {
			await settle(okta, entry, ofRun);
			if (said) entry.became = { ...said, ...entry.told() };
		};
		const joining = async (okta: Okta) => {
			const became = entry.told();
			const { userId, outcome } = became;
			if (userId === undefined || outcome === 'skipped' || outcome === 'refused') return;
			if (groups) {
				await changeGroups(okta, userId, groups);
				noteGroups(became, groups);
			}
			if (manager) await joinManager(okta, entry, manager, wishes);
		};
		const first = isFirst ? settling : nothing;
		this.steps = hasGroups || manager ? [first, joining] : [first];
	}

	get item(): number {
		return this.entry.item;
	}

	get line(): number | undefined {
		return this.entry.line;
	}

	get isRow(): boolean {
		return true;
	}

	get isOpen(): boolean {
		return this.entry.person === undefined;
	}

	get about(): Task['about'] {
		const { person, name } = this.entry;
		return { type: 'user', id: person?.id ?? '', name: person?.login ?? name };
	}

	result(): IDataObject {
		const { line, name, person, became } = this.entry;
		return {
			...(line !== undefined && { row: line }),
			[this.ofRun.wishes.key.name]: name,
			...(became ?? {
				...(person && { userId: person.id, login: person.login }),
				outcome: 'unchanged',
			}),
		};
	}
}

/** What becomes of a row for which nothing can be done. */
function endBefore(entry: Entry, { rehires }: Wishes): Became | undefined {
	if (entry.skipped !== undefined) return { outcome: 'skipped', why: entry.skipped };
	if (!isRight(entry)) return { outcome: 'refused', why: (entry.wrong ?? []).join(' ') };
	return entry.person?.isDeactivated === true && rehires === 'leave' ? leftDeactivated : undefined;
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
