import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	UserError,
} from 'n8n-workflow';

import { isLogEvent, type LogEvent } from '../objects/logEvent';
import { connect } from '../transport/connect';
import { isObjectList, text } from '../transport/json';
import type { Okta } from '../transport/types';
import { filterOf, memoryOf } from './context';
import { addCurrent } from './currentDetails';
import { checkLogins, matches, toLogFilter } from './filter';
import { type Occurrence, toOccurrences } from './fold';
import { ownerField, toJson, wantedIn } from './items';
import { latest } from './logReader';
import { readSettings, type Settings } from './settings';
import { readZones, zonesIn } from './zones';

/** How many of the latest events somebody gets who tries the trigger in the editor. */
const sample = 10;

/**
 * The first node of the workflow at work. n8n has it when a run by hand begins, where a `poll` would
 * take the place of what a test delivery brought; and look-ups made here keep no delivery waiting.
 */
export async function handOver(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const settings = readSettings(
		(name, byDefault): unknown => context.getNodeParameter(name, 0, byDefault),
		context.getTimezone(),
	);
	const input = context.getInputData().map(({ json }) => json);
	const isByHand = context.getMode() === 'manual' && input.every(isBlank);
	const rows = isByHand
		? await fetchSample(await connect(context), settings)
		: takeOver(context, input, settings);
	const detailed =
		settings.current.details.length > 0
			? await addCurrent(await connect(context), rows, settings.current)
			: rows;
	return [detailed.map((json, index) => ({ json, pairedItem: { item: isByHand ? 0 : index } }))];
}

function isBlank(json: IDataObject): boolean {
	return Object.keys(json).length === 0;
}

/** The items of an execution, without those that were handed over otherwise in the meantime. */
function takeOver(
	context: IExecuteFunctions,
	items: readonly IDataObject[],
	settings: Settings,
): IDataObject[] {
	const kept = context.getMode() === 'manual' ? items : startWith(context, items, settings);
	return kept.map(({ [ownerField]: _, ...json }) => json);
}

function startWith(
	context: IExecuteFunctions,
	items: readonly IDataObject[],
	{ foldsResets }: Settings,
): IDataObject[] {
	const memory = memoryOf(context, false);
	memory.gathering.begun(text(items[0]?.[ownerField]));
	const mine: Occurrence[] = [];
	const kept = items.filter(({ [ownerField]: owner, log, folded }) => {
		const events = [log, ...(isObjectList(folded) ? folded : [])].filter(isLogEvent);
		const occurrences = toOccurrences(events, foldsResets);
		const started = memory.start(occurrences, text(owner));
		mine.push(...started);
		// Whoever presses "Retry" wants it again, whatever became of it.
		return context.getMode() === 'retry' || started.length === occurrences.length;
	});
	memory.saveAtEnd(mine);
	return kept;
}

async function fetchSample(okta: Okta, settings: Settings): Promise<IDataObject[]> {
	const zones = await readZones(okta, zonesIn(settings.filter.conditions));
	const filter = filterOf(settings, okta.signIn.clientId(), zones);
	await checkLogins(okta, filter);
	const isWanted = (event: LogEvent) => matches(event, filter);
	const events = await latest(okta, toLogFilter(filter), isWanted, sample);
	if (events.length > 0) return wantedIn(events, filter, settings).map(toJson);
	throw new UserError('The System Log of the last seven days has no such event', {
		description:
			'Make one happen in Okta, as somebody else than this integration, and try again in half a minute.',
	});
}
