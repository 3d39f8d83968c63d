import type { IDataObject } from 'n8n-workflow';

import type { Okta } from '../transport/okta';

/** All groups; Okta advises against larger pages. */
export function readGroups(okta: Okta): AsyncGenerator<IDataObject[]> {
	return okta.pages({ method: 'GET', path: '/api/v1/groups' }, { pageSize: 200 });
}
