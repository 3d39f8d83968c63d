import type { IDataObject } from 'n8n-workflow';

import type { Okta } from '../../transport/types';
import { neverNone } from './neverNone';

/** All app integrations. */
export function readApps(okta: Okta): AsyncGenerator<IDataObject[]> {
	const pages = okta.pages({ method: 'GET', path: '/api/v1/apps' }, { pageSize: 200 });
	return neverNone('app', pages);
}
