import { digits, spread, type Goal } from '../figures';
import { candidateNames, type Candidate, type Task } from '../job';
import { openOrg, type Roster, type RosterSize } from '../org';
import type { Part } from '../part';
import { run, type Run } from '../run';
import { inTurns, requestsOf, tableOfWays, type Way } from '../ways';

const PAGE = 1_000;
const RULE_PAGES = 1;
const ITS_GROUP = 1;

/** Row by row, one row of so many tells enough. */
const PART = 20;

/** What a list of so many members may cost in requests, of which some are replaced. */
const atMost = (members: number, replaced: number): number =>
	ITS_GROUP + Math.ceil(members / PAGE) + RULE_PAGES + replaced + 2 * replaced;

/** A list of members, compared as a whole, and one by one. */
export const sync: Part = {
	title: 'Lists of members',
	run: async ({ quick, rounds }) => {
		const members = quick ? 2_000 : 10_000;
		const replaced = quick ? 20 : 100;
		const measured = await inTurns(waysFor(members, replaced), rounds);
		const [whole] = measured;
		const runs = whole?.runs ?? [];
		const goals: Goal[] = [
			{
				of: `requests for a list of ${digits(members)} members, ${digits(replaced)} of them new and as many gone`,
				reached: spread(runs.map(requestsOf)).max,
				most: atMost(members, replaced),
			},
			{
				of: `CPU for ${digits(members)} rows`,
				reached: spread(runs.map(({ cpu }) => cpu)).median,
				most: quick ? 10 : 3,
				unit: ' s',
			},
		];
		return {
			goals,
			report: `
A group of ${digits(members)} members, and a list of as many logins: ${digits(replaced)} members are not in it, and
${digits(replaced)} people are new. _Sync Members_ reads the group and its rules once, reads each new person, and
sends ${digits(2 * replaced)} changes. The script with Okta's SDK and the flow of n8n's own nodes do as well as they can
what they are made of allows: they read the members, compare, look up who is new, and change what differs. They know
nothing of rules, and stop at no short list. Row by row, _Add Member_ sends a request for each row, and removes
nobody; one row in twenty was measured.

${tableOfWays(measured)}

**A row** is what one takes, beside _Sync Members_ in the same run. The flow is Manual Trigger, HTTP Request (n8n's
Okta node has no operation for members), Edit Fields and Compare Datasets, classes of n8n 2.41.1 that run in the
same engine as our node. Compare Datasets looks through the second list for each item of the first.
`,
			raw: measured,
		};
	},
};

function waysFor(members: number, replaced: number): Way[] {
	const size = { members, replaced };
	const compared =
		(candidate: Candidate): Way['run'] =>
		async () =>
			await one(size, candidate, ({ logins, group }) => ({ name: 'syncMembers', logins, group }));
	return [
		{ name: 'Sync Members', rows: members, run: compared('node') },
		{ name: `${candidateNames.sdk}, a script`, rows: members, run: compared('sdk') },
		{ name: candidateNames.compareDatasets, rows: members, run: compared('compareDatasets') },
		{
			name: 'Add Member, row by row',
			rows: members / PART,
			run: async () =>
				await one(size, 'node', ({ ids, group }) => ({
					name: 'addMembers',
					users: ids.slice(0, members / PART),
					group,
					atOnce: 10,
				})),
		},
	];
}

/** One run, with an org of its own. @throws if a change was lost */
async function one(
	size: RosterSize,
	candidate: Candidate,
	task: (roster: Roster) => Task,
): Promise<Run> {
	const org = await openOrg({ users: Math.ceil(size.members * 1.3) });
	try {
		const result = await run(org, { candidate, task: task(await org.roster(size)) });
		if (result.failed > 0) throw new Error(`${candidate}: ${result.remark ?? 'changes failed'}`);
		return result;
	} finally {
		await org.end();
	}
}
