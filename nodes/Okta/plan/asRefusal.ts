import { NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';

import { isOktasNo, toError } from '../transport/refusals';
import { WaitTooLong } from '../transport/waitTooLong';

/** Why an item would fail for its own sake; throws what has to do with other things. */
export function asRefusal(error: unknown): Error {
	if (isOktasNo(error)) return error;
	if (error instanceof NodeApiError) throw error;
	const isItsOwn = error instanceof UserError || error instanceof NodeOperationError;
	if (isItsOwn && !(error instanceof WaitTooLong)) return error;
	throw toError(error);
}
