import { setTimeout as sleep } from 'node:timers/promises';
import { isObject } from '../../nodes/Okta/transport/json';
import { answeringWorkflow, consequences, wait } from '../n8n/answering';
import { chain } from '../n8n/chain';
import { openQueueServices } from '../n8n/queueServices';
import {
	credentialType,
	hookScopes,
	inlineHookScopes,
	oktaNode,
	openStage,
	type Stage,
	triggerType,
} from '../n8n/stage';
import { packedTarball } from './pack';

/*
 * Main process and two workers: three processes that share nothing but the database. A worker can
 * only join an exchange of its own process, and reads what the other one has stored.
 */
const WORKERS = 2;
const AT_ONCE = 20;
const PATH = 'queue-mode';

/** A migration of an empty database, and three starts of n8n, on a busy machine. */
const START_MS = 600_000;

describe('two workers of n8n 2.41.1 with a DPoP-bound token', () => {
	let stage: Stage;
	let workers: string[];
	const opened: Array<{ close(): Promise<void> }> = [];

	beforeAll(async () => {
		const services = await openQueueServices();
		opened.unshift(services);
		stage = await openStage({
			version: '2.41.1',
			tarball: packedTarball(),
			users: 20,
			dpop: true,
			scopes: [...hookScopes, ...inlineHookScopes],
			env: services.env,
		});
		opened.unshift(stage);
		workers = await Promise.all(Array.from({ length: WORKERS }, () => stage.n8n.addWorker()));

		const workflow = await stage.n8n.rest.createWorkflow(
			chain(
				'Queue mode',
				{
					name: 'Webhook',
					type: 'n8n-nodes-base.webhook',
					typeVersion: 2,
					webhookId: '3b8a5f0e-6a0d-4c3f-9d57-0c8f3e1f9a11',
					parameters: { path: PATH, responseMode: 'lastNode', options: {} },
				},
				oktaNode(stage.credential, 'Get one user', {
					resource: 'user',
					operation: 'getAll',
					returnAll: false,
					limit: 1,
				}),
			),
		);
		await stage.n8n.rest.activate(workflow);
		// Long enough for everybody who has no token to ask for one.
		stage.org.faults.add({ path: '/oauth2/v1/token', then: { delayMs: 2_000 } });
	}, START_MS);
	afterAll(async () => {
		for (const one of opened) await one.close();
	}, START_MS);

	const exchanges = () => stage.org.ledger.tokenExchanges(stage.app.clientId).length;

	/** Runs the workflow so many times at once; answers what each execution gave back. */
	const runAtOnce = async (): Promise<string[]> =>
		await Promise.all(
			Array.from({ length: AT_ONCE }, async () => {
				const response = await fetch(`${stage.n8n.url}/webhook/${PATH}`);
				return `${response.status}: ${await response.text()}`;
			}),
		);
	const all = (pattern: RegExp): unknown[] =>
		Array.from({ length: AT_ONCE }, (): unknown => expect.stringMatching(pattern));
	const aUser = /^200: .*"id":"00u/;

	it('exchange a token once each when there is none', async () => {
		expect(await runAtOnce()).toEqual(all(aUser));

		expect(exchanges()).toBeGreaterThanOrEqual(1);
		expect(exchanges()).toBeLessThanOrEqual(WORKERS);
	});

	it('share the stored one from then on, with its proof key', async () => {
		stage.org.ledger.clear();

		expect(await runAtOnce()).toEqual(all(aUser));
		expect(exchanges()).toBe(0);
		const calls = stage.org.ledger.filter({ path: '/api/v1/users' });
		expect(calls.map(({ headers }) => headers.authorization)).toEqual(all(/^DPoP /));
	});

	it.each([
		['has expired', () => stage.org.clock.advance(61 * 60 * 1000)],
		['was revoked', () => stage.app.revokeTokens()],
	])('exchange it once each when it %s', async (_what, end) => {
		stage.org.ledger.clear();
		end();

		expect(await runAtOnce()).toEqual(all(aUser));
		expect(exchanges()).toBeGreaterThanOrEqual(1);
		expect(exchanges()).toBeLessThanOrEqual(WORKERS);
	});

	it(
		'start a flow once for each event, whichever way it came',
		async () => {
			const { n8n, org, credential } = stage;
			org.faults.clear();
			const workflow = await n8n.rest.createWorkflow(
				chain('Events', {
					name: 'When a user is suspended',
					type: triggerType,
					typeVersion: 2,
					webhookId: '0f6d6f61-98f6-45a7-b4d3-3f7a0b3d6a02',
					parameters: { source: 'both', interval: 1, events: ['user.lifecycle.suspend'] },
					credentials: { [credentialType]: { id: credential.id, name: credential.name } },
				}),
			);
			await n8n.rest.activate(workflow);
			const users = org.users.list().filter(({ status }) => status === 'ACTIVE');
			org.hooks.trouble({ dropped: 0.3, doubledAnew: 0.3 });
			for (const { id } of users) {
				await org.console.suspend(id);
				await org.hooks.delivered();
			}
			// The log is read at least once, and once more.
			await sleep(125_000);
			const ids = await n8n.rest.executionIds(workflow.id);
			const executions = await Promise.all(ids.map(async (id) => await n8n.rest.execution(id)));
			await n8n.rest.deactivate(workflow);

			const seen = executions
				.flatMap((execution) => execution.items('When a user is suspended'))
				.map(({ json }) => (isObject(json.user) ? json.user.id : undefined));
			expect(seen.toSorted()).toEqual(users.map(({ id }) => id).toSorted());
		},
		START_MS,
	);

	it('answer Okta through the process it asks, and say so when they are late', async () => {
		const type = 'com.okta.oauth2.tokens.transform';
		stage.org.inlineHooks.timeout = 10_000;
		const workflow = await answeringWorkflow(stage, type);
		await stage.n8n.rest.activate(workflow);
		const { consequence } = await stage.org.inlineHooks.occur(type, stage.org.url);
		await stage.n8n.rest.deactivate(workflow);
		expect(consequence).toMatchObject(consequences[type]);

		const slow = await answeringWorkflow(stage, type, { before: [wait(3)] });
		await stage.n8n.rest.activate(slow);
		const late = await stage.org.inlineHooks.occur(type, stage.org.url);
		const execution = await stage.n8n.rest.nextExecution(slow.id);
		await stage.n8n.rest.deactivate(slow);
		expect(JSON.stringify(late.consequence.result)).not.toContain('level');
		expect(execution.error).toMatch(/^The answer is \d\.\d seconds too late/);
		expect(stage.org.inlineHooks.attempts.map(({ status }) => status)).toEqual([200, 204]);
	});

	it('have both done a part of the work', async () => {
		const logs = await Promise.all(workers.map((worker) => stage.n8n.log(worker)));

		for (const log of logs) expect(log).toMatch(/Worker finished execution/);
	});
});
