import { type IDataObject, UserError } from 'n8n-workflow';

import { sendForObject } from '../transport/answers';
import { isEmpty, isObject, merge } from '../transport/json';
import type { FindOut, Paging } from '../transport/types';
import { objectOf } from './findLost';

/** How lists of identity governance come that are sent whole. */
export const governanceData = { rowsIn: 'data' } as const satisfies Paging;

/** How its other lists come. */
export const governanceList = { ...governanceData, pageSize: 200 } as const satisfies Paging;

/** For a request that launches a campaign: of a recurring one, each launch starts another occurrence. */
export const unlessLaunched: FindOut = async (okta, { path }) => {
	const campaign = await sendForObject(okta, { method: 'GET', path: objectOf(path) });
	if (campaign['status'] !== 'SCHEDULED') return {};
	const schedule = campaign['scheduleSettings'];
	return isObject(schedule) && schedule['type'] === 'RECURRING' ? 'unknown' : 'undone';
};

/**
 * A body with settings typed as JSON on top of what the form has fields for.
 *
 * @throws UserError when they are no object
 */
export function withFurtherSettings(body: IDataObject, further: unknown): IDataObject {
	if (isEmpty(further)) return body;
	if (isObject(further)) return merge(body, further);
	throw new UserError('Further Settings are no JSON object', {
		description: 'Nothing was sent to Okta. They look like { "campaignTier": "PREMIUM" }.',
	});
}
