import {
	type IDataObject,
	type INodeExecutionData,
	NodeApiError,
	NodeOperationError,
	UserError,
} from 'n8n-workflow';

import { nameOf, type Subject } from '../plan/foreseen';
import { Planned, type Readings } from '../plan/planned';
import { type PlanItem, toPlanItem } from '../plan/planItem';
import { World } from '../plan/world';
import { text } from '../transport/json';
import { inLanes } from '../transport/lanes';
import { isRefusal, toError } from '../transport/refusals';
import type { OktaOfItem, OktaOfRun } from '../transport/types';
import { WaitTooLong } from '../transport/waitTooLong';

/** Runs an item of the input against an org. */
export type RunItem = (index: number, org: OktaOfItem) => Promise<INodeExecutionData[]>;

/**
 * What each item would lead to, in their order: each is run, its writes held back. Items see what
 * earlier ones on the same object would have done.
 *
 * @param about - the resource as the editor stores it, and the scopes of which any one is enough
 * @throws what isn't a refusal of the item: Okta can't be reached, the execution was stopped
 */
export async function planAll(
	okta: OktaOfRun,
	items: Iterable<number>,
	about: { resource: string; scopes: readonly string[] },
	runItem: RunItem,
): Promise<PlanItem[]> {
	const { resource, scopes } = about;
	const world = new World();
	const readings: Readings = new Map();
	const plan = async (index: number): Promise<PlanItem> => {
		const org = new Planned(okta.apart(), okta.explain, world, readings, scopes);
		const [row, refusal] = await runItem(index, org).then(
			([first]) => [first?.json ?? {}, undefined] as const,
			(error: unknown) => [{}, asRefusal(error)] as const,
		);
		return toPlanItem(org.writes, subjectOf(resource, row), refusal);
	};
	const plans: PlanItem[] = [];
	const lanes = { width: okta.parallel, ahead: Infinity };
	for await (const item of inLanes(items, lanes, plan)) plans.push(item);
	return plans;
}

/** Why an item would fail for its own sake; throws what has to do with other things. */
function asRefusal(error: unknown): Error {
	if (error instanceof NodeApiError) {
		const status = Number(error.httpCode);
		const isOktas = (status >= 400 && status <= 499) || status === 501;
		if (isOktas && !isRefusal(error, 401, 429)) return error;
		throw error;
	}
	const isItsOwn = error instanceof UserError || error instanceof NodeOperationError;
	if (isItsOwn && !(error instanceof WaitTooLong)) return error;
	throw toError(error);
}

function subjectOf(resource: string, row: IDataObject): Subject {
	const type = resource.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
	return { type, id: text(row['id']), name: nameOf(row) || text(row['login']) };
}
