import { digits, spread, table, type Goal } from '../figures';
import { openOrg } from '../org';
import type { Part } from '../part';
import { runSideBySide, type SideBySide } from '../run';
import { leastTime } from './bulk';

const ANSWER_TIME = 100;
/** Of user changes, as a workforce org lets one app make them. */
const PER_MINUTE = 300;
const WORKERS = 2;
const MINUTE = 60;

const secondsOf = ({ each }: SideBySide): number => Math.max(...each.map(({ seconds }) => seconds));

const lostOf = ({ each }: SideBySide, changes: number): number =>
	each.reduce((lost, { distinct, failed }) => lost + failed + changes - distinct, 0);

const requestsOf = ({ org }: SideBySide): number =>
	org.succeeded + org.tooMany + org.unauthorized + org.otherwise;

/** Two workers of n8n's queue mode: processes that know nothing of each other, and share one limit. */
export const queue: Part = {
	title: 'Two workers that share a limit',
	run: async ({ quick, rounds }) => {
		const changes = quick ? 200 : 1_000;
		const least = leastTime(WORKERS * changes, PER_MINUTE);
		const runs = await Promise.all(Array.from({ length: rounds }, async () => await one(changes)));
		const seconds = spread(runs.map(secondsOf));
		const refused = spread(runs.map((run) => (100 * run.org.tooMany) / requestsOf(run)));
		const lost = spread(runs.map((run) => lostOf(run, changes)));
		const goals: Goal[] = [
			{ of: 'changes that were lost', reached: lost.max, most: 0 },
			{ of: '429s among the requests', reached: refused.max, most: 2, unit: ' %' },
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
			digits(spread(runs.map(requestsOf)).median),
		];
		return {
			goals,
			report: `
In n8n's queue mode executions go to workers, processes that share nothing but the database. Each of ours
has this node count for itself; what the other uses up it learns from the headers of Okta's answers.
${digits(WORKERS)} of them update ${digits(changes)} users each, of one org that lets the app make ${digits(PER_MINUTE)} such changes a minute
and takes ${digits(ANSWER_TIME)} ms to answer. At best, each minute's allowance is used up as soon as it begins.

${table(['', 'seconds', 'min – max', 'the least', 'lost', '429s', 'requests'], [row])}
`,
			raw: runs,
		};
	},
};

/** One run, with an org of its own. */
async function one(changes: number): Promise<SideBySide> {
	const org = await openOrg({
		users: Math.ceil(WORKERS * changes * 1.3),
		answerTime: ANSWER_TIME,
		limits: 'workforce',
	});
	try {
		const { users } = await org.targets(WORKERS * changes);
		return await runSideBySide(
			org,
			'node',
			Array.from({ length: WORKERS }, (_, worker) => ({
				name: 'updateUsers' as const,
				users: users.slice(worker * changes, (worker + 1) * changes),
				atOnce: 1,
			})),
		);
	} finally {
		await org.end();
	}
}
