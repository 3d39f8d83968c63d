import type { IDataObject } from 'n8n-workflow';

import { sendForObject } from '../transport/answers';
import { merge } from '../transport/json';
import type { Okta } from '../transport/types';
import { notTaken, toldNotTaken } from './held';
import { whileOff } from './whileOff';

/** The one language there is for the expression. */
export const EXPRESSION_TYPE = 'urn:okta:expression:1.0';

/**
 * Writes a rule with some of its terms changed. Okta only replaces whole rules, and only inactive
 * ones: an active rule is switched off for the moment. Nothing is sent if nothing would change.
 *
 * @param rule - as just read from Okta, at `path`
 * @throws LeftOff when the rule can't be switched on again
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
	const answer = await whileOff(
		okta,
		{ object: rule, path, kind: 'group rule' },
		async () => await sendForObject(okta, { method: 'PUT', path, body }),
	);
	return {
		...answer,
		...(rule['status'] === 'ACTIVE' && { status: 'ACTIVE' }),
		outcome: 'updated',
		...toldNotTaken(notTaken(changes, answer)),
	};
}

/** What Okta takes back of a rule it sent. */
function writable({ type, name, conditions, actions }: IDataObject): IDataObject {
	return { type, name, conditions, actions };
}
