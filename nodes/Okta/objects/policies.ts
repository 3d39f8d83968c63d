import { type IDataObject, UserError } from 'n8n-workflow';

import { sendForObject } from '../transport/answers';
import { canonical, isObject, isObjectList, merge, text } from '../transport/json';
import type { Okta, OktaRequest } from '../transport/types';
import { notTaken, toldNotTaken } from './held';

/** What Okta writes of a policy or rule by itself, and its reference doesn't let others send. */
const OKTAS_OWN = ['id', 'created', 'lastUpdated', '_links', '_embedded'];

/** Rules of this type of policy go by another name. */
export function ruleTypeOf(policyType: string): string {
	return policyType === 'OKTA_SIGN_ON' ? 'SIGN_ON' : policyType;
}

/**
 * Writes a policy or a rule with some of its settings changed: Okta replaces it as a whole, and takes
 * what isn't sent away. Nothing is sent if nothing would change.
 */
export async function changeWhole(
	okta: Okta,
	request: OktaRequest,
	changes: IDataObject,
): Promise<IDataObject> {
	const object = await sendForObject(okta, { method: 'GET', path: request.path });
	const before = writable(object);
	const body = withAuthenticators(merge(before, changes), before, changes);
	if (canonical(body) === canonical(before)) return { ...object, outcome: 'unchanged' };
	const answer = await sendForObject(okta, { ...request, body });
	const changed = Object.keys(changes).map((name): [string, unknown] => [name, body[name]]);
	const left = notTaken(Object.fromEntries(changed), answer);
	return { ...answer, outcome: 'updated', ...toldNotTaken(left) };
}

/** What Okta takes back of a policy or a rule it sent. */
export function writable(object: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(object).filter(([name]) => !OKTAS_OWN.includes(name)));
}

/** Authenticators that aren't named stay as they are; merged, a list would take the place of the other. */
function withAuthenticators(
	body: IDataObject,
	before: IDataObject,
	changes: IDataObject,
): IDataObject {
	const changed = authenticatorsIn(changes);
	if (changed.length === 0) return body;
	const nameOf = ({ key, id }: IDataObject) => `${text(key)} ${text(id)}`;
	const held = authenticatorsIn(before);
	const known = new Set(held.map(nameOf));
	const updates = new Map(changed.map((one) => [nameOf(one), one]));
	const authenticators = [
		...held.map((one) => merge(one, updates.get(nameOf(one)) ?? {})),
		...changed.filter((one) => !known.has(nameOf(one))),
	];
	return merge(body, { settings: { authenticators } });
}

function authenticatorsIn({ settings }: IDataObject): IDataObject[] {
	const { authenticators } = isObject(settings) ? settings : {};
	return isObjectList(authenticators) ? authenticators : [];
}

/** @throws UserError before anything is sent, where there is nothing to change */
export function someChanges(changes: IDataObject): IDataObject {
	if (Object.keys(changes).length > 0) return changes;
	throw new UserError('There is nothing to change', {
		description: 'Fill in a name, or add what is to be changed under Options.',
	});
}
