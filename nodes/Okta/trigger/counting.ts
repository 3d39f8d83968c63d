import type { INodeProperties } from 'n8n-workflow';

import { detailOf, isKnown } from '../objects/eventDetail';
import { type LogEvent, partsOf } from '../objects/logEvent';
import { isObject, objectIn, text } from '../transport/json';
import type { Rule } from './memory/tally';

/** Of what events have to have the same to be counted together. */
type By = 'actor' | 'ipAddress' | 'user';

/** How many events a flow starts after, and which count together. */
export interface Counting extends Rule {
	by: By;
}

export const count: INodeProperties = {
	displayName: 'Only After Several Times',
	name: 'count',
	type: 'fixedCollection',
	placeholder: 'Add count',
	default: {},
	description:
		'Whether the workflow is to start only when so many events have come together, such as five denied pushes of one person within an hour. It starts with the one that makes up the number; then counting begins anew.',
	options: [
		{
			displayName: 'Count',
			name: 'count',
			values: [
				{
					displayName: 'Times',
					name: 'times',
					type: 'number',
					default: 5,
					typeOptions: { minValue: 2, maxValue: 100 },
					description: 'How many events it takes',
				},
				{
					displayName: 'Within Minutes',
					name: 'minutes',
					type: 'number',
					default: 60,
					typeOptions: { minValue: 1, maxValue: 1440 },
					description: 'How many minutes may lie between the first and the last of them',
				},
				{
					displayName: 'By the Same',
					name: 'by',
					type: 'options',
					noDataExpression: true,
					default: 'actor',
					description: 'What the events have to have in common. One that has none is not counted.',
					options: [
						{ name: 'IP Address', value: 'ipAddress' },
						{ name: 'Person Who Did It', value: 'actor' },
						{ name: 'User It Is About', value: 'user' },
					],
				},
			],
		},
	],
};

/**
 * @param chosen - what the form has of the field
 * @param filter - which events are counted
 */
export function readCounting(chosen: unknown, filter: object): Counting | undefined {
	const row = isObject(chosen) && isObject(chosen.count) ? chosen.count : undefined;
	if (!row) return undefined;
	const { times, minutes, by } = row;
	const same = by === 'ipAddress' || by === 'user' ? by : 'actor';
	return {
		times: typeof times === 'number' ? times : 5,
		minutes: typeof minutes === 'number' ? minutes : 60,
		by: same,
		of: JSON.stringify([same, filter]),
	};
}

/** With whom or what an event is counted, if it says so. */
export function countedWith(event: LogEvent, by: By): string | undefined {
	const who = {
		actor: text(objectIn(event, 'actor').id),
		ipAddress: detailOf(event).ipAddress ?? '',
		user: text(partsOf(event, 'user')[0]?.id),
	}[by];
	return isKnown(who) ? who : undefined;
}
