import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { department, feedOf, importing, upserting, writeFeed, type Person } from '../feed';
import { digits, spread, type Goal } from '../figures';
import { candidateNames, type Candidate, type Task } from '../job';
import { openOrg } from '../org';
import type { Part } from '../part';
import { run, type Run } from '../run';
import { inTurns, requestsOf, tableOfWays, type Way } from '../ways';

const sizes = { changed: 50, added: 10, absent: 5 };

const PAGE = 200;

/** Row by row, one row of so many tells enough. */
const PART = 20;

/** What the pages of the scope, a read and a write for each person, and ten more come to. */
const most = (rows: number): number =>
	Math.ceil(rows / PAGE) + 5 + 2 * (sizes.changed + sizes.added + sizes.absent) + 10;

/** People compared as a whole, and one by one. */
export const importUsers: Part = {
	title: 'Lists of people',
	run: async ({ quick, rounds }) => {
		const users = quick ? 2_000 : 10_000;
		const inFile = quick ? 10_000 : 100_000;
		const measured = await inTurns(waysFor(users, inFile), rounds);
		const [whole, , , , file] = measured.map(({ runs }) => runs);
		const goals: Goal[] = [
			{
				of: `requests for ${digits(users)} people, ${digits(sizes.changed)} of them changed, ${digits(sizes.added)} new and ${digits(sizes.absent)} absent`,
				reached: spread((whole ?? []).map(requestsOf)).max,
				most: most(users),
			},
			{
				of: `CPU for ${digits(users)} rows`,
				reached: spread((whole ?? []).map(({ cpu }) => cpu)).median,
				most: quick ? 10 : 3,
				unit: ' s',
			},
			{
				of: `memory above idle for ${digits(inFile)} rows of a file, with a report file`,
				reached: spread((file ?? []).map(({ peak, idle }) => peak - idle)).median,
				most: quick ? 300 : 150,
				unit: ' MB',
			},
		];
		return {
			goals,
			report: `
An org of ${digits(users)} users and a feed that names all of them but ${digits(sizes.absent)}: ${digits(sizes.changed)} people differ in an attribute, and
${digits(sizes.added)} are new. _Import Users_ reads the scope, here a search, and then reads and writes whom it creates,
changes and suspends. The script with Okta's SDK and the flow of n8n's own nodes read the same search, compare, and
write what differs. They do not read again what a search said, which lags behind, and a short feed would have them
suspend everybody else. Row by row, _Create or Update_ searches for each person, and suspends nobody; one row in twenty
was measured.

${tableOfWays(measured)}

**A row** is what one takes, beside _Import Users_ in the same run. The flow is Manual Trigger, HTTP Request, Edit Fields,
Compare Datasets and n8n's Okta node for what is to be created and updated, classes of n8n 2.41.1 that run in the same
engine as our node. HTTP Request reads the pages, since the Okta node doesn't get beyond the first. Compare Datasets
looks through the second list for each item of the first: its part grows with the square of the rows.

The file is a CSV on n8n's disk with a report file to come, and a heap of 512 MB is all that process may use.
`,
			raw: measured,
		};
	},
};

function waysFor(users: number, inFile: number): Way[] {
	const compared =
		(candidate: Candidate): Way['run'] =>
		async () =>
			await one(users, candidate, (people) => ({ name: 'importPeople', people }));
	return [
		{ name: 'Import Users', rows: users, run: compared('node') },
		{ name: `${candidateNames.sdk}, a script`, rows: users, run: compared('sdk') },
		{ name: candidateNames.compareDatasets, rows: users, run: compared('compareDatasets') },
		{
			name: 'Create or Update, row by row',
			rows: users / PART,
			run: async () =>
				await one(users, 'node', (people) => ({
					name: 'runForm',
					parameters: upserting,
					items: people.filter((_, index) => index % PART === 0),
				})),
		},
		{ name: 'Import Users, from a file', rows: inFile, run: async () => await ofFile(inFile) },
	];
}

/** One run, with an org of its own. @throws if a change was lost */
async function one(
	users: number,
	candidate: Candidate,
	task: (people: Person[]) => Task,
): Promise<Run> {
	const org = await openOrg({ users });
	try {
		const todo = task(await feedOf(org, sizes));
		const result = await run(org, { candidate, task: todo });
		const moved = await org.having('department', department);
		const isDone = todo.name !== 'importPeople' || moved === sizes.changed;
		if (result.failed > 0 || !isDone) {
			throw new Error(`${candidate} changed ${moved} people: ${result.remark ?? 'nothing said'}`);
		}
		return result;
	} finally {
		await org.end();
	}
}

async function ofFile(users: number): Promise<Run> {
	const org = await openOrg({ users });
	const folder = mkdtempSync(path.join(tmpdir(), 'import-'));
	try {
		const file = path.join(folder, 'people.csv');
		await writeFeed(file, await feedOf(org, sizes));
		const parameters = { ...importing, rowsFrom: 'file', options: { reportAs: 'csv' } };
		return await run(org, {
			candidate: 'node',
			task: { name: 'importFile', parameters, file },
			env: { NODE_OPTIONS: '--max-old-space-size=512' },
		});
	} finally {
		rmSync(folder, { recursive: true });
		await org.end();
	}
}
