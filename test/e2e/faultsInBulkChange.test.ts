import { setTimeout as sleep } from 'node:timers/promises';
import { checkBulkChange, runSteps } from '../faults/bulkChange';
import { arm, passing } from '../faults/points';
import { currentN8n } from '../n8n/cache';
import { oneItemEach } from '../n8n/chain';
import type { Credential } from '../n8n/rest';
import type { Org } from '../org';
import { FaultyN8n, patienceMs, pointsOf, requestsTo } from './faultyN8n';

const USERS = 700;

describe(`a bulk change in n8n ${currentN8n}`, () => {
	let faulty: FaultyN8n;
	let requests: number;

	beforeAll(async () => {
		faulty = await FaultyN8n.start();
		requests = await faulty.undisturbed(
			USERS,
			async (org, credential) => await change(org, credential, false),
		);
	}, patienceMs);
	afterEach(() => faulty.tidyUp());
	afterAll(() => faulty.close());

	const change = async (org: Org, credential: Credential, goesOn: boolean) =>
		await runSteps(
			org,
			async ({ parameters, items }) =>
				await faulty.run(credential, parameters, {
					before: oneItemEach('of', items),
					settings: goesOn ? { onError: 'continueRegularOutput' } : {},
				}),
		);

	test.each(pointsOf([...passing, 'a refusal', 'Stop'], 6))(
		'is made, or the node says what was and what was not: %s',
		async (_, point) => {
			const { org, credential } = await faulty.open(point, USERS);
			arm(org, point, requests, {
				stop: () => faulty.stop(org),
				foreignOrigin: '',
				minute: 60_000,
			});

			const endings = await change(org, credential, point.goesOn);

			expect(org.faults.taken).toBeGreaterThan(0);
			const sent = requestsTo(org);
			checkBulkChange(point, endings);
			await sleep(1_000);
			expect(requestsTo(org)).toBe(sent);
		},
		patienceMs,
	);
});
