import { setTimeout as sleep } from 'node:timers/promises';
import { rowsInLines } from '../engine/jsonLines';
import { checkBulkChange, runSteps } from '../faults/bulkChange';
import type { Ending } from '../faults/ending';
import {
	arm,
	draw,
	lasting,
	nameOf,
	passing,
	patience,
	type Kind,
	type Point,
} from '../faults/points';
import { reasons } from '../faults/reasons';
import { byHand, chain, oneItemEach, type Link } from '../n8n/chain';
import type { Credential, Item } from '../n8n/rest';
import { lastWords, N8nServer } from '../n8n/server';
import { oktaNode, saveCredential } from '../n8n/stage';
import { until } from '../n8n/waiting';
import { startOrg, type Org } from '../org';
import { packedTarball } from './pack';

/*
 * Each kind of fault once, by the clock on the wall; set FAULTS_COUNT for more moments of each run.
 * `npm run test:faults` has hundreds, in n8n's engine and with a clock that runs faster.
 */
const OKTA = 'Okta';
const USERS = 5_000;
/** A throttled or absent org takes a minute, and more than one request may have to wait for it. */
const PATIENCE = 420;

describe('in n8n 2.41.1', () => {
	let n8n: N8nServer;
	const orgs: Org[] = [];
	/** What the stop button would stop now. */
	let running: string | undefined;
	const stops: Array<Promise<void>> = [];

	beforeAll(async () => {
		n8n = await N8nServer.start({ version: '2.41.1', tarball: packedTarball() });
	});
	afterAll(() => n8n.stop());
	afterEach(async () => {
		await Promise.all(stops.splice(0));
		await Promise.all(orgs.splice(0).map(async (org) => await org.close()));
	});

	const stop = ({ faults }: Org): void => {
		const id = running;
		if (id === undefined) throw new Error('Nothing runs');
		// Until n8n has heard of it, a fast run could come to its end.
		faults.add({ path: /^\/api\//, then: { delayMs: 5_000 } });
		stops.push(n8n.rest.stopExecution(id));
	};

	/** An org with these users, and the credential n8n has for it. */
	const open = async ({ kind, dpop }: Pick<Point, 'kind' | 'dpop'>, users: number) => {
		const resourceNonces = kind === 'nonces renewed';
		const org = await startOrg({ users, resourceNonces });
		orgs.push(org);
		const app = await org.serviceApp({ dpop: dpop || resourceNonces });
		const credential = await saveCredential(n8n, app);
		return { org, credential };
	};

	/** Runs our node behind other nodes. */
	const run = async (
		credential: Credential,
		parameters: Record<string, unknown>,
		{ before = [], settings = {} }: { before?: Link[]; settings?: Record<string, unknown> } = {},
	): Promise<Ending & { items: Item[] }> => {
		const patiently = { ...parameters, requestOptions: { timeout: patience } };
		const workflow = await n8n.rest.createWorkflow(
			chain('With faults', byHand, ...before, {
				...oktaNode(credential, OKTA, patiently),
				...settings,
			}),
		);
		const log = await n8n.log();
		running = await n8n.rest.start(workflow, byHand.name);
		const execution = await n8n.rest.execution(running, PATIENCE);
		// After Stop, n8n keeps nothing of what a node still had to say.
		const isStopped = execution.status === 'canceled';
		return {
			completed: execution.status === 'success',
			items: execution.items(OKTA),
			complaint: isStopped
				? await until(async () => lastWords(await n8n.log(), log))
				: execution.complaint(OKTA),
		};
	};

	const exportUsers = async (credential: Credential) =>
		await run(credential, {
			resource: 'directory',
			operation: 'export',
			dataSet: 'users',
			exportTo: 'file',
			format: 'jsonLines',
		});

	const change = async (org: Org, credential: Credential, goesOn: boolean) =>
		await runSteps(
			org,
			async ({ parameters, items }) =>
				await run(credential, parameters, {
					before: oneItemEach('of', items),
					settings: goesOn ? { onError: 'continueRegularOutput' } : {},
				}),
		);

	const requestsTo = ({ ledger }: Org): number => ledger.filter({ path: /^\/api\// }).length;

	/** How many requests a run takes that nothing disturbs. */
	const undisturbed = async (
		users: number,
		work: (org: Org, credential: Credential) => unknown,
	) => {
		const { org, credential } = await open({ kind: 'Stop', dpop: false }, users);
		await work(org, credential);
		return requestsTo(org);
	};
	const pointsOf = (kinds: readonly Kind[], salt: number): Array<[string, Point]> =>
		draw(kinds, Number(process.env.FAULTS_COUNT ?? kinds.length), salt).map((point) => [
			nameOf(point),
			point,
		]);

	describe('an export to a file', () => {
		let requests: number;

		beforeAll(async () => {
			requests = await undisturbed(USERS, async (_, credential) => await exportUsers(credential));
		});

		test.each(pointsOf([...passing, ...lasting], 5))(
			'is complete, or there is no file and the node says why: %s',
			async (_, point) => {
				const { org, credential } = await open(point, USERS);
				const files = await n8n.files();
				arm(org, point, requests, { stop: () => stop(org), foreignUrl: n8n.url, minute: 60_000 });

				const { completed, items, complaint } = await exportUsers(credential);

				expect(org.faults.taken).toBeGreaterThan(0);
				const [item] = items;
				if (completed && item) {
					const ids = rowsInLines(await n8n.rest.file(item)).map(({ id }) => id);
					const expected = org.users.list().map(({ id }) => id);
					expect(ids.toSorted()).toEqual(expected.toSorted());
					expect((await n8n.files()).length).toBeGreaterThan(files.length);
					return;
				}
				expect(lasting).toContain(point.kind);
				expect(items).toEqual([]);
				expect(complaint).toMatch(reasons[point.kind] ?? /./);
				expect(await n8n.files()).toEqual(files);
			},
			PATIENCE * 1000,
		);
	});

	describe('a bulk change', () => {
		let requests: number;

		beforeAll(async () => {
			requests = await undisturbed(
				700,
				async (org, credential) => await change(org, credential, false),
			);
		}, PATIENCE * 1000);

		test.each(pointsOf([...passing, 'a refusal', 'Stop'], 6))(
			'is made, or the node says what was and what was not: %s',
			async (_, point) => {
				const { org, credential } = await open(point, 700);
				arm(org, point, requests, { stop: () => stop(org), foreignUrl: '', minute: 60_000 });

				const endings = await change(org, credential, point.goesOn);

				expect(org.faults.taken).toBeGreaterThan(0);
				const sent = requestsTo(org);
				checkBulkChange(point, endings);
				await sleep(1_000);
				expect(requestsTo(org)).toBe(sent);
			},
			PATIENCE * 1000,
		);
	});
});
