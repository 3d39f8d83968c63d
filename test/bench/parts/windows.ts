import { department, feedOf } from '../feed';
import { digits, spread, table, type Goal } from '../figures';
import { candidateNames, type Candidate } from '../job';
import { openOrg } from '../org';
import type { Part } from '../part';
import { run, type Run } from '../run';
import { requestsOf } from '../ways';
import { leastTime } from './bulk';

const ANSWER_TIME = 100;
/** Of user changes, as a workforce org lets one app make them. */
const PER_MINUTE = 300;
/** Of searches for users, likewise. */
const SEARCHES_PER_MINUTE = 300;
const MINUTE = 60;

/** One run, and how many people of those whose rows differ are as they were. */
interface Measured extends Run {
	lost: number;
}

const contenders = {
	'Import Users': 'node',
	[`${candidateNames.sdk}, a script`]: 'sdk',
	[candidateNames.compareDatasets]: 'compareDatasets',
} satisfies Record<string, Candidate>;

/** A feed in which much differs, as fast as Okta's limits allow. */
export const windows: Part = {
	title: 'Lists of people under limits',
	waits: true,
	run: async ({ quick, rounds }) => {
		const [users, changed] = quick ? [2_000, 320] : [10_000, 3_000];
		const runs = await Promise.all(
			Object.entries(contenders).map(
				async ([name, candidate]) =>
					[
						name,
						await Promise.all(
							Array.from({ length: rounds }, async () => await one(users, changed, candidate)),
						),
					] as const,
			),
		);
		const [[, ours] = ['', []]] = runs;
		const least = leastTime(changed, PER_MINUTE);
		const minutes = Math.ceil(changed / PER_MINUTE);
		const goals: Goal[] = [
			{
				of: `minutes for ${digits(changed)} changes among ${digits(users)} people, of which the limit takes ${digits(minutes)}`,
				reached: Math.max(...ours.map(({ seconds }) => seconds)) / MINUTE,
				most: minutes + 1,
			},
			{
				of: 'changes that were lost',
				reached: Math.max(...ours.map(({ lost }) => lost)),
				most: 0,
			},
		];
		const rows = runs.map(([name, each]) => {
			const median = (pick: (run: Measured) => number): number => spread(each.map(pick)).median;
			const seconds = spread(each.map((one) => one.seconds));
			return [
				name,
				digits(seconds.median),
				`${digits(seconds.min)} – ${digits(seconds.max)}`,
				// Whoever loses changes has no time to be compared.
				median(({ lost }) => lost) > 0 ? '–' : `**${digits(seconds.median / least)}**`,
				digits(median(({ lost }) => lost)),
				digits(median(({ org }) => org.tooMany)),
				digits(median(requestsOf)),
			];
		});
		return {
			goals,
			report: `
An org of ${digits(users)} users and a feed of which ${digits(changed)} rows differ, under the limits of a workforce org: ${digits(PER_MINUTE)}
changes of users a minute by one app, so that ${digits(least)} seconds is the least. It takes ${digits(ANSWER_TIME)} ms to answer. The contenders are
those of _Lists of people_.

${table(['', 'seconds', 'min – max', 'of the least', 'changes lost', '429s', 'requests'], rows)}

Row by row nobody would be done in that time: the searches alone, one for each row and ${digits(SEARCHES_PER_MINUTE)} a minute, are
${digits(Math.ceil(users / SEARCHES_PER_MINUTE))} minutes' worth. All ran at the same time, each with an org of its own.
`,
			raw: runs,
		};
	},
};

/** One run, with an org of its own. */
async function one(users: number, changed: number, candidate: Candidate): Promise<Measured> {
	const org = await openOrg({ users, answerTime: ANSWER_TIME, limits: 'workforce' });
	try {
		const people = await feedOf(org, { changed, added: 0, absent: 0 });
		const result = await run(org, { candidate, task: { name: 'importPeople', people } });
		return { ...result, lost: changed - (await org.having('department', department)) };
	} finally {
		await org.end();
	}
}
