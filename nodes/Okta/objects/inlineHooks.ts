import type { IDataObject } from 'n8n-workflow';

import { isObject, text } from '../transport/json';

/** What Okta can ask while something goes on there. */
export interface HookKind {
	name: string;
	/** Okta's name of it, which it has in every request. */
	type: HookType;
	/** The operation that answers it. */
	answer: string;
}

/** Okta's types of inline hooks, by their everyday names. */
export const hookKinds = [
	{
		name: 'Password Import',
		type: 'com.okta.user.credential.password.import',
		answer: 'answerPasswordImport',
	},
	{ name: 'Registration', type: 'com.okta.user.pre-registration', answer: 'answerRegistration' },
	{ name: 'SAML Assertion', type: 'com.okta.saml.tokens.transform', answer: 'answerSaml' },
	{ name: 'Telephony', type: 'com.okta.telephony.provider', answer: 'answerTelephony' },
	{ name: 'Token', type: 'com.okta.oauth2.tokens.transform', answer: 'answerToken' },
	{ name: 'User Import', type: 'com.okta.import.transform', answer: 'answerUserImport' },
] as const satisfies readonly HookKind[];

export type HookType =
	| 'com.okta.import.transform'
	| 'com.okta.oauth2.tokens.transform'
	| 'com.okta.saml.tokens.transform'
	| 'com.okta.telephony.provider'
	| 'com.okta.user.credential.password.import'
	| 'com.okta.user.pre-registration';

/** The kind of a type; the type is text, as it comes from a form or from Okta. */
export function kindOfHook(type: unknown): HookKind | undefined {
	return hookKinds.find((kind) => kind.type === type);
}

/** The end of our trigger's type; the package before it differs by how it was installed. */
export const asker = '.oktaInlineHook';

/** What Okta asked, as the trigger hands it to the flow. */
export interface Asked {
	kind: HookKind;
	/** Which of several things it is about, such as somebody who registers or who completes a profile. */
	requestType: string;
	data: IDataObject;
	/** Until when an answer gets to Okta. Epoch milliseconds by n8n's clock. */
	answerBy: number;
}

/**
 * What the flow gets of a request of Okta's.
 *
 * @param answerBy epoch milliseconds
 */
export function toItem(request: IDataObject, kind: HookKind, answerBy: number): IDataObject {
	const { requestType, data, eventId, eventTime, source } = request;
	return {
		hook: kind.name,
		hookType: kind.type,
		...(requestType !== undefined && { requestType }),
		data,
		eventId,
		eventTime,
		source,
		answerBy: new Date(answerBy).toISOString(),
	};
}

/** The same, read from the item again. */
export function readAsked(item: unknown): Asked | undefined {
	if (!isObject(item)) return undefined;
	const kind = kindOfHook(item['hookType']);
	if (!kind) return undefined;
	return {
		kind,
		requestType: text(item['requestType']),
		data: isObject(item['data']) ? item['data'] : {},
		answerBy: Date.parse(text(item['answerBy'])),
	};
}
