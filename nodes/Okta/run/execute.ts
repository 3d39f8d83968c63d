import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	NodeApiError,
	NodeOperationError,
	UserError,
} from 'n8n-workflow';

import { Account } from './account';
import { commaSeparated } from '../objects/convert';
import { lookups, parents } from '../objects/lookups';
import { readSettings } from '../fields/requestOptions';
import { createHost } from './host';
import { type Call, NOWHERE, type Operation, type Output } from '../table/operation';
import { resources } from '../operations';
import { pick, simplify, toRows, without } from '../objects/rows';
import { toRequest } from './toRequest';
import { connect } from '../transport/connect';
import { inLanes } from '../transport/lanes';
import { collect, type Okta } from '../transport/okta';
import type { OktaRequest } from '../transport/request';
import { readValues, type Values } from '../table/values';

/**
 * Runs the chosen operation for every input item, several at a time; the output is in the order of
 * the input.
 */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const operation = findOperation(this);
	const found: Found = new Map();
	const settings = readSettings(this);
	const okta = operation.route === NOWHERE ? undefined : await connect(this, settings);
	const host = createHost(this);
	const inTurn = createQueue();
	const account = new Account(this.getInputData().length);

	const runItem = async (index: number, org?: Okta): Promise<INodeExecutionData[]> => {
		const typed = readValues(this, operation, index);
		if (!org)
			return paired(shape((await operation.compute?.(typed)) ?? [], operation, typed), index);
		const values = await resolveLocators(org, operation, typed, found);
		const request = toRequest(operation, values);
		const outputs = await inTurn(objectOf(operation, request, values), async () => {
			return await run(operation, { okta: org, request, values, resources, host });
		});
		return paired(outputs, index);
	};

	const runOrReport = async (index: number): Promise<INodeExecutionData[]> => {
		const org = okta?.apart();
		try {
			const rows = await runItem(index, org);
			account.done(index);
			return rows;
		} catch (error) {
			const isStopped = org?.signal?.aborted === true;
			account.ended(index, { ...org?.changes, isStopped });
			if (isStopped) throw stopped(this, index);
			const failure = atItem(this, error, index);
			if (!this.continueOnFail()) throw failure;
			const { message, description } = failure;
			// n8n puts the message alone in place of the JSON of an item that has an error itself. By
			// these two names, and no others, n8n 1.x knows that the item goes to the error output.
			const json = { error: message, ...(description && { message: description }) };
			return paired([{ json }], index);
		}
	};

	const lanes = { width: settings.parallel, ahead: Infinity };
	const outputs: INodeExecutionData[][] = [];
	const collectAll = async () => {
		for await (const rows of inLanes(this.getInputData().keys(), lanes, runOrReport)) {
			outputs.push(rows);
		}
	};
	await collectAll().catch((error: unknown) => {
		if (!(error instanceof NodeApiError || error instanceof NodeOperationError)) throw error;
		const isStopped = okta?.signal?.aborted === true;
		const said = account.summary(isStopped);
		error.description = [error.description, said].filter(Boolean).join('\n');
		// Once somebody has pressed Stop, n8n keeps nothing of what a node still has to say.
		if (isStopped) host.tell(`${error.message}. ${said}`);
		throw error;
	});
	return [outputs.flat()];
}

/**
 * What the items that must not overtake each other have in common: they change the same object, and
 * many operations read it before they write. Empty for those that change nothing.
 */
function objectOf(operation: Operation, request: OktaRequest, values: Values): string {
	if (operation.object) return operation.object(values);
	const isOfOneObject = (operation.path ?? []).length > 0;
	return request.method !== 'GET' && isOfOneObject ? request.path : '';
}

/** Runs what has the same key one after another, in the order of the calls. */
function createQueue() {
	const last = new Map<string, Promise<unknown>>();
	return async <T>(key: string, work: () => Promise<T>): Promise<T> => {
		const before = key === '' ? undefined : last.get(key);
		// Whether the one before succeeded is its own affair.
		const own = before ? before.then(work, work) : work();
		if (key === '') return await own;
		last.set(key, own);
		return await own.finally(() => {
			if (last.get(key) === own) last.delete(key);
		});
	};
}

function findOperation(context: IExecuteFunctions): Operation {
	const resource = context.getNodeParameter('resource', 0);
	const value = context.getNodeParameter('operation', 0);
	const operation = resources
		.find((candidate) => candidate.value === resource)
		?.operations.find((candidate) => candidate.value === value);
	if (operation) return operation;
	throw new NodeOperationError(
		context.getNode(),
		`This node has no operation "${value}" for "${resource}"`,
		{ description: 'Choose another, or update the n8n-nodes-okta package.' },
	);
}

/** IDs already looked up in this execution, by field, mode and name. */
type Found = Map<string, Promise<string>>;

/** Replaces logins and names by the IDs they stand for, asking Okta once for each. */
async function resolveLocators(
	okta: Okta,
	operation: Operation,
	values: Values,
	found: Found,
): Promise<Values> {
	if (operation.acceptsLogin) return values;
	const ids: Array<[string, string]> = [];
	for (const [field, { mode, value }] of values.locators()) {
		const lookup = lookups[field]?.[mode];
		if (!lookup || value === '') continue;
		const parent = values.with(ids).text(parents[field] ?? '');
		const key = JSON.stringify([field, mode, value, parent]);
		let id = found.get(key);
		if (!id) {
			id = lookup(okta, value, parent);
			found.set(key, id);
			// A failure is this item's; the next one with the same name asks again.
			id.catch(() => found.delete(key));
		}
		ids.push([field, await id]);
	}
	return values.with(ids);
}

async function run(operation: Operation, call: Call): Promise<Output[]> {
	if (operation.produce) return await operation.produce(call);
	return shape(await readRows(operation, call), operation, call.values);
}

async function readRows(operation: Operation, call: Call): Promise<IDataObject[]> {
	const { okta, request, values } = call;
	if (operation.run) return await operation.run(call);
	if (operation.list) {
		const limit = values.number('limit');
		return await collect(okta.pages(request, { ...operation.list, limit }));
	}
	const ids = (operation.path ?? []).map(({ name }): [string, string] => [name, values.text(name)]);
	return toRows(await okta.send(request), request.method, Object.fromEntries(ids));
}

/** Says of each output which input it came from. In place, as there may be a hundred thousand. */
function paired(outputs: INodeExecutionData[], item: number): INodeExecutionData[] {
	for (const output of outputs) output.pairedItem = { item };
	return outputs;
}

/** The rows as the form asks for them. */
function shape(rows: IDataObject[], operation: Operation, values: Values): Output[] {
	return formed(rows, operation, values).map((json) => ({ json }));
}

/** Everything Okta sent only goes out when it was asked for. */
function formed(rows: IDataObject[], operation: Operation, values: Values): IDataObject[] {
	const { members, shownBy } = operation.secrets ?? { members: [], shownBy: '' };
	const open = values.flag(shownBy) ? rows : rows.map((row) => without(row, members));
	if (!operation.shaped || values.text('output') === 'everything') return open;
	const simplified = operation.simplify ?? simplify;
	if (values.text('output') === 'simplified') return open.map(simplified);
	const names = commaSeparated(values.text('outputFields'));
	if (names.length > 0) return open.map((row) => pick(row, names, simplified));
	throw new UserError('No field is selected', {
		description: 'Name at least one under Fields, or choose another Output.',
	});
}

/** Whatever an item failed with in a run that was stopped: that is why. */
function stopped(context: IExecuteFunctions, itemIndex: number): NodeOperationError {
	return new NodeOperationError(context.getNode(), 'The execution was stopped', { itemIndex });
}

function atItem(context: IExecuteFunctions, error: unknown, itemIndex: number) {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context['itemIndex'] = itemIndex;
		return error;
	}
	const cause = error instanceof Error ? error : String(error);
	return new NodeOperationError(context.getNode(), cause, { itemIndex });
}
