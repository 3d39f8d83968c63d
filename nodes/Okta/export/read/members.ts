import type { IDataObject } from 'n8n-workflow';

import type { Okta } from '../../transport/types';
import { readChildren } from './children';

/** The users in a group. */
export function readMembers(okta: Okta, group: IDataObject): AsyncGenerator<IDataObject[]> {
	return readChildren(okta, '/api/v1/groups/{id}/users', group, { pageSize: 1000 });
}
