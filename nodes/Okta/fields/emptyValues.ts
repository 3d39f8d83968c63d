import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isObject } from '../transport/json';

/** How a mapped profile of somebody who exists is changed by what has no value. */
export const emptyValues: INodeProperties = {
	displayName: 'Empty Values',
	name: 'emptyValues',
	type: 'options',
	default: 'clear',
	description:
		'What a mapped attribute without a value, such as an empty cell, does to what is there; unless said otherwise, nothing',
	options: [
		{
			name: 'Clear',
			value: 'clear',
			description:
				'The attribute loses its value. An attribute that is not mapped, or not in the item, keeps it.',
		},
		{ name: 'Leave Unchanged', value: 'leave', description: 'The attribute keeps its value' },
	],
};

/** The profile for something new, which has nothing to clear. */
export function withoutNulls(profile: unknown): IDataObject {
	return Object.fromEntries(
		Object.entries(isObject(profile) ? profile : {}).filter(([, value]) => value !== null),
	);
}
