import type { IDataObject } from 'n8n-workflow';

import { commaSeparated } from '../../../objects/convert';
import { text } from '../../../transport/json';
import type { Values } from '../../../table/values';
import { type Cost, type Estimating, GROUPS } from './cost';
import { between, exactly, type Guess, inPages, shareOf } from './guess';
import type { Sampler } from './sampler';

const PAGE = 200;

/** What it costs to read all groups. Okta counts none, so it follows from how close together they were made. */
export async function estimateGroups({ sampler }: Estimating): Promise<Cost[]> {
	const { all } = await countGroups(sampler);
	return [pagesOf(all)];
}

/** The same, and to ask for something of each that is wanted. */
export async function estimateOwners({ sampler, values }: Estimating): Promise<Cost[]> {
	const { all, known } = await countGroups(sampler);
	const wanted = known.filter(isWanted(values));
	const isExact = all.least === all.most;
	const asked = isExact ? exactly(wanted.length) : part(all, shareOf(wanted.length, known.length));
	const [one] = wanted;
	if (one) {
		const path = `${GROUPS}/${text(one['id'])}/owners`;
		await sampler.take({ method: 'GET', path }, { pageSize: 1000 });
	}
	const path = `${GROUPS}/{groupId}/owners`;
	return [pagesOf(all), { what: 'for the owners of each group', path, requests: asked }];
}

const pagesOf = (all: Guess): Cost => ({
	what: `for groups, ${PAGE} at a time`,
	path: GROUPS,
	requests: inPages(all, PAGE),
});

const part = (all: Guess, share: Guess): Guess =>
	between(all.least * share.least, all.likely * share.likely, all.most * share.most);

const isWanted = (values: Values) => {
	const types = new Set<unknown>(commaSeparated(values.get('groupTypes') ?? ''));
	return ({ type }: IDataObject) => types.size === 0 || types.has(type);
};

/** Groups that were made one after another. */
interface Run {
	rows: IDataObject[];
	from: number;
	to: number;
}

/** From the oldest, the youngest and, where these do not meet, two in between: four requests at most. */
async function countGroups(sampler: Sampler): Promise<{ all: Guess; known: IDataObject[] }> {
	const oldest = await take(sampler, 'id pr', 'asc');
	if (oldest.isAll) return { all: exactly(oldest.rows.length), known: oldest.rows };
	const youngest = await take(sampler, 'id pr', 'desc');
	const [first, last] = [runOf(oldest.rows), runOf(youngest.rows)];
	if (first.to >= last.from) return exactlyThose([first, last]);
	const runs = [first];
	for (const share of [1 / 3, 2 / 3]) {
		const from = first.to + (last.from - first.to) * share;
		const { rows } = await take(sampler, `created ge "${new Date(from).toISOString()}"`, 'asc');
		const reached = runs.at(-1)?.to ?? 0;
		// Where the last one has reached this far already, nothing new is known.
		if (rows.length > 0 && from > reached) runs.push({ ...runOf(rows), from });
	}
	const known = distinct([...runs, last].flatMap(({ rows }) => rows));
	const gaps = runs.map((run, index) => gapBetween(run, runs[index + 1] ?? last));
	const unseen = gaps.reduce((sum, { likely }) => sum + likely, 0);
	const atMost = gaps.reduce((sum, { most }) => sum + most, 0);
	const seen = known.length;
	return { all: between(seen, seen + unseen, Math.min(seen + atMost, 100 * seen)), known };
}

const exactlyThose = (runs: readonly Run[]) => {
	const known = distinct(runs.flatMap(({ rows }) => rows));
	return { all: exactly(known.length), known };
};

const distinct = (rows: readonly IDataObject[]): IDataObject[] => [
	...new Map(rows.map((row) => [text(row['id']), row])).values(),
];

/** As many as lie at the ends of a gap, for as long as it is; a heap of them may hide in it. */
function gapBetween(before: Run, after: Run): { likely: number; most: number } {
	const length = Math.max(0, after.from - before.to);
	const [one, other] = [densityOf(before), densityOf(after)];
	return {
		likely: (length * (one + other)) / 2,
		most: length * Math.max(one, other) * 2 + 2 * PAGE,
	};
}

const densityOf = ({ rows, from, to }: Run): number => rows.length / Math.max(60_000, to - from);

function runOf(rows: readonly IDataObject[]): Run {
	const times = rows.map(({ created }) => Date.parse(text(created)));
	return { rows: [...rows], from: Math.min(...times), to: Math.max(...times) };
}

async function take(sampler: Sampler, search: string, sortOrder: 'asc' | 'desc') {
	const query = { search, sortBy: 'created', sortOrder };
	return await sampler.take({ method: 'GET', path: GROUPS, query }, { pageSize: PAGE });
}
