import type { IDataObject } from 'n8n-workflow';

import { type Needed, seesNone } from '../../objects/seesNone';

/**
 * Passes pages on, and fails when none of them has a row.
 *
 * @throws UserError when there were no rows
 */
export async function* neverNone(
	what: Needed,
	pages: AsyncIterable<IDataObject[]>,
): AsyncGenerator<IDataObject[]> {
	let isNone = true;
	for await (const page of pages) {
		if (page.length > 0) isNone = false;
		yield page;
	}
	if (isNone) throw seesNone(what);
}
