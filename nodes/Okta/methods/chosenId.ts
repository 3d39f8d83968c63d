import { type ILoadOptionsFunctions, UserError } from 'n8n-workflow';

import { idInAddress } from '../objects/adminAddress';
import { lookupFor, parents } from '../objects/lookups';
import { connect } from '../transport/connect';
import { isObject, text } from '../transport/json';
import { fillPath } from '../transport/path';

/**
 * The ID of the object that a locator of the open form names, escaped for a path.
 *
 * @throws UserError when none is chosen yet, or the editor does not know it before the run
 */
export async function chosenId(context: ILoadOptionsFunctions, field: string): Promise<string> {
	const { mode, name } = choiceIn(context, field);
	if (!isKnown(name)) throw nothingYet();
	const lookup = lookupFor(field, { mode, value: name });
	const parent = parents[field];
	const within = parent === undefined ? '' : choiceIn(context, parent).name;
	const id = lookup ? await lookup(await connect(context), name, within) : name;
	return fillPath('{id}', () => id);
}

/**
 * What is chosen in a field of the open form that a list depends on.
 *
 * @throws UserError when nothing is yet, or the editor does not know it before the run
 */
export function chosen(context: ILoadOptionsFunctions, field: string): string {
	const { name } = choiceIn(context, field);
	if (!isKnown(name)) throw nothingYet();
	return name;
}

/** Whether a locator of the open form names an object already. */
export function isChosen(context: ILoadOptionsFunctions, field: string): boolean {
	return isKnown(choiceIn(context, field).name);
}

function choiceIn(context: ILoadOptionsFunctions, field: string): { mode: string; name: string } {
	const locator: unknown = context.getCurrentNodeParameter(field);
	const { mode, value } = isObject(locator) ? locator : { mode: 'id', value: locator };
	const name = text(value).trim();
	const id = mode === 'url' ? idInAddress(name) : undefined;
	return id === undefined ? { mode: text(mode), name } : { mode: 'id', name: id };
}

function isKnown(name: string): boolean {
	return name !== '' && !name.startsWith('=');
}

function nothingYet(): UserError {
	return new UserError('Nothing to list yet', {
		description:
			'Make the choice above first that this list depends on. An expression has no value before the run.',
	});
}
