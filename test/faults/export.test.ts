import './hurry';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Outcome } from '../engine/harness';
import { rowsInLines } from '../engine/jsonLines';
import { speed } from '../engine/quickClock';
import { apiRequests, closeWorlds, type World } from '../engine/world';
import { endingOf } from './ending';
import { openFor } from './open';
import { arm, draw, lasting, nameOf, passing, patience, type Point } from './points';
import { reasons } from './reasons';

jest.mock('../../dist/nodes/Okta/transport/machineClock.js', (): unknown =>
	jest.requireActual('../engine/quickClock'),
);

const USERS = 5_000;

/** Where nothing of the org may ever be sent. */
let foreigner: Server;
let foreignOrigin = '';
const strangers: IncomingMessage[] = [];

/** Requests of an export without faults; how they are shared among readers differs a little. */
let requests = 0;

const exportUsers = async ({ n8n, credential }: World, toFile: boolean, stop?: AbortSignal) =>
	await n8n.run({
		credential,
		parameters: {
			resource: 'directory',
			operation: 'export',
			dataSet: 'users',
			...(toFile && { exportTo: 'file', format: 'jsonLines' }),
			requestOptions: { timeout: patience },
		},
		signal: stop,
	});

beforeAll(async () => {
	foreigner = createServer((request, response) => {
		strangers.push(request);
		response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
	});
	await new Promise<void>((resolve) => foreigner.listen(0, '127.0.0.1', resolve));
	const address = foreigner.address();
	if (address === null || typeof address === 'string') throw new Error('There is no port');
	foreignOrigin = `http://127.0.0.1:${address.port}`;

	const world = await openFor(USERS);
	await exportUsers(world, false);
	requests = apiRequests(world.org).length;
	await closeWorlds();
});

afterEach(closeWorlds);
afterAll(() => foreigner.close());

/** IDs of the users that were put out, as items or as lines of a file. */
function idsOf({ items }: Outcome): unknown[] {
	return items.flatMap(({ json, binary }) => {
		if (!binary?.data) return [json.id];
		return rowsInLines(Buffer.from(binary.data.data, 'base64')).map(({ id }) => id);
	});
}

const points = draw([...passing, 'a refusal', 'a page at another host', 'Stop'], 200, 3);

test.each(points.map((point): [string, Point] => [nameOf(point), point]))(
	'an export is complete, or puts out nothing and says why: %s',
	async (_, point) => {
		const world = await openFor(USERS, point);
		const stop = new AbortController();
		arm(world.org, point, requests, {
			stop: () => stop.abort(),
			foreignOrigin,
			minute: 60_000 / speed,
		});

		const outcome = await exportUsers(world, point.goesOn, stop.signal);

		expect(world.org.faults.taken).toBeGreaterThan(0);
		expect(strangers).toEqual([]);
		if (outcome.status === 'success') {
			const ids = idsOf(outcome);
			expect(ids).toHaveLength(USERS);
			expect(new Set(ids)).toEqual(new Set(world.org.users.list().map(({ id }) => id)));
			return;
		}
		expect(lasting).toContain(point.kind);
		expect(outcome.items).toEqual([]);
		expect(endingOf(outcome).complaint).toMatch(reasons[point.kind] ?? /./);
	},
);
