import {
	type IDataObject,
	type IExecuteFunctions,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import type { Host } from '../table/host';
import type { Change } from '../transport/types';
import { wordsFor } from './changeWords';

/** What an item had done before it failed comes first in what there is to read. */
export function amended(
	error: NodeApiError | NodeOperationError,
	made: readonly Change[] = [],
): NodeApiError | NodeOperationError {
	if (made.length === 0) return error;
	const before = `Before that was done: ${wordsFor(made)}.`;
	error.description = [before, error.description].filter(Boolean).join('\n');
	return error;
}

/** Whatever an item failed with in a run that was stopped: that is why. */
export function stopped(context: IExecuteFunctions, itemIndex: number): NodeOperationError {
	return new NodeOperationError(context.getNode(), 'The execution was stopped', { itemIndex });
}

/** An error of the item's own: items that shared a request share what it failed with. */
export function atItem(context: IExecuteFunctions, error: unknown, itemIndex: number) {
	const node = context.getNode();
	if (!(error instanceof NodeApiError || error instanceof NodeOperationError)) {
		const cause = error instanceof Error ? error : String(error);
		return new NodeOperationError(node, cause, { itemIndex });
	}
	const { message, description } = error;
	const details = { message, description: description ?? undefined };
	const own =
		error instanceof NodeApiError
			? new NodeApiError(node, error.errorResponse ?? {}, {
					...details,
					httpCode: error.httpCode ?? undefined,
				})
			: new NodeOperationError(node, message, details);
	own.messages = error.messages;
	own.context = { ...error.context, itemIndex };
	return own;
}

/**
 * What stands in the output for an item that failed, where a run goes on after that. n8n puts the
 * message alone in place of the JSON of an item that has an error itself; by these two names, and no
 * others, n8n 1.x knows that the item goes to the error output.
 */
export function reported({ message, description }: NodeApiError | NodeOperationError): IDataObject {
	return { error: message, ...(description && { message: description }) };
}

/**
 * Ends a run whose items are not all done: what was done is said below what went wrong.
 *
 * @param summarize - what was done; asked when the error is one of an item
 * @throws the error
 */
export function endRun(
	error: unknown,
	isStopped: boolean,
	host: Host,
	summarize: (isStopped: boolean) => string,
): never {
	if (!(error instanceof NodeApiError || error instanceof NodeOperationError)) throw error;
	const said = summarize(isStopped);
	error.description = [error.description, said].filter(Boolean).join('\n');
	// Once somebody has pressed Stop, n8n keeps nothing of what a node still has to say.
	if (isStopped) host.tell(`${error.message}. ${said}`);
	throw error;
}
