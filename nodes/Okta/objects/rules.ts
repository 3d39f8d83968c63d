import type { IDataObject } from 'n8n-workflow';

import { isObject, merge } from '../transport/json';
import type { Okta } from '../transport/types';
import { unlessIn } from './findLost';
import { notTaken, toldNotTaken } from './held';

/** The one language there is for the expression. */
export const EXPRESSION_TYPE = 'urn:okta:expression:1.0';

/**
 * Writes a rule with some of its terms changed. Okta only replaces whole rules, and only inactive
 * ones: an active rule is switched off for the moment. Nothing is sent if nothing would change.
 *
 * @param rule - as just read from Okta, at `path`
 */
export async function changeRule(
	okta: Okta,
	rule: IDataObject,
	path: string,
	changes: IDataObject,
): Promise<IDataObject> {
	const before = writable(rule);
	const body = merge(before, changes);
	if (JSON.stringify(body) === JSON.stringify(before)) return { ...rule, outcome: 'unchanged' };
	const isActive = rule['status'] === 'ACTIVE';

	if (isActive) await switchTo('deactivate', 'INACTIVE');
	try {
		const answer = await okta.send({ method: 'PUT', path, body });
		return {
			...(isObject(answer.body) && answer.body),
			...(isActive && { status: 'ACTIVE' }),
			outcome: 'updated',
			...toldNotTaken(notTaken(changes, answer.body)),
		};
	} finally {
		// Also if Okta refused the change: the rule goes on as it was.
		if (isActive) await switchTo('activate', 'ACTIVE');
	}

	async function switchTo(verb: string, status: string): Promise<void> {
		const repeat = unlessIn([status]);
		await okta.send({ method: 'POST', path: `${path}/lifecycle/${verb}`, repeat });
	}
}

/** What Okta takes back of a rule it sent. */
function writable({ type, name, conditions, actions }: IDataObject): IDataObject {
	return { type, name, conditions, actions };
}
