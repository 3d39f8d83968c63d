import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { n8nVersions } from '../n8n/cache';
import type { SavedWorkflow } from '../n8n/rest';
import { hookScopes, openStage, type Stage } from '../n8n/stage';
import { settled } from '../n8n/waiting';
import { eventMaker, happenedIn, nothing, startedWith, TRIGGER, workflowOn } from './eventsOfOrg';
import { packedTarball } from './pack';

const hooksShape = z.array(
	z.object({
		id: z.string(),
		name: z.string(),
		status: z.string(),
		verificationStatus: z.string(),
	}),
);

/** The hooks of the org. */
async function hooksOf({ org }: Stage) {
	return hooksShape.parse(await org.console.request('GET', '/api/v1/eventHooks'));
}

/** IDs of users who can be suspended and unsuspended. */
function activeUsers({ org }: Stage): string[] {
	return [...org.users.list()].filter(({ status }) => status === 'ACTIVE').map(({ id }) => id);
}

async function executed(stage: Stage, workflow: SavedWorkflow, count: number): Promise<string[]> {
	await settled(async () => (await stage.n8n.rest.executionIds(workflow.id)).length >= count, 60);
	return await stage.n8n.rest.executionIds(workflow.id);
}

describe.each(n8nVersions)('Okta Trigger in n8n %s', (version) => {
	let stage: Stage;
	let users: string[];

	beforeAll(async () => {
		stage = await openStage({ version, tarball: packedTarball(), users: 60, scopes: hookScopes });
		users = activeUsers(stage);
	});
	afterAll(() => stage.close());

	const nextUser = (): string => {
		const user = users.pop();
		if (user === undefined) throw new Error('The org has too few active users.');
		return user;
	};

	it('registers its hook, has it verified, gets events, and takes it away again', async () => {
		const workflow = await workflowOn(stage, { source: 'hook' });
		await stage.n8n.rest.activate(workflow);
		const hooks = await hooksOf(stage);
		const user = nextUser();
		await stage.org.console.suspend(user);
		const [id = ''] = await executed(stage, workflow, 1);
		const execution = await stage.n8n.rest.execution(id);
		await stage.n8n.rest.deactivate(workflow);

		expect(hooks).toEqual([
			expect.objectContaining({
				name: `n8n: Events through hook / ${TRIGGER}`,
				status: 'ACTIVE',
				verificationStatus: 'VERIFIED',
			}),
		]);
		expect(execution.status).toBe('success');
		expect(execution.items('Then').map(({ json }) => json)).toMatchObject([
			{
				event: 'User Suspended',
				eventType: 'user.lifecycle.suspend',
				user: { id: user },
				outcome: 'SUCCESS',
			},
		]);
		expect(await hooksOf(stage)).toEqual([]);
	});

	it('hands over in the editor what comes to the test address', async () => {
		const workflow = await workflowOn(stage, { source: 'hook' });
		await stage.n8n.rest.listen(workflow, TRIGGER);
		const [hook] = await hooksOf(stage);
		const user = nextUser();
		await stage.org.console.suspend(user);
		const [id = ''] = await executed(stage, workflow, 1);
		const execution = await stage.n8n.rest.execution(id);

		expect(hook?.name).toMatch(/^n8n test: /);
		expect(execution.items(TRIGGER).map(({ json }) => json)).toMatchObject([
			{ user: { id: user } },
		]);
		await settled(async () => (await hooksOf(stage)).length === 0, 10);
		expect(await hooksOf(stage)).toEqual([]);
	});

	it('fetches the latest events in the editor where it reads the log', async () => {
		const workflow = await workflowOn(stage, { source: 'log' });
		const execution = await stage.n8n.rest.run(workflow, TRIGGER);

		expect(execution.error).toBeUndefined();
		const found = execution.items(TRIGGER).map(({ json }) => json.uuid);
		expect(found).toEqual(
			happenedIn(stage)
				.map(({ uuid }) => uuid)
				.slice(-10),
		);
	});

	it('goes on with a hook and the log in a workflow from before, where no source is chosen', async () => {
		const workflow = await workflowOn(stage, {}, nothing, 2);
		await stage.n8n.rest.activate(workflow);
		expect(await hooksOf(stage)).toHaveLength(1);
		await stage.n8n.rest.deactivate(workflow);
		expect(await hooksOf(stage)).toEqual([]);
	});

	it('reads the log, without a hook, where no source is chosen', async () => {
		const workflow = await workflowOn(stage, { interval: 1 });
		await stage.n8n.rest.activate(workflow);
		expect(await hooksOf(stage)).toEqual([]);
		const user = nextUser();
		await stage.org.console.suspend(user);
		await settled(async () => (await stage.n8n.rest.executionIds(workflow.id)).length > 0, 90);
		const [id = ''] = await stage.n8n.rest.executionIds(workflow.id);
		const execution = await stage.n8n.rest.execution(id);
		await stage.n8n.rest.deactivate(workflow);

		expect(execution.items('Then').map(({ json }) => json)).toMatchObject([{ user: { id: user } }]);
	});
});

describe(`Okta Trigger in n8n ${n8nVersions[0]}, under stress`, () => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await openStage({
			version: n8nVersions[0],
			tarball: packedTarball(),
			users: 300,
			scopes: hookScopes,
		});
	});
	afterAll(() => stage.close());

	const makeEvent = eventMaker(() => stage);

	it('says before it is activated what cannot work', async () => {
		const activated = async (parameters: Record<string, unknown>) => {
			const workflow = await workflowOn(stage, parameters);
			return await stage.n8n.rest.activate(workflow).then(
				() => 'activated',
				(error: unknown) => String(error),
			);
		};

		expect(await activated({ source: 'hook', events: ['zone.update'] })).toMatch(
			'Okta sends these events to no hook: Network Zone Updated (zone.update)',
		);
		expect(await activated({ source: 'hook', otherEvents: 'user.lifecycle.created' })).toMatch(
			'Okta sends these events to no hook: user.lifecycle.created',
		);
		expect(await hooksOf(stage)).toEqual([]);
	});

	it.each(['hook', 'both'])('lets nobody in but Okta, and no event twice: %s', async (source) => {
		const workflow = await workflowOn(stage, { source });
		await stage.n8n.rest.activate(workflow);
		const [hook] = stage.org.directory.eventHooks.list();
		const secret = hook?.auth?.value ?? '';
		const uri = hook?.uri ?? '';
		const [event] = happenedIn(stage);
		const send = async (body: string, authorization?: string) => {
			const response = await fetch(uri, {
				method: 'POST',
				headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
				body,
			});
			await response.text();
			return response.status;
		};
		const delivery = (events: unknown) =>
			JSON.stringify({ eventType: 'com.okta.event_hook', data: { events } });

		await makeEvent();
		await executed(stage, workflow, 1);
		const [delivered] = happenedIn(stage).slice(-1);
		// Whoever has a delivery of the day before yesterday, of which nothing is known any more.
		const published = new Date(Date.now() - 48 * 60 * 60_000).toISOString();
		const old = { ...delivered, uuid: 'of-the-day-before-yesterday', published };

		expect(secret).toHaveLength(43);
		expect(await send(delivery([event]))).toBe(401);
		expect(await send(delivery([event]), 'wrong')).toBe(401);
		expect(await send(delivery([event]), secret.slice(0, -1))).toBe(401);
		expect(await send(delivery([event]), `${secret}x`)).toBe(401);
		expect(await send(delivery('none'), secret)).toBe(400);
		expect(await send(delivery([{ uuid: 'x' }]), secret)).toBe(400);
		expect(await send('null', secret)).toBe(400);
		expect(await send('{"eventType":', secret)).toBeGreaterThanOrEqual(400);
		expect(await send('x'.repeat(17 * 2 ** 20), secret)).toBeGreaterThanOrEqual(400);
		expect(await send(delivery([delivered]), secret)).toBe(200);
		expect(await send(delivery([delivered, delivered]), secret)).toBe(200);
		expect(await send(delivery([old]), secret)).toBe(200);
		expect((await fetch(uri)).status).toBe(400);

		await sleep(1_000);
		const started = await stage.n8n.rest.executionIds(workflow.id);
		await stage.n8n.rest.deactivate(workflow);
		expect(started).toHaveLength(1);
	});

	it('has each of 1,000 events worked on once, though n8n is killed among them', async () => {
		const { org, n8n } = stage;
		const work = await Work.open();
		const workflow = await workflowOn(stage, { source: 'both', interval: 1 }, work.node);
		await n8n.rest.activate(workflow);
		const already = happenedIn(stage).length;
		org.log.lagBehind({ least: 200, most: 3_000 });
		org.hooks.trouble({
			dropped: 0.04,
			doubled: 0.02,
			doubledAnew: 0.01,
			reordered: 0.02,
			delayed: 0.01,
		});
		org.hooks.collecting = { milliseconds: 60, most: 20 };
		const make = async (count: number) => {
			for (let made = 0; made < count; made++) {
				await makeEvent();
				await sleep(12);
			}
		};
		await make(400);
		await n8n.kill();
		await make(100);
		const started = n8n.restart();
		await make(100);
		await started;
		await make(400);
		await org.hooks.delivered();

		const expected = happenedIn(stage)
			.slice(already)
			.map(({ uuid }) => uuid);
		expect(expected).toHaveLength(1_000);
		await settled(async () => expected.every((uuid) => work.times(uuid) > 0), 150);
		// Whatever comes twice comes by now.
		await sleep(65_000);
		const executions = await startedWith(stage, workflow);
		await n8n.rest.deactivate(workflow);
		await work.close();
		org.hooks.trouble();
		org.log.lagBehind();

		const cut = new Set(
			executions.flatMap(({ status, events }) => (status === 'success' ? [] : events)),
		);
		const twice = expected.filter((uuid) => work.times(uuid) > 1);
		process.stdout.write(
			`1,000 events in ${executions.length} executions; the kill cut off those of ${cut.size}, of which ${twice.length} were worked on before and after\n`,
		);
		expect(expected.filter((uuid) => work.times(uuid) === 0)).toEqual([]);
		expect(twice.filter((uuid) => !cut.has(uuid))).toEqual([]);
		expect(expected.filter((uuid) => work.times(uuid) > 2)).toEqual([]);
	}, 420_000);
});

/** Sees what a workflow does, as the world sees it: an address to which it sends each event. */
class Work {
	readonly #times = new Map<string, number>();
	readonly #server = createServer((request, response) => {
		const uuid = request.url?.slice(1) ?? '';
		this.#times.set(uuid, this.times(uuid) + 1);
		response.end('{}');
	});

	static async open(): Promise<Work> {
		const work = new Work();
		await new Promise<void>((resolve) => work.#server.listen(0, '127.0.0.1', resolve));
		return work;
	}

	async close(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}

	/** How often an event was worked on. */
	times(uuid: string): number {
		return this.#times.get(uuid) ?? 0;
	}

	/** The node that does it. */
	get node() {
		const address = this.#server.address();
		const port = address !== null && typeof address === 'object' ? address.port : 0;
		const url = `=http://127.0.0.1:${port}/{{ $json.uuid }}`;
		return {
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: { url, options: {} },
		};
	}
}
