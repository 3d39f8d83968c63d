import type { IDataObject } from 'n8n-workflow';

import { collectChildren } from '../../export/read/children';
import { text } from '../../transport/json';
import type { Okta } from '../../transport/types';

/** Whoever has the phone, the mailbox or knows the person gets past these. */
const weak = new Set(['call', 'email', 'question', 'sms']);

/** Bound to the address of the site, so that they say nothing to another: FIDO2 and Okta FastPass. */
const phishingResistant = new Set(['signed_nonce', 'u2f', 'webauthn']);

/** What somebody has set up and confirmed to sign in with, beside a password. */
export interface FactorsOf extends IDataObject {
	/** Types as Okta calls them, in order, each once. */
	factors: string[];
	/** Whether one of them is neither SMS, call, email nor question. */
	strong: boolean;
	phishingResistant: boolean;
}

/** The active factors of a user; one request. Undefined where the user is gone. */
export async function factorsOf(okta: Okta, user: IDataObject): Promise<FactorsOf | undefined> {
	const rows = await collectChildren(okta, '/api/v1/users/{id}/factors', user);
	if (!rows) return undefined;
	const active = rows.filter(({ status }) => status === 'ACTIVE');
	const factors = [...new Set(active.map(({ factorType }) => text(factorType)))].toSorted();
	return {
		factors,
		strong: factors.some((type) => !weak.has(type)),
		phishingResistant: factors.some((type) => phishingResistant.has(type)),
	};
}
