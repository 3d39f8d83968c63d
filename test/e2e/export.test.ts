import { z } from 'zod';
import { currentN8n, n8nVersions } from '../n8n/cache';
import { checkWhole, whileUsersChange } from '../engine/changingUsers';
import { rowsInLines } from '../engine/jsonLines';
import { rowsBy, wholes } from '../engine/wholeOrg';
import { signIns } from '../engine/scenarios/logEvents';
import { byHand, chain, type Link } from '../n8n/chain';
import type { Credential, SavedWorkflow } from '../n8n/rest';
import { nodeType, oktaNode, openStage, saveCredential, type Stage } from '../n8n/stage';
import { until } from '../n8n/waiting';
import { startOrg, type Org, type OrgOptions } from '../org';
import type { Json } from '../org/directory/model';
import type { Attributes } from '../org/directory/schema';
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
			// What docs/export.md recommends for n8n 1; n8n 2 does so anyway.
			env: { N8N_LOG_LEVEL: 'info', N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem' },
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

	it('finds by comparing who was erased', async () => {
		const { n8n, org } = stage;
		const [, , , gone] = org.users.list();
		const rows = org.users.list().length;
		const workflow = await scheduled(stage, { extent: 'changes', options: { fullPassDays: 2 } });
		await n8n.rest.activate(workflow);
		await outcomeOnce(workflow, (sofar) => sofar.rows.length >= rows);

		org.users.erase(gone?.position ?? -1);
		org.clock.advance(DAY_MS);
		const { runs } = await outcome(workflow);
		const before = await outcomeOnce(workflow, (sofar) => sofar.runs > runs + 2);
		org.clock.advance(DAY_MS);
		const after = await outcomeOnce(workflow, (sofar) => sofar.runs > before.runs + 3);
		await n8n.rest.deactivate(workflow);

		// On a busy machine the next run begins before the first has ended, and finds the same.
		expect(new Set(before.rows).size).toBe(rows);
		expect(after.rows.filter((row) => !before.rows.includes(row))).toEqual([
			`deleted ${gone?.id ?? ''}`,
		]);
	});

	/** Runs an export by hand, with nodes behind it. */
	const run = async (
		credential: Credential,
		parameters: Record<string, unknown>,
		...behind: Link[]
	) => {
		const workflow = await stage.n8n.rest.createWorkflow(
			chain('Export', byHand, exporting(credential, parameters), ...behind),
		);
		return await stage.n8n.rest.run(workflow, byHand.name);
	};

	/** What an export puts out when it is run by hand, or the last of the nodes behind it. */
	const through = async (
		credential: Credential,
		parameters: Record<string, unknown>,
		...behind: Link[]
	) => {
		const execution = await run(credential, parameters, ...behind);
		expect(execution.error).toBeUndefined();
		return execution.items(behind.at(-1)?.name ?? EXPORT);
	};

	describe('of users', () => {
		let org: Org;
		let credential: Credential;
		afterEach(() => org.close());

		const open = async (options: OrgOptions) => {
			org = await startOrg(options);
			credential = await saveCredential(stage.n8n, await org.serviceApp());
		};
		const written = async (parameters: Record<string, unknown>) => {
			const [item] = await through(credential, {
				dataSet: 'users',
				exportTo: 'file',
				format: 'jsonLines',
				...parameters,
			});
			if (!item) throw new Error('The export put out nothing.');
			return { item, file: await stage.n8n.rest.file(item) };
		};
		const exported = async (parameters: Record<string, unknown> = {}) =>
			rowsInLines((await written(parameters)).file).map(({ id }) => String(id));
		const everybody = () => org.users.list().map(({ id }) => id);

		it('leaves no part of a file behind when a page in the middle fails', async () => {
			await open({ users: 3_000 });
			org.faults.add({ path: '/api/v1/users', after: 8, then: { status: 403 } });
			const before = await stage.n8n.files();
			const execution = await run(credential, { dataSet: 'users', exportTo: 'file' });
			expect([execution.status, execution.items(EXPORT)]).toEqual(['error', []]);

			// n8n 1 lets what was written lie until the execution is gone.
			if (version.startsWith('1.')) await stage.n8n.rest.deleteExecution(execution.id);
			expect(await stage.n8n.files()).toEqual(before);
		});

		// What follows is between the package and the org; of n8n it takes no more than a file.
		if (version !== currentN8n) return;

		it('has everybody once while others come, change and go', async () => {
			await open({ users: 3_000 });
			org.faults.add({ path: '/api/v1/users', then: { delayMs: 50 } });
			checkWhole(await whileUsersChange(org, exported()));
		});

		it('has everybody once past the 50,000 results of one search', async () => {
			await open({ users: 52_000 });
			const ids = await exported({ requestOptions: { parallel: 1 } });

			expect(ids.toSorted()).toEqual(everybody().toSorted());
			const searches = org.ledger
				.filter({ path: '/api/v1/users' })
				.flatMap(({ query: { search = '' } }) => (search.startsWith('created ge') ? [search] : []));
			const pages = searches.filter((search) => search === searches[0]);
			expect(pages).toHaveLength(50_000 / 200);
			expect(searches.length).toBeGreaterThan(pages.length);
		});

		it('reads one page after another where the org refuses to search, and says so', async () => {
			await open({ users: 900 });
			const body = { errorCode: 'E0000031', errorSummary: 'Invalid search criteria.' };
			org.faults.add({ path: '/api/v1/users', times: 1, then: { status: 400, body } });
			const { item, file } = await written({});

			expect(rowsInLines(file).map(({ id }) => id)).toEqual(everybody());
			expect(item.json.notes).toEqual([expect.stringContaining('refused to search')]);
		});

		it('disarms formulas and leaves out the byte order mark, unless told otherwise', async () => {
			await open({ users: 1 });
			const [user] = org.users.list();
			if (user) org.users.put({ ...user, profile: { ...user.profile, title: '=HYPERLINK(A1)' } });
			const titles = async (options: Record<string, unknown>) => {
				const columns = { columns: 'selected', selectedColumns: ['title'] };
				return (await written({ ...columns, format: 'csv', options })).file.toString();
			};

			expect(await titles({})).toBe("title\r\n'=HYPERLINK(A1)\r\n");
			expect(await titles({ guardFormulas: false, byteOrderMark: true })).toBe(
				'\uFEFFtitle\r\n=HYPERLINK(A1)\r\n',
			);
		});
	});

	// What n8n reads out of a file, and how the node maps it, is the same in both.
	if (version === currentN8n) {
		it('changes nobody when its CSV is read back into Create or Update', async () => {
			const org = await startOrg({ users: hardProfiles.length + 20 });
			const schema = org.directory.schemas.userSchema('default');
			if (schema) schema.custom = { ...schema.custom, ...hardAttributes };
			org.users.list().forEach((user, index) => {
				org.users.put({ ...user, profile: { ...user.profile, ...hardProfiles[index] } });
			});
			const everybody = () =>
				structuredClone(
					org.users
						.list()
						.map(({ id, status, lastUpdated, profile }) => ({ id, status, lastUpdated, profile })),
				);
			const before = everybody();
			try {
				const credential = await saveCredential(stage.n8n, await org.serviceApp());
				const upsert = { resource: 'user', operation: 'upsert' };
				const { fields } = await stage.n8n.rest.post(
					'/dynamic-node-parameters/resource-mapper-fields',
					{
						path: 'parameters.profile',
						methodName: 'getNewUserAttributes',
						nodeTypeAndVersion: { name: nodeType, version: 1 },
						currentNodeParameters: upsert,
						credentials: oktaNode(credential, 'Fields', upsert).credentials,
					},
					mapperFields,
				);
				const file = { dataSet: 'users', columns: 'all', exportTo: 'file', format: 'csv' };
				const profile = { mappingMode: 'autoMapInputData', value: null, schema: fields };
				const items = await through(
					credential,
					file,
					extractCsv,
					oktaNode(credential, 'Create or Update', { ...upsert, profile }),
				);

				const names = Object.keys(hardAttributes);
				expect(fields.map(({ id }) => id)).toEqual(expect.arrayContaining(names));
				expect(items.map(({ json: { id, outcome, notTaken } }) => [id, outcome, notTaken])).toEqual(
					before.map(({ id, status }) => {
						const outcome = status === 'DEPROVISIONED' ? 'leftDeactivated' : 'unchanged';
						return [id, outcome, undefined];
					}),
				);
				expect(everybody()).toEqual(before);
				const writes = org.ledger
					.filter({ path: /^\/api\// })
					.filter(({ method }) => method !== 'GET');
				expect(writes).toEqual([]);
			} finally {
				await org.close();
			}
		});
	}

	describe('of each kind of data', () => {
		let org: Org;
		let credential: Credential;

		beforeAll(async () => {
			org = await startOrg({ users: 150, groups: 30, apps: 12 });
			signIns(org, 500);
			credential = await saveCredential(stage.n8n, await org.serviceApp());
		});
		afterAll(() => org.close());

		const all = 'is whole: %s, as items, as a CSV and as compressed JSON Lines';
		// All go through the same nodes of n8n, so that one kind shows how an older one has them.
		const kinds = Object.entries(wholes).slice(0, version === currentN8n ? undefined : 1);
		it.each(kinds)(all, async (dataSet, { columns, rows }) => {
			const expected = rows(org).toSorted();
			expect(expected).not.toEqual([]);
			const [since, until] = [-DAY_MS, 1].map((from) =>
				new Date(org.clock.now() + from).toISOString(),
			);
			const parameters = {
				dataSet,
				columns: 'selected',
				selectedColumns: columns,
				...(dataSet === 'systemLog' && { since, until }),
			};
			const toFile = { ...parameters, exportTo: 'file' };
			const found = (items: Array<Record<string, unknown>>) => rowsBy(columns, items).toSorted();

			const items = await through(credential, parameters);
			expect(found(items.map(({ json }) => json))).toEqual(expected);

			const read = await through(credential, { ...toFile, format: 'csv' }, extractCsv);
			expect(found(read.map(({ json }) => json))).toEqual(expected);

			const compressed = { ...toFile, format: 'jsonLines', options: { gzip: true } };
			const [plain] = await through(credential, compressed, decompress);
			const unpacked = plain ? rowsInLines(await stage.n8n.rest.file(plain, 'file_0')) : [];
			expect(found(unpacked)).toEqual(expected);
		});
	});
});

const mapperFields = z.object({ fields: z.array(z.object({ id: z.string() }).passthrough()) });

/** Attributes of all kinds that a cell can stand for. */
const hardAttributes: Attributes = {
	skills: { title: 'Skills', type: 'array', items: { type: 'string' } },
	levels: { title: 'Levels', type: 'array', items: { type: 'integer' } },
	startDate: { title: 'Start date', type: 'string' },
	remote: { title: 'Remote', type: 'boolean' },
	share: { title: 'Share', type: 'number' },
	floor: { title: 'Floor', type: 'integer' },
};

/** What a spreadsheet, a file or a mapper may make something else of. */
const hardProfiles: Array<Readonly<Record<string, Json>>> = [
	{ title: '=1+1', city: "'s-Hertogenbosch", primaryPhone: '+1 415 555 0100' },
	{ title: '-', city: '@home', nickName: "'=already guarded", department: '\t=tab first' },
	{ title: 'Head, Sales; "EMEA"', streetAddress: 'First line\nSecond line', city: '  blanks  ' },
	{ skills: ['first aid; excel', '=juggling', "'quoted", 'a, b'], levels: [3, 1, 2] },
	{ skills: [], levels: [] },
	{ skills: ['one'], levels: [0], remote: false, share: 0, floor: 0 },
	{ startDate: '2026-11-20', remote: true, share: 0.1, floor: -1 },
	{ startDate: '2026-11-20T00:00:00.000+01:00', nickName: '20.11.2026', share: 1e21 },
	{ employeeNumber: '0012', nickName: '1e5', zipCode: '01067', costCenter: '12345678901234567890' },
	{ nickName: 'true', title: 'null', department: '[]', division: '{"a":1}', city: '[1, 2]' },
	{ nickName: '', title: null, city: 'Łódź', displayName: '김 \u{1F600}' },
];

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
