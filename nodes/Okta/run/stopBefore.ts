import { type IExecuteFunctions, UserError } from 'n8n-workflow';

import { remember } from '../../../credentials/oauth/remember';
import type { Would } from '../plan/foreseen';
import type { PlanItem } from '../plan/planItem';
import { OktaThrough } from '../transport/through';
import type { Whole } from '../table/operation';
import type { Okta, OktaOfItem, OktaReply, OktaRequest } from '../transport/types';
import type { Safeguards } from './readSafeguards';

/** How many items have changed something; one for all runs of a node within an execution. */
export interface Count {
	changed: number;
	/** Of what knows its whole: how much was there before, and what has been changed of it. */
	parts: Map<string, Promise<Part>>;
}

/** A part of something whole. */
export interface Part {
	name: string;
	of: number;
	changed: number;
}

/** More items would change something than the safeguards allow. No item after it is begun. */
export class TooManyChanges extends UserError {}

const counts = new Map<string, Count>();

/** More than a process has under way at a time. */
const mostCounts = 1_000;

/** The count of a node in this execution: a loop in batches of ten is one run. */
export function countOf(context: Pick<IExecuteFunctions, 'getExecutionId' | 'getNode'>): Count {
	const key = `${context.getExecutionId()} ${context.getNode().id}`;
	const count = counts.get(key) ?? { changed: 0, parts: new Map<string, Promise<Part>>() };
	remember(counts, key, count, mostCounts);
	return count;
}

/** What is changed of the whole that an item is about, which is counted before the first change. */
export async function partOf(
	{ parts }: Count,
	okta: Okta,
	{ name, count }: Whole,
	id: string,
): Promise<Part> {
	const key = `${okta.origin} ${id}`;
	const part = parts.get(key) ?? count(okta, id).then((of) => ({ name, of, changed: 0 }));
	parts.set(key, part);
	return await part;
}

/** The org for one item, which is counted with its first write, and held back where that is too much. */
class Counted extends OktaThrough {
	#isCounted = false;

	constructor(
		okta: OktaOfItem,
		private readonly count: Count,
		private readonly most: number,
	) {
		super(okta);
	}

	override readonly send = async (request: OktaRequest): Promise<OktaReply> => {
		if (request.method === 'GET') return await this.okta.send(request);
		this.#countIn();
		return await this.okta.send(request).finally(() => {
			const { made, unknown } = this.changes;
			// What Okta refused has changed nothing.
			if (made.length === 0 && unknown === 0) this.#countOut();
		});
	};

	#countIn(): void {
		if (this.#isCounted) return;
		if (this.count.changed >= this.most) {
			throw new TooManyChanges(`The run stopped before it changed more than ${items(this.most)}`, {
				description:
					'That is what Stop Before More Than allows under Safeguards. This item was not changed.',
			});
		}
		this.#isCounted = true;
		this.count.changed++;
	}

	#countOut(): void {
		if (!this.#isCounted) return;
		this.#isCounted = false;
		this.count.changed--;
	}
}

/** The org as it is where nothing is counted: by choice, or because the plan was looked at. */
export function counted(
	okta: OktaOfItem,
	{ stopBefore, checkFirst }: Safeguards,
	count: Count,
): OktaOfItem {
	return stopBefore === Infinity || checkFirst ? okta : new Counted(okta, count, stopBefore);
}

const changing: readonly Would[] = ['create', 'change', 'remove'];

/**
 * Looks at the plan of a run before its first write.
 *
 * @param itemOf - the item a plan belongs to, where it isn't one for each
 * @throws UserError that names all items Okta would refuse, or the number of changes
 */
export function checkPlans(
	plans: readonly PlanItem[],
	{ stopBefore }: Safeguards,
	count: Count,
	itemOf: (plan: number) => number = (plan) => plan,
): void {
	const refused = plans.flatMap(({ would, why }, index) =>
		would === 'be refused' ? [`Item ${String(itemOf(index))}: ${why}`] : [],
	);
	if (refused.length > 0) {
		throw new UserError(`${items(refused.length)} of ${String(plans.length)} would be refused`, {
			description: `Nothing was changed. Counted from 0:\n${refused.join('\n')}`,
		});
	}
	const changes = plans.filter(({ would }) => changing.includes(would)).length;
	checkCount(changes, stopBefore, count);
	count.changed += changes;
}

/** @throws TooManyChanges when so many more are more than is allowed */
export function checkCount(changes: number, stopBefore: number, count: Count): void {
	if (count.changed + changes <= stopBefore) return;
	throw new TooManyChanges(`The run would change ${items(count.changed + changes)}`, {
		description: `Nothing was changed. Stop Before More Than allows ${String(stopBefore)} under Safeguards.`,
	});
}

/**
 * Looks at what part of each whole a run would change.
 *
 * @param partOf - the whole that a plan is about; none where the item would fail before
 * @throws TooManyChanges when a part is larger than is allowed
 */
export function checkParts(
	plans: readonly PlanItem[],
	percent: number,
	partOf: (plan: number) => Part | undefined,
): void {
	plans.forEach(({ would }, index) => {
		const part = partOf(index);
		if (part && changing.includes(would)) part.changed++;
	});
	for (const part of new Set(plans.map((_, index) => partOf(index)))) {
		if (part) checkPart(part, percent);
	}
}

/** @throws TooManyChanges when so many are a larger part than is allowed */
export function checkPart({ changed, of, name }: Part, percent: number): void {
	if (changed * 100 <= of * percent) return;
	const share = of === 0 ? 'more than all' : `${String(changed)} of ${String(of)}`;
	throw new TooManyChanges(`The run would change ${share} ${name}`, {
		description: `Nothing was changed. Stop Before More Than Percent allows ${String(percent)} % under Safeguards.`,
	});
}

/** What a dry run found, for whoever looks at it. */
export function summary(plans: readonly PlanItem[]): string {
	const counted = [...changing, 'nothing', 'be refused'].map((would) => {
		const number = plans.filter((plan) => plan.would === would).length;
		return number === 0 ? '' : `${String(number)} ${words[would] ?? ''}`;
	});
	return `Dry run: nothing was changed. ${counted.filter(Boolean).join(', ')}.`;
}

const words: Readonly<Record<string, string>> = {
	create: 'would create something',
	change: 'would change something',
	remove: 'would remove something',
	nothing: 'would change nothing',
	'be refused': 'would be refused',
};

function items(number: number): string {
	return number === 1 ? '1 item' : `${String(number)} items`;
}
