import { getHeapStatistics } from 'node:v8';
import { digits, spread, table, type Goal, type Spread } from '../figures';
import { openOrg } from '../org';
import type { Part, Scale } from '../part';
import { run, type Run } from '../run';

/** Megabytes above idle. */
const MOST = 150;

/** The larger export's memory over the smaller one's. */
const FLAT = 1.5;

/** What V8 does with garbage depends on how much room it has. */
const rooms: ReadonlyArray<{ name: string; env?: Record<string, string> }> = [
	// As on a machine or in a container of 1 GB: V8 gives itself half of it.
	{ name: 'a heap of 512 MB', env: { NODE_OPTIONS: '--max-old-space-size=512' } },
	{ name: "this machine's own heap" },
];

export const memory: Part = {
	title: 'Memory of an export into a file',
	run: async (scale) => {
		const sizes = scale.quick ? [10_000, 40_000] : [100_000, 1_000_000];
		const runs: Runs[] = [];
		for (const users of sizes) runs.push(...(await exports(users, scale)));

		const byRoom = rooms.map(({ name }) => runs.filter(({ room }) => room === name));
		const goals = byRoom.flatMap((each): Goal[] => {
			const [small = NaN, large = NaN] = each.map(({ grown }) => grown.median);
			const name = each[0]?.room ?? '';
			return [
				{
					of: `memory above idle while ${digits(sizes.at(-1) ?? 0)} users are written, with ${name}`,
					reached: large,
					most: quickOr(scale, 2 * MOST, MOST),
					unit: ' MB',
				},
				{
					of: `memory for the large export, of that for the small one, with ${name}`,
					reached: large / small,
					most: quickOr(scale, 4, FLAT),
				},
			];
		});
		const rows = byRoom
			.flat()
			.map(({ users, room, grown: { min, median, max }, each }) => [
				`${digits(users)} users, ${room}`,
				digits(spread(each.map(({ idle }) => idle)).median),
				digits(spread(each.map(({ peak }) => peak)).median),
				`**${digits(median)}**`,
				`${digits(min)} – ${digits(max)}`,
				digits(spread(each.map(({ seconds }) => seconds)).median),
			]);
		const head = ['', 'idle, MB', 'peak, MB', 'more than idle', 'min – max', 'seconds'];
		return {
			goals,
			report: `
The CSV goes into n8n's binary data on disk. Memory is what the process occupies (resident set), idle
after n8n and the package are loaded.

${table(head, rows)}

A heap of 512 MB is what V8 gives itself where there is 1 GB of memory, as in a small container; here
it is ${digits(ownHeap)} MB. What grows with the export is garbage: the more room there is, the later V8 collects it.
`,
			raw: runs,
		};
	},
};

/** Megabytes that V8 gives itself on this machine. */
const ownHeap = getHeapStatistics().heap_size_limit / 1024 ** 2;

/** Runs of the same size with the same room. */
interface Runs {
	users: number;
	room: string;
	/** Megabytes above idle. */
	grown: Spread;
	each: Run[];
}

const quickOr = ({ quick }: Scale, generous: number, goal: number): number =>
	quick ? generous : goal;

async function exports(users: number, { rounds }: Scale): Promise<Runs[]> {
	const org = await openOrg({ users });
	try {
		const runs: Runs[] = [];
		for (const { name, env } of rooms) {
			const each: Run[] = [];
			for (let round = 0; round < rounds; round++) {
				const result = await run(org, { candidate: 'node', task: { name: 'exportToFile' }, env });
				if (result.distinct !== users || result.done !== users) {
					throw new Error(`${result.done} of ${users} users were written: ${result.remark ?? ''}`);
				}
				each.push(result);
			}
			const grown = spread(each.map(({ peak, idle }) => peak - idle));
			runs.push({ users, room: name, grown, each });
		}
		return runs;
	} finally {
		await org.end();
	}
}
