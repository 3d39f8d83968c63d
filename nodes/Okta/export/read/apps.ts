import type { IDataObject } from 'n8n-workflow';

import type { Okta } from '../../transport/types';

/** All app integrations. */
export function readApps(okta: Okta): AsyncGenerator<IDataObject[]> {
	return okta.pages({ method: 'GET', path: '/api/v1/apps' }, { pageSize: 200 });
}
