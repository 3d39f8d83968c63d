import { text } from '../../nodes/Okta/transport/json';
import { speed } from '../engine/quickClock';
import { apiRequests, closeWorlds, type World } from '../engine/world';
import type { Org } from '../org';
import type { User } from '../org/directory/model';
import { checkEarlyEnd } from './bulkChange';
import { type Ending, endingOf } from './ending';
import { hasWritten, openFor } from './open';
import { arm, draw, isPassing, killed, nameOf, passing, patience, type Point } from './points';
import { Victim } from './victim';

/** Milliseconds, by the clock of the org, until its lists know of a change. */
const lag = 20_000;

/** How many the list takes out of the group, and how many it puts in. */
const some = 15;

const loginOf = ({ profile }: User) => text(profile.login);

const groupOf = ({ groups }: Org) => {
	const [group] = groups.byName('Engineering');
	if (!group) throw new Error('The org has no Engineering');
	return group;
};

const isMember = (org: Org, { position }: User) => org.directory.isMember(groupOf(org), position);

/** Who is in the group, who is to be, and how every other group is made up. */
function listFor(org: Org) {
	const active = org.users.list().filter(({ status }) => status === 'ACTIVE');
	const members = org.users
		.list()
		.filter((user) => user.status !== 'DEPROVISIONED' && isMember(org, user));
	const news = active.filter((user) => !isMember(org, user)).slice(0, some);
	return { before: members, wanted: [...members.slice(some), ...news] };
}

const membersNow = (org: Org) =>
	org.users
		.list()
		.filter((user) => user.status !== 'DEPROVISIONED' && isMember(org, user))
		.map(({ id }) => id);

/** Everything in the org but who is in the group. */
const elsewhere = ({ directory, users }: Org) =>
	JSON.stringify([
		users.list().map(({ id, status, profile }) => [id, status, profile]),
		directory.groups
			.list()
			.filter(({ profile }) => profile.name !== 'Engineering')
			.map((group) => [
				group.id,
				users.list().filter((u) => directory.isMember(group, u.position)).length,
			]),
	]);

/** What the node is to do, and with which items. */
const jobFor = (org: Org, wanted: readonly User[]) => ({
	parameters: {
		resource: 'group',
		operation: 'syncMembers',
		groupId: { __rl: true, mode: 'id', value: groupOf(org).id },
		member: '={{ $json.login }}',
		options: { removeAtMost: String(some) },
		requestOptions: { timeout: patience },
	},
	items: wanted.map((user) => ({ login: loginOf(user) })),
});

async function sync(
	{ n8n, org, credential }: World,
	wanted: readonly User[],
	{ goesOn }: Pick<Point, 'goesOn'>,
	signal?: AbortSignal,
): Promise<Ending> {
	return endingOf(
		await n8n.run({
			...jobFor(org, wanted),
			credential,
			settings: goesOn ? { onError: 'continueRegularOutput' } : {},
			signal,
		}),
	);
}

/** What a run says it did, row by row, that the org contradicts. */
function lies({ items }: Ending, org: Org): unknown[] {
	const now = new Set(membersNow(org));
	return items
		.map(({ json }) => json)
		.filter(
			({ outcome, userId }) =>
				(outcome === 'added' && !now.has(String(userId))) ||
				(outcome === 'removed' && now.has(String(userId))),
		);
}

/** One share of the points, so that several processes can work on them. */
export function testGroupSync(salt: number, count: number): void {
	let requests = 0;
	const points = draw([...passing, 'a refusal', 'Stop', killed], count, salt);

	const open = async (point?: Point): Promise<World> => {
		const world = await openFor(500, point);
		// Not before: what has been there all along is known to all lists.
		world.org.directory.searchIndex.lag = lag;
		return world;
	};

	afterEach(closeWorlds);

	beforeAll(async () => {
		const world = await open();
		await sync(world, listFor(world.org).wanted, { goesOn: false });
		requests = apiRequests(world.org).length;
		await closeWorlds();
	});

	test.each(points.map((point): [string, Point] => [nameOf(point), point]))(
		'a group is as the list says in the end, and nothing else is touched: %s',
		async (_, point) => {
			const world = await open(point);
			const { org } = world;
			const { before, wanted } = listFor(org);
			const untouched = elsewhere(org);
			const checkFirst = async () => {
				const stop = new AbortController();
				arm(org, point, requests, {
					stop: () => stop.abort(),
					foreignOrigin: '',
					minute: 60_000 / speed,
				});
				const first = await sync(world, wanted, point, stop.signal);
				expect(lies(first, org)).toEqual([]);
				if (isPassing(point)) {
					expect(first.items.filter(({ json }) => json.error)).toEqual([]);
					expect(first.completed).toBe(true);
				}
				if (first.completed || !hasWritten(org)) return;
				const now = new Set(membersNow(org));
				checkEarlyEnd(
					{
						items: wanted.map(({ id }) => id),
						timesDone: (id) => (now.has(id) ? 1 : 0),
					},
					first.complaint,
				);
				const gone = before.filter(({ id }) => !now.has(id));
				for (const user of gone) expect(first.complaint).toContain(loginOf(user));
			};
			if (point.kind === killed) {
				const victim = new Victim();
				arm(org, point, requests, { stop: () => victim.kill(), foreignOrigin: '', minute: 0 });
				const { parameters, items } = jobFor(org, wanted);
				await victim.run(world, parameters, items);
			} else await checkFirst();
			expect(org.faults.taken).toBeGreaterThan(0);
			// Whatever the run got to: only who is to be in the group came, and only who isn't went.
			const ids = new Set(wanted.map(({ id }) => id));
			const was = new Set(before.map(({ id }) => id));
			const between = membersNow(org);
			expect(between.filter((id) => !ids.has(id) && !was.has(id))).toEqual([]);
			expect(before.filter(({ id }) => ids.has(id) && !between.includes(id))).toEqual([]);
			expect(elsewhere(org)).toBe(untouched);

			const second = await sync(world, wanted, { goesOn: false });
			expect(second.complaint).toBe('');
			expect(membersNow(org).toSorted()).toEqual([...ids].toSorted());
			expect(elsewhere(org)).toBe(untouched);
		},
	);
}
