import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	NodeApiError,
	NodeOperationError,
	UserError,
} from 'n8n-workflow';

import { commaSeparated } from './fields/convert';
import { lookups, parents } from './fields/lookups';
import { createHost } from './host';
import { type Host, NOWHERE, type Operation, type Output } from './operation';
import { resources } from './operations';
import { pick, simplify, toRows, without } from './rows';
import { toRequest } from './toRequest';
import { connect } from './transport/connect';
import { collect, type Okta } from './transport/okta';
import { readValues, type Values } from './values';

/** Runs the chosen operation for every input item, in order. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const operation = findOperation(this);
	const found: Found = new Map();
	const okta = operation.route === NOWHERE ? undefined : await connect(this);

	/** Stands alone for its item, so that whoever calls it may decide how many run at a time. */
	const runItem = async (index: number): Promise<INodeExecutionData[]> => {
		try {
			const typed = readValues(this, operation, index);
			const values = okta ? await resolveLocators(okta, operation, typed, found) : typed;
			const outputs = await produce(this, okta, operation, values);
			return outputs.map((output) => ({ ...output, pairedItem: { item: index } }));
		} catch (error) {
			const failure = atItem(this, error, index);
			if (!this.continueOnFail()) throw failure;
			const { message, description } = failure;
			const json = { error: message, ...(description && { details: description }) };
			return [{ json, error: failure, pairedItem: { item: index } }];
		}
	};

	const outputs: INodeExecutionData[][] = [];
	for (const index of this.getInputData().keys()) outputs.push(await runItem(index));
	return [outputs.flat()];
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

async function produce(
	context: IExecuteFunctions,
	okta: Okta | undefined,
	operation: Operation,
	values: Values,
): Promise<Output[]> {
	const host = createHost(context);
	if (okta && operation.produce) {
		const request = toRequest(operation, values);
		return await operation.produce({ okta, request, values, resources, host });
	}
	const rows = okta ? await run(okta, operation, values, host) : await operation.compute?.(values);
	return shape(rows ?? [], operation, values).map((json) => ({ json }));
}

async function run(
	okta: Okta,
	operation: Operation,
	values: Values,
	host: Host,
): Promise<IDataObject[]> {
	const request = toRequest(operation, values);
	if (operation.run) return await operation.run({ okta, request, values, resources, host });
	if (operation.list) {
		const limit = values.number('limit');
		return await collect(okta.pages(request, { ...operation.list, limit }));
	}
	const ids = (operation.path ?? []).map(({ name }): [string, string] => [name, values.text(name)]);
	return toRows(await okta.send(request), request.method, Object.fromEntries(ids));
}

/** The rows as the form asks for them. Everything Okta sent only goes out when it was asked for. */
function shape(rows: IDataObject[], operation: Operation, values: Values): IDataObject[] {
	const { members, shownBy } = operation.secrets ?? { members: [], shownBy: '' };
	const open = values.flag(shownBy) ? rows : rows.map((row) => without(row, members));
	if (!operation.shaped || values.text('output') === 'everything') return open;
	if (values.text('output') === 'simplified') return open.map(simplify);
	const names = commaSeparated(values.text('outputFields'));
	if (names.length > 0) return open.map((row) => pick(row, names));
	throw new UserError('No field is selected', {
		description: 'Name at least one under Fields, or choose another Output.',
	});
}

function atItem(context: IExecuteFunctions, error: unknown, itemIndex: number) {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context['itemIndex'] = itemIndex;
		return error;
	}
	const cause = error instanceof Error ? error : String(error);
	return new NodeOperationError(context.getNode(), cause, { itemIndex });
}
