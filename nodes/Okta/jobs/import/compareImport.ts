import { UserError } from 'n8n-workflow';

import type { CallOfAll, Comparison, Task } from '../../table/together';
import { toError } from '../../transport/refusals';
import { reportOf } from '../sync/reportFile';
import { compareAbsent } from './absent';
import { type Entry, type Feed, isRight, numberOf, readFeed } from './feed';
import { setManager } from './managers';
import { compareGroups, readMemberships } from './memberships';
import { missingIn, type Shared, withoutNeeded } from './person';
import { type Known, personOf, readKnown } from './reading';
import { RowTask } from './rowTask';
import { readWishes, type Wishes } from './wishes';

/** What Okta demands of everybody, whatever a schema says. */
const always: readonly string[] = ['login', 'email'];

/** Of so many rows an error tells what is wrong with them. */
const MOST = 50;

/** Compares people with the users of an org, and says whom to create, to change and to end. */
export async function compareImport(call: CallOfAll): Promise<Comparison> {
	const { okta, rows, run, form } = call;
	const wishes = readWishes(rows[0]);
	if (wishes.absent !== 'leave' && call.isRepeated) throw severalRuns();
	const { columns } = form.mapper('profile');
	const needed = [
		...new Set([...always, ...columns.filter((one) => one.isNeeded).map(({ id }) => id)]),
	];
	const feed = await readFeed(call, wishes);
	const isComplete = (entry: Entry) => lacking(entry, needed).length === 0;
	const known = await readKnown(okta, run, feed, wishes, isComplete);
	identify(feed, wishes, needed, known);
	const memberships = await readMemberships(call, feed.entries.filter(isRight));
	for (const entry of feed.entries) {
		for (const name of entry.groups ?? []) {
			const group = memberships.named.get(name);
			if (group instanceof UserError) entry.refuse(group.message);
		}
	}
	const shared: Shared = {
		wishes,
		reserved: new Map(),
		holders: new Map(),
		met: new Set(),
		needed,
		none: [],
	};
	const tasks: Task[] = [];
	for (const entry of feed.entries) {
		const groups =
			isRight(entry) && entry.groups
				? await compareGroups(call, entry, memberships, wishes)
				: undefined;
		tasks.push(new RowTask(entry, groups, shared, feed));
	}
	const absence = compareAbsent(known, feed, shared, rows[0].item);
	const summary = {
		rows: feed.entries.length,
		...(known.scope && { inScope: known.scope.size }),
		...(feed.unknownColumns.length > 0 && { ignoredColumns: feed.unknownColumns }),
	};
	return {
		tasks: [...tasks, ...absence.tasks],
		objection: objectionTo(feed, wishes, columns) ?? absence.objection,
		...reportOf(call, { name: 'import', columns: columnsOfReport(wishes) }),
		summary,
	};
}

function columnsOfReport({ key }: Wishes): string[] {
	const rest = ['userId', 'login', 'changes', 'groupsAdded', 'groupsRemoved', 'notTaken', 'why'];
	return [...new Set(['row', key.name, 'outcome', ...rest])];
}

/** What somebody new lacks, whose login and email may come from the pattern. */
function lacking({ profile, pattern }: Entry, needed: readonly string[]): string[] {
	return missingIn(
		pattern === undefined ? profile : { login: pattern, email: pattern, ...profile },
		needed,
	);
}

/** Finds out whom each row is about, and says of each what is wrong with it. */
function identify(
	feed: Feed,
	wishes: Wishes,
	needed: readonly string[],
	{ managers }: Known,
): void {
	for (const entry of feed.byKey.values()) {
		try {
			const hit = personOf(entry, wishes);
			if (hit) entry.person = hit;
			const missing = hit ? emptied(entry, needed) : lacking(entry, needed);
			if (missing.length > 0) {
				entry.refuse(
					hit
						? `It would empty ${missing.join(', ')}, which Okta demands.`
						: withoutNeeded(missing),
				);
			}
		} catch (error) {
			entry.refuse(toError(error).message);
		}
		entry.hits = undefined;
		if (entry.manager !== undefined) setManager(entry, wishes, managers);
	}
}

/** What a row would take from somebody that Okta demands. */
function emptied({ profile }: Entry, needed: readonly string[]): string[] {
	return needed.filter((name) => profile[name] === null);
}

/** Why nothing may be done: rows that cannot be right. */
function objectionTo(
	feed: Feed,
	wishes: Wishes,
	columns: ReadonlyArray<{ id: string; label: string }>,
): UserError | undefined {
	const { unknownColumns } = feed;
	if (unknownColumns.length > 0 && wishes.ofUnknownColumns === 'fail') {
		const names = unknownColumns.map((name) => `"${name}"${meant(name, columns)}`).join(', ');
		return new UserError(`The rows have columns that are no attribute: ${names}`, {
			description:
				'Nothing was changed. Is one of them misspelled? Attributes that are new in the org show when the list under Profile is refreshed. To go on without them, set Unknown Columns under Options to Ignore.',
		});
	}
	const wrong = feed.entries.filter((entry) => entry.wrong !== undefined);
	if (wrong.length === 0 || wishes.ofWrong !== 'fail') return undefined;
	if (feed.byKey.size === 0) return withoutKeys(wishes);
	const lines = wrong
		.slice(0, MOST)
		.map((entry) => `Row ${String(numberOf(entry))}: ${(entry.wrong ?? []).join(' ')}`);
	const more = wrong.length > MOST ? [`And ${String(wrong.length - MOST)} more.`] : [];
	const rows = wrong.length === 1 ? 'One row' : `${String(wrong.length)} rows`;
	return new UserError(`${rows} cannot be right`, {
		description: `Nothing was changed. To do the others, set Rows With Errors under Options to Report. Counted from 0:\n${[...lines, ...more].join('\n')}`,
	});
}

function withoutKeys({ key }: Wishes): UserError {
	return new UserError(`No row has a value for ${key.label}, by which people are told apart`, {
		description: `Nothing was changed. Map ${key.label} under Profile, or choose another attribute under Match By. Where attributes are mapped automatically, the column has to be called ${key.label}.`,
	});
}

/** The attribute that a column is called like, but for blanks, dashes and capitals. */
function meant(column: string, columns: ReadonlyArray<{ id: string; label: string }>): string {
	const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
	const near = columns.find(({ id, label }) =>
		[id, label].some((name) => plain(name) === plain(column)),
	);
	return near ? ` (is "${near.id}" meant?)` : '';
}

function severalRuns(): UserError {
	return new UserError(
		'Users without a row are found in all rows at once, and this is a second run',
		{
			description:
				'Nothing was changed. In a loop each run would suspend or deactivate whom the others name. Take the node out of the loop: it takes any number of rows.',
		},
	);
}
