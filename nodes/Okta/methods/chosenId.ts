import { type ILoadOptionsFunctions, UserError } from 'n8n-workflow';

import { lookups } from '../fields/lookups';
import { connect } from '../transport/connect';
import { isObject, text } from '../transport/json';
import { fillPath } from '../transport/path';

/**
 * The ID of the object that a locator of the open form names, escaped for a path.
 *
 * @throws UserError when none is chosen yet, or the editor does not know it before the run
 */
export async function chosenId(context: ILoadOptionsFunctions, field: string): Promise<string> {
	const locator: unknown = context.getCurrentNodeParameter(field);
	const { mode, value } = isObject(locator) ? locator : { mode: 'id', value: locator };
	const name = text(value).trim();
	if (name === '' || name.startsWith('=')) {
		throw new UserError('Nothing to list yet', {
			description:
				'Make the choice above first that this list depends on. An expression has no value before the run.',
		});
	}
	const lookup = lookups[field]?.[text(mode)];
	const id = lookup ? await lookup(await connect(context), name) : name;
	return fillPath('{id}', () => id);
}
