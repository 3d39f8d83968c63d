import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isObject, text } from '../transport/json';

export const eventHookId: INodeProperties = {
	displayName: 'Event Hook',
	name: 'eventHookId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The event hook, chosen from a list or given by ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose an event hook...',
			typeOptions: { searchListMethod: 'searchEventHooks', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. who8vt36qfNpCGz9H1e6' },
	],
};

/** Where Okta sends the events of a hook. */
export function addressOf({ channel }: IDataObject): string {
	const config = isObject(channel) ? channel['config'] : undefined;
	return isObject(config) ? text(config['uri']) : '';
}
