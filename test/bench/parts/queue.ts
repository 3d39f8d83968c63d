import { digits, spread, table, type Goal } from '../figures';
import { openOrg, requestsTo } from '../org';
import type { Part } from '../part';
import { openQueueMode, type QueueMode, type SideBySide } from '../queueMode';
import { leastTime } from './bulk';

const ANSWER_TIME = 100;
/** Of user changes, as a workforce org lets one app make them. */
const PER_MINUTE = 300;
const WORKERS = 2;
const MINUTE = 60;
const TITLE = 'Moved by the bench';

/** One run, and what is to be seen in the org after it. */
interface Run extends SideBySide {
	/** Users who haven't changed. */
	lost: number;
}

/** n8n's queue mode: workers that know nothing of each other, and share one limit. */
export const queue: Part = {
	title: 'Two workers that share a limit',
	waits: true,
	run: async ({ quick, rounds }) => {
		const changes = quick ? 200 : 1_000;
		const least = leastTime(WORKERS * changes, PER_MINUTE);
		const n8n = await openQueueMode(WORKERS * rounds);
		let runs: Run[];
		try {
			const each = Array.from({ length: rounds }, async () => await one(n8n, changes));
			runs = await Promise.all(each);
		} finally {
			await n8n.close();
		}
		const seconds = spread(runs.map((run) => run.seconds));
		const refused = spread(runs.map(({ org }) => (100 * org.tooMany) / requestsTo(org)));
		const lost = spread(runs.map((run) => run.lost));
		const goals: Goal[] = [
			{ of: 'changes that were lost', reached: lost.max, most: 0 },
			{
				of: 'changes of which n8n did not learn',
				reached: Math.max(...runs.map(({ failed }) => failed)),
				most: 0,
			},
			{
				of: '429s among the requests',
				reached: refused.max,
				most: quick ? 10 : 2,
				unit: ' %',
			},
			{
				of: 'minutes over the least possible',
				reached: (seconds.max - least) / MINUTE,
				most: 1,
			},
		];
		const row = [
			`${digits(WORKERS)} × ${digits(changes)} user updates`,
			digits(seconds.median),
			`${digits(seconds.min)} – ${digits(seconds.max)}`,
			digits(least),
			digits(lost.max),
			digits(spread(runs.map(({ org }) => org.tooMany)).median),
			digits(spread(runs.map(({ org }) => requestsTo(org))).median),
		];
		return {
			goals,
			report: `
n8n in queue mode, on PostgreSQL and Redis: a main process takes webhook calls, and workers do the
executions. Workers share nothing but the database; what the other one uses up each learns from the
headers of Okta's answers. ${digits(WORKERS)} of them, with one execution each, update ${digits(changes)} users each, of one org that
lets the app make ${digits(PER_MINUTE)} such changes a minute and takes ${digits(ANSWER_TIME)} ms to answer. At best, each minute's allowance
is used up as soon as it begins.

${table(['', 'seconds', 'min – max', 'the least', 'lost', '429s', 'requests'], [row])}

The seconds are from the calls of the webhook to the end of the last execution. What is lost, the org
says: users who don't have their new title. Several runs take place at the same time, each with workers and an org
of its own.
`,
			raw: runs,
		};
	},
};

/** One run, with an org of its own. */
async function one(n8n: QueueMode, changes: number): Promise<Run> {
	const org = await openOrg({
		users: Math.ceil(WORKERS * changes * 1.3),
		answerTime: ANSWER_TIME,
		limits: 'workforce',
	});
	try {
		const { users } = await org.targets(WORKERS * changes);
		const lists = Array.from({ length: WORKERS }, (_, worker) =>
			users.slice(worker * changes, (worker + 1) * changes),
		);
		const run = await n8n.updateUsers(org, lists, TITLE);
		return { ...run, lost: users.length - (await org.having('title', TITLE)) };
	} finally {
		await org.end();
	}
}
