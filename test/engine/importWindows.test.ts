import { isWhole } from '../walks/part';
import { active, rowOf, run, withNumber } from './importing';
import { MACHINE, speed } from './steadyClock';
import { apiRequests, closeWorlds, openWorld } from './world';

jest.mock('../../dist/nodes/Okta/transport/machineClock.js', (): unknown =>
	jest.requireActual('./steadyClock'),
);

// Whatever else the machine does meanwhile counts many times over.
jest.retryTimes(2);

afterEach(closeWorlds);

const MINUTE = 60_000;

/** Of 600 changes of a user a minute that a workforce org takes, an app gets a half. */
const CHANGES_A_MINUTE = 300;

const [USERS, CHANGED] = isWhole ? [12_000, 3_000] : [800, 450];

test(`${String(CHANGED)} changes among the rows of a feed take as many minutes as the limit needs, plus one and what the machine takes`, async () => {
	const world = await openWorld({
		org: { users: USERS, limits: 'workforce', speed },
		app: { dpop: false },
	});
	const { org } = world;
	const people = withNumber(active(org));
	const rows = people.map((user, index) =>
		index < CHANGED ? { ...rowOf(user), department: 'Moved' } : rowOf(user),
	);
	const begin = org.clock.now();
	const { items, error } = await run(world, rows);
	const took = org.clock.now() - begin;

	expect(error).toBeUndefined();
	expect(people.length).toBeGreaterThan(CHANGED);
	expect(items.at(-1)?.json).toEqual({
		summary: true,
		rows: rows.length,
		updated: CHANGED,
		unchanged: rows.length - CHANGED,
	});
	const changes = apiRequests(org).filter(({ method }) => method === 'POST');
	expect(changes).toHaveLength(CHANGED);
	const moved = org.users.list().filter(({ profile }) => profile['department'] === 'Moved');
	expect(moved).toHaveLength(CHANGED);
	expect(took / MINUTE).toBeLessThan(Math.ceil(CHANGED / CHANGES_A_MINUTE) + 1 + MACHINE);
	expect(org.ledger.filter({ status: 429 })).toEqual([]);
	process.stdout.write(
		`${String(rows.length)} rows, ${String(CHANGED)} changed: ${(took / MINUTE).toFixed(1)} minutes of Okta's clock, ${String(apiRequests(org).length)} requests\n`,
	);
}, 240_000);
