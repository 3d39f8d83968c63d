import type { INodeParameters } from 'n8n-workflow';
import type { Outcome } from '../engine/harness';
import { byId, mapped } from '../engine/harness/parameters';
import { apiRequests, closeWorlds, openWorld, type World } from '../engine/world';
import { complaintOf } from './complaint';
import type { Org } from '../org';
import type { User } from '../org/directory/model';
import { arm, draw, lasting, nameOf, passing, patience, type Point } from './points';

/** A step of the bulk change: one node with its items. */
interface Step {
	parameters: INodeParameters;
	/** What each item is about. */
	items: string[];
	/** Whether the org has done what an item asked for; -1 when it has done it more than once. */
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
				eventType === 'user.lifecycle.create' && target[0]?.alternateId === login,
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

interface StepOutcome {
	step: Step;
	outcome: Outcome;
}

/** Runs the steps one after another, as nodes in a row; none after one that stopped. */
async function runAll(world: World, point: Point, stop: AbortController): Promise<StepOutcome[]> {
	const outcomes: StepOutcome[] = [];
	for (const step of stepsOf(world.org)) {
		const outcome = await world.n8n.run({
			credential: world.credential,
			parameters: { ...step.parameters, requestOptions: { timeout: patience } },
			items: step.items.map((of) => ({ of })),
			settings: point.goesOn ? { onError: 'continueRegularOutput' } : {},
			signal: stop.signal,
		});
		outcomes.push({ step, outcome });
		if (outcome.status !== 'success') break;
	}
	return outcomes;
}

/** What an item's outcome says about the org. */
type Claim = 'done' | 'not done' | 'unknown';

function claimOf(error: string): Claim {
	if (/not known whether|may have done it/i.test(error)) return 'unknown';
	return /Okta did it/.test(error) ? 'done' : 'not done';
}

/** Every sentence of the output that the org contradicts. */
function lies({ step, outcome }: StepOutcome): string[] {
	return step.items.flatMap((item, index) => {
		const own = outcome.items.filter(({ pairedItem }) => isOf(pairedItem, index));
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

const isOf = (paired: Outcome['items'][number]['pairedItem'], item: number): boolean =>
	typeof paired === 'object' && !Array.isArray(paired) && paired.item === item;

/** Items of a run that ended early, by what its error says of them. */
type Groups = Record<'done' | 'begun and failed' | 'not begun', number[]>;

/** Reads `3 were done (0–1, 5)` and the like. */
function groupsIn(text: string): Groups {
	const of = (what: string): number[] => {
		const [, ranges] = new RegExp(`(?:was|were) ${what} \\(([^)]*)\\)`).exec(text) ?? [];
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
		'begun and failed': of('begun and failed'),
		'not begun': of('not begun'),
	};
}

/** Checks what a run that ended with an error says of each item against the org. */
function checkEarlyEnd({ step, outcome }: StepOutcome): void {
	const text = complaintOf(outcome);
	const groups = groupsIn(text);
	const times = step.items.map(step.timesDone);
	const named = Object.values(groups).flat();

	expect(named.toSorted((a, b) => a - b)).toEqual([...step.items.keys()]);
	expect(times.filter((count) => count > 1)).toEqual([]);
	expect(groups.done.filter((item) => times[item] !== 1)).toEqual([]);
	expect(groups['not begun'].filter((item) => times[item] !== 0)).toEqual([]);
	expect(text).toMatch(/^The execution was stopped|^Okta/);
}

/** One share of the points, so that several processes can work on them. */
export function testBulkChanges(salt: number, count: number): void {
	let requests = 0;
	const points = draw([...passing, 'a refusal', 'Stop'], count, salt);

	const open = async (point?: Point): Promise<World> =>
		await openWorld({
			org: { users: 700, resourceNonces: point?.kind === 'nonces renewed' },
			app: { dpop: point?.dpop === true || point?.kind === 'nonces renewed' },
		});

	afterEach(closeWorlds);

	beforeAll(async () => {
		const world = await open();
		const [undisturbed] = draw(['a refusal'], 1, salt);
		if (!undisturbed) throw new Error('There are no points');
		await runAll(world, undisturbed, new AbortController());
		requests = apiRequests(world.org).length;
		await closeWorlds();
	});

	test.each(points.map((point): [string, Point] => [nameOf(point), point]))(
		'a bulk change survives, or says what became of it: %s',
		async (_, point) => {
			const world = await open(point);
			const stop = new AbortController();
			arm(world.org, point, requests, { stop: () => stop.abort(), foreignUrl: '' });

			const outcomes = await runAll(world, point, stop);
			const last = outcomes.at(-1);
			const completed = outcomes.filter(({ outcome }) => outcome.status === 'success');

			expect(world.org.faults.taken).toBeGreaterThan(0);
			expect(completed.flatMap(lies).slice(0, 5)).toEqual([]);
			if (last && last.outcome.status !== 'success') {
				expect(lasting).toContain(point.kind);
				checkEarlyEnd(last);
			}
			if (!isLasting(point)) {
				const failed = outcomes
					.flatMap(({ outcome }) => outcome.items)
					.filter(({ json }) => json.error);
				expect(failed.map(({ json }) => json).slice(0, 5)).toEqual([]);
			}
		},
	);
}

const isLasting = ({ kind }: Point): boolean => lasting.some((other) => other === kind);
