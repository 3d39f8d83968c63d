import type { INodeProperties } from 'n8n-workflow';

const fail = {
	name: 'Fail',
	value: 'fail',
	description: 'The item ends in an error',
};

const unchanged = {
	name: 'Unchanged',
	value: 'unchanged',
	description: 'The item succeeds; "outcome" is "unchanged"',
};

/** For operations that find out by the way. */
export const ifAlreadySo: INodeProperties = {
	displayName: 'If Already So',
	name: 'ifAlreadySo',
	type: 'options',
	default: 'unchanged',
	description: 'What to do with an item for which there is nothing to change',
	options: [fail, unchanged],
};

/** For operations that would have to ask Okta once more for each item. */
export const ifAlreadySoWhenAsked: INodeProperties = {
	...ifAlreadySo,
	default: 'dontLook',
	description:
		'What to do with an item for which there is nothing to change. Okta does not tell by itself: finding out takes one more request for each item.',
	options: [
		{
			name: 'Do Not Look',
			value: 'dontLook',
			description: 'The item succeeds; "outcome" is "ensured", whether it was so before or not',
		},
		fail,
		unchanged,
	],
};
