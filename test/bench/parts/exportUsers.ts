import { digits, spread, table, type Goal } from '../figures';
import { candidateNames, type Candidate, type Task } from '../job';
import { openOrg, type Account } from '../org';
import type { Part, Result, Scale } from '../part';
import { run, runInVain, type Run } from '../run';

/** A row of the table. */
interface Entry {
	name: string;
	candidate: Candidate;
	task: Task;
}

const loop: Entry = { name: candidateNames.loop, candidate: 'loop', task: { name: 'export' } };
const sdk: Entry = { name: candidateNames.sdk, candidate: 'sdk', task: { name: 'export' } };
const items: Entry = { name: 'this node, items', candidate: 'node', task: { name: 'export' } };
const whole: Entry = {
	name: 'this node, items with every column',
	candidate: 'node',
	task: { name: 'export', columns: 'all' },
};
const file: Entry = {
	name: 'this node, CSV file',
	candidate: 'node',
	task: { name: 'exportToFile' },
};
const builtIn: Entry = {
	name: candidateNames.builtIn,
	candidate: 'builtIn',
	task: { name: 'export' },
};

type Runs = Map<Entry, Run[]>;

/** The workforce org's limit; free orgs have 15. */
const CONCURRENCY = 75;
const ANSWER_TIME = 150;

export const exportUsers: Part = {
	title: 'Export of all users',
	run: async (scale) => {
		const users = scale.quick ? 10_000 : 100_000;
		const near = await atOnce(users, scale);
		const far = await atDistance(users, scale);
		return report(near, far, scale);
	},
};

const toRun = ({ candidate, task }: Entry) => ({ candidate, task });

function note(runs: Runs, entry: Entry, result: Run): void {
	runs.set(entry, [...(runs.get(entry) ?? []), result]);
}

/** Without answer time: what each of them costs. One at a time, in turns, by the same org. */
async function atOnce(users: number, { rounds }: Scale) {
	const org = await openOrg({ users, concurrency: CONCURRENCY, remembersPages: true });
	const runs: Runs = new Map();
	try {
		const entries = [loop, sdk, items, whole, file];
		// Twice unmeasured, until the org has rendered all pages and its code is compiled.
		for (const entry of [loop, items, loop]) await run(org, toRun(entry));
		for (let round = 0; round < rounds; round++) {
			const turn = round % entries.length;
			for (const entry of [...entries.slice(turn), ...entries.slice(0, turn)]) {
				note(runs, entry, await run(org, toRun(entry)));
			}
		}
		return { runs, inVain: await runInVain(org, toRun(builtIn), 5) };
	} finally {
		await org.end();
	}
}

/**
 * With the answer time of an org far away. Whoever reads with one cursor mostly waits, so all of
 * those run at the same time, each with an org of its own; this node runs alone.
 */
async function atDistance(users: number, { rounds }: Scale): Promise<Runs> {
	const runs: Runs = new Map();
	const options = { users, answerTime: ANSWER_TIME, concurrency: CONCURRENCY };
	const alone = async (entry: Entry, delay = 0): Promise<void> => {
		const org = await openOrg(options);
		try {
			note(runs, entry, await run(org, { ...toRun(entry), delay }));
		} finally {
			await org.end();
		}
	};
	await Promise.all(
		Array.from({ length: rounds }, (_, round) => [
			alone(loop, round * 500),
			alone(sdk, round * 500 + 250),
		]).flat(),
	);
	for (let round = 0; round < rounds; round++) {
		await alone(items);
		await alone(file);
	}
	return runs;
}

const seconds = (runs: readonly Run[]): number[] => runs.map((each) => each.seconds);

const medianOf = (runs: Runs, entry: Entry, pick: (each: Run) => number): number =>
	spread((runs.get(entry) ?? []).map(pick)).median;

/** How many times as fast as the bare loop in the same round. */
function speed(runs: Runs, entry: Entry): number {
	const loops = runs.get(loop) ?? [];
	const ratios = (runs.get(entry) ?? []).map(
		(each, round) => (loops[round]?.seconds ?? NaN) / each.seconds,
	);
	return spread(ratios).median;
}

function rows(runs: Runs): string[][] {
	return [...runs].map(([entry, each]) => {
		const { min, median, max } = spread(seconds(each));
		const wasted = ({ org }: Run): number => org.tooMany + org.unauthorized + org.otherwise;
		return [
			entry.name,
			digits(median),
			`${digits(min)} – ${digits(max)}`,
			`**${digits(speed(runs, entry))}**`,
			digits(medianOf(runs, entry, (run) => run.cpu)),
			digits(medianOf(runs, entry, (run) => run.org.succeeded)),
			digits(medianOf(runs, entry, (run) => run.org.mostInFlight)),
			digits(medianOf(runs, entry, ({ org }) => org.tokens)),
			digits(medianOf(runs, entry, wasted)),
		];
	});
}

const head = [
	'',
	'seconds',
	'min – max',
	'speed of the bare loop',
	'CPU seconds',
	'calls',
	'at once',
	'tokens',
	'wasted calls',
];

/** @throws when a run that should have read everybody did not. */
function checkComplete(runs: Runs): number {
	const counts = [...runs.values()].flat().map(({ done, distinct, failed, remark, candidate }) => {
		if (done !== distinct || failed > 0 || remark !== undefined) {
			throw new Error(`${candidate}: ${done} rows, ${distinct} of them different: ${remark ?? ''}`);
		}
		return done;
	});
	const [first = 0, ...others] = new Set(counts);
	if (others.length > 0) throw new Error(`Not all read the same number of users: ${counts.join()}`);
	return first;
}

function report(
	{ runs: near, inVain }: { runs: Runs; inVain: Account },
	far: Runs,
	{ quick }: Scale,
): Result {
	const users = checkComplete(near);
	checkComplete(far);
	const goals: Goal[] = [
		{
			of: 'speed of the bare loop at 0 ms, items',
			reached: speed(near, items),
			least: quick ? 0.2 : 0.8,
		},
		{
			of: 'speed of the bare loop at 0 ms, file',
			reached: speed(near, file),
			least: quick ? 0.2 : 0.8,
		},
		{
			of: `speed of the bare loop at ${ANSWER_TIME} ms, items`,
			reached: speed(far, items),
			least: quick ? 1.5 : 5,
		},
		{
			of: `speed of the bare loop at ${ANSWER_TIME} ms, file`,
			reached: speed(far, file),
			least: quick ? 1.5 : 5,
		},
		{
			of: `requests at the same time, of the ${CONCURRENCY} a workforce org allows`,
			reached: Math.max(
				...[items, file].map((entry) => medianOf(far, entry, (each) => each.org.mostInFlight)),
			),
			most: CONCURRENCY,
		},
	];
	return {
		goals,
		report: `
${digits(users)} users, in every status.

**An org that answers at once**, where only work counts:

${table(head, rows(near))}

**An org that takes ${ANSWER_TIME} ms to answer**, as one a continent away does:

${table(head, rows(far))}

The bare loop is what one cursor can do at most: it fetches a page, parses it, counts, and follows the
link. It knows no rate limits, no renewed token and no broken connection. This node keeps ten requests
under way unless told otherwise, which also fits into the 15 that a free org allows. One user in ten
has a title with a comma in it, which CSV has to quote.

n8n's Okta node isn't in the tables, because it doesn't finish: from the second page on it reads
the cursor out of the wrong link and asks for the same page again. Broken off after five seconds it had
called ${digits(inVain.succeeded)} times, at ${digits(inVain.addresses)} different addresses.
`,
		raw: { near: [...near], far: [...far], inVain },
	};
}
