import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../table/operation';
import { isObject } from '../transport/json';

/**
 * Sends the one request of an operation on a user, and puts out n8n's word for success, the user it
 * happened to and what Okta answered beside it. For `run`, where the answer alone doesn't say whose
 * it is.
 */
export async function report({ okta, request, values }: Call): Promise<IDataObject[]> {
	const { body } = await okta.send(request);
	return [{ success: true, userId: values.text('userId'), ...(isObject(body) && body) }];
}
