import type { IDataObject } from 'n8n-workflow';

import { sendForObject } from '../transport/answers';
import { isRefusal, toError } from '../transport/refusals';
import type { Okta, OktaRequest } from '../transport/types';

/** What a request created, or what was in its place. */
export interface CreatedOrFound {
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
): Promise<CreatedOrFound> {
	const answer = await sendForObject(okta, request).catch(toError);
	if (!(answer instanceof Error)) return { object: answer, existed: false };
	// Okta has no code of its own for a name that is taken.
	const object = isRefusal(answer, 400, 409) ? await find() : undefined;
	if (!object) throw answer;
	return { object, existed: true };
}
