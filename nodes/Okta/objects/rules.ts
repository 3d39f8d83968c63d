import type { IDataObject } from 'n8n-workflow';

import { sendForObject } from '../transport/answers';
import { isObject, merge } from '../transport/json';
import type { Okta } from '../transport/types';
import { notTaken, toldNotTaken } from './held';
import { anyNamed } from './names';
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

/** The group rule of a name, whatever its case. */
export async function ruleNamed(okta: Okta, name: string): Promise<IDataObject | undefined> {
	return await anyNamed(okta, name, {
		kind: 'group rule',
		list: '/api/v1/groups/rules',
		queries: [{ search: name }],
		nameOf: (rule) => rule['name'],
		anyCase: true,
	});
}

/** IDs of the groups of a rule, as one text. */
export function groupsOf({ actions }: IDataObject): string {
	const assign = isObject(actions) ? actions['assignUserToGroups'] : undefined;
	const ids = isObject(assign) ? assign['groupIds'] : undefined;
	return Array.isArray(ids) ? ids.map(String).toSorted().join(', ') : '';
}
