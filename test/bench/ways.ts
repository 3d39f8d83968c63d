import { digits, spread, table } from './figures';
import { requestsTo } from './org';
import type { Run } from './run';

/** A way to make Okta like a list. */
export interface Way {
	name: string;
	/** Of the list; fewer where a part of it tells enough. */
	rows: number;
	run: () => Promise<Run>;
}

/** A way, and what came of it. */
export interface Measured extends Way {
	runs: Run[];
}

/** Measures each way so often, in turns. */
export async function inTurns(ways: readonly Way[], rounds: number): Promise<Measured[]> {
	const measured = ways.map((way): Measured => ({ ...way, runs: [] }));
	for (let round = 0; round < rounds; round++) {
		for (const way of measured) way.runs.push(await way.run());
	}
	return measured;
}

export const requestsOf = ({ org }: Run): number => requestsTo(org);

const median = ({ runs }: Measured, pick: (run: Run) => number): number =>
	spread(runs.map(pick)).median;

/** What a row costs, beside the first of the ways, which is ours. */
export function tableOfWays(ways: readonly Measured[]): string {
	const [ours] = ways;
	const each = (way: Measured, pick: (run: Run) => number): number => median(way, pick) / way.rows;
	const ratio = (way: Measured, pick: (run: Run) => number): string =>
		way === ours || !ours ? '**1**' : `**${digits(each(way, pick) / each(ours, pick))}**`;
	const cpu = (run: Run): number => run.cpu;
	return table(
		['', 'rows', 'requests', 'a row', 'CPU seconds', 'a row', 'seconds', 'MB above idle'],
		ways.map((way) => [
			way.name,
			digits(way.rows),
			digits(median(way, requestsOf)),
			ratio(way, requestsOf),
			digits(median(way, cpu)),
			ratio(way, cpu),
			digits(median(way, ({ seconds }) => seconds)),
			digits(median(way, ({ peak, idle }) => peak - idle)),
		]),
	);
}
