import type { Call, Operation, Output } from '../table/operation';
import { inLanesByLot } from '../transport/lanes';
import { toError } from '../transport/refusals';
import type { OktaOfItem, OktaOfRun } from '../transport/types';
import { createQueue, type Prepared } from './inTurn';

/** The org of an item, and what the item itself does there. */
export interface At {
	tenant: OktaOfRun;
	org: OktaOfItem;
}

/** What an operation does with the items of a run. */
export interface Pass {
	/** How many items of each org are worked on at a time. */
	width: number;
	/** Where the operation treats its items together. */
	runAll: Operation['runAll'];
	/** Where the items are those of a plan. */
	apply?: (index: number, at: At) => Promise<Output[]>;
	/** For an operation that calls nobody. */
	compute: (index: number) => Promise<Output[]>;
	/**
	 * Reads the form of an item, and answers with what finds out the rest of what it is about.
	 *
	 * @throws UserError when the form is filled in wrongly
	 */
	begin: (index: number, at: At) => () => Promise<Prepared & { call: Call }>;
	work: (call: Call, org: OktaOfItem) => Promise<Output[]>;
	/** Takes out what nobody asked for. */
	guard: (outputs: Output[], call: Call) => Output[];
}

/** What becomes of the items of a run. */
export interface Outcomes<T> {
	/** The items by their orgs, which don't wait for each other. */
	lots: ReadonlyArray<readonly number[]>;
	/**
	 * Where an item is run, asked for once; nowhere for an operation that calls nobody.
	 *
	 * @throws UserError when the item's credential can't be used
	 */
	at: (index: number) => At | undefined;
	/**
	 * Takes what an item puts out, or why it failed.
	 *
	 * @throws what the run is to end with
	 */
	settle: (index: number, work: () => Promise<Output[]>) => Promise<T>;
	/** The run ended before this item came to its own end. */
	abandon?: (index: number) => void;
}

/** Runs the items of a run, several at a time; the results are in their order. */
export async function runItems<T>(pass: Pass, outcomes: Outcomes<T>): Promise<T[]> {
	const { runAll } = pass;
	if (!runAll) return await runEach(pass, outcomes);
	const results: T[] = [];
	const lots = outcomes.lots.map(async (lot) => {
		for (const [index, result] of await runInStages(pass, runAll, lot, outcomes)) {
			results[index] = result;
		}
	});
	const ended = await Promise.allSettled(lots);
	const failed = ended.find((one) => one.status === 'rejected');
	if (failed) throw failed.reason;
	return results;
}

async function runEach<T>(pass: Pass, { lots, at, settle }: Outcomes<T>): Promise<T[]> {
	const queues = new Map<OktaOfRun, ReturnType<typeof createQueue>>();
	const runItem = async (index: number): Promise<Output[]> => {
		const where = at(index);
		if (!where) return await pass.compute(index);
		if (pass.apply) return await pass.apply(index, where);
		const inTurn = queues.get(where.tenant) ?? createQueue();
		queues.set(where.tenant, inTurn);
		const begun = pass.begin(index, where);
		return await inTurn(begun, async ({ call }) => await pass.work(call, where.org));
	};
	const lanes = { width: pass.width, ahead: Infinity };
	return await inLanesByLot(lots, lanes, async (index) => {
		return await settle(index, async () => await runItem(index));
	});
}

/** Each piece of work is done of all items before the next one is begun of any. */
async function runInStages<T>(
	pass: Pass,
	runAll: NonNullable<Operation['runAll']>,
	items: readonly number[],
	{ at, settle, abandon }: Outcomes<T>,
): Promise<Map<number, T>> {
	const lanes = { width: pass.width, ahead: Infinity };
	const settled = new Map<number, T>();
	const members = new Map<number, { key: string; call: Call }>();

	/** An item that fails is out of everything that follows. */
	async function unlessItFails(index: number, work: () => Promise<void>): Promise<void> {
		await work().catch(async (error: unknown) => {
			members.delete(index);
			const failing = settle(index, async () => await Promise.reject(toError(error)));
			settled.set(index, await failing);
		});
	}

	async function ofEach<R>(work: (call: Call) => Promise<R>): Promise<Map<Call, R>> {
		const inTurn = createQueue();
		const results = new Map<Call, R>();
		await inLanesByLot([inOrder()], lanes, async (index) => {
			await unlessItFails(index, async () => {
				const member = members.get(index);
				if (!member) return;
				const { key, call } = member;
				const prepared = async () => await Promise.resolve({ key, isNamed: false });
				results.set(call, await inTurn(prepared, async () => await work(call)));
			});
		});
		return results;
	}

	const inOrder = () => [...members.keys()].toSorted((a, b) => a - b);

	try {
		await inLanesByLot([items], lanes, async (index) => {
			await unlessItFails(index, async () => {
				const where = at(index);
				if (where) members.set(index, await pass.begin(index, where)());
			});
		});
		const calls = inOrder().flatMap((index) => members.get(index)?.call ?? []);
		const outputs = calls.length > 0 ? await runAll(calls, ofEach) : new Map<Call, Output[]>();
		for (const [index, { call }] of members) {
			const rows = pass.guard(outputs.get(call) ?? [], call);
			settled.set(index, await settle(index, async () => await Promise.resolve(rows)));
			members.delete(index);
		}
	} finally {
		for (const index of members.keys()) abandon?.(index);
	}
	return settled;
}
