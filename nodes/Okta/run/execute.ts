import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	NodeOperationError,
} from 'n8n-workflow';

import { Fence, Protected } from '../fence/fence';
import { readValues } from '../form/readForm';
import { readManners } from './readManners';
import { withMoments } from '../objects/daysFromNow';
import { toRows } from '../objects/rows';
import { LeftOff } from '../objects/whileOff';
import { resources } from '../operations';
import { type Call, NOWHERE, type Operation, type Output } from '../table/operation';
import { connectEach } from '../transport/connect';
import { collect } from '../transport/pages';
import type { Values } from '../table/values';
import type { Changes, OktaOfItem, OktaOfRun } from '../transport/types';
import { Account } from './account';
import { answer } from './answer';
import { aboutPiece, createApplying, readPlan } from './applyPlan';
import { answerModel, isUsedAsTool } from './asTool';
import { carryOut, idsOf } from './carryOut';
import { amended, atItem, endRun, reported, stopped } from './failures';
import { findOperation } from './findOperation';
import { createHost } from './host';
import { objectOf } from './inTurn';
import { type Pass, runItems } from './items';
import { type Found, namedIn, resolveLocators, withStandIns } from './locators';
import { openMemory } from './memory';
import { inWordsOfForm } from './ofForm';
import { aboutOwnRoles } from './ownRoles';
import { planAll } from './planAll';
import { readSafeguards } from './readSafeguards';
import { sealPlans } from './sealPlans';
import { asksForSecret, guard, shape } from './shape';
import {
	checkParts,
	checkPlans,
	countOf,
	counted,
	type Part,
	partOf,
	summary,
	TooManyChanges,
} from './stopBefore';
import { runTogether } from './runTogether';
import { toRequest } from './toRequest';

/**
 * Runs the chosen operation for every input item, several at a time; the output is in the order of
 * the input.
 */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await answerModel(this, async () => await executeItems.call(this));
}

async function executeItems(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(this);
	const settings = readManners(this);
	const connected = operation.route === NOWHERE ? undefined : await connectEach(this, settings);
	const pieces = operation.appliesPlan && connected && (await readPlan(this, connected));
	/** What is worked on item by item: which item of the input that is, or comes from. */
	const origins = pieces?.map(({ item }) => item) ?? [...this.getInputData().keys()];
	const tenants = pieces ? connected.ofWork(origins) : connected;
	const items = [...origins.keys()];
	const memory = openMemory(this);
	const host = createHost(this, memory);
	const isTool = isUsedAsTool(this);
	const safeguards = readSafeguards(this);
	const fences = new Map<OktaOfRun, Fence>();
	const parts = new Map<number, Part>();
	/** What names and logins lead to: whoever plans first doesn't ask for it twice. */
	const found = new Map<OktaOfRun, Found>();
	const account = new Account(items.length);
	/** What the items at work filled the form with. */
	const forms = new Map<number, Values>();

	const isWhole = operation.wholeRun === true || operation.together !== undefined;
	if (tenants && isWhole && tenants.size > 1) {
		throw new NodeOperationError(
			this.getNode(),
			`The items lead to ${String(tenants.size)} different credentials`,
			{
				description:
					'Nothing was sent. This operation works for all items together: give it the items of one org at a time.',
			},
		);
	}

	/** What is protected is read once for each org. */
	const fenceOf = (tenant: OktaOfRun): Fence => {
		const fence = fences.get(tenant) ?? new Fence(tenant, safeguards.protection);
		fences.set(tenant, fence);
		return fence;
	};

	if (tenants && operation.together) {
		const { together } = operation;
		const okta = tenants.of(tenants.firstWrong(items) ?? 0);
		const fence = fenceOf(okta);
		return await runTogether(this, okta, { operation, together, safeguards, fence, host, isTool });
	}

	/** The items of one pass on one org know of each other: who is at work on what. */
	const createPass = ({ isPlan }: { isPlan: boolean }): Pass => {
		const apply = pieces && createApplying(pieces);
		return {
			...(apply && {
				apply: async (index, { tenant, org }) =>
					await apply(index, fenceOf(tenant).around(org), tenant.explain),
			}),
			width: settings.parallel,
			runAll: operation.runAll,
			compute: async (index) => {
				const values = readValues(this, operation, index);
				const { answering, compute } = operation;
				const rows = answering ? await answer(this, answering, values) : await compute?.(values);
				return shape(rows ?? [], operation, values, isTool);
			},
			begin: (index, { tenant, org: outer }) => {
				const org = fenceOf(tenant).around(outer);
				const known: Found = found.get(tenant) ?? new Map();
				found.set(tenant, known);
				const typed = readValues(this, operation, index);
				forms.set(index, typed);
				const named = namedIn(operation, typed);
				// What is wrong with the other fields is said before anything is sent.
				const checked = toRequest(operation, withStandIns(typed, named));
				return async () => {
					const values = await resolveLocators(org, operation, typed, named, known);
					const typedIn = named.length > 0 ? toRequest(operation, values) : checked;
					const request = await withMoments(org, typedIn);
					const key = objectOf(operation, request, values);
					const { whole } = operation;
					if (isPlan && whole) {
						parts.set(index, await partOf(countOf(this), tenant, whole, values.text(whole.field)));
					}
					const call: Call = { okta: org, request, values, resources, host };
					return { key, isNamed: named.length > 0, call };
				};
			},
			work: async (call, org) => await run(operation, call, org.changes, isTool),
			guard: (outputs, { values }) => guard(outputs, operation, values, isTool),
		};
	};

	const hasLimit = operation.whole !== undefined && safeguards.stopBeforePercent < Infinity;
	if (tenants && (safeguards.dryRun || safeguards.checkFirst || hasLimit)) {
		const resource = this.getNodeParameter('resource', 0);
		const own = { resource, operation: operation.value, scopes: operation.scopes };
		const about = (index: number) => {
			const piece = pieces?.[index];
			return piece ? aboutPiece(piece) : own;
		};
		const plans = await planAll(tenants, items, about, createPass({ isPlan: hasLimit }));
		if (safeguards.dryRun) {
			const open = await aboutOwnRoles(fences.keys());
			host.conclude([summary(plans), open].filter(Boolean).join(' '));
			const rows = await sealPlans(plans, (index) => {
				const { resource: one, operation: name } = about(index);
				return {
					okta: tenants.firstWrong([index]) === undefined ? tenants.of(index) : undefined,
					operation: `${one}.${name}`,
					asksForSecret: () => asksForSecret(operation, () => readValues(this, operation, index)),
				};
			});
			return [rows.flatMap((json, index) => paired([{ json }], origins[index]))];
		}
		if (hasLimit) checkParts(plans, safeguards.stopBeforePercent, (plan) => parts.get(plan));
		if (safeguards.checkFirst) checkPlans(plans, safeguards, countOf(this));
	}

	const signal = this.getExecutionCancelSignal();
	const orgs = new Map<number, OktaOfItem>();
	const abandon = (index: number, isStopped = true): void => {
		account.ended(index, { ...orgs.get(index)?.changes, isStopped });
	};
	const settle = async (index: number, work: () => Promise<Output[]>) => {
		try {
			const rows = paired(await work(), origins[index]);
			account.done(index);
			orgs.delete(index);
			forms.delete(index);
			return rows;
		} catch (error) {
			const isStopped = signal?.aborted === true;
			const apart = orgs.get(index);
			if (error instanceof Protected && error.isSkipped && !isStopped) {
				account.done(index);
				return paired([{ json: error.toJson() }], origins[index]);
			}
			abandon(index, isStopped);
			if (isStopped)
				throw error instanceof LeftOff ? atItem(this, error, index) : stopped(this, index);
			const own = inWordsOfForm(atItem(this, error, index), operation, forms.get(index));
			const failure = amended(own, apart?.changes.made);
			if (error instanceof TooManyChanges || !this.continueOnFail()) throw failure;
			return paired([{ json: reported(failure) }], origins[index]);
		}
	};

	// A credential known to be wrong stops the run before its first request.
	const wrong = this.continueOnFail() ? undefined : tenants?.firstWrong(items);
	const lots = wrong === undefined ? (tenants?.lots(items) ?? [items]) : [[wrong]];
	const at = (index: number) => {
		const tenant = tenants?.of(index);
		if (!tenant) return undefined;
		const apart = tenant.apart();
		orgs.set(index, apart);
		return { tenant, org: counted(apart, safeguards, countOf(this)) };
	};
	const outcomes = { lots, at, settle, abandon };
	const outputs = await runItems(createPass({ isPlan: false }), outcomes).catch((error: unknown) =>
		endRun(error, signal?.aborted === true, host, (isStopped) => account.summary(isStopped)),
	);
	// Not before: what is remembered as put out must not be lost with an item that fails, or by Stop.
	if (signal?.aborted !== true) memory.commit();
	return [outputs.flat()];
}

function chosenOperation(context: IExecuteFunctions): Operation {
	const resource = context.getNodeParameter('resource', 0);
	const value = context.getNodeParameter('operation', 0);
	const operation = findOperation(resource, value);
	if (operation) return operation;
	throw new NodeOperationError(
		context.getNode(),
		`This node has no operation "${value}" for "${resource}"`,
		{ description: 'Choose another, or update the n8n-nodes-okta package.' },
	);
}

async function run(
	operation: Operation,
	call: Call,
	changes: Readonly<Changes>,
	isTool: boolean,
): Promise<Output[]> {
	if (operation.produce) {
		return guard(await operation.produce(call), operation, call.values, isTool);
	}
	const work = async () => await readRows(operation, call);
	const rows = await carryOut(operation, call, changes, work);
	return shape(rows, operation, call.values, isTool);
}

async function readRows(operation: Operation, call: Call): Promise<IDataObject[]> {
	const { okta, request, values } = call;
	if (operation.run) return await operation.run(call);
	if (operation.list) {
		const limit = values.number('limit');
		return await collect(okta.pages(request, { ...operation.list, limit }));
	}
	// Of what was only taken from or out of another object, nothing is deleted.
	const isDeleted = operation.effect?.outcome === 'deleted';
	const method = request.method === 'DELETE' && !isDeleted ? 'POST' : request.method;
	return toRows(await okta.send(request), method, idsOf(operation, call));
}

/** Says of each output which input it came from. In place, as there may be a hundred thousand. */
function paired(outputs: INodeExecutionData[], item = 0): INodeExecutionData[] {
	for (const output of outputs) output.pairedItem = { item };
	return outputs;
}
