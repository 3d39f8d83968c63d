import {
	type IExecuteFunctions,
	type INodeExecutionData,
	isResourceMapperValue,
	UserError,
} from 'n8n-workflow';

import { atItem, reported } from './failures';

/** n8n makes a type of node of its own of what a language model may use. */
export function isUsedAsTool(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}

/**
 * A run as people start it, or one that a model started: the model gets an error as an item. n8n 1
 * ends the whole run of an agent with a tool that fails, and n8n 2 leaves the advice out. Whoever
 * has chosen “Stop Workflow” for the tool gets that.
 */
export async function answerModel(
	context: IExecuteFunctions,
	work: () => Promise<INodeExecutionData[][]>,
): Promise<INodeExecutionData[][]> {
	if (!isUsedAsTool(context)) return await work();
	const checked = async () => {
		refuseMapping(context);
		return await work();
	};
	return await checked().catch((error: unknown) => {
		const isStopped = context.getExecutionCancelSignal()?.aborted === true;
		if (isStopped || context.getNode().onError === 'stopWorkflow') throw error;
		return [[{ json: reported(atItem(context, error, 0)), pairedItem: { item: 0 } }]];
	});
}

/** The item of a tool is the agent's own, and no row of a table. */
function refuseMapping(context: IExecuteFunctions): void {
	const mappers = Object.values(context.getNode().parameters).filter(isResourceMapperValue);
	if (mappers.every(({ mappingMode }) => mappingMode !== 'autoMapInputData')) return;
	throw new UserError('A tool has no input columns to map', {
		description:
			'Nothing was sent to Okta. In the tool, choose “Map Each Column Below”, and let the model define the values it knows.',
	});
}
