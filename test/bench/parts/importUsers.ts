import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { mapped } from '../../engine/harness/parameters';
import { digits, spread, table, type Goal } from '../figures';
import { type OpenOrg, openOrg } from '../org';
import type { Part } from '../part';
import { run, type Run } from '../run';

type Person = Record<string, string>;

/** How many rows differ, are new, and are missing. */
const sizes = { changed: 50, added: 10, absent: 5 };

const PAGE = 200;

/** What the pages of the scope, a read and a write for each person, and ten more come to. */
const most = (rows: number): number =>
	Math.ceil(rows / PAGE) + 5 + 2 * (sizes.changed + sizes.added + sizes.absent) + 10;

const names = ['login', 'email', 'firstName', 'lastName', 'employeeNumber', 'department'];

const schema = names.map((id) => ({
	id,
	displayName: id,
	type: 'string' as const,
	required: false,
	display: true,
	defaultMatch: false,
	isNeeded: ['login', 'email', 'firstName', 'lastName'].includes(id),
}));

const parameters = {
	resource: 'directory',
	operation: 'importUsers',
	importBy: 'other',
	importAttribute: 'employeeNumber',
	profile: { mappingMode: 'autoMapInputData', value: null, schema },
	absent: 'suspend',
	scopeBy: 'search',
	scopeSearch: 'profile.employeeNumber pr',
};

const upsert = {
	resource: 'user',
	operation: 'upsert',
	matchBy: 'other',
	matchAttribute: 'employeeNumber',
	profile: mapped(
		...names.map((name): [string, 'string', string] => [name, 'string', `={{ $json.${name} }}`]),
	),
};

/** What the feed says: everybody but a few, some of them changed, and some who are new. */
async function feed(org: OpenOrg): Promise<Person[]> {
	const all = await org.people();
	const active = all.filter(({ status }) => status === 'ACTIVE');
	const absent = new Set(active.slice(0, sizes.absent));
	const changed = new Set(active.slice(sizes.absent, sizes.absent + sizes.changed));
	const rows = all
		.filter((person) => !absent.has(person))
		.map(({ status: _, ...person }): Person => person);
	const numbers = new Set([...changed].map(({ employeeNumber }) => employeeNumber));
	const news = Array.from({ length: sizes.added }, (_, index): Person => ({
		login: `new.${String(index)}@acme.example`,
		email: `new.${String(index)}@acme.example`,
		firstName: 'New',
		lastName: String(index),
		employeeNumber: `NEW${String(index)}`,
		department: 'Sales',
	}));
	return [
		...rows.map((person) =>
			numbers.has(person['employeeNumber'] ?? '') ? { ...person, department: 'Moved' } : person,
		),
		...news,
	];
}

/** People compared as a whole, and one by one. */
export const importUsers: Part = {
	title: 'Lists of people',
	run: async ({ quick, rounds }) => {
		const users = quick ? 2_000 : 10_000;
		const inFile = quick ? 10_000 : 100_000;
		const ways = {
			'Import Users': [] as Run[],
			'Create or Update, row by row, a tenth of the rows': [] as Run[],
			[`Import Users, ${digits(inFile)} rows in a file`]: [] as Run[],
		};
		const [whole, single, file] = Object.values(ways);
		if (!whole || !single || !file) throw new Error('There is a way missing');
		for (let round = 0; round < rounds; round++) {
			whole.push(await one(users, parameters));
			single.push(await one(users, upsert, 10));
			file.push(await ofFile(inFile));
		}
		const goals: Goal[] = [
			{
				of: `requests for ${digits(users)} people, ${digits(sizes.changed)} of them changed, ${digits(sizes.added)} new and ${digits(sizes.absent)} absent`,
				reached: spread(whole.map(requestsOf)).max,
				most: most(users),
			},
			{
				of: `CPU for ${digits(users)} rows`,
				reached: spread(whole.map(({ cpu }) => cpu)).median,
				most: quick ? 10 : 3,
				unit: ' s',
			},
			{
				of: `memory above idle for ${digits(inFile)} rows of a file, with a report file`,
				reached: spread(file.map(({ peak, idle }) => peak - idle)).median,
				most: quick ? 300 : 150,
				unit: ' MB',
			},
		];
		const rows = Object.entries(ways).map(([name, runs]) => [
			name,
			digits(spread(runs.map(requestsOf)).median),
			digits(spread(runs.map(({ seconds }) => seconds)).median),
			digits(spread(runs.map(({ cpu }) => cpu)).median),
			digits(spread(runs.map(({ peak, idle }) => peak - idle)).median),
		]);
		return {
			goals,
			report: `
An org of ${digits(users)} users and a feed that names all of them but ${digits(sizes.absent)}: ${digits(sizes.changed)} people differ in an attribute, and
${digits(sizes.added)} are new. _Import Users_ reads the scope, here a search, and then reads and writes whom it creates,
changes and suspends. Row by row, _Create or Update_ searches for each person, and suspends nobody.
The file is a CSV on n8n's disk, and a heap of 512 MB is all the process may use.

${table(['', 'requests', 'seconds', 'CPU seconds', 'MB above idle'], rows)}
`,
			raw: ways,
		};
	},
};

const requestsOf = ({ org }: Run): number =>
	org.succeeded + org.tooMany + org.unauthorized + org.otherwise;

/** @param part - one row of so many is enough */
async function one(users: number, form: object, part = 1): Promise<Run> {
	const org = await openOrg({ users });
	try {
		const items = (await feed(org)).filter((_, index) => index % part === 0);
		return await run(org, {
			candidate: 'node',
			task: { name: 'runForm', parameters: { ...form }, items },
		});
	} finally {
		await org.end();
	}
}

async function ofFile(users: number): Promise<Run> {
	const org = await openOrg({ users });
	const folder = mkdtempSync(path.join(tmpdir(), 'import-'));
	try {
		const file = path.join(folder, 'people.csv');
		await write(file, await feed(org));
		const form = { ...parameters, rowsFrom: 'file', options: { reportAs: 'csv' } };
		return await run(org, {
			candidate: 'node',
			task: { name: 'importFile', parameters: form, file },
			env: { NODE_OPTIONS: '--max-old-space-size=512' },
		});
	} finally {
		rmSync(folder, { recursive: true });
		await org.end();
	}
}

async function write(file: string, people: readonly Person[]): Promise<void> {
	const out = createWriteStream(file);
	out.write(`${names.join()}\n`);
	for (const person of people) {
		const line = names.map((name) => `"${(person[name] ?? '').replaceAll('"', '""')}"`).join();
		if (!out.write(`${line}\n`)) await once(out, 'drain');
	}
	out.end();
	await once(out, 'finish');
}
