import { Expression, type IDataObject, type INodeParameters, jsonParse } from 'n8n-workflow';

import { text } from '../../nodes/Okta/transport/json';
import { connect, node, OKTA } from './harness';
import { byId } from './scenarios';
import { like, matching, textOf } from './scenarios/scenario';
import { apiRequests, closeWorlds, complaint, openWorld, type World } from './world';

afterEach(closeWorlds);

const open = async () =>
	await openWorld({ app: { scopes: ['okta.users.manage', 'okta.users.read'] } });

const active = ({ org }: World, count: number) =>
	org.users
		.list()
		.filter(({ status }) => status === 'ACTIVE')
		.slice(0, count)
		.map(({ id }) => id);

const writes = ({ org }: World) => apiRequests(org).filter(({ method }) => method !== 'GET');

const suspend = (safeguards: INodeParameters) => ({
	resource: 'user',
	operation: 'suspend',
	userId: byId('={{ $json.id }}'),
	safeguards,
});

/** A plan and what applies it, one node after the other, as n8n runs them. */
const planAndApply = async (world: World, ids: readonly string[], plan: string) =>
	await world.n8n.runWorkflow({
		nodes: [
			{ ...node('Start', 'n8n-nodes-base.manualTrigger'), parameters: {} },
			{
				...node('Dry Run', OKTA, world.credential),
				parameters: suspend({ dryRun: true }),
			},
			{
				...node('Apply', OKTA, world.credential),
				parameters: { resource: 'directory', operation: 'applyPlan', plan },
			},
		],
		connections: connect('Start', 'Dry Run', 'Apply'),
		items: ids.map((id) => ({ id })),
	});

describe('a plan is applied', () => {
	test.each([
		['of all items of a node', "={{ $('Dry Run').all() }}"],
		['of a node whose name is in double quotes', '={{ $("Dry Run").all() }}'],
		['of all items that came in', '={{ $input.all() }}'],
		[
			'of those that change something',
			"={{ $('Dry Run').all().filter(({ json }) => json.would !== 'nothing') }}",
		],
		['of the JSON of each', "={{ $('Dry Run').all().map((item) => item.json) }}"],
		['of the item itself', '={{ $json }}'],
		['of the item of the node before', "={{ $('Dry Run').item.json }}"],
		['as text', "={{ JSON.stringify($('Dry Run').all()) }}"],
		['as a list of texts', "={{ $('Dry Run').all().map(({ json }) => JSON.stringify(json)) }}"],
	])('%s', async (_, plan) => {
		const world = await open();
		const ids = active(world, 3);
		const outcome = await planAndApply(world, ids, plan);
		expect(outcome.error).toBeUndefined();
		expect(outcome.items.map(({ json }) => json['outcome'])).toEqual(ids.map(() => 'changed'));
		expect(writes(world)).toHaveLength(3);
	});

	test.each([
		["={{ $('Dry Run').all() }}", 1],
		["={{ $('Dry Run').all().filter(({ json }) => json.certain) }}", 1],
		["={{ $('Dry Run').all().filter(({ json }) => json.item === $itemIndex) }}", 40],
		['={{ $json }}', 40],
	])('that is %s, which is evaluated %i times for 40 items', async (plan, times) => {
		const world = await open();
		const ids = active(world, 40);
		const asked = jest.spyOn(Expression.prototype, 'resolveSimpleParameterValue');
		try {
			const outcome = await planAndApply(world, ids, plan);
			expect(outcome.items.map(({ json }) => json['outcome'])).toEqual(ids.map(() => 'changed'));
			expect(asked.mock.calls.filter(([written]) => written === plan)).toHaveLength(times);
		} finally {
			asked.mockRestore();
		}
	});
});

describe('a plan is refused', () => {
	const plansOf = async (world: World, ids: readonly string[]) =>
		(
			await world.n8n.run({
				parameters: suspend({ dryRun: true }),
				items: ids.map((id) => ({ id })),
				credential: world.credential,
			})
		).items.map(({ json }) => json);

	const apply = async (world: World, plan: unknown, more: Partial<World> = {}) =>
		await world.n8n.run({
			parameters: { resource: 'directory', operation: 'applyPlan', plan: '={{ $json.plan }}' },
			items: [{ plan: JSON.parse(JSON.stringify(plan)) as IDataObject }],
			credential: more.credential ?? world.credential,
		});

	test('after three days, and not before', async () => {
		const world = await open();
		const plans = await plansOf(world, active(world, 2));
		const clocks = [Date, performance].map((clock) => {
			const now = clock.now.bind(clock);
			return { now, mocked: jest.spyOn(clock, 'now') };
		});
		const advance = (hours: number) => {
			for (const { now, mocked } of clocks) {
				mocked.mockImplementation(() => now() + hours * 3_600_000);
			}
		};
		try {
			advance(71.9);
			const first = await apply(world, plans[0]);
			expect(first.items).toMatchObject([{ json: { outcome: 'changed' } }]);
			advance(72.1);
			const said = complaint(await apply(world, plans[1]));
			expect(said).toContain('The plan has expired at');
			expect(said).toContain('72 hours');
		} finally {
			for (const { mocked } of clocks) mocked.mockRestore();
		}
		expect(writes(world)).toHaveLength(1);
	});

	test('not, by the clock of Okta, where the machine is days behind or ahead', async () => {
		for (const days of [-9, 9]) {
			const world = await openWorld({
				org: { now: Date.now() + days * 86_400_000 },
				app: { scopes: ['okta.users.manage', 'okta.users.read'] },
			});
			const plans = await plansOf(world, active(world, 1));
			const left = Date.parse(text(plans[0]?.['expires'])) - world.org.clock.now();
			expect(Math.round(left / 3_600_000)).toBe(72);
			const applied = await apply(world, plans);
			expect(applied.items).toMatchObject([{ json: { outcome: 'changed' } }]);
		}
	});

	test('of another service app of the same org', async () => {
		const world = await open();
		const plans = await plansOf(world, active(world, 1));
		const app = await world.org.serviceApp({
			label: 'Other',
			scopes: ['okta.users.manage', 'okta.users.read'],
		});
		const credential = await world.n8n.credential('oktaServiceAppApi', app.credential());
		expect(complaint(await apply(world, plans, { credential }))).toContain(
			'The plan was made with another credential',
		);
		expect(writes(world)).toEqual([]);
	});

	test.each<[string, (plans: IDataObject[]) => unknown, RegExp]>([
		['of nothing', () => [], /"Plan"|Plan/],
		['of items of another node', () => [{ id: '00u1', login: 'ada@acme.example' }], /no plan item/],
		['of a number', () => 7, /no plan item/],
		['of text that is no JSON', () => 'yes, please', /no list of plan items in JSON/],
		[
			'of texts as a sheet has them',
			([plan]) => ({ ...plan, requests: '[object Object]' }),
			/not as it was made/,
		],
		[
			'of another date',
			([plan]) => ({ ...plan, expires: new Date(8.64e15) }),
			/not as it was made/,
		],
		[
			'with another ID in it',
			([plan]) =>
				jsonParse<unknown>(JSON.stringify(plan).replaceAll(/00u\w{17}/g, '00uNobody0000000005d7')),
			/not as it was made/,
		],
		[
			'with what it was based on taken away',
			([plan]) => ({ ...plan, basedOn: {} }),
			/not as it was made/,
		],
	])('that consists %s', async (_, altered, said) => {
		const world = await open();
		const plans = await plansOf(world, active(world, 1));
		expect(complaint(await apply(world, altered(plans)))).toMatch(said);
		expect(writes(world)).toEqual([]);
	});
});

describe('a dry run', () => {
	test('takes IDs and logins that are numbers, and refuses what is empty, item by item', async () => {
		const world = await open();
		const [id = ''] = active(world, 1);
		const outcome = await world.n8n.run({
			parameters: suspend({ dryRun: true }),
			items: [{ id }, { id: 4711 }, { id: '' }, {}, { id: null }],
			credential: world.credential,
		});
		expect(outcome.error).toBeUndefined();
		expect(outcome.items.map(({ json }) => json['would'])).toEqual([
			'change',
			...Array<string>(4).fill('be refused'),
		]);
		expect(
			outcome.items.every(({ json }) => json['would'] === 'change' || json['why'] !== ''),
		).toBe(true);
	});

	test('knows the same user by ID, by login and in other letters', async () => {
		const world = await open();
		const [id = ''] = active(world, 1);
		const login = textOf(world.org.directory.findUser(id)?.profile ?? {}, 'login');
		const outcome = await world.n8n.run({
			parameters: {
				...suspend({ dryRun: true }),
				userId: { __rl: true, mode: 'login', value: '={{ $json.login }}' },
			},
			items: [{ login }, { login: login.toUpperCase() }],
			credential: world.credential,
		});
		expect(outcome.items.map(({ json }) => json['would'])).toEqual(['change', 'be refused']);
	});

	test('says so when Okta cannot be asked, and is no plan', async () => {
		const world = await open();
		const ids = active(world, 2);
		world.org.faults.add({ path: /^\/api\/v1\/users\//, then: { status: 403, body: {} } });
		const outcome = await world.n8n.run({
			parameters: suspend({ dryRun: true }),
			items: ids.map((id) => ({ id })),
			credential: world.credential,
		});
		expect(outcome.items.map(({ json }) => json)).toEqual(
			ids.map(() => like({ certain: false, why: matching(/cannot be known|may not be read/) })),
		);
		expect(writes(world)).toEqual([]);
	});

	test.each(['continueRegularOutput', 'continueErrorOutput', 'stopWorkflow'] as const)(
		'puts out every item on the first output, with %s',
		async (onError) => {
			const world = await open();
			const [id = ''] = active(world, 1);
			const outcome = await world.n8n.run({
				parameters: suspend({ dryRun: true }),
				items: [{ id: '00uNobody0000000005d7' }, { id }],
				credential: world.credential,
				settings: { onError },
			});
			expect(outcome.outputs.map((output) => output.length)).toEqual(
				onError === 'continueErrorOutput' ? [2, 0] : [2],
			);
			expect(outcome.items.map(({ json }) => text(json['would']))).toEqual([
				'be refused',
				'change',
			]);
		},
	);
});
