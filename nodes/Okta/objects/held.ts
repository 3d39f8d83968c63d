import { isEmpty, isObject } from '../transport/json';

/**
 * Names of the values that Okta was sent and does not show in its answer: it says that a change was
 * made also where it passed over attributes that another system keeps, that nobody may write, or
 * that belong to somebody who is deactivated.
 *
 * @param answered - where the values would be; nothing can be told of an answer without it
 */
export function notTaken(sent: object, answered: unknown): string[] {
	if (!isObject(answered)) return [];
	return Object.entries(sent)
		.filter(([name, value]) => !isHeld(value, answered[name], name))
		.map(([name]) => name);
}

/** Whether a value is what was sent, or what Okta makes of it. */
function isHeld(sent: unknown, answered: unknown, name = ''): boolean {
	// Okta leaves out what has no value, or shows null.
	if (isEmpty(sent)) return isEmpty(answered);
	if (Array.isArray(sent)) {
		return (
			Array.isArray(answered) &&
			sent.length === answered.length &&
			sent.every((one, index) => isHeld(one, answered[index]))
		);
	}
	if (isObject(sent)) return isObject(answered) && notTaken(sent, answered).length === 0;
	return normal(sent, name) === normal(answered, name);
}

/** Names of logins and addresses, whose case Okta doesn't keep everywhere. */
const caseless = /^(login|username|(second)?email)$/i;

function normal(value: unknown, name: string): unknown {
	if (typeof value !== 'string') return value;
	const plain = value.trim().normalize('NFC');
	return caseless.test(name) ? plain.toLowerCase() : plain;
}

/** What the output says of values that Okta passed over; nothing when it took them all. */
export function toldNotTaken(names: readonly string[]): { notTaken?: string[] } {
	return names.length > 0 ? { notTaken: [...names] } : {};
}
