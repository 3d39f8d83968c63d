import type { IDataObject } from 'n8n-workflow';

import { isObject, text } from '../transport/json';

/** Members of Okta's answers that are secrets where they hold text, at whatever depth. */
const secretNames =
	/(?:secret|password|pass_?code|(?:private|secret|api|aes)_?key|(?:access|refresh|id|session|state|device|activation|recovery|registration)_?token)$|^(?:token|otp|tac|answer|client_assertion|activation_?url|reset_?password_?url)$/i;

/** The same in a profile, whose other members are named by the org and are no secrets of Okta's. */
const secretNamesInProfile = /^(?:shared_?secret|tac)$/i;

/** Private members of a JWK (RFC 7518 sections 6.2.2, 6.3.2 and 6.4). */
const privateMembers: ReadonlySet<string> = new Set('d p q dp dq qi oth k'.split(' '));

/** Headers by which one who sends proves something. */
const secretHeaders = /authorization|cookie|secret|token|password|api-?key/i;

const privatePem = 'PRIVATE KEY-----';

/**
 * What Okta sent, without what nobody may have who wasn't given it on purpose: client secrets,
 * passwords, codes, tokens, the links and QR codes that stand for them, private keys.
 *
 * @param shown - names of members that were asked for, or all of them
 */
export function withoutSecrets(
	row: IDataObject,
	shown: readonly string[] | 'all' = [],
): IDataObject {
	return shown === 'all' ? row : ofObject(row, '', shown);
}

/**
 * The same of the value of a member.
 *
 * @param name - what the value counts as, see {@link whereIn}
 */
export function withoutSecretsIn(value: IDataObject[string], name: string): IDataObject[string] {
	if (isObject(value)) return ofObject(value, name, []);
	return Array.isArray(value) ? ofList(value, name, []) : value;
}

/** The object itself where there is nothing to leave out: there may be a hundred thousand. */
function ofObject(object: IDataObject, name: string, shown: readonly string[]): IDataObject {
	const entries = Object.entries(object);
	const kept = entries.flatMap(([member, value]): Array<[string, unknown]> => {
		if (shown.includes(member)) return [[member, value]];
		return isSecret(object, name, member)
			? []
			: [[member, ofValue(value, whereIn(name, member), shown)]];
	});
	const isSame =
		kept.length === entries.length &&
		kept.every(([, value], index) => value === entries[index]?.[1]);
	return isSame ? object : Object.assign<IDataObject, object>({}, Object.fromEntries(kept));
}

function ofValue(value: unknown, name: string, shown: readonly string[]): unknown {
	if (isObject(value)) return ofObject(value, name, shown);
	return Array.isArray(value) ? ofList(value, name, shown) : value;
}

function ofList(list: readonly unknown[], name: string, shown: readonly string[]) {
	const open = list.map((entry) => ofValue(entry, name, shown));
	return open.some((entry, index) => entry !== list[index]) ? open : list;
}

/** What the value of a member counts as: all that is in a profile is named by the org, at any depth. */
export function whereIn(name: string, member: string): string {
	return name === 'profile' ? name : member;
}

/**
 * Whether a member is a secret.
 *
 * @param name - what the object that has the member counts as, see {@link whereIn}
 */
export function isSecret(object: IDataObject, name: string, member: string): boolean {
	const value = object[member];
	if (typeof value === 'string' && value.includes(privatePem)) return true;
	const isText = text(Array.isArray(value) ? value[0] : value) !== '';
	if (name === 'profile') return isText && secretNamesInProfile.test(member);
	if (isText && secretNames.test(member)) return true;
	switch (member) {
		case 'qrcode':
			return true;
		case 'hash':
			return name === 'password';
		case 'value':
			return (
				name === 'password' || name === 'authScheme' || secretHeaders.test(text(object['key']))
			);
		default:
			return 'kty' in object && privateMembers.has(member);
	}
}
