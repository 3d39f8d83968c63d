import type { INodeParameters } from 'n8n-workflow';
import { gunzipSync } from 'node:zlib';
import type { Org, OrgOptions } from '../org';
import { checkWhole, whileUsersChange } from './changingUsers';
import type { Outcome } from './harness';
import { rowsInLines } from './jsonLines';
import { speed } from './quickClock';
import { signIns } from './scenarios/logEvents';
import { rowsBy, wholes, type DataSetName } from './wholeOrg';
import { apiRequests, closeWorlds, complaint, openWorld, type World } from './world';

jest.mock('../../dist/nodes/Okta/transport/machineClock.js', (): unknown =>
	jest.requireActual('./quickClock'),
);

afterEach(closeWorlds);

const scopes = ['users', 'groups', 'apps', 'roles', 'logs', 'schemas', 'userTypes'].map(
	(area) => `okta.${area}.read`,
);

const open = async (org: OrgOptions = {}) => await openWorld({ org, app: { scopes } });

const run = async (
	{ n8n, credential }: World,
	parameters: INodeParameters,
	signal?: AbortSignal,
): Promise<Outcome> =>
	await n8n.run({
		parameters: { resource: 'directory', operation: 'export', ...parameters },
		credential,
		signal,
	});

/** The one file an export put out. */
function fileOf({ error, items }: Outcome): Buffer {
	if (error) throw error;
	return Buffer.from(items[0]?.binary?.data?.data ?? '', 'base64');
}

const exported = async (world: World, parameters: INodeParameters) =>
	rowsInLines(fileOf(await run(world, { exportTo: 'file', format: 'jsonLines', ...parameters })));

const idsOf = (rows: ReadonlyArray<Record<string, unknown>>) => rows.map(({ id }) => String(id));
const sorted = (ids: Iterable<string>) => [...ids].toSorted();
const usersOf = ({ users }: Org) => sorted(users.list().map(({ id }) => id));

const searches = ({ org }: World) =>
	apiRequests(org).filter(({ query }) => query.search?.includes('created ge'));

describe('users', () => {
	test('come once each, from several searches at a time', async () => {
		const world = await open({ users: 5000 });
		const rows = await exported(world, { dataSet: 'users' });

		expect(sorted(idsOf(rows))).toEqual(usersOf(world.org));
		const ranges = new Set(searches(world).map(({ query }) => query.search));
		expect(ranges.size).toBeGreaterThan(3);
		expect(searches(world).length).toBeLessThan(5000 / 200 + 3 * ranges.size);
	});

	test('come once each past the most results of one search', async () => {
		const world = await open({ users: 2500, searchDepth: 600 });
		const rows = await exported(world, { dataSet: 'users' });

		expect(sorted(idsOf(rows))).toEqual(usersOf(world.org));
	});

	test('come once each when more than that were created in one instant', async () => {
		const world = await open({ users: 1500, searchDepth: 400 });
		const { users } = world.org;
		const instant = users.at(300)?.created ?? 0;
		for (const user of users.list().slice(300, 1400)) users.put({ ...user, created: instant });
		const rows = await exported(world, { dataSet: 'users' });

		expect(sorted(idsOf(rows))).toEqual(usersOf(world.org));
	});

	test('come once each while others are created, changed and erased', async () => {
		const world = await open({ users: 3000 });
		const exporting = exported(world, { dataSet: 'users' }).then(idsOf);

		checkWhole(await whileUsersChange(world.org, exporting));
	});

	test('created just before are there, though search does not know them yet', async () => {
		const world = await open({ users: 300, searchLag: 60_000 });
		const { users, clock } = world.org;
		const template = users.list()[0];
		if (!template) throw new Error('The org has no users');
		const position = users.take();
		const id = world.org.directory.ids.of('00u', position);
		users.put({ ...template, position, id, created: clock.now(), lastUpdated: clock.now() });

		const ids = idsOf(await exported(world, { dataSet: 'users' }));
		expect(ids).toContain(id);
		expect(sorted(ids)).toEqual(usersOf(world.org));
	});

	test('are read one page after another where the org refuses to search, and the summary says so', async () => {
		const world = await open({ users: 900 });
		const body = { errorCode: 'E0000031', errorSummary: 'Invalid search criteria.' };
		world.org.faults.add({ path: '/api/v1/users', times: 1, then: { status: 400, body } });
		const outcome = await run(world, { dataSet: 'users', exportTo: 'file', format: 'jsonLines' });

		expect(sorted(idsOf(rowsInLines(fileOf(outcome))))).toEqual(usersOf(world.org));
		expect(outcome.items[0]?.json.notes).toEqual([expect.stringContaining('refused to search')]);
		expect(searches(world)).toEqual([]);
	});

	test('who are deactivated stay out if told to, also those deactivated just now', async () => {
		const world = await open({ users: 800 });
		const { users, clock } = world.org;
		const [one] = users.list().filter(({ status }) => status === 'ACTIVE');
		if (!one) throw new Error('Nobody is active');
		const now = clock.now();
		users.put({ ...one, status: 'DEPROVISIONED', lastUpdated: now, created: now });
		const ids = idsOf(await exported(world, { dataSet: 'users', includeDeactivated: false }));

		const active = users.list().filter(({ status }) => status !== 'DEPROVISIONED');
		expect(sorted(ids)).toEqual(sorted(active.map(({ id }) => id)));
	});

	test('have all columns of all user types, if asked for', async () => {
		const world = await open();
		const [row] = await exported(world, { dataSet: 'users', columns: 'all' });

		const { users } = world.org;
		const user = users.list().find(({ id }) => id === row?.id);
		expect(row).toMatchObject({ typeId: user?.typeId, shirtSize: user?.profile.shirtSize });
		expect(Object.keys(row ?? {})).toEqual(expect.arrayContaining(['agency', 'legacyId', 'city']));
	});

	test('have no column the schema lacks', async () => {
		const world = await open();
		const outcome = await run(world, {
			dataSet: 'users',
			columns: 'selected',
			selectedColumns: ['id', 'shoeSize'],
		});
		expect(complaint(outcome)).toContain('no shoeSize');
	});

	test('are asked for with no more than the columns', async () => {
		const world = await open();
		await exported(world, { columns: 'selected', selectedColumns: ['login', 'skills'] });

		const asked = new Set(searches(world).map(({ query }) => query.fields));
		expect([...asked]).toEqual(['id,status,created,profile:(login,skills)']);
	});
});

describe('the file', () => {
	test('has a header line, also without rows', async () => {
		const world = await open();
		const now = world.org.clock.now();
		const [since, until] = [now - 2, now - 1].map((time) => new Date(time).toISOString());
		const parameters = { dataSet: 'systemLog', since, until };
		const file = fileOf(await run(world, { ...parameters, exportTo: 'file' }));

		expect(file.toString()).toMatch(/^uuid,published,eventType,[\w,]+\r\n$/);
	});

	test('holds the same when it is compressed', async () => {
		const world = await open({ users: 700 });
		const plain = fileOf(await run(world, { exportTo: 'file' }));
		const outcome = await run(world, { exportTo: 'file', options: { gzip: true } });

		const lines = (file: Buffer) => sorted(file.toString().split('\r\n'));
		expect(lines(gunzipSync(fileOf(outcome)))).toEqual(lines(plain));
		expect(outcome.items[0]?.binary?.data).toMatchObject({
			fileName: expect.stringMatching(/^okta-users-\d{4}-\d{2}-\d{2}\.csv\.gz$/) as unknown,
			mimeType: 'application/gzip',
		});
	});

	test('disarms formulas, unless told not to', async () => {
		const world = await open({ users: 1 });
		const { users } = world.org;
		const [user] = users.list();
		if (!user) throw new Error('The org has no users');
		const profile = { ...user.profile, title: '=cmd|"/c calc"!A1', department: 'a\nb' };
		users.put({ ...user, profile });
		const columns = { columns: 'selected', selectedColumns: ['title', 'department'] };
		const read = async (options = {}) =>
			fileOf(await run(world, { exportTo: 'file', ...columns, options })).toString();

		expect(await read()).toBe(`title,department\r\n"'=cmd|""/c calc""!A1","a\nb"\r\n`);
		expect(await read({ guardFormulas: false, byteOrderMark: true })).toBe(
			`\uFEFFtitle,department\r\n"=cmd|""/c calc""!A1","a\nb"\r\n`,
		);
	});

	test('is not there when a page in the middle fails', async () => {
		const world = await open({ users: 2000 });
		world.org.faults.add({ path: '/api/v1/users', after: 4, then: { status: 403 } });
		for (const options of [{}, { gzip: true }]) {
			const outcome = await run(world, { exportTo: 'file', options });
			expect(outcome.items).toEqual([]);
			expect(complaint(outcome)).toContain('HTTP 403');
		}
	});
});

test('the limits of the org are kept, and nothing is refused', async () => {
	const world = await open({ users: 9000, limits: 'integratorFree', speed });
	const rows = await exported(world, { dataSet: 'users', columns: 'usual' });

	expect(sorted(idsOf(rows))).toEqual(usersOf(world.org));
	expect(apiRequests(world.org).length).toBeGreaterThan(50);
	expect(apiRequests(world.org).filter(({ status }) => status === 429)).toEqual([]);
});

test('a stop ends the export at once', async () => {
	const world = await open({ users: 5000 });
	world.org.faults.add({ path: '/api/v1/users', after: 5, then: { delayMs: 700 } });
	const stop = new AbortController();
	const running = run(world, { exportTo: 'file' }, stop.signal);
	while (apiRequests(world.org).length < 7) await new Promise((resolve) => setImmediate(resolve));
	stop.abort();
	const outcome = await running;

	expect(outcome.status).not.toBe('success');
	expect(outcome.items).toEqual([]);
});

describe('what belongs together', () => {
	test.each<[DataSetName, OrgOptions, column: string]>([
		['groups', { groups: 230 }, 'owningTeam'],
		['memberships', { users: 2300 }, 'groupName'],
		['apps', {}, 'signOnMode'],
		['appAssignments', { users: 1100 }, 'appLabel'],
		['adminRoles', {}, 'label'],
		['factors', { users: 120 }, 'login'],
	])('%s', async (dataSet, options, column) => {
		const world = await open(options);
		const rows = await exported(world, { dataSet, columns: 'all' });

		const { columns, rows: inTheOrg } = wholes[dataSet];
		expect(rowsBy(columns, rows).toSorted()).toEqual(inTheOrg(world.org).toSorted());
		expect(Object.keys(rows[0] ?? {})).toContain(column);
	});

	test('a role that somebody has three times has three keys', async () => {
		const world = await open({ users: 20 });
		const { directory, clock } = world.org;
		const [user] = world.org.users.list();
		const groups = world.org.groups.list().filter(({ type }) => type === 'OKTA_GROUP');
		const [first, second] = groups;
		if (!user || !first?.members || !second?.members) throw new Error('The org is too small');
		for (const { id, members } of [first, second]) {
			members?.add(user.position);
			directory.roles.add(id, 'APP_ADMIN', clock.now());
		}
		directory.roles.add(user.id, 'APP_ADMIN', clock.now());

		const rows = await exported(world, { dataSet: 'adminRoles' });
		const own = rows.filter(({ userId, type }) => userId === user.id && type === 'APP_ADMIN');

		expect(own.map(({ roleId }) => roleId)).toEqual(Array(3).fill('IFIFAX2BIRGUSTQ'));
		expect(own.map(({ assignmentId }) => assignmentId).toSorted()).toEqual(
			[
				`${user.id}:IFIFAX2BIRGUSTQ`,
				`${user.id}:${first.id}:IFIFAX2BIRGUSTQ`,
				`${user.id}:${second.id}:IFIFAX2BIRGUSTQ`,
			].toSorted(),
		);
		expect(new Set(rows.map(({ assignmentId }) => assignmentId)).size).toBe(rows.length);
	});

	test('log events of a time range, from several slices at a time', async () => {
		const world = await open();
		const { clock, directory } = world.org;
		const start = clock.now();
		clock.advance(-1_000_000);
		for (let event = 0; event < 6000; event++) {
			signIns(world.org, 1);
			if (event % 7 < 3) clock.advance(event < 5000 ? 20 : 200);
		}
		clock.advance(start - clock.now());
		const events = directory.log.events.slice();
		const [since, until] = [events[1000]?.published ?? '', events[5500]?.published ?? ''];
		const rows = await exported(world, { dataSet: 'systemLog', since, until });

		const inside = events.filter(({ published }) => published >= since && published < until);
		expect(sorted(rows.map(({ uuid }) => String(uuid)))).toEqual(
			sorted(inside.map(({ uuid }) => uuid)),
		);
		const slices = new Set(apiRequests(world.org).map(({ query }) => query.until));
		expect(slices.size).toBeGreaterThan(1);
	});
});
