import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { type LogEvent, toItem } from '../objects/logEvent';
import { withoutSecrets } from '../objects/secrets';
import { uncheckedIn } from './conditions';
import { type Filter, matches } from './filter';
import { type Occurrence, toOccurrences } from './fold';
import type { Memory } from './memory/memory';
import type { Settings } from './settings';

export function wantedIn(events: readonly LogEvent[], filter: Filter, { foldsResets }: Settings) {
	const wanted = events.filter((event) => matches(event, filter));
	return toOccurrences(wanted, foldsResets).map((occurrence) => {
		const unchecked = uncheckedIn(occurrence.event, filter.conditions);
		return { ...occurrence, ...(unchecked.length > 0 && { unchecked }) };
	});
}

/** Of claimed occurrences those that start the flow: all of them, unless it takes several. */
export function countedUp(
	claimed: readonly Occurrence[],
	memory: Pick<Memory, 'countUp'>,
	{ counting }: Settings,
): readonly Occurrence[] {
	return counting ? memory.countUp(claimed, counting) : claimed;
}

export function toJson({ event, folded, unchecked, count }: Occurrence): IDataObject {
	return withoutSecrets({
		...toItem(event),
		...(folded.length > 0 && { folded }),
		...(unchecked && { unchecked }),
		...(count && { count: { times: count.times, from: iso(count.from), to: iso(count.to) } }),
	});
}

const iso = (time: number): string => new Date(time).toISOString();

/** Says which hand-over an item belongs to, on the way to the execution only. */
export const ownerField = '_handOver';

export function toItems(occurrences: readonly Occurrence[], owner: string): INodeExecutionData[] {
	return occurrences.map((occurrence) => ({
		json: { ...toJson(occurrence), [ownerField]: owner },
	}));
}
