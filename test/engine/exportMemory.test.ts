import { type IDataObject, type INode, jsonParse } from 'n8n-workflow';

import { isObject } from '../../nodes/Okta/transport/json';
import { connect, type Memory, node, OKTA } from './harness';
import { signIns } from './scenarios/logEvents';
import { apiRequests, closeWorlds, openWorld, type World } from './world';

afterEach(closeWorlds);

const scopes = ['okta.users.read', 'okta.groups.read', 'okta.logs.read'];

/** Makes something happen that the next export of changes has to tell. */
type Happen = (world: World) => void;

const changeUsers: Happen = ({ org: { users, clock } }) => {
	clock.advance(3_600_000);
	for (const user of users.list().slice(0, 5)) {
		users.put({ ...user, lastUpdated: clock.now() });
	}
};

const changeGroups: Happen = ({ org: { groups, clock } }) => {
	clock.advance(3_600_000);
	for (const group of groups.list().slice(2, 5)) {
		groups.rename(group, { ...group.profile, name: `New ${group.id}` }, clock.now());
	}
};

const changeMembers: Happen = ({ org: { groups, directory, clock } }) => {
	clock.advance(3_600_000);
	const group = groups.list().find(({ type }) => type === 'OKTA_GROUP');
	const [first = -1] = group ? directory.membersFrom(group, 0) : [];
	group?.members?.delete(first);
	if (group) group.lastMembershipUpdated = clock.now();
};

const happenInLog: Happen = ({ org }) => {
	signIns(org, 5);
};

/** Every data set that has changes, and a status that none of its requests can do without. */
const dataSets: ReadonlyArray<[dataSet: string, happen: Happen, refusal: number]> = [
	['users', changeUsers, 400],
	['groups', changeGroups, 400],
	['memberships', changeMembers, 400],
	['systemLog', happenInLog, 403],
];

interface Run {
	memory: Memory;
	items?: number;
	settings?: Partial<INode>;
	signal?: AbortSignal;
}

async function schedule(dataSet: string) {
	const world = await openWorld({ org: { users: 300 }, app: { scopes } });
	const since = new Date(world.org.clock.now() - 3_600_000).toISOString();
	const start = async ({ memory, items = 1, settings, signal }: Run) => {
		const named = { ...node('Export', OKTA, world.credential), id: 'a1b2', ...settings };
		const parameters = {
			resource: 'directory',
			operation: 'export',
			dataSet,
			extent: 'changes',
			since,
		};
		return await world.n8n.runWorkflow({
			nodes: [
				{ ...node('Start', 'n8n-nodes-base.manualTrigger'), parameters: {} },
				{ ...named, parameters },
			],
			connections: connect('Start', named.name),
			items: Array.from({ length: items }, () => ({})),
			memory,
			signal,
		});
	};
	const rows = async (run: Run) => {
		const { error, items } = await start(run);
		if (error) throw error;
		return items.map(({ json }) => JSON.stringify(json)).toSorted();
	};
	return { world, start, rows };
}

/** A schedule whose first run is over, and what the next one has to put out. */
async function begun(dataSet: string, happen: Happen) {
	const { world, start, rows } = await schedule(dataSet);
	const memory: Memory = { saved: '{}' };
	await rows({ memory });
	happen(world);
	const before = apiRequests(world.org).length;
	const expected = await rows({ memory: { ...memory } });
	const requests = apiRequests(world.org).length - before;
	expect(expected).not.toEqual([]);
	return { world, start, rows, memory, expected, requests };
}

const parsed = ({ saved }: Memory) => jsonParse<IDataObject>(saved);

describe.each(dataSets)('changes of %s', (dataSet, happen, status) => {
	const setUp = async () => {
		const all = await begun(dataSet, happen);
		/** Refuses what comes after the requests of a first item. */
		const refuse = (times: number) =>
			all.world.org.faults.add({ after: all.requests, times, path: /^\/api/, then: { status } });
		return { ...all, refuse };
	};

	test('come again when a second item fails and the first is put out with it nowhere', async () => {
		const { start, rows, memory, expected, refuse } = await setUp();
		const before = parsed(memory);
		const disarm = refuse(Infinity);
		expect((await start({ memory, items: 2 })).status).toBe('error');
		expect(parsed(memory)).toEqual(before);

		disarm();
		expect(await rows({ memory })).toEqual(expected);
		expect(await rows({ memory })).toEqual([]);
	});

	test('are all there when n8n tries a node again of which the second item was refused', async () => {
		const { rows, memory, expected, refuse } = await setUp();
		refuse(1);
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		expect(await rows({ memory, items: 2, settings })).toEqual(expected);
		expect(await rows({ memory })).toEqual([]);
	});

	test('are put out once beside the error of a second item', async () => {
		const { start, rows, memory, expected, refuse } = await setUp();
		const disarm = refuse(Infinity);
		const outcome = await start({
			memory,
			items: 2,
			settings: { onError: 'continueErrorOutput' },
		});
		const [done = [], failed = []] = outcome.outputs;
		expect(done.map(({ json }) => JSON.stringify(json)).toSorted()).toEqual(expected);
		expect(failed).toHaveLength(1);

		disarm();
		expect(await rows({ memory })).toEqual([]);
	});

	test('come again after Stop in the second item', async () => {
		const { world, start, rows, memory, expected, requests } = await setUp();
		const before = parsed(memory);
		const stop = new AbortController();
		const disarm = world.org.faults.add({
			after: requests,
			path: /^\/api/,
			then: { meanwhile: () => stop.abort() },
		});
		await start({ memory, items: 2, signal: stop.signal });
		expect(parsed(memory)).toEqual(before);

		disarm();
		expect(await rows({ memory })).toEqual(expected);
	});

	test('go on when the node has got another name', async () => {
		const { rows, memory, expected } = await setUp();
		expect(await rows({ memory, settings: { name: 'Renamed' } })).toEqual(expected);
		expect(await rows({ memory })).toEqual([]);
	});

	test('begin anew in a copy of the node, which has another ID', async () => {
		const { rows, memory, expected } = await setUp();
		const copied = await rows({ memory, settings: { id: 'c3d4' } });
		expect(copied.length).toBeGreaterThan(expected.length);
		expect(await rows({ memory })).toEqual(expected);
	});

	test('go on from what an earlier version kept by the name of the node', async () => {
		const { rows, memory, expected } = await setUp();
		const { global } = parsed(memory);
		const kept = isObject(global) ? global['oktaExport:a1b2'] : undefined;
		memory.saved = JSON.stringify({ 'node:Export': kept });
		expect(await rows({ memory })).toEqual(expected);
		expect(memory.saved).not.toContain('"node:Export":{"changes"');
		expect(await rows({ memory, settings: { name: 'Renamed' } })).toEqual([]);
	});
});
