import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isObject, isObjectList } from '../transport/json';
import type { Values } from '../table/values';

export const inlineHookId: INodeProperties = {
	displayName: 'Inline Hook',
	name: 'inlineHookId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The inline hook, chosen from a list or given by ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose an inline hook...',
			typeOptions: { searchListMethod: 'searchInlineHooks', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. calr0dvWvbMQJHZCM0g3' },
	],
};

/** What was wrong, for Okta's System Log or whoever waits. */
export const errorMessage: INodeProperties = {
	displayName: 'Error Message',
	name: 'errorMessage',
	type: 'string',
	default: '',
	description: 'What went wrong, in place of an answer: Okta carries out nothing then',
};

/** Okta's error object, if the form has a message for one. */
export function errorIn(values: Values): IDataObject | undefined {
	const errorSummary = values.text('errorMessage');
	return errorSummary === '' ? undefined : { errorSummary };
}

/** Rows of a fixedCollection that has one kind of them. */
export function rowsIn(values: Values, name: string, kind: string): IDataObject[] {
	const collection = values.get(name);
	const rows = isObject(collection) ? collection[kind] : undefined;
	return isObjectList(rows) ? rows : [];
}
