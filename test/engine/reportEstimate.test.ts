import { z } from 'zod';
import { busiest, books, prepare } from './reportBooks';
import { openFor, report as run, reported } from './reporting';
import { byId } from './scenarios';
import { apiRequests, closeWorlds, complaint } from './world';

afterEach(closeWorlds);

const parts = z.array(
	z.object({ what: z.string(), requests: z.number(), minus: z.number(), plus: z.number() }),
);

const areas = ['users', 'groups', 'apps', 'roles', 'logs', 'appGrants', 'apiTokens'];

const open = async (uses = 10) => {
	const world = await openFor(areas, { users: 700, groups: 30, apps: 8 });
	await prepare(world.org, uses);
	return world;
};

test.each(books)('$name takes five requests at most, whatever is excluded', async (book) => {
	const world = await open();
	const [group] = world.org.groups.list().filter(({ type }) => type === 'OKTA_GROUP');
	const [json] = await reported(world, book.value, {
		...book.parameters?.(world.org),
		estimateOnly: true,
		includeManager: true,
		options: {
			excludeGroups: group?.id ?? '',
			excludeSearch: 'profile.userType eq "Contractor"',
			excludeTypes: ['oty1'],
		},
	});
	const sent = apiRequests(world.org);

	expect(sent.length).toBeLessThanOrEqual(5);
	expect(json).toMatchObject({ report: book.name, asked: sent.length });
	expect(String(json?.['words'])).toMatch(
		/\d requests?.* in .*minute.*: \d.* for .*\. Estimated with \d requests?\.$/,
	);
	expect(sent.filter(({ method }) => method !== 'GET')).toEqual([]);
});

test('users are counted by nobody who does not see everybody', async () => {
	const world = await open();
	world.org.faults.add({ path: '/api/v1/groups', then: { status: 200, body: [] } });
	const outcome = await run(world, 'inactive', { estimateOnly: true });

	expect(outcome.items).toEqual([]);
	expect(complaint(outcome)).toMatch(/does not say how many users[^]*group Everyone/);
	expect(apiRequests(world.org)).toHaveLength(1);
});

describe('events of the System Log', () => {
	const USES = 9000;
	const estimate = async (world: Awaited<ReturnType<typeof open>>) => {
		const appId = byId(busiest(world.org).id);
		const parameters = { appId, daysUnused: 90, estimateOnly: true };
		const [json] = await reported(world, 'unusedApp', parameters);
		const [part] = parts.parse(json?.['parts']).filter(({ what }) => what.includes('System Log'));
		if (!part) throw new Error('The log has no part in it');
		return part;
	};

	test('are counted by a sample that is spread over all hours', async () => {
		const world = await open(USES);
		const { requests, minus, plus } = await estimate(world);
		expect(requests - minus).toBeLessThanOrEqual(USES / 1000);
		expect(requests + plus).toBeGreaterThanOrEqual(USES / 1000);
		expect(requests).toBeGreaterThan(6);
		expect(requests).toBeLessThan(13);
	});

	test('are those of tokens as well, which are granted to a client ID of its own', async () => {
		const world = await open();
		world.org.faults.add({
			path: `/api/v1/apps/${busiest(world.org).id}`,
			then: {
				rewrite: () => ({
					id: busiest(world.org).id,
					credentials: { oauthClient: { client_id: 'licence-desk' } },
				}),
			},
		});
		await estimate(world);
		const asked = apiRequests(world.org).filter(({ path }) => path === '/api/v1/logs');
		expect(asked.length).toBeGreaterThan(0);
		for (const { query } of asked) expect(query.filter).toContain('"licence-desk"');
	});

	test('are counted by the newest where Okta does not look for their IDs', async () => {
		const world = await open(USES);
		const body = { errorCode: 'E0000053', errorSummary: 'Invalid filter.' };
		world.org.faults.add({ path: '/api/v1/logs', after: 1, then: { status: 400, body } });
		const { requests, minus, plus } = await estimate(world);
		expect(requests - minus).toBeLessThanOrEqual(USES / 1000);
		expect(requests + plus).toBeGreaterThanOrEqual(USES / 1000);
	});
});

test('nothing is sent for a form that makes no sense', async () => {
	const world = await open();
	const appId = byId(busiest(world.org).id);
	const outcome = await run(world, 'unusedApp', { appId, daysUnused: 91, estimateOnly: true });
	expect(complaint(outcome)).toContain('reaches back 90 days');
	expect(apiRequests(world.org)).toEqual([]);
});
