import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Org } from '../org';
import { byId, mapped } from './scenarios';
import {
	apiRequests,
	closeWorlds,
	complaint,
	openWorld,
	type World,
	type WorldOptions,
} from './world';

jest.mock('../../dist/nodes/Okta/transport/machineClock.js', (): unknown =>
	jest.requireActual('./quickClock'),
);

afterEach(closeWorlds);

async function open(options: WorldOptions = {}): Promise<World> {
	const scopes = ['okta.identitySources.manage', 'okta.users.read', 'okta.groups.read'] as const;
	const world = await openWorld({
		app: { scopes: [...scopes] },
		...options,
		org: { transitionTime: 50, ...options.org },
	});
	world.org.directory.addIdentitySource(appOf(world.org));
	return world;
}

const appOf = ({ apps }: Org) => {
	const [first] = apps.list();
	if (!first) throw new Error('The org has no app');
	return first;
};

const sourceOf = (org: Org) => {
	const source = org.directory.identitySources.get(appOf(org).id);
	if (!source) throw new Error('There is no identity source');
	return source;
};

const rows = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, number) => ({
		number: `E${String(number)}`,
		login: `hired${String(number)}@acme.example`,
		firstName: `Ada${String(number)}`,
	}));

const form = (org: Org, parameters: INodeParameters = {}): INodeParameters => ({
	resource: 'identitySource',
	operation: 'import',
	appId: byId(appOf(org).id),
	externalId: '={{ $json.number }}',
	userName: '={{ $json.login }}',
	profile: mapped(
		['email', 'string', '={{ $json.login }}'],
		['firstName', 'string', '={{ $json.firstName }}'],
	),
	...parameters,
});

const load = async (
	{ n8n, org, credential }: World,
	items: IDataObject[],
	parameters: INodeParameters = {},
	signal?: AbortSignal,
) => await n8n.run({ parameters: form(org, parameters), items, credential, signal });

const writes = ({ org }: World) => apiRequests(org).filter(({ method }) => method !== 'GET');
const uploads = (world: World) => writes(world).filter(({ path }) => /bulk-/.test(path));
const outcomesOf = (items: ReadonlyArray<{ json: IDataObject }>) =>
	items.map(({ json }) => json['outcome']).filter((outcome) => outcome !== undefined);

test('uploads 200 rows a request, starts once, and says of each row what is to be seen', async () => {
	const world = await open();
	const { items, error } = await load(world, rows(450));
	expect(error).toBeUndefined();
	expect(uploads(world)).toHaveLength(3);
	expect(writes(world)).toHaveLength(3 + 2);
	expect(new Set(outcomesOf(items))).toEqual(new Set(['imported']));
	expect(items.at(-1)?.json).toMatchObject({ summary: true, imported: 450 });
	expect(world.org.users.byLogin('hired449@acme.example')).toMatchObject({ status: 'STAGED' });
});

test('takes more than 10,000 rows in sessions, one after another', async () => {
	const world = await open();
	const options = { lookAfterwards: false };
	const few = { options, profile: mapped(['firstName', 'string', 'Ada']) };
	const { items, error } = await load(world, rows(10_100), few);
	expect(error).toBeUndefined();
	const steps = writes(world).map(({ path }) => path.replace(/^.*\//, ''));
	const first = steps.indexOf('start-import');
	expect(steps.slice(0, first).filter((step) => step === 'bulk-upsert')).toHaveLength(50);
	expect(steps.slice(first + 1)).toEqual(['sessions', 'bulk-upsert', 'start-import']);
	expect(
		sourceOf(world.org)
			.sessions.list()
			.map(({ status }) => status),
	).toEqual(['COMPLETED', 'COMPLETED']);
	expect(outcomesOf(items)).toHaveLength(10_100);
	expect(new Set(outcomesOf(items))).toEqual(new Set(['accepted']));
});

test('says unknown of all rows of a session that ends in an error', async () => {
	const world = await open();
	sourceOf(world.org).outcome = 'ERROR';
	const { items } = await load(world, rows(2));
	expect(items[0]?.json).toMatchObject({ outcome: 'unknown', sessionStatus: 'ERROR' });
	expect(items.at(-1)?.json).toMatchObject({ unknown: 2 });
});

test('says unknown when Okta is not through in time', async () => {
	const world = await open({ org: { transitionTime: 600_000 } });
	const { items } = await load(world, rows(1), { options: { waitAtMost: 0 } });
	expect(items[0]?.json).toMatchObject({ outcome: 'unknown', sessionStatus: 'TRIGGERED' });
});

test('says accepted where search does not show the user yet, or shows another name', async () => {
	const late = await open({ org: { searchLag: 60_000 } });
	const { items } = await load(late, rows(1));
	expect(items[0]?.json).toMatchObject({
		outcome: 'accepted',
		why: 'No user with this login is to be seen yet.',
	});
});

test('waits until a session that is at work is over', async () => {
	const world = await open();
	const { sessions } = sourceOf(world.org);
	const now = world.org.directory.clock.now();
	sessions.add((id) => ({
		id,
		sourceId: appOf(world.org).id,
		status: 'TRIGGERED',
		created: now,
		lastUpdated: now,
		ends: { at: now + 100, as: 'COMPLETED' },
		entries: new Map(),
		profiles: 0,
		uploads: 0,
	}));
	const { error } = await load(world, rows(1));
	expect(error).toBeUndefined();
	expect(sessions.list().map(({ status }) => status)).toEqual(['COMPLETED', 'COMPLETED']);
});

describe('a session that somebody left open', () => {
	const leaveOpen = async () => {
		const world = await open();
		const now = world.org.directory.clock.now();
		sourceOf(world.org).sessions.add((id) => ({
			id,
			sourceId: appOf(world.org).id,
			status: 'CREATED',
			created: now,
			lastUpdated: now,
			entries: new Map(),
			profiles: 0,
			uploads: 0,
		}));
		return world;
	};

	test('stops the run before anything is sent', async () => {
		const world = await leaveOpen();
		const outcome = await load(world, rows(1));
		expect(complaint(outcome)).toMatch(/The import session aps\w+ of this source is CREATED/);
		expect(writes(world)).toEqual([]);
	});

	test('is canceled by choice', async () => {
		const world = await leaveOpen();
		const { items } = await load(world, rows(1), { options: { openSession: 'cancel' } });
		expect(outcomesOf(items)).toEqual(['imported']);
		expect(sourceOf(world.org).sessions.list()[0]?.status).toBe('CLOSED');
	});
});

test('rows that Okta would drop without a word are refused, and doubles skipped', async () => {
	const world = await open();
	const [one = {}, two = {}] = rows(2);
	const { items } = await load(world, [
		one,
		one,
		{ ...two, number: '' },
		{ ...two, login: 'no-address' },
		{ ...two, firstName: 'x'.repeat(51) },
	]);
	expect(items.slice(0, -1).map(({ json }) => [json['outcome'], json['why']])).toEqual([
		['imported', undefined],
		['skipped', 'Item 1 has the external ID of item 0.'],
		['refused', 'The row has no external ID.'],
		['refused', 'email is no address: no-address'],
		['refused', 'firstName has 51 characters, and Okta takes 1 to 50.'],
	]);
	const strict = await load(world, [one, one], { options: { duplicateRows: 'fail' } });
	expect(complaint(strict)).toContain('Item 1 has the external ID of item 0');
	const checked = await load(world, [one, {}], { options: { badRows: 'fail' } });
	expect(complaint(checked)).toContain('Item 1: The row has no external ID.');
});

describe('groups, and who is in them', () => {
	const ofGroups = { importOf: 'groups', externalId: '={{ $json.team }}' };
	const named = { ...ofGroups, displayName: '={{ $json.name }}' };
	const ofMembers = {
		importOf: 'members',
		groupExternalId: '={{ $json.team }}',
		memberExternalId: '={{ $json.who }}',
	};
	const teams = (count: number) =>
		Array.from({ length: count }, (_, at) => ({
			team: `t${String(at)}`,
			name: `Team ${String(at)}`,
		}));

	test('go up 200 a request, and it is looked which of them are there', async () => {
		const world = await open();
		const made = await load(world, teams(250), named);
		expect(made.error).toBeUndefined();
		expect(uploads(world).map(({ path }) => path.replace(/^.*\//, ''))).toEqual([
			'bulk-groups-upsert',
			'bulk-groups-upsert',
		]);
		expect(made.items.at(-1)?.json).toMatchObject({ summary: true, imported: 250 });
		expect(sourceOf(world.org).groups).toHaveLength(250);

		const people = Array.from({ length: 450 }, (_, at) => ({
			team: `t${String(at % 3)}`,
			who: `E${String(at)}`,
		}));
		const before = apiRequests(world.org).length;
		const joined = await load(world, people, ofMembers);
		expect(joined.error).toBeUndefined();
		expect(uploads(world)).toHaveLength(2 + 3);
		expect(
			sourceOf(world.org)
				.groups.map(({ members }) => members.size)
				.slice(0, 4),
		).toEqual([150, 150, 150, 0]);
		expect(joined.items.at(-1)?.json).toMatchObject({ summary: true, imported: 450 });
		const looks = apiRequests(world.org)
			.slice(before)
			.filter(({ path }) => path.endsWith('/membership'));
		expect(looks).toHaveLength(3);

		const left = await load(world, people.slice(0, 3), { ...ofMembers, memberAction: 'remove' });
		expect(outcomesOf(left.items)).toEqual(['accepted', 'accepted', 'accepted']);
		expect(sourceOf(world.org).groups[0]?.members.has('E0')).toBe(false);

		const gone = await load(world, teams(249), { ...ofGroups, importAction: 'delete' });
		expect(gone.error).toBeUndefined();
		expect(sourceOf(world.org).groups.map(({ externalId }) => externalId)).toEqual(['t249']);
	});

	test('a member of a group that the source does not have is accepted, and that is said', async () => {
		const world = await open();
		const { items } = await load(world, [{ team: 'nowhere', who: 'E1' }], ofMembers);
		expect(items[0]?.json).toMatchObject({
			outcome: 'accepted',
			why: 'The group is not to be seen yet.',
		});
	});

	test.each<[string, INodeParameters, IDataObject[], unknown[]]>([
		[
			'groups',
			named,
			[
				{ team: 'a', name: 'A' },
				{ team: 'a', name: 'B' },
				{ team: '', name: 'C' },
				{ team: 'd', name: '' },
				{ team: 'x'.repeat(256), name: 'E' },
				{ team: 'f', name: 'x'.repeat(256) },
			],
			[
				undefined,
				'Item 1 has the external ID of item 0.',
				'The row has no external ID.',
				'The row has no display name.',
				'The external ID is longer than 255 characters.',
				'displayName has 256 characters, and Okta takes 1 to 255.',
			],
		],
		[
			'members',
			ofMembers,
			[
				{ team: 'a', who: 'E1' },
				{ team: 'a', who: 'E1' },
				{ team: '', who: 'E1' },
				{ team: 'a', who: '' },
			],
			[
				'The group is not to be seen yet.',
				'Item 1 has the group and the member of item 0.',
				'The row has no external ID of a group.',
				'The row has no external ID of a member.',
			],
		],
	])('rows of %s that Okta would drop are refused', async (_, parameters, items, whys) => {
		const world = await open();
		const outcome = await load(world, items, parameters);
		expect(outcome.items.slice(0, -1).map(({ json }) => json['why'])).toEqual(whys);
	});

	test.each([
		['groups', named],
		['members', ofMembers],
	])(
		'a dry run shows each of the %s, and where groups are protected nothing is sent',
		async (_, parameters) => {
			const world = await open();
			const items = [{ team: 'a', name: 'A', who: 'E1' }];
			const planned = await load(world, items, { ...parameters, safeguards: { dryRun: true } });
			expect(planned.items.map(({ json }) => json)).toMatchObject([
				{ would: parameters === named ? 'change' : 'create', certain: false, applicable: false },
			]);
			expect(writes(world)).toEqual([]);
			const guarded = { protectedGroups: 'Engineering' };
			const outcome = await load(world, items, { ...parameters, safeguards: guarded });
			expect(complaint(outcome)).toContain('names a group otherwise than by ID');
			expect(uploads(world)).toEqual([]);
		},
	);
});

describe('safeguards', () => {
	test('Dry Run shows a plan for each row, which cannot be applied by itself', async () => {
		const world = await open();
		const { items } = await load(world, rows(3), { safeguards: { dryRun: true } });
		expect(items.map(({ json }) => json)).toMatchObject(
			rows(3).map(({ number }) => ({
				would: 'change',
				certain: false,
				applicable: false,
				object: { type: 'identity source user', id: number },
			})),
		);
		expect(writes(world)).toEqual([]);
	});

	test('Stop Before More Than counts rows', async () => {
		const world = await open();
		const outcome = await load(world, rows(3), { safeguards: { stopBefore: 2 } });
		expect(complaint(outcome)).toContain('would change 3 items');
		expect(writes(world)).toEqual([]);
	});

	test('where users or groups are protected, nothing is sent: the source calls them otherwise', async () => {
		const world = await open();
		const [user] = world.org.users.list();
		const safeguards = { protectedUsers: String(user?.id) };
		const outcome = await load(world, rows(1), { safeguards });
		expect(complaint(outcome)).toContain('names a user otherwise than by ID');
		expect(sourceOf(world.org).sessions.list()).toEqual([]);
		const created = await world.n8n.run({
			parameters: {
				resource: 'identitySource',
				operation: 'createGroup',
				appId: byId(appOf(world.org).id),
				externalId: 'G1',
				displayName: 'New',
				safeguards: { protectedGroups: 'Engineering' },
			},
			items: [{}],
			credential: world.credential,
		});
		expect(complaint(created)).toContain('names a group otherwise than by ID');
	});
});

describe('a run that ends early', () => {
	test('cancels a session it has not started, and says that nothing was done', async () => {
		const world = await open();
		const path = /start-import$/;
		world.org.faults.add({ method: 'POST', path, then: { status: 400, body: {} } });
		const outcome = await load(world, rows(3));
		expect(complaint(outcome)).toMatch(/Of 3 items, counted from 0/);
		expect(sourceOf(world.org).sessions.list()[0]?.status).toBe('CLOSED');
		expect(world.org.users.byLogin('hired0@acme.example')).toBeUndefined();
	});

	test('names a session it could not cancel', async () => {
		const world = await open();
		world.org.faults.add({
			method: 'POST',
			path: /start-import$/,
			then: { status: 400, body: {} },
		});
		world.org.faults.add({ method: 'DELETE', then: { status: 403, body: {} } });
		const outcome = await load(world, rows(1));
		expect(complaint(outcome)).toMatch(/import session aps\w+ was not started, and could not be/);
	});

	test.each([
		['opens it', /\/sessions$/],
		['uploads', /bulk-upsert$/],
		['starts it', /start-import$/],
	])('goes on when the answer to the request that %s is lost', async (_, path) => {
		const world = await open();
		world.org.faults.add({ method: 'POST', path, times: 1, then: 'resetAfter' });
		const { items, error } = await load(world, rows(2));
		expect(error).toBeUndefined();
		expect(outcomesOf(items)).toEqual(['imported', 'imported']);
		expect(sourceOf(world.org).sessions.list()).toHaveLength(1);
	});
});

test('a long list of members comes in pages', async () => {
	const world = await open();
	const members = Array.from({ length: 2_500 }, (_, number) => `E${String(number)}`);
	sourceOf(world.org).groups.push({
		id: 'igr1',
		externalId: 'all',
		profile: { displayName: 'All' },
		members: new Set(members),
	});
	const { items } = await world.n8n.run({
		parameters: {
			resource: 'identitySource',
			operation: 'getMembers',
			appId: byId(appOf(world.org).id),
			sourceGroup: 'all',
		},
		items: [{}],
		credential: world.credential,
	});
	expect(items.map(({ json }) => json['memberExternalId'])).toEqual(members);
	expect(apiRequests(world.org)).toHaveLength(3);
});
