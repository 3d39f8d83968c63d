import { resources } from '../operations';
import type { Operation } from '../table/operation';

/** An operation of the node by what workflows store; nothing if there is none of these names. */
export function findOperation(resource: unknown, operation: unknown): Operation | undefined {
	return resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
}
