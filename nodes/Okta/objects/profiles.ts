import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../transport/json';

/** The profile for something new, which has nothing to clear. */
export function withoutNulls(profile: unknown): IDataObject {
	return Object.fromEntries(
		Object.entries(isObject(profile) ? profile : {}).filter(([, value]) => value !== null),
	);
}
