import type { IDataObject } from 'n8n-workflow';

import { isObject, text } from '../transport/json';

/** Where Okta sends the events of a hook. */
export function addressOf({ channel }: IDataObject): string {
	const config = isObject(channel) ? channel['config'] : undefined;
	return isObject(config) ? text(config['uri']) : '';
}
