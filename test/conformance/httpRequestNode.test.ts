import type { IDataObject } from 'n8n-workflow';

import { connect, node } from '../engine/harness';
import { closeWorlds, openWorld, type World } from '../engine/world';

/*
 * n8n's HTTP Request node asks for a new token after any failed request. It must not get one each
 * time, and must get one when the old one is to blame.
 */
const seconds = 1_000;
const minutes = 60 * seconds;
const credentialType = 'oktaServiceAppApi';

const { now } = Date;
let passed = 0;

beforeEach(() => {
	passed = 0;
	jest.spyOn(Date, 'now').mockImplementation(() => now() + passed);
});

afterEach(async () => {
	jest.restoreAllMocks();
	await closeWorlds();
});

/** From now on, this machine and the org both are so much later. */
function pass(milliseconds: number): void {
	passed += milliseconds;
}

/** Sends a GET for each path by the HTTP Request node. */
async function request({ n8n, org, credential }: World, paths: string[]) {
	const { items, status } = await n8n.runWorkflow({
		nodes: [
			{ ...node('Start', 'n8n-nodes-base.manualTrigger'), parameters: {} },
			{
				...node('HTTP Request', 'n8n-nodes-base.httpRequest', credential),
				onError: 'continueRegularOutput',
				parameters: { type: credentialType, url: '={{ $json.url }}' },
			},
		],
		connections: connect('Start', 'HTTP Request'),
		items: paths.map((path): IDataObject => ({ url: org.url + path })),
	});
	expect(status).toBe('success');
	return items.map(({ json }) => (json.error === undefined ? 'answered' : 'failed'));
}

const users = '/api/v1/users?limit=1';
const thirty = <T>(one: T): T[] => Array.from({ length: 30 }, () => one);
const failing = thirty('/api/v1/users/nobody');
const exchanges = ({ org }: World) => org.ledger.tokenExchanges().length;
const apiCalls = ({ org }: World) => org.ledger.filter({ path: /^\/api/ }).length;

describe.each([
	['Bearer', false],
	['DPoP', true],
])('with %s', (_type, dpop) => {
	const open = async () => await openWorld({ app: { dpop } });

	it('one token serves all items and all executions', async () => {
		const world = await open();

		expect(await request(world, thirty(users))).toEqual(thirty('answered'));
		expect(await request(world, [users])).toEqual(['answered']);

		expect(exchanges(world)).toBe(1);
		expect(apiCalls(world)).toBe(31);
	});

	it('thirty items that fail with a young token cost nothing', async () => {
		const world = await open();
		await request(world, [users]);

		expect(await request(world, failing)).toEqual(thirty('failed'));

		expect(exchanges(world)).toBe(1);
		expect(apiCalls(world)).toBe(31);
	});

	it.each([
		['404', undefined],
		['429', { status: 429 }],
		['500', { status: 500 }],
	])(
		'thirty items that fail with %s and an older token cost one exchange',
		async (_status, then) => {
			const world = await open();
			await request(world, [users]);
			pass(20 * minutes);
			if (then) world.org.faults.add({ path: /^\/api/, then });

			expect(await request(world, failing)).toEqual(thirty('failed'));
			expect(exchanges(world)).toBe(2);

			pass(minutes);
			expect(await request(world, failing)).toEqual(thirty('failed'));
			expect(exchanges(world)).toBe(2);
		},
	);

	it('a token that was revoked is replaced, once for all items', async () => {
		const world = await open();
		await request(world, [users]);
		pass(minutes);
		world.app.revokeTokens();

		expect(await request(world, thirty(users))).toEqual(thirty('answered'));

		expect(exchanges(world)).toBe(2);
	});

	it('an expired token is replaced before anything fails', async () => {
		const world = await open();
		await request(world, [users]);
		pass(60 * minutes);

		expect(await request(world, thirty(users))).toEqual(thirty('answered'));

		expect(exchanges(world)).toBe(2);
		expect(apiCalls(world)).toBe(31);
	});
});

it('a request to another host carries no token, is not sent, and costs no new token', async () => {
	const world = await openWorld();
	const elsewhere = await openWorld();
	await request(world, [users]);
	pass(20 * minutes);

	expect(await request(world, [`@${new URL(elsewhere.org.url).host}${users}`])).toEqual(['failed']);

	expect(elsewhere.org.ledger.requests).toEqual([]);
	expect(exchanges(world)).toBe(1);
});
