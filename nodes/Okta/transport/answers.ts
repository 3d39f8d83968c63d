import { type IDataObject, UserError } from 'n8n-workflow';

import { isObject, isObjectList } from './json';
import { unlessMissing } from './refusals';
import type { Okta, OktaReply, OktaRequest } from './types';

/**
 * Sends a request whose answer is read on from, and so has to be an object, whole.
 *
 * @throws what `okta.send` throws, also for a success that brings none
 */
export async function sendForObject(
	okta: Pick<Okta, 'send'>,
	request: OktaRequest,
): Promise<IDataObject> {
	const { body } = await okta.send({ ...request, answer: 'object' });
	if (isObject(body)) return body;
	throw new UserError('Okta answered with something that is not a single object');
}

/**
 * The object at a path; undefined where Okta has none.
 *
 * @throws what else `okta.send` throws, also for a success that brings none
 */
export async function findObject(
	okta: Pick<Okta, 'send'>,
	path: string,
): Promise<IDataObject | undefined> {
	return await sendForObject(okta, { method: 'GET', path }).catch(unlessMissing);
}

/**
 * The same as `sendForObject` for a list of which one page is enough, or whose headers matter.
 *
 * @throws what `okta.send` throws, also for a success that brings none
 */
export async function sendForList(
	okta: Pick<Okta, 'send'>,
	request: OktaRequest,
): Promise<Pick<OktaReply, 'headers'> & { rows: IDataObject[] }> {
	const { body, headers } = await okta.send({ ...request, answer: 'list' });
	if (isObjectList(body)) return { rows: body, headers };
	throw new UserError('Okta answered with something that is not a list');
}
