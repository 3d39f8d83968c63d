import { type IDataObject, NodeApiError } from 'n8n-workflow';

import { isObject } from '../transport/json';
import type { Okta } from '../transport/okta';
import type { OktaRequest } from '../transport/request';

/** What a request created, or what was in its place. */
export interface Outcome {
	object: IDataObject;
	existed: boolean;
}

/**
 * Sends a request that creates something; when Okta refuses its values and `find` finds what they
 * describe, that is the outcome. Okta alone knows for sure whether something is there, so it is
 * asked first.
 *
 * @throws Okta's refusal where nothing is found
 */
export async function createOrFind(
	okta: Okta,
	request: OktaRequest,
	find: () => Promise<IDataObject | undefined>,
): Promise<Outcome> {
	const answer = await okta.send(request).catch(toError);
	if (!(answer instanceof Error)) {
		return { object: isObject(answer.body) ? answer.body : {}, existed: false };
	}
	const object = refusesValues(answer) ? await find() : undefined;
	if (!object) throw answer;
	return { object, existed: true };
}

function toError(error: unknown): Error {
	return error instanceof Error ? error : new Error(String(error));
}

/** Okta has no code of its own for a name that is taken. */
function refusesValues(error: Error): boolean {
	return error instanceof NodeApiError && ['400', '409'].includes(String(error.httpCode));
}
