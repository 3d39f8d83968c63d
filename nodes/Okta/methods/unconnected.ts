import type { ILoadOptionsFunctions } from 'n8n-workflow';

/**
 * Whether the node has no credential yet. n8n's editor asks for what a form shows at once before it gives
 * a new node the only credential there is, and does not ask again by itself: an error would stay.
 */
export const isUnconnected = (context: ILoadOptionsFunctions): boolean =>
	Object.keys(context.getNode().credentials ?? {}).length === 0;
