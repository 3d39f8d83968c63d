import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { type Fence, Protected } from '../fence/fence';
import { readValues } from '../form/readForm';
import { withoutEvaluating } from '../form/withoutEvaluating';
import { wholeForm } from './wholeForm';
import { LeftOff } from '../objects/whileOff';
import { asRefusal } from '../plan/asRefusal';
import type { Host } from '../table/host';
import { type Operation, splitRoute } from '../table/operation';
import type { Comparison, Reported, Row, Task, Together } from '../table/together';
import { Locator } from '../table/values';
import { text } from '../transport/json';
import { inLanes } from '../transport/lanes';
import { toError } from '../transport/refusals';
import type { OktaOfItem, OktaOfRun } from '../transport/types';
import { Account } from './account';
import { wordsFor } from './changeWords';
import { amended, atItem, endRun, reported, stopped } from './failures';
import { inSteps } from './inSteps';
import { type Found, namedIn, resolveLocators } from './locators';
import { aboutOwnRoles } from './ownRoles';
import { inWordsOfForm } from './ofForm';
import { planOfRefused, planTasks } from './planAll';
import type { Safeguards } from './readSafeguards';
import { checkSame } from './sameForAll';
import { sealPlans } from './sealPlans';
import { shape } from './shape';
import {
	checkCount,
	checkPart,
	checkPlans,
	countOf,
	counted,
	summary,
	TooManyChanges,
} from './stopBefore';

/** An operation that treats several items as one, and how it is run. */
interface Whole {
	operation: Operation;
	together: Together;
	safeguards: Safeguards;
	fence: Fence;
	host: Host;
	isTool: boolean;
}

/** The rows about one object, and what is to be done about it; or why nothing is. */
interface Target {
	rows: [Row, ...Row[]];
	comparison?: Comparison;
	failure?: Error;
}

/** A file about the rows of one object, or of several. */
interface ReportFile {
	rows: [Row, ...Row[]];
	tasks: Task[];
	about: IDataObject | undefined;
	report: NonNullable<Comparison['report']>;
}

/** A task on its way. */
interface Work {
	task: Task;
	org: OktaOfItem;
	failure?: NodeApiError | NodeOperationError;
	/** Left out by choice. */
	skipped?: Protected;
	/** How many of its steps are behind it. */
	taken: number;
}

/**
 * Runs an operation for all items at once: everything is read and compared before the first write. Puts
 * out an item for each task, paired with its item, and one at the end for each object.
 */
export async function runTogether(
	context: IExecuteFunctions,
	okta: OktaOfRun,
	whole: Whole,
): Promise<INodeExecutionData[][]> {
	const { operation, safeguards, fence, host, isTool } = whole;
	const isPatient = context.continueOnFail();
	const fail = (error: unknown, item: number) =>
		okta.signal?.aborted === true && !(error instanceof LeftOff)
			? stopped(context, item)
			: inWordsOfForm(atItem(context, error, item), operation);

	const isPlanned = safeguards.dryRun || safeguards.checkFirst;
	const targets = await compareAll(context, okta, whole, fail, isPatient || isPlanned);
	const due = targets.filter(({ failure }) => failure === undefined);
	const tasks = due.flatMap(({ comparison }) => comparison?.tasks ?? []);

	if (isPlanned) {
		const resource = context.getNodeParameter('resource', 0);
		const planOf = (failure: Error, item: number) => {
			try {
				return planOfRefused(resource, asRefusal(failure));
			} catch (error) {
				throw fail(error, item);
			}
		};
		const refused = targets.flatMap(({ rows, failure }) =>
			failure ? rows.map(({ item }) => ({ item, plan: planOf(failure, item) })) : [],
		);
		// Of an operation whose first call reads, what it writes takes another scope.
		const { route, scopes, alsoScopes = [] } = operation;
		const isReading = splitRoute(route).method === 'GET';
		const planned = await planTasks(okta, fence, tasks, isReading ? alsoScopes : scopes);
		const plans = [...refused.map(({ plan }) => plan), ...planned];
		const items = [...refused, ...tasks].map(({ item }) => item);
		if (safeguards.dryRun) {
			const objections = due.flatMap(({ comparison }) => comparison?.objection ?? []);
			const open = await aboutOwnRoles([okta]);
			const objected = objections.map(({ message }) => `${message}.`);
			host.conclude([summary(plans), ...objected, open].filter(Boolean).join(' '));
			const source = { okta, operation: `${resource}.${operation.value}` };
			const rows = await sealPlans(plans, (index) => ({
				...source,
				isShared: tasks[index - refused.length]?.planned !== undefined,
			}));
			return [rows.map((json, index) => ({ json, pairedItem: { item: items[index] ?? 0 } }))];
		}
		const lines = [...refused, ...tasks.map(({ item, line = item }) => ({ item: line }))];
		checkPlans(plans, safeguards, countOf(context), (plan) => lines[plan]?.item ?? 0);
	} else {
		const changing = tasks.filter(({ steps, isOpen }) => steps.length > 0 && isOpen !== true);
		checkCount(changing.length, safeguards.stopBefore, countOf(context));
	}

	for (const { comparison } of due) {
		if (!comparison?.whole || safeguards.stopBeforePercent === Infinity) continue;
		const changed = comparison.tasks.filter(({ steps }) => steps.length > 0).length;
		checkPart({ ...comparison.whole, changed }, safeguards.stopBeforePercent);
	}
	const works = tasks
		.filter(({ steps }) => steps.length > 0)
		.map((task): Work => {
			const org = counted(okta.apart(), safeguards, countOf(context));
			return { task, org: fence.around(org), taken: 0 };
		});
	await inSteps(works, okta.parallel, async (work, step) => {
		if (work.failure || work.skipped) return;
		const taken = step(work.org).then(() => {
			work.taken++;
		});
		await taken.catch((error: unknown) => {
			if (error instanceof Protected && error.isSkipped) {
				work.skipped = error;
				return;
			}
			work.failure = amended(fail(error, work.task.item), work.org.changes.made);
			const isOver = error instanceof TooManyChanges || okta.signal?.aborted === true;
			if (isOver || !isPatient) throw work.failure;
		});
	}).catch((error: unknown) =>
		endRun(error, okta.signal?.aborted === true, host, (isStopped) =>
			whatWasDone(tasks, works, context.getInputData().length, isStopped),
		),
	);

	const outcomes = new Map(
		works.map(({ task, failure, skipped }) => [
			task,
			failure ? reported(failure) : skipped?.toJson(),
		]),
	);
	return [
		[
			...failed(targets, fail),
			...(await put(due, operation, isTool, (task) => outcomes.get(task) ?? task.result())),
		],
	];
}

/** The items of a run: one for each task, and then how often there was which outcome. */
async function put(
	targets: readonly Target[],
	operation: Operation,
	isTool: boolean,
	jsonOf: (task: Task) => IDataObject,
): Promise<INodeExecutionData[]> {
	const outputs: INodeExecutionData[] = [];
	/** Of objects without a summary of their own. */
	const together: Array<{ rows: readonly Row[]; results: IDataObject[] }> = [];
	const files: ReportFile[] = [];
	const add = (
		json: IDataObject,
		{ values }: Row,
		pairedItem: INodeExecutionData['pairedItem'],
	) => {
		for (const output of shape([json], operation, values, isTool)) {
			outputs.push({ ...output, pairedItem });
		}
	};
	const summarize = (rows: readonly Row[], about: IDataObject, results: readonly IDataObject[]) => {
		const [first] = rows;
		const items = rows.map(({ item }) => ({ item }));
		if (first) add({ summary: true, ...about, ...tally(results, (json) => json) }, first, items);
	};
	for (const { rows, comparison } of targets) {
		if (!comparison) continue;
		const { tasks, report, summary: about } = comparison;
		if (report) {
			// What has no summary of its own shares one, and so the file.
			const shared = about ? undefined : files.find((file) => !file.about);
			if (shared) {
				shared.rows.push(...rows);
				shared.tasks.push(...tasks);
			} else files.push({ rows: [...rows], tasks: [...tasks], about, report });
			continue;
		}
		const results = tasks.map((task) => ({ task, json: jsonOf(task) }));
		for (const { task, json } of results) {
			if (comparison.onlyDifferences && json['outcome'] === 'unchanged') continue;
			add(json, rows[0], { item: task.item });
		}
		const all = results.map(({ json }) => json);
		if (about) summarize(rows, about, all);
		else together.push({ rows, results: all });
	}
	for (const { rows, tasks, about, report } of files) {
		const results = {
			[Symbol.iterator]: () => reportOf(tasks, operation, isTool, rows[0], jsonOf),
		};
		const { json, binary } = await report(results, { ...about, ...tally(tasks, jsonOf) });
		outputs.push({ json, binary, pairedItem: rows.map(({ item }) => ({ item })) });
	}
	const rows = together.flatMap((one) => one.rows);
	summarize(
		rows,
		{},
		together.flatMap(({ results }) => results),
	);
	return outputs;
}

/** What became of each task, one after another: there may be a hundred thousand. */
function* reportOf(
	tasks: readonly Task[],
	operation: Operation,
	isTool: boolean,
	{ values }: Row,
	jsonOf: (task: Task) => IDataObject,
): Generator<Reported> {
	for (const task of tasks) {
		for (const { json } of shape([jsonOf(task)], operation, values, isTool)) yield { task, json };
	}
}

/**
 * Reads the form of all items, and has the operation compare for each object they are about.
 *
 * @param goesOn - whether the others are compared when one fails
 */
async function compareAll(
	context: IExecuteFunctions,
	okta: OktaOfRun,
	{ operation, together, safeguards, host }: Whole,
	fail: (error: unknown, item: number) => Error,
	goesOn: boolean,
): Promise<Target[]> {
	const form = withoutEvaluating(context);
	const rows = Array.from(context.getInputData(), ({ json }, item): Row => {
		const refused: string[] = [];
		const gather = together.gathersRefusals && ((wrong: string) => void refused.push(wrong));
		try {
			const values = readValues(form, operation, item, gather);
			return { item, values, json, ...(refused.length > 0 && { refused }) };
		} catch (error) {
			// Who is in the other rows doesn't say what is to become of everybody else.
			throw fail(error, item);
		}
	});
	const runIndex: unknown = context.getWorkflowDataProxy(0)['$runIndex'];
	const shared = {
		run: {},
		isRepeated: Number(runIndex) > 0,
		form: wholeForm(context, operation),
		store: host.store,
	};
	const targets = await resolved(okta, operation, together, rows, goesOn, fail);
	const compared: Target[] = [];
	const compare = async (target: Target): Promise<Target> => {
		try {
			if (target.failure) throw target.failure;
			checkSame(operation, together, target.rows);
			const comparison = await together.compare({ okta, rows: target.rows, ...shared });
			if (comparison.objection && !safeguards.dryRun) throw comparison.objection;
			return { ...target, comparison };
		} catch (failure) {
			const isOver = !goesOn || okta.signal?.aborted === true;
			if (isOver) throw fail(failure, target.rows[0].item);
			return { ...target, failure: toError(failure) };
		}
	};
	for await (const target of inLanes(targets, { width: okta.parallel }, compare)) {
		compared.push(target);
	}
	return compared;
}

/** Rows by the object they are about, however each of them names it; in the order of the input. */
async function resolved(
	okta: OktaOfRun,
	operation: Operation,
	{ by }: Together,
	rows: readonly Row[],
	goesOn: boolean,
	fail: (error: unknown, item: number) => Error,
): Promise<Target[]> {
	const targets = new Map<string, Target>();
	const add = (key: string, row: Row, failure?: Error) => {
		const known = targets.get(key);
		if (known) known.rows.push(row);
		else targets.set(key, { rows: [row], failure });
	};
	const nameOf = ({ values }: Row): string | undefined => {
		const locator = by === undefined ? undefined : values.get(by);
		return locator instanceof Locator ? JSON.stringify(locator) : undefined;
	};
	const named = new Map(
		rows.flatMap((row): Array<[string, Row]> => {
			const name = nameOf(row);
			return name === undefined ? [] : [[name, row]];
		}),
	);
	const found: Found = new Map();
	const ids = new Map<string, string | Error>();
	const lookUp = async ([name, { item, values }]: [string, Row]): Promise<void> => {
		const known = resolveLocators(okta, operation, values, namedIn(operation, values), found);
		const id = await known.then((all) => all.text(by ?? ''), toError);
		// Whoever doesn't go on after a failure need not ask for the others.
		if (id instanceof Error && !goesOn) throw fail(id, item);
		ids.set(name, id);
	};
	const lanes = inLanes(named, { width: okta.parallel, ahead: Infinity }, lookUp);
	while (!(await lanes.next()).done);

	for (const row of rows) {
		const name = nameOf(row);
		const id = name === undefined ? '' : (ids.get(name) ?? '');
		if (by === undefined || name === undefined) add('', row);
		else if (id instanceof Error) add(`${name} `, row, id);
		else add(id, { ...row, values: row.values.with([[by, id]]) });
	}
	return [...targets.values()];
}

/** What is put out for the rows of objects about which nothing was done. */
function failed(
	targets: readonly Target[],
	fail: (error: unknown, item: number) => NodeApiError | NodeOperationError,
): INodeExecutionData[] {
	return targets.flatMap(({ rows, failure }) =>
		failure === undefined
			? []
			: rows.map(({ item }) => ({
					json: reported(fail(failure, item)),
					pairedItem: { item },
				})),
	);
}

function outcomeIn(json: IDataObject): string {
	return 'error' in json ? 'failed' : text(json['outcome']);
}

/** How often there was which outcome. */
function tally<Of>(all: readonly Of[], jsonOf: (one: Of) => IDataObject): IDataObject {
	const counts = new Map<string, number>();
	for (const one of all) {
		const outcome = outcomeIn(jsonOf(one));
		counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
	}
	return Object.fromEntries(counts);
}

/** Of so many objects that no row is about it is told what was changed of them. */
const MOST = 20;

/** For whoever has to clear up when a run ends early. */
function whatWasDone(
	tasks: readonly Task[],
	works: readonly Work[],
	items: number,
	isStopped: boolean,
): string {
	const begun = new Map(works.map((work) => [work.task, work]));
	const rows = tasks.filter(({ isRow }) => isRow);
	const number = ({ item, line = item }: Task) => line;
	const account = new Account(rows.reduce((most, row) => Math.max(most, number(row) + 1), items));
	const others: string[] = [];
	for (const task of tasks) {
		const work = begun.get(task);
		const shared = task.shared?.();
		const { made, unknown } = shared?.changes ?? work?.org.changes ?? { made: [], unknown: 0 };
		const isDone =
			!work || work.skipped !== undefined || (shared?.isDone ?? work.taken === task.steps.length);
		if (task.isRow && isDone) account.done(number(task));
		else if (task.isRow && (work?.failure || made.length > 0)) {
			account.ended(number(task), { made, unknown, isStopped });
		} else if (!task.isRow && (made.length > 0 || unknown > 0)) {
			const did = made.length > 0 ? wordsFor(made) : 'nobody knows whether it was done';
			others.push(`${task.about.name || task.about.id}: ${did}`);
		}
	}
	const more = others.length > MOST ? `, and ${String(others.length - MOST)} more` : '';
	const beside =
		others.length > 0 ? ` Beside the items: ${others.slice(0, MOST).join('; ')}${more}.` : '';
	return `${account.summary(isStopped)}${beside}`;
}
