import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { type LogEvent, toItem } from '../objects/logEvent';
import { withoutSecrets } from '../objects/secrets';
import { type Filter, matches } from './filter';
import { type Occurrence, toOccurrences } from './fold';
import type { Settings } from './settings';

export function wantedIn(events: readonly LogEvent[], filter: Filter, { foldsResets }: Settings) {
	return toOccurrences(
		events.filter((event) => matches(event, filter)),
		foldsResets,
	);
}

export function toJson({ event, folded }: Occurrence): IDataObject {
	return withoutSecrets({ ...toItem(event), ...(folded.length > 0 && { folded }) });
}

/** Says which hand-over an item belongs to, on the way to the execution only. */
export const ownerField = '_handOver';

export function toItems(occurrences: readonly Occurrence[], owner: string): INodeExecutionData[] {
	return occurrences.map((occurrence) => ({
		json: { ...toJson(occurrence), [ownerField]: owner },
	}));
}
