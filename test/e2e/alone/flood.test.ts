import { setTimeout as sleep } from 'node:timers/promises';
import { n8nVersions } from '../../n8n/cache';
import { hookScopes, openStage, type Stage } from '../../n8n/stage';
import { settled } from '../../n8n/waiting';
import { eventMaker, happenedIn, startedWith, workflowOn } from '../eventsOfOrg';
import { packedTarball } from '../pack';

// Whoever shares the machine with it may take the core for a minute.
jest.retryTimes(2, { waitBeforeRetry: 30_000 });

describe(`Okta Trigger in n8n ${n8nVersions[0]}`, () => {
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

	it('answers a flood in time while the workflows run', async () => {
		const workflow = await workflowOn(stage, { source: 'hook' });
		await stage.n8n.rest.activate(workflow);
		const before = stage.org.hooks.attempts.length;
		const already = happenedIn(stage).length;
		for (let sent = 0; sent < 500; sent++) {
			await makeEvent();
			await sleep(15);
		}
		await stage.org.hooks.delivered();
		const attempts = stage.org.hooks.attempts.slice(before);
		await settled(async () => {
			const executions = await stage.n8n.rest.executions(workflow.id);
			return executions.every(({ status }) => status === 'success');
		}, 60);
		const started = await startedWith(stage, workflow);
		await stage.n8n.rest.deactivate(workflow);

		const times = attempts.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b);
		const p95 = times[Math.floor(times.length * 0.95)] ?? 0;
		process.stdout.write(
			`500 events in ${attempts.length} deliveries and ${started.length} executions: median ${times[times.length >> 1] ?? 0} ms, 95th percentile ${p95} ms, longest ${times.at(-1) ?? 0} ms\n`,
		);
		const events = started.flatMap((execution) => execution.events);
		expect(events.toSorted()).toEqual(
			happenedIn(stage)
				.slice(already)
				.map(({ uuid }) => uuid)
				.toSorted(),
		);
		expect(attempts.every(({ status }) => status === 200)).toBe(true);
		expect(p95).toBeLessThan(1_000);
	});
});
