import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';

import { text } from '../../nodes/Okta/transport/json';
import { change, form, groupOf, members, newcomer, rowOf, withNumber } from '../engine/importing';
import { speed } from '../engine/quickClock';
import { apiRequests, closeWorlds, openWorld, type World } from '../engine/world';
import type { Org } from '../org';
import type { User } from '../org/directory/model';
import { checkEarlyEnd } from './bulkChange';
import { type Ending, endingOf } from './ending';
import { hasWritten } from './open';
import { arm, draw, isPassing, killed, nameOf, passing, patience, type Point } from './points';
import { Victim } from './victim';

/** How many of the group the rows change, and how many they leave out. */
const [changed, left] = [15, 4];

const SCOPE = 'Engineering';
const TEAM = 'Legal';

/** Milliseconds, by the clock of the org, until its lists know of a change. */
const lag = 20_000;

const numberIn = (row: IDataObject) => text(row['employeeNumber']);

/** The rows, and whom they leave out. */
function feedFor(org: Org) {
	const all = members(org, SCOPE);
	const [absent, rest] = [all.slice(0, left), all.slice(left)];
	const back = withNumber(org.users.list())
		.filter(({ status }) => status === 'DEPROVISIONED')
		.slice(0, 2);
	const rows = [
		...rest.map((user, index) => ({
			...rowOf(user),
			...(index < changed && { department: 'Moved', groups: TEAM }),
		})),
		...back.map((user) => ({ ...rowOf(user), department: 'Back' })),
		...['Jane', 'Jane', 'John', 'Ada', 'Grace'].map((firstName, index) => ({
			...newcomer(`N${String(index)}`),
			firstName,
			lastName: 'Doe',
			login: '',
			email: `${firstName}.${String(index)}@acme.example`,
			groups: TEAM,
			boss: index === 0 ? '' : 'Jane.0@acme.example',
		})),
	];
	return { rows, absent };
}

/** Whom a number stands for; deactivated accounts of it count only where there is no other. */
const withKey = ({ users }: Org, number: string) =>
	users.list().filter(({ profile }) => text(profile['employeeNumber']) === number);

/** What a row says that the org contradicts; nothing when it is so. */
function missing(org: Org, row: IDataObject): string[] {
	const [user, another] = withKey(org, numberIn(row));
	if (another) return [`${numberIn(row)} is there twice`];
	if (!user) return [`${numberIn(row)} is not there`];
	if (user.status === 'DEPROVISIONED') return [`${numberIn(row)} is deactivated`];
	const { groups, boss, ...attributes } = row;
	const wrong = Object.entries(attributes).filter(
		([name, value]) => value !== '' && text(user.profile[name]) !== text(value),
	);
	const [manager] = withKey(org, 'N0');
	const isIn = org.directory.isMember(groupOf(org, TEAM), user.position);
	return [
		...wrong.map(([name]) => `${numberIn(row)} has another ${name}`),
		...(text(groups) !== '' && !isIn ? [`${numberIn(row)} is not in the group`] : []),
		...(text(boss) !== '' && user.profile['managerId'] !== manager?.id
			? [`${numberIn(row)} has another manager`]
			: []),
	];
}

/** Everything about whoever is neither in the rows nor in the scope. */
function elsewhere(org: Org, touched: ReadonlySet<string>) {
	const others = org.users
		.list()
		.filter(({ profile }) => !touched.has(text(profile['employeeNumber'])));
	return JSON.stringify(
		others.map(({ id, status, profile, position }) => [
			id,
			status,
			profile,
			org.directory.groups
				.list()
				.filter((group) => org.directory.isMember(group, position))
				.map((group) => group.id),
		]),
	);
}

const parameters = form({
	absent: 'suspend',
	scopeBy: 'group',
	scopeGroup: SCOPE,
	options: {
		absentAtMost: String(left),
		rehires: 'reactivate',
		loginPattern: '{firstName}.{lastName}@acme.example',
		groupColumn: '={{ $json.groups }}',
		managerColumn: '={{ $json.boss }}',
	},
	requestOptions: { timeout: patience },
});

async function importRows(
	{ n8n, credential }: World,
	rows: IDataObject[],
	{ goesOn }: Pick<Point, 'goesOn'>,
	signal?: AbortSignal,
): Promise<Ending> {
	return endingOf(
		await n8n.run({
			parameters,
			items: rows,
			credential,
			settings: goesOn ? { onError: 'continueRegularOutput' } : {},
			signal,
		}),
	);
}

/**
 * Until the work is done, changes an attribute the rows don't have of one user after another, with each
 * request the org gets.
 *
 * @returns the users whose attribute is not as it was written last
 */
async function whileOthersWrite(org: Org, ids: readonly string[], work: Promise<unknown>) {
	const written = new Map<string, string>();
	const state = { isOver: false };
	const done = work.finally(() => (state.isOver = true));
	let seen = org.ledger.requests.length;
	while (!state.isOver) {
		await sleep(1);
		for (; seen < org.ledger.requests.length; seen++) {
			const user = org.directory.findUser(ids[seen % ids.length] ?? '');
			if (!user) continue;
			const nickName = `Nick ${String(seen)}`;
			change(org, user, { nickName });
			written.set(user.id, nickName);
		}
	}
	await done;
	expect(written.size).toBeGreaterThan(0);
	return [...written].filter(
		([id, nickName]) => org.directory.findUser(id)?.profile['nickName'] !== nickName,
	);
}

/** What a run says it did, row by row, that the org contradicts. */
function lies({ items }: Ending, org: Org): unknown[] {
	return items
		.map(({ json }) => json)
		.filter(({ outcome, userId }) => {
			const user = org.directory.findUser(String(userId));
			if (outcome === 'created' || outcome === 'reactivated') {
				return user === undefined || user.status === 'DEPROVISIONED';
			}
			if (outcome === 'updated') return user?.profile['department'] !== 'Moved';
			return outcome === 'suspended' && user?.status !== 'SUSPENDED';
		});
}

/** One share of the points, so that several processes can work on them. */
export function testImport(salt: number, count: number): void {
	let requests = 0;
	const points = draw([...passing, 'a refusal', 'Stop', killed], count, salt);

	const open = async (point?: Point): Promise<World> => {
		const resourceNonces = point?.kind === 'nonces renewed';
		const world = await openWorld({
			org: { users: 300, resourceNonces },
			app: { dpop: point?.dpop === true || resourceNonces },
		});
		// Not before: what has been there all along is known to all lists.
		world.org.directory.searchIndex.lag = lag;
		return world;
	};

	afterEach(closeWorlds);

	beforeAll(async () => {
		const world = await open();
		const { rows } = feedFor(world.org);
		const whole = await importRows(world, rows, { goesOn: false });
		expect(whole.complaint).toBe('');
		requests = apiRequests(world.org).length;
		await closeWorlds();
	});

	test.each(points.map((point): [string, Point] => [nameOf(point), point]))(
		'people are as the rows say in the end, each once, and nobody else is touched: %s',
		async (_, point) => {
			const world = await open(point);
			const { org } = world;
			const { rows, absent } = feedFor(org);
			const touched = new Set([
				...rows.map(numberIn),
				...absent.map(({ profile }: User) => text(profile['employeeNumber'])),
			]);
			const untouched = elsewhere(org, touched);
			const checkFirst = async () => {
				const stop = new AbortController();
				arm(org, point, requests, {
					stop: () => stop.abort(),
					foreignOrigin: '',
					minute: 60_000 / speed,
				});
				const first = await importRows(world, rows, point, stop.signal);
				expect(lies(first, org)).toEqual([]);
				if (isPassing(point)) {
					expect(first.items.filter(({ json }) => json['error'])).toEqual([]);
					expect(first.completed).toBe(true);
					expect(rows.flatMap((row) => missing(org, row))).toEqual([]);
				}
				if (first.completed || !hasWritten(org)) return;
				const byNumber = new Map(rows.map((row) => [numberIn(row), row]));
				checkEarlyEnd(
					{
						items: [...byNumber.keys()],
						timesDone: (number) => (missing(org, byNumber.get(number) ?? {}).length === 0 ? 1 : 0),
					},
					first.complaint,
				);
				for (const { id, profile } of absent) {
					if (org.directory.findUser(id)?.status !== 'SUSPENDED') continue;
					expect(first.complaint).toContain(text(profile['login']));
				}
			};
			const kill = async () => {
				const victim = new Victim();
				arm(org, point, requests, { stop: () => victim.kill(), foreignOrigin: '', minute: 0 });
				await victim.run(world, parameters, rows);
			};
			const there = [...touched].flatMap((number) => withKey(org, number));
			const ids = there.filter(({ status }) => status === 'ACTIVE').map(({ id }) => id);
			const first = point.kind === killed ? kill() : checkFirst();
			expect(await whileOthersWrite(org, ids, first)).toEqual([]);
			expect(org.faults.taken).toBeGreaterThan(0);
			// Whatever the run got to: nobody was made twice, and nobody else was changed.
			for (const row of rows) expect(withKey(org, numberIn(row)).length).toBeLessThanOrEqual(1);
			expect(elsewhere(org, touched)).toBe(untouched);

			const second = await importRows(world, rows, { goesOn: false });
			expect(second.complaint).toBe('');
			expect(rows.flatMap((row) => missing(org, row))).toEqual([]);
			expect(absent.map(({ id }) => org.directory.findUser(id)?.status)).toEqual(
				absent.map(() => 'SUSPENDED'),
			);
			expect(elsewhere(org, touched)).toBe(untouched);
		},
	);
}
