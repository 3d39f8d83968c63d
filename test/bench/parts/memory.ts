import { digits, spread, table, type Goal } from '../figures';
import { openOrg } from '../org';
import type { Part, Scale } from '../part';
import { run, type Run } from '../run';

const MOST = 150;

export const memory: Part = {
	title: 'Memory of an export into a file',
	run: async (scale) => {
		const sizes = scale.quick ? [10_000, 40_000] : [100_000, 1_000_000];
		const runs = new Map<number, Run[]>();
		for (const users of sizes) runs.set(users, await exports(users, scale));

		const grown = ({ peak, idle }: Run): number => peak - idle;
		const growth = [...runs.values()].map((each) => spread(each.map(grown)).median);
		const [small = NaN, large = NaN] = growth;
		const goals: Goal[] = [
			{
				of: `memory above idle while ${digits(sizes.at(-1) ?? 0)} users are written`,
				reached: large,
				most: quickOr(scale, 2 * MOST, MOST),
				unit: ' MB',
			},
			{
				of: 'memory for the large export, of that for the small one',
				reached: large / small,
				most: quickOr(scale, 4, 1.5),
			},
		];
		const rows = [...runs].map(([users, each]) => {
			const { min, median, max } = spread(each.map(grown));
			return [
				`${digits(users)} users`,
				digits(spread(each.map(({ idle }) => idle)).median),
				digits(spread(each.map(({ peak }) => peak)).median),
				`**${digits(median)}**`,
				`${digits(min)} – ${digits(max)}`,
				digits(spread(each.map(({ seconds }) => seconds)).median),
			];
		});
		const head = ['', 'idle, MB', 'peak, MB', 'more than idle', 'min – max', 'seconds'];
		return {
			goals,
			report: `
The CSV goes into n8n's binary data on disk. Memory is what the process occupies (resident set), idle
after n8n and the package are loaded.

${table(head, rows)}
`,
			raw: [...runs],
		};
	},
};

const quickOr = ({ quick }: Scale, generous: number, goal: number): number =>
	quick ? generous : goal;

async function exports(users: number, { rounds }: Scale): Promise<Run[]> {
	const org = await openOrg({ users });
	const runs: Run[] = [];
	try {
		for (let round = 0; round < rounds; round++) {
			const result = await run(org, { candidate: 'node', task: { name: 'exportToFile' } });
			if (result.distinct !== users || result.done !== users) {
				throw new Error(`${result.done} of ${users} users were written: ${result.remark ?? ''}`);
			}
			runs.push(result);
		}
		return runs;
	} finally {
		await org.end();
	}
}
