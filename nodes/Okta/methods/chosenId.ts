import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { lookups } from '../fields/lookups';
import { connect } from '../transport/connect';
import { isObject, text } from '../transport/json';
import { fillPath } from '../transport/path';

/**
 * The ID of the object that a locator of the open form names, escaped for a path. Undefined while
 * none is chosen, and for an expression, which has no value before the run.
 */
export async function chosenId(
	context: ILoadOptionsFunctions,
	field: string,
): Promise<string | undefined> {
	const locator: unknown = context.getCurrentNodeParameter(field);
	const { mode, value } = isObject(locator) ? locator : { mode: 'id', value: locator };
	const name = text(value).trim();
	if (name === '' || name.startsWith('=')) return undefined;
	const lookup = lookups[field]?.[text(mode)];
	const id = lookup ? await lookup(await connect(context), name) : name;
	return fillPath('{id}', () => id);
}
