import type { INodeParameters } from 'n8n-workflow';
import { byId, mapped } from '../../engine/harness/parameters';
import { digits, spread, table, type Goal } from '../figures';
import { type Candidate, candidateNames, type Task } from '../job';
import { openOrg } from '../org';
import type { Part, Result, Scale } from '../part';
import { run, runInTurn, type Run } from '../run';

interface Person {
	[name: string]: string;
	id: string;
	login: string;
	employeeNumber: string;
}

/** A kind of operation, by what a plan of it has to read. */
interface Kind {
	name: string;
	/** @param cast - a group with nobody in it, and an app that nobody has */
	form: (cast: { group: string; app: string }) => INodeParameters;
	/** What an item holds; the person by default. */
	item?: (person: Person) => Record<string, string>;
	/** How much a plan may read for an item that the operation itself doesn't read. */
	more: number;
}

const userId = byId('={{ $json.id }}');

const text = (name: string, value: string): [string, 'string', string] => [name, 'string', value];

const kinds: readonly Kind[] = [
	{
		name: 'User: Suspend',
		form: () => ({ resource: 'user', operation: 'suspend', userId }),
		more: 1,
	},
	{
		name: 'User: Delete',
		form: () => ({ resource: 'user', operation: 'delete', userId }),
		more: 0,
	},
	{
		name: 'User: Create',
		form: () => ({
			resource: 'user',
			operation: 'create',
			profile: mapped(
				text('login', '={{ $json.login }}'),
				text('email', '={{ $json.login }}'),
				text('firstName', 'New'),
				text('lastName', 'Hire'),
			),
		}),
		item: ({ id }) => ({ login: `new.${id}@acme.example` }),
		more: 1,
	},
	{
		name: 'User: Update',
		form: () => ({
			resource: 'user',
			operation: 'update',
			userId,
			profile: mapped(text('title', 'Moved')),
		}),
		more: 1,
	},
	{
		name: 'User: Create or Update, by login',
		form: () => ({
			resource: 'user',
			operation: 'upsert',
			profile: mapped(text('login', '={{ $json.login }}'), text('title', 'Moved')),
		}),
		more: 0,
	},
	{
		name: 'User: Create or Update, by another attribute',
		form: () => ({
			resource: 'user',
			operation: 'upsert',
			profile: mapped(
				text('employeeNumber', '={{ $json.employeeNumber }}'),
				text('title', 'Moved'),
			),
			matchBy: 'other',
			matchAttribute: 'employeeNumber',
		}),
		more: 0,
	},
	{
		name: 'User: Offboard',
		form: () => ({ resource: 'user', operation: 'offboard', userId }),
		more: 0,
	},
	{
		name: 'Group: Add Member',
		form: ({ group }) => ({
			resource: 'group',
			operation: 'addMember',
			groupId: byId(group),
			userId,
		}),
		more: 2,
	},
	{
		name: 'Group: Sync Members',
		form: ({ group }) => ({
			resource: 'group',
			operation: 'syncMembers',
			groupId: byId(group),
			member: '={{ $json.login }}',
		}),
		more: 2,
	},
	{
		name: 'Application: Assign User',
		form: ({ app }) => ({
			resource: 'application',
			operation: 'assignUser',
			appId: byId(app),
			userId,
		}),
		more: 2,
	},
	{
		name: 'Admin Role: Assign to User',
		form: () => ({
			resource: 'adminRole',
			operation: 'assignToUser',
			userId,
			type: 'HELP_DESK_ADMIN',
		}),
		more: 1,
	},
];

/** How a form is run: as it is, as a plan, and with a plan before it. */
const ways = { plan: { dryRun: true }, run: {}, checked: { checkFirst: true } } as const;

type Way = keyof typeof ways;

/** Reads that serve a whole run: the roles of the app, a schema, the type of user, a group, an app. */
const ONCE = 6;

/** Of the service app: what all these operations write, and their plans read. */
const scopes = ['users', 'groups', 'apps', 'roles', 'schemas', 'userTypes'].flatMap((area) => [
	`okta.${area}.manage`,
	`okta.${area}.read`,
]);

/** Of an org not far away, in milliseconds. */
const ANSWER_TIME = 100;

/** What a plan costs, and what it costs who wants none that there are plans. */
export const plan: Part = {
	title: 'Plans',
	run: async (scale) => {
		const costs = await planning(scale);
		const idle = await withoutPlans(scale);
		return {
			goals: [...costs.goals, ...idle.goals],
			report: `${costs.report}\n${idle.report}`,
			raw: { planning: costs.raw, withoutPlans: idle.raw },
		};
	},
};

const requestsOf = ({ org }: Run): number =>
	org.succeeded + org.tooMany + org.unauthorized + org.otherwise;

async function planning({ quick, rounds }: Scale): Promise<Result> {
	const count = quick ? 30 : 100;
	const raw: Record<string, Run[]> = {};
	const rows: string[][] = [];
	let most = -Infinity;
	for (const kind of kinds) {
		const runs: Record<Way, Run[]> = { plan: [], run: [], checked: [] };
		for (let round = 0; round < rounds; round++) {
			for (const [way, result] of await inOneOrg(kind, count)) runs[way].push(result);
		}
		const median = (way: Way, of: (one: Run) => number) => spread(runs[way].map(of)).median;
		const seconds = (way: Way) => median(way, (one) => one.seconds);
		const each = (way: Way) => digits(Math.floor(median(way, requestsOf) / count));
		const cpu = (way: Way) => digits((median(way, (one) => one.cpu) / count) * 1000);
		const reads = (way: Way) => runs[way].map(({ org }) => org.reads);
		const beyond = spread(reads('plan')).max - spread(reads('run')).min;
		rows.push([
			kind.name,
			each('plan'),
			digits(Math.max(0, Math.floor(beyond / count))),
			each('run'),
			each('checked'),
			cpu('plan'),
			cpu('run'),
			digits(seconds('plan')),
			digits(seconds('run')),
			`**${digits(seconds('plan') / seconds('run'))}**`,
			digits(seconds('checked')),
		]);
		most = Math.max(most, (beyond - ONCE) / count - kind.more);
		for (const [way, all] of Object.entries(runs)) raw[`${kind.name}, ${way}`] = all;
	}
	const head = [
		'',
		'requests for an item: plan',
		'of which the run has no need',
		'run',
		'plan and run',
		'CPU ms for an item: plan',
		'run',
		`seconds for ${digits(count)} items: plan`,
		'run',
		'plan over run',
		'plan and run',
	];
	return {
		goals: [
			{
				of: 'reads for an item of a plan, of the dearest kind, beyond what docs/safeguards.md says',
				reached: Math.max(0, most),
				most: 0,
			},
		],
		report: `
**What a plan costs**, in an org that takes ${digits(ANSWER_TIME)} ms to answer, ten items at a time: the plan is a Dry
Run, and plan and run are Check All Items First. Reads for the whole run are left out of what
an item takes; there are ${digits(ONCE)} at most.

${table(head, rows)}
`,
		raw,
	};
}

/** A plan, what it plans, and the same for others with a plan before it. */
async function inOneOrg(kind: Kind, count: number): Promise<Map<Way, Run>> {
	const org = await openOrg({ users: count * 4, answerTime: ANSWER_TIME, scopes });
	try {
		const { users, groups, app } = await org.cast(count * 2);
		const these = { people: users.slice(0, count), group: groups[0] };
		const others = { people: users.slice(count), group: groups[1] };
		const whom = { plan: these, run: these, checked: others };
		const inTurn = ['plan', 'run', 'checked'] as const;
		const tasks = inTurn.map((way): Task => {
			const { people, group } = whom[way];
			return {
				name: 'runForm',
				parameters: { ...kind.form({ group, app }), safeguards: ways[way] },
				items: people.map((person) => kind.item?.(person) ?? person),
			};
		});
		const results = await runInTurn(org, 'node', tasks);
		const wrong = results.find(({ failed, done }) => failed > 0 || done < count);
		if (wrong) throw new Error(`${kind.name}: ${wrong.remark ?? 'something is missing'}`);
		return new Map(
			inTurn.flatMap((way, at): Array<[Way, Run]> => {
				const result = results[at];
				return result ? [[way, result]] : [];
			}),
		);
	} finally {
		await org.end();
	}
}

const BEFORE = 'this node before it had plans';

/** The same reads and changes by requests alone, by this package, and by this package as it was before. */
async function withoutPlans({ quick, rounds, before }: Scale): Promise<Result> {
	const count = quick ? 100 : 1_000;
	const contenders: Array<{ name: string; candidate: Candidate; directory?: string }> = [
		{ name: candidateNames.helper, candidate: 'helper' },
		{ name: candidateNames.node, candidate: 'node' },
		...(before === undefined
			? []
			: [{ name: BEFORE, candidate: 'node' as const, directory: before }]),
	];
	const raw: Record<string, Run[]> = {};
	// It is about a few per cent.
	for (let round = 0; round < (quick ? 1 : Math.max(rounds, 5)); round++) {
		const org = await openOrg({ users: count * 5 });
		try {
			const { users } = await org.targets(count * contenders.length);
			for (const [place, { name, ...how }] of contenders.entries()) {
				const own = users.slice(place * count, (place + 1) * count);
				const read: Task = { name: 'readUsers', users: own, dpop: false };
				for (const [does, task] of Object.entries({
					'User: Get': read,
					'User: Suspend': { name: 'suspendUsers', users: own } satisfies Task,
				})) {
					const result = await run(org, { ...how, task });
					if (result.done !== count) throw new Error(`${name}: ${result.remark ?? 'lost'}`);
					(raw[`${does}: ${name}`] ??= []).push(result);
				}
			}
		} finally {
			await org.end();
		}
	}
	// What else the machine does only adds to it.
	const cpu = (key: string) => spread((raw[key] ?? []).map((one) => (one.cpu / count) * 1000));
	const over = (does: string, name: string) =>
		cpu(`${does}: ${candidateNames.node}`).min / cpu(`${does}: ${name}`).min;
	const rows = Object.entries(raw).map(([key, runs]) => {
		const { median, min } = cpu(key);
		const requests = spread(runs.map(requestsOf)).max / count;
		return [key, digits(requests), `**${digits(min)}**`, digits(median)];
	});
	const goals: Goal[] = [
		{
			of: "CPU of a change without safeguards over a bare one by n8n's helper",
			reached: over('User: Suspend', candidateNames.helper),
			most: quick ? 5 : 2,
		},
	];
	if (before !== undefined) {
		goals.push({
			of: 'CPU of a change without safeguards over what it was before there were any',
			reached: over('User: Suspend', BEFORE),
			most: quick ? 2 : 1.1,
		});
	}
	return {
		goals,
		report: `
**What it costs who wants no plan** that there are plans: ${digits(count)} users read, and as many
suspended, with nothing under Safeguards. What else a machine does only adds to CPU time, so that the least
of the runs tells most.

${table(['', 'requests for an item', 'CPU ms, at least', 'median'], rows)}
`,
		raw,
	};
}
