import type { IDataObject } from 'n8n-workflow';

import { text } from '../../transport/json';
import type { Okta } from '../../transport/types';
import type { Progress } from '../progress';
import { Stretches } from '../timeline/stretches';
import { sweep, type Timeline } from '../timeline/sweep';

const PAGE_SIZE = 1000;

/**
 * The events of a time range, its beginning included and its end excluded, each once, in any order.
 *
 * @param filter - in the terms of Okta's System Log; all events unless said
 */
export function readLog(
	okta: Okta,
	progress: Progress,
	{ since, until, filter }: { since: number; until: number; filter?: string },
): AsyncGenerator<IDataObject[]> {
	const stretches = new Stretches(since, until, 2 * PAGE_SIZE);
	progress.rowsLeft = () => stretches.rowsLeft();
	return sweep(okta, byPublication(filter), stretches);
}

const byPublication = (filter: string | undefined): Timeline => ({
	pageSize: PAGE_SIZE,
	mostResults: Infinity,
	between: (from, end) => ({
		method: 'GET',
		path: '/api/v1/logs',
		query: {
			// Okta leaves out what happened at `since` itself.
			since: new Date(from - 1).toISOString(),
			until: new Date(end).toISOString(),
			sortOrder: 'ASCENDING',
			...(filter !== undefined && { filter }),
		},
	}),
	timeOf: ({ published }) => Date.parse(text(published)),
	idOf: ({ uuid }) => text(uuid),
});
