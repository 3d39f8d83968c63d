import { z } from 'zod';

import { n8nVersions } from '../n8n/cache';
import { rowsBy, wholes } from '../engine/wholeOrg';
import { signIns } from '../engine/scenarios/logEvents';
import { byHand, chain, type Link } from '../n8n/chain';
import type { Credential, SavedWorkflow } from '../n8n/rest';
import { oktaNode, openStage, saveCredential, type Stage } from '../n8n/stage';
import { until } from '../n8n/waiting';
import { startOrg, type Org } from '../org';
import { packedTarball } from './pack';

const EXPORT = 'Export';
const DAY_MS = 24 * 60 * 60 * 1000;

const exporting = (credential: Credential, parameters: Record<string, unknown>) =>
	oktaNode(credential, EXPORT, { resource: 'directory', operation: 'export', ...parameters });

/** A workflow that exports users every three seconds, once it is active. */
const scheduled = async (
	{ n8n, credential }: Stage,
	parameters: Record<string, unknown>,
): Promise<SavedWorkflow> =>
	await n8n.rest.createWorkflow(
		chain(
			'Scheduled export',
			{
				name: 'Every three seconds',
				type: 'n8n-nodes-base.scheduleTrigger',
				typeVersion: 1.2,
				parameters: { rule: { interval: [{ field: 'seconds', secondsInterval: 3 }] } },
			},
			exporting(credential, { dataSet: 'users', ...parameters }),
		),
	);

describe.each(n8nVersions)('Directory: Export in n8n %s', (version) => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await openStage({
			version,
			tarball: packedTarball(),
			users: 1_200,
			env: { N8N_LOG_LEVEL: 'info' },
		});
	});
	afterAll(() => stage.close());

	/** What the ended executions of a workflow put out, and how many of them failed. */
	async function outcome({ id: workflow }: SavedWorkflow) {
		const summaries = await stage.n8n.rest.executions(workflow);
		const ended = summaries.filter(({ status }) => ['success', 'error'].includes(status));
		const executions = await Promise.all(
			ended.map(async ({ id }) => await stage.n8n.rest.execution(id)),
		);
		return {
			runs: ended.length,
			failed: ended.filter(({ status }) => status === 'error').length,
			rows: executions
				.flatMap((execution) => execution.items(EXPORT))
				.map(({ json }) => `${String(json.change)} ${String(json.id)}`),
		};
	}
	type Outcome = Awaited<ReturnType<typeof outcome>>;

	const outcomeOnce = async (
		workflow: SavedWorkflow,
		holds: (sofar: Outcome) => boolean,
	): Promise<Outcome> =>
		await until(async () => {
			const sofar = await outcome(workflow);
			return holds(sofar) ? sofar : undefined;
		});

	it('puts out each change once, whatever becomes of n8n and of single runs', async () => {
		const { n8n, org } = stage;
		const [first, second, third] = org.users.list().filter(({ status }) => status === 'ACTIVE');
		const ids = org.users.list().map(({ id }) => id);
		const workflow = await scheduled(stage, { extent: 'changes' });
		await n8n.rest.activate(workflow);
		await outcomeOnce(workflow, ({ rows }) => rows.length >= ids.length);

		await org.console.suspend(first?.id ?? '');
		await outcomeOnce(workflow, ({ rows }) => rows.length > ids.length);

		const disarm = org.faults.add({ path: '/api/v1/users', after: 1, then: { status: 403 } });
		await org.console.suspend(second?.id ?? '');
		await outcomeOnce(workflow, ({ failed }) => failed > 0);
		disarm();
		await outcomeOnce(workflow, ({ rows }) => rows.length > ids.length + 1);

		const restarted = n8n.restart();
		await org.console.suspend(third?.id ?? '');
		await restarted;
		const { runs } = await outcomeOnce(workflow, ({ rows }) => rows.length > ids.length + 2);
		const end = await outcomeOnce(workflow, (sofar) => sofar.runs > runs + 2);
		await n8n.rest.deactivate(workflow);

		expect(end.rows.toSorted()).toEqual(
			[
				...ids.map((id) => `existing ${id}`),
				...[first, second, third].map((user) => `changed ${user?.id ?? ''}`),
			].toSorted(),
		);
	});

	it('says in n8n’s log how far it is', async () => {
		const slow = stage.org.faults.add({ path: '/api/v1/users', then: { delayMs: 4_000 } });
		const workflow = await scheduled(stage, { extent: 'everything' });
		await stage.n8n.rest.activate(workflow);
		await outcomeOnce(workflow, ({ runs }) => runs > 0);
		await stage.n8n.rest.deactivate(workflow);
		slow();

		const log = await stage.n8n.log();
		expect(log).toMatch(
			/Export: Users: [\d,]+ rows in \d+ pages?, \d+ % of the rate limit used, about \d+ \w+ left/,
		);
		expect(log).toMatch(/Export: Users: 1,200 rows in \d+ pages, \d+ requests/);
	});

	describe('of each kind of data', () => {
		let org: Org;
		let credential: Credential;

		beforeAll(async () => {
			org = await startOrg({ users: 150, groups: 30, apps: 12 });
			signIns(org, 500);
			credential = await saveCredential(stage.n8n, await org.serviceApp());
		});
		afterAll(() => org.close());

		/** What an export puts out, or the last of the nodes behind it. */
		const through = async (parameters: Record<string, unknown>, ...behind: Link[]) => {
			const workflow = await stage.n8n.rest.createWorkflow(
				chain('Export', byHand, exporting(credential, parameters), ...behind),
			);
			const execution = await stage.n8n.rest.run(workflow, byHand.name);
			expect(execution.error).toBeUndefined();
			return execution.items(behind.at(-1)?.name ?? EXPORT);
		};

		const all = 'is whole: %s, as items, as a CSV and as compressed JSON Lines';
		it.each(Object.entries(wholes))(all, async (dataSet, { columns, rows }) => {
			const expected = rows(org).toSorted();
			expect(expected).not.toEqual([]);
			const [since, until] = [-DAY_MS, 1].map((from) =>
				new Date(org.clock.now() + from).toISOString(),
			);
			const parameters = { dataSet, ...(dataSet === 'systemLog' && { since, until }) };
			const toFile = { ...parameters, exportTo: 'file' };
			const found = (items: Array<Record<string, unknown>>) => rowsBy(columns, items).toSorted();

			const items = await through(parameters);
			expect(found(items.map(({ json }) => json))).toEqual(expected);

			const read = await through({ ...toFile, format: 'csv' }, extractCsv);
			expect(found(read.map(({ json }) => json))).toEqual(expected);

			const compressed = { ...toFile, format: 'jsonLines', options: { gzip: true } };
			const [plain] = await through(compressed, decompress);
			const lines = plain ? (await stage.n8n.rest.file(plain, 'file_0')).trim().split('\n') : [];
			expect(found(lines.map((line) => rowOf(JSON.parse(line))))).toEqual(expected);
		});
	});
});

const extractCsv: Link = {
	name: 'Extract from File',
	type: 'n8n-nodes-base.extractFromFile',
	typeVersion: 1,
	parameters: { operation: 'csv', binaryPropertyName: 'data', options: {} },
};

const decompress: Link = {
	name: 'Compression',
	type: 'n8n-nodes-base.compression',
	typeVersion: 1.1,
	parameters: { operation: 'decompress', binaryPropertyName: 'data', outputPrefix: 'file_' },
};

const rowOf = (line: unknown): Record<string, unknown> =>
	z.record(z.string(), z.unknown()).parse(line);
