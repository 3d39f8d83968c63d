import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isObject } from '../transport/json';

/** What a node remembers from one production execution to the next, while it is being changed. */
export interface NodeMemory {
	/** What it is like now; changes are seen by all items of this run, and by nobody else. */
	draft: () => IDataObject;
	/** Keeps the changes: to be called once, when all of the node's output is certain. */
	commit: () => void;
}

/**
 * The memory is kept in n8n's static data of the whole workflow by the node's ID, which stays when
 * the node gets another name. What an earlier version kept by name is taken over.
 */
export function openMemory(context: IExecuteFunctions): NodeMemory {
	const name = `oktaExport:${context.getNode().id}`;
	let draft: IDataObject | undefined;
	return {
		draft: () => (draft ??= read(context, name)),
		commit: () => {
			if (!draft) return;
			context.getWorkflowStaticData('global')[name] = draft;
			delete context.getWorkflowStaticData('node')['changes'];
		},
	};
}

function read(context: IExecuteFunctions, name: string): IDataObject {
	const kept = context.getWorkflowStaticData('global')[name];
	return { ...(isObject(kept) ? kept : context.getWorkflowStaticData('node')) };
}
