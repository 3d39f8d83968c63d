import { digits, spread, table, type Goal } from '../figures';
import { openOrg } from '../org';
import type { Part } from '../part';
import { run, type Run } from '../run';

const PAGE = 1_000;
const RULE_PAGES = 1;
const ITS_GROUP = 1;

/** What a list of so many members may cost in requests, of which some are replaced. */
const atMost = (members: number, replaced: number): number =>
	ITS_GROUP + Math.ceil(members / PAGE) + RULE_PAGES + replaced + 2 * replaced;

/** A list of members, compared as a whole, and one by one. */
export const sync: Part = {
	title: 'Lists of members',
	run: async ({ quick, rounds }) => {
		const members = quick ? 2_000 : 10_000;
		const replaced = quick ? 20 : 100;
		const ways = { 'Sync Members': [] as Run[], 'Add Member, row by row': [] as Run[] };
		for (let round = 0; round < rounds; round++) {
			ways['Sync Members'].push(await one(members, replaced, true));
			ways['Add Member, row by row'].push(await one(members, replaced, false));
		}
		const whole = ways['Sync Members'];
		const requests = spread(whole.map(requestsOf)).max;
		const goals: Goal[] = [
			{
				of: `requests for a list of ${digits(members)} members, ${digits(replaced)} of them new and as many gone`,
				reached: requests,
				most: atMost(members, replaced),
			},
			{
				of: `CPU for ${digits(members)} rows`,
				reached: spread(whole.map(({ cpu }) => cpu)).median,
				most: quick ? 10 : 3,
				unit: ' s',
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
A group of ${digits(members)} members, and a list of as many logins: ${digits(replaced)} members are not in it, and
${digits(replaced)} people are new. _Sync Members_ reads the group and its rules once, reads each new person, and
sends ${digits(2 * replaced)} changes. Row by row, _Add Member_ sends a request for each row, and removes nobody.

${table(['', 'requests', 'seconds', 'CPU seconds', 'MB above idle'], rows)}
`,
			raw: ways,
		};
	},
};

const requestsOf = ({ org }: Run): number =>
	org.succeeded + org.tooMany + org.unauthorized + org.otherwise;

async function one(members: number, replaced: number, isWhole: boolean): Promise<Run> {
	const org = await openOrg({ users: Math.ceil(members * 1.3) });
	try {
		const { group, logins, ids } = await org.roster({ members, replaced });
		return await run(org, {
			candidate: 'node',
			task: isWhole
				? { name: 'syncMembers', logins, group }
				: { name: 'addMembers', users: ids, group, atOnce: 10 },
		});
	} finally {
		await org.end();
	}
}
