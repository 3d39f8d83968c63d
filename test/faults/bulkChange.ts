import type { INodeParameters } from 'n8n-workflow';
import { byId, mapped } from '../engine/harness/parameters';
import type { Org } from '../org';
import type { User } from '../org/directory/model';
import type { Ending } from './ending';
import { lasting, type Point } from './points';

/** A step of the bulk change: one node with its items. */
export interface Step {
	parameters: INodeParameters;
	/** What each item is about. */
	items: string[];
	/** How often the org has done what an item asked for. */
	timesDone: (item: string) => number;
}

const title = 'Moved';

/** 500 items: 200 users are changed, 200 put into a group, 100 made. */
function stepsOf({ directory }: Org): Step[] {
	const active = directory.users.list().filter(({ status }) => status === 'ACTIVE');
	const some = (from: number, to: number): string[] => active.slice(from, to).map(({ id }) => id);
	const group = directory.groups.list().find(({ type }) => type === 'OKTA_GROUP');
	if (!group) throw new Error('The org has no group');
	const isMember = (user: User | undefined): boolean => {
		const now = directory.groups.get(group.id);
		return user !== undefined && now !== undefined && directory.isMember(now, user.position);
	};
	const outside = active.filter((user) => !isMember(user)).map(({ id }) => id);
	const made = (login: string): number =>
		directory.log.events.filter(
			({ eventType, target }) =>
				eventType === 'user.lifecycle.create' && target?.[0]?.alternateId === login,
		).length;
	return [
		{
			parameters: {
				resource: 'user',
				operation: 'update',
				userId: byId('={{ $json.of }}'),
				profile: mapped(['title', 'string', title]),
			},
			items: some(0, 200),
			timesDone: (id) => (directory.findUser(id)?.profile.title === title ? 1 : 0),
		},
		{
			parameters: {
				resource: 'group',
				operation: 'addMember',
				groupId: byId(group.id),
				userId: byId('={{ $json.of }}'),
			},
			items: outside.slice(0, 200),
			timesDone: (id) => (isMember(directory.findUser(id)) ? 1 : 0),
		},
		{
			parameters: {
				resource: 'user',
				operation: 'create',
				activate: false,
				profile: mapped(
					['login', 'string', '={{ $json.of }}'],
					['email', 'string', '={{ $json.of }}'],
					['firstName', 'string', 'New'],
					['lastName', 'string', 'Comer'],
				),
			},
			items: Array.from({ length: 100 }, (_, index) => `newcomer${index}@acme.example`),
			timesDone: made,
		},
	];
}

export interface StepEnding {
	step: Step;
	ending: Ending;
}

/** Runs the steps one after another, as nodes in a row; none after one that ended early. */
export async function runSteps(
	org: Org,
	run: (step: Step) => Promise<Ending>,
): Promise<StepEnding[]> {
	const endings: StepEnding[] = [];
	for (const step of stepsOf(org)) {
		const ending = await run(step);
		endings.push({ step, ending });
		if (!ending.completed) break;
	}
	return endings;
}

/** What an item's outcome says about the org. */
type Claim = 'done' | 'not done' | 'unknown';

function claimOf(error: string): Claim {
	if (/not known whether|may have done it/i.test(error)) return 'unknown';
	return /Okta did it/.test(error) ? 'done' : 'not done';
}

/** Every sentence of the output that the org contradicts. */
function lies({ step, ending }: StepEnding): string[] {
	return step.items.flatMap((item, index) => {
		const own = ending.items.filter(({ pairedItem }) => isOf(pairedItem, index));
		const [row] = own;
		if (own.length !== 1 || !row) return [`${item} has ${own.length} rows`];
		const said = [row.json.error, row.json.message]
			.filter((text) => typeof text === 'string')
			.join('\n');
		const claim = said === '' ? 'done' : claimOf(said);
		const times = step.timesDone(item);
		if (times > 1) return [`${item} was done ${times} times`];
		if (claim === 'unknown' || (claim === 'done') === (times === 1)) return [];
		return [`${item} is said to be ${claim} and was done ${times} times: ${said}`];
	});
}

const isOf = (paired: unknown, item: number): boolean =>
	paired instanceof Object && 'item' in paired && paired.item === item;

/** Items of a run that ended early, by what its error says of them. */
type Groups = Record<
	'done' | 'done in part' | 'failed' | 'may have been done' | 'not done',
	number[]
>;

/** Reads `3 were done (0–1, 5)` and the like. */
function groupsIn(text: string): Groups {
	const of = (what: string): number[] => {
		const [, ranges] = new RegExp(`\\d+ (?:was |were )?${what} \\(([^)]*)\\)`).exec(text) ?? [];
		return (ranges ?? '')
			.split(', ')
			.filter(Boolean)
			.flatMap((range) => {
				const [first = NaN, last = first] = range.split('–').map(Number);
				return Array.from({ length: last - first + 1 }, (_, index) => first + index);
			});
	};
	return {
		done: of('done'),
		'done in part': of('done in part'),
		failed: of('failed'),
		'may have been done': of('may have been done'),
		'not done': of('not done'),
	};
}

/** Checks what a run that ended with an error says of each item against the org. */
export function checkEarlyEnd(
	{ items, timesDone }: Pick<Step, 'items' | 'timesDone'>,
	complaint: string,
): void {
	const groups = groupsIn(complaint);
	const times = items.map(timesDone);
	const named = Object.values(groups).flat();

	expect(named.toSorted((a, b) => a - b)).toEqual([...items.keys()]);
	expect(times.filter((count) => count > 1)).toEqual([]);
	expect(groups.done.filter((item) => times[item] !== 1)).toEqual([]);
	const undone = [...groups.failed, ...groups['done in part'], ...groups['not done']];
	expect(undone.filter((item) => times[item] !== 0)).toEqual([]);
	expect(complaint).toMatch(/^The execution was stopped|^Okta/);
}

/** Checks what became of a bulk change against the org, and against what such a fault may do. */
export function checkBulkChange(point: Point, endings: StepEnding[]): void {
	const last = endings.at(-1);
	const completed = endings.filter(({ ending }) => ending.completed);

	expect(completed.flatMap(lies).slice(0, 5)).toEqual([]);
	if (last && !last.ending.completed) {
		expect(lasting).toContain(point.kind);
		checkEarlyEnd(last.step, last.ending.complaint);
	}
	if (!lasting.some((kind) => kind === point.kind)) {
		const failed = endings.flatMap(({ ending }) => ending.items).filter(({ json }) => json.error);
		expect(failed.map(({ json }) => json).slice(0, 5)).toEqual([]);
	}
}
