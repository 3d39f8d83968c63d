import { type IDataObject, type NodeApiError, UserError } from 'n8n-workflow';

import { statusAdvice } from '../objects/alreadySo';
import type { Found, LookIfSo } from '../table/effect';
import type { Call, Operation } from '../table/operation';
import { Locator } from '../table/values';
import { hasCode } from '../transport/refusals';
import type { Changes } from '../transport/types';

/** All ways of finding out, of which an operation has one. */
interface How {
	before?: LookIfSo;
	onlyIfAsked?: string;
	afterRefusal?: readonly string[];
	look?: LookIfSo;
	never?: string;
}

/**
 * Does an operation's work and says under `outcome` what became of it. One rule for all: where there
 * was nothing to change, the item succeeds as `unchanged`, or fails by choice.
 *
 * @param changes - what has been changed of the item so far
 */
export async function carryOut(
	operation: Operation,
	call: Call,
	changes: Readonly<Changes>,
	work: () => Promise<IDataObject[]>,
): Promise<IDataObject[]> {
	const { effect } = operation;
	if (!effect) return await work();
	const { outcome, alreadySo } = effect;
	const { values } = call;
	const how: How = typeof alreadySo === 'object' ? alreadySo : {};
	const isAskedFor = how.onlyIfAsked === undefined || isChosen(values.text('ifAlreadySo'));
	const mayBeSo = values.text('ifAlreadySo') !== 'fail';
	const look = async (lookIfSo: LookIfSo): Promise<Found> =>
		await lookIfSo(call.okta, call.request, isNamedById(operation, call));

	if (how.before && isAskedFor) {
		const found = await look(how.before);
		if (found.isSo && !mayBeSo) throw nothingToChange();
		if (found.isSo) return [{ ...rowOf(found), outcome: 'unchanged' }];
	}
	const rows = await work().catch(async (error: unknown) => {
		if (!how.look || !hasCode(error, how.afterRefusal ?? [])) {
			if (!hasCode(error, ['E0000038'])) throw error;
			throw retitled(error, await statusAdvice(call.okta, call.request).catch(() => undefined));
		}
		if (changes.made.length > 0) throw error;
		const found = await look(how.look).catch((): Found => ({ isSo: false }));
		// Of an earlier attempt whose answer got lost.
		if (found.isSo && changes.unknown > 0) return [rowOf(found)];
		if (found.isSo && mayBeSo) return [{ ...rowOf(found), outcome: 'unchanged' }];
		throw retitled(error, found.advice);
	});
	const isUnchanged = rows.length > 0 && rows.every((row) => row['outcome'] === 'unchanged');
	if (isUnchanged && !mayBeSo) throw nothingToChange();
	const said = isAskedFor ? outcome : 'ensured';
	return said === undefined
		? rows
		: rows.map((row) => ({ ...row, outcome: row['outcome'] ?? said }));

	function rowOf({ object }: Found): IDataObject {
		return object ?? { success: true, ...idsOf(operation, call) };
	}
}

/** What the path of an operation's route names, by field. */
export function idsOf({ path = [] }: Operation, { values }: Call): IDataObject {
	return Object.fromEntries(path.map(({ name }) => [name, values.text(name)]));
}

const isChosen = (choice: string): boolean => choice === 'fail' || choice === 'unchanged';

/** Whether whatever the path names last was given by its ID; a name was replaced by one. */
function isNamedById({ path = [] }: Operation, { values }: Call): boolean {
	const last = path.at(-1);
	if (last?.type !== 'resourceLocator') return true;
	return values.get(last.name) instanceof Locator;
}

/** What there is to say in place of Okta's own words, which follow. */
function retitled(error: NodeApiError, advice: string | undefined): NodeApiError {
	if (advice === undefined) return error;
	const said = `${error.message}.`;
	const lines = (error.description ?? '').split('\n').filter((line) => line !== said);
	error.message = advice;
	error.description = [said, ...lines].join('\n');
	return error;
}

function nothingToChange(): UserError {
	return new UserError('There is nothing to change', {
		description: 'It is so in Okta already, and If Already So is set to Fail. Nothing was changed.',
	});
}
