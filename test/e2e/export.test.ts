import { n8nVersions } from '../n8n/cache';
import { chain } from '../n8n/chain';
import { type SavedWorkflow, until } from '../n8n/rest';
import { nodeType, openStage, type Stage } from '../n8n/stage';
import { packedTarball } from './pack';

const EXPORT = 'Export';

/** A workflow that exports users every three seconds, once it is active. */
async function scheduled(
	{ n8n, credential }: Stage,
	parameters: Record<string, unknown>,
): Promise<SavedWorkflow> {
	return await n8n.rest.createWorkflow(
		chain(
			'Scheduled export',
			{
				name: 'Every three seconds',
				type: 'n8n-nodes-base.scheduleTrigger',
				typeVersion: 1.2,
				parameters: { rule: { interval: [{ field: 'seconds', secondsInterval: 3 }] } },
			},
			{
				name: EXPORT,
				type: nodeType,
				typeVersion: 1,
				parameters: {
					resource: 'directory',
					operation: 'export',
					dataSet: 'users',
					...parameters,
				},
				credentials: { [credential.type]: { id: credential.id, name: credential.name } },
			},
		),
	);
}

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
});
