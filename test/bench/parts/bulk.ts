import { setTimeout as sleep } from 'node:timers/promises';
import { digits, spread, table, type Goal } from '../figures';
import { candidateNames, type Candidate, type Task } from '../job';
import { openOrg } from '../org';
import type { Part, Result, Scale } from '../part';
import { run, type Run } from '../run';

const ANSWER_TIME = 100;
const CONCURRENCY = 75;
/** Milliseconds between the starts of runs, so that they don't work at the same moments. */
const STAGGER = 1_700;

/** What a workforce org lets one app do in a minute, which is half of its buckets. */
const kinds = {
	updateUsers: { title: 'user updates', perMinute: 300 },
	addMembers: { title: 'membership changes', perMinute: 250 },
} as const;
type Kind = keyof typeof kinds;

/** A row of the table. */
interface Entry {
	name: string;
	candidate: Candidate;
	kind: Kind;
	/** For programs: how many calls they make at a time. */
	atOnce: number;
}

const entry = (kind: Kind, candidate: Candidate, atOnce = 1, manner = ''): Entry => ({
	name: candidateNames[candidate] + manner,
	candidate,
	kind,
	atOnce,
});

const contenders: Record<Kind, Entry[]> = {
	updateUsers: [
		entry('updateUsers', 'node'),
		entry('updateUsers', 'sdk', 1, ', one after another'),
		entry('updateUsers', 'sdk', 50, ', 50 at a time'),
		entry('updateUsers', 'builtIn'),
	],
	addMembers: [
		entry('addMembers', 'node'),
		entry('addMembers', 'sdk', 1, ', one after another'),
		entry('addMembers', 'sdk', 50, ', 50 at a time'),
	],
};

/**
 * The least time in which an org of these limits can take so many changes: every minute's allowance
 * is used up at once, as soon as the minute begins. Seconds.
 */
export function leastTime(changes: number, perMinute: number): number {
	const fullMinutes = Math.ceil(changes / perMinute) - 1;
	const rest = changes - fullMinutes * perMinute;
	return fullMinutes * 60 + (Math.ceil(rest / CONCURRENCY) * ANSWER_TIME) / 1000;
}

export const bulk: Part = {
	title: 'Bulk changes',
	waits: true,
	run: async (scale) => {
		const changes = scale.quick ? 320 : 2_000;
		let start = 0;
		const all = Object.values(contenders)
			.flat()
			.flatMap((each) =>
				Array.from({ length: scale.rounds }, async () => {
					await sleep(STAGGER * start++);
					return { entry: each, run: await change(each, changes) };
				}),
			);
		const runs = new Map<Entry, Run[]>();
		for (const { entry: each, run: result } of await Promise.all(all)) {
			runs.set(each, [...(runs.get(each) ?? []), result]);
		}
		return report(runs, changes, scale);
	},
};

/** One run, with an org of its own. */
async function change({ candidate, kind, atOnce }: Entry, changes: number): Promise<Run> {
	const org = await openOrg({
		users: Math.ceil(changes * 1.3),
		answerTime: ANSWER_TIME,
		limits: 'workforce',
	});
	try {
		const { users, group } = await org.targets(changes);
		const task: Task =
			kind === 'updateUsers'
				? { name: 'updateUsers', users, atOnce }
				: { name: 'addMembers', users, group, atOnce };
		return await run(org, { candidate, task });
	} finally {
		await org.end();
	}
}

function report(runs: ReadonlyMap<Entry, Run[]>, changes: number, { quick }: Scale): Result {
	const goals: Goal[] = [];
	const sections: string[] = [];
	for (const [kind, entries] of Object.entries(contenders)) {
		const { title, perMinute } = kinds[kind === 'updateUsers' ? kind : 'addMembers'];
		const least = leastTime(changes, perMinute);
		const rows = entries.map((each) => row(each.name, runs.get(each) ?? [], least));
		const [node] = entries;
		const ours = (node && runs.get(node)) ?? [];
		goals.push(
			{
				of: `time for ${digits(changes)} ${title} over the least possible`,
				reached: spread(ours.map(({ seconds }) => seconds / least)).median,
				most: quick ? 3 : 1.05,
			},
			{
				of: `${title} that failed`,
				reached: Math.max(...ours.map(({ failed }) => failed)),
				most: 0,
			},
		);
		sections.push(`**${digits(changes)} ${title}**, ${perMinute} a minute, at best ${digits(least)} seconds:

${table(head, rows)}
`);
	}
	const sdkTokens = Math.max(
		...[...runs].flatMap(([{ candidate }, each]) =>
			candidate === 'sdk' ? each.map(({ org }) => org.tokens) : [],
		),
	);
	return {
		goals,
		report: `
The org has the limits of a workforce org: ${CONCURRENCY} requests at the same time, 600 user changes
and 500 requests to groups a minute, half of which is this app's. It takes ${ANSWER_TIME} ms to answer.
At best, each minute's allowance is used up as soon as the minute begins.

${sections.join('\n')}
Okta's SDK waits until the limit resets, too, but sends the call again with the DPoP proof it had, which
Okta has seen before and refuses: what was throttled is lost. Several calls at the beginning fetch a
token each, up to ${digits(sdkTokens)}. n8n's Okta node sends all items at once and repeats nothing; it has
no operation for members.

A run takes minutes and hardly any CPU, so all of them ran at the same time, each with an org of its
own, their starts ${digits(STAGGER / 1000)} seconds apart.
`,
		raw: [...runs],
	};
}

const head = [
	'',
	'seconds',
	'min – max',
	'of the least',
	'items lost',
	'429s',
	'other wasted calls',
	'tokens',
];

function row(name: string, runs: readonly Run[], least: number): string[] {
	const median = (pick: (run: Run) => number): number => spread(runs.map(pick)).median;
	const { min, max } = spread(runs.map(({ seconds }) => seconds));
	return [
		name,
		digits(median(({ seconds }) => seconds)),
		`${digits(min)} – ${digits(max)}`,
		// Whoever loses items has no time to be compared.
		median(({ failed }) => failed) > 0
			? '–'
			: `**${digits(median(({ seconds }) => seconds / least))}**`,
		digits(median(({ failed }) => failed)),
		digits(median(({ org }) => org.tooMany)),
		digits(median(({ org }) => org.unauthorized + org.otherwise)),
		digits(median(({ org }) => org.tokens)),
	];
}
