import type {
	IExecuteFunctions,
	IHookFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { Filter } from './filter';
import { Memory } from './memory/memory';
import { readSettings, type Settings } from './settings';

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

/** @param clientId of the credential */
export function filterOf({ filter, ignoresOwn }: Settings, clientId: string): Filter {
	return { ...filter, ...(ignoresOwn && { exceptActor: clientId }) };
}
