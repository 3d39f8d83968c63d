import { Collection } from './collection';
import type { Ids } from './ids';

export const INLINE_HOOK_TYPES = [
	'com.okta.import.transform',
	'com.okta.oauth2.tokens.transform',
	'com.okta.saml.tokens.transform',
	'com.okta.telephony.provider',
	'com.okta.user.credential.password.import',
	'com.okta.user.pre-registration',
] as const;

export type InlineHookType = (typeof INLINE_HOOK_TYPES)[number];

export interface InlineHook {
	readonly id: string;
	readonly type: InlineHookType;
	name: string;
	/** As it was given: Okta takes any number of the form `1.0.0`. */
	version: string;
	status: 'ACTIVE' | 'INACTIVE';
	readonly created: number;
	lastUpdated: number;
	uri: string;
	headers: ReadonlyArray<{ key: string; value: string }>;
	/** A header that proves to the receiver who is calling. Its value is never shown. */
	auth?: { key: string; value: string };
}

/** Inline hooks of the org. */
export class InlineHookStore extends Collection<InlineHook> {
	constructor(ids: Ids) {
		super(ids, 'cal');
	}

	/** The one Okta calls where a process of the org has no other choice: the active one of a type. */
	activeOf(type: InlineHookType): InlineHook | undefined {
		return this.list().find((hook) => hook.type === type && hook.status === 'ACTIVE');
	}
}
