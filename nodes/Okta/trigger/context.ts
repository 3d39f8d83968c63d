import type {
	IExecuteFunctions,
	IHookFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { Okta } from '../transport/types';
import type { Zones } from './conditions';
import type { Filter } from './filter';
import { Memory } from './memory/memory';
import { readSettings, type Settings } from './settings';
import { readZones, zonesIn } from './zones';

type Context = IHookFunctions | IPollFunctions | IWebhookFunctions;

export function settingsOf(context: Context): Settings {
	return readSettings(
		(name, byDefault): unknown => context.getNodeParameter(name, byDefault),
		context.getTimezone(),
	);
}

export function memoryOf(
	context: Context | IExecuteFunctions,
	isTest = context.getMode() === 'manual',
): Memory {
	const staticData = context.getWorkflowStaticData('global');
	return new Memory(staticData, context.getNode().id, isTest ? undefined : workflowOf(context));
}

/** Digests of the secrets by one of which a delivery proves itself. */
export function digestsOf(context: IWebhookFunctions): readonly string[] {
	const workflowId = context.getMode() === 'manual' ? undefined : workflowOf(context);
	const staticData = context.getWorkflowStaticData('global');
	return Memory.digestsIn(staticData, context.getNode().id, workflowId);
}

function workflowOf(context: Context | IExecuteFunctions): string {
	return context.getWorkflow().id ?? '';
}

/**
 * What events have to be, as far as Okta is needed to know that.
 *
 * @param clientId of the credential
 * @param zones those that conditions name
 */
export function filterOf({ filter, ignoresOwn }: Settings, clientId: string, zones: Zones): Filter {
	return { ...filter, zones, ...(ignoresOwn && { exceptActor: clientId }) };
}

/** The network zones that conditions name. @throws what reading them throws */
export async function zonesOf(
	memory: Memory,
	{ filter }: Settings,
	connected: () => Pick<Okta, 'send'> | Promise<Pick<Okta, 'send'>>,
): Promise<Zones> {
	const ids = zonesIn(filter.conditions);
	return await memory.zones(ids, async () => await readZones(await connected(), ids));
}
