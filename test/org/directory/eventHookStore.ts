import { randomBytes } from 'node:crypto';
import { Collection } from './collection';
import { headersOf, isReceiving } from './hookDelivery';
import type { Ids } from './ids';

export interface EventHook {
	readonly id: string;
	name: string;
	description: string | null;
	status: 'ACTIVE' | 'INACTIVE';
	verificationStatus: 'UNVERIFIED' | 'VERIFIED';
	readonly created: number;
	lastUpdated: number;
	readonly createdBy: string;
	/** Event types. */
	items: string[];
	uri: string;
	headers: ReadonlyArray<{ key: string; value: string }>;
	/** A header that proves to the receiver who is calling. Its value is never shown. */
	auth?: { key: string; value: string };
}

type VerificationHeaders = Record<string, string> & { 'x-okta-verification-challenge': string };

/** Event hooks, and the proof that their receivers want events. */
export class EventHookStore extends Collection<EventHook> {
	constructor(ids: Ids) {
		super(ids, 'who');
	}

	/** Hooks that get events of this type. */
	receiving(eventType: string): EventHook[] {
		return this.list().filter((hook) => isReceiving(hook) && hook.items.includes(eventType));
	}

	/**
	 * Asks the receiver to repeat a secret, as proof that it wants the events. One more try is made.
	 *
	 * @param timeout milliseconds.
	 */
	async verify(hook: EventHook, requestId: string, timeout: number): Promise<boolean> {
		const headers = {
			...headersOf(hook),
			'x-okta-request-id': requestId,
			'x-okta-verification-challenge': randomBytes(30).toString('base64url'),
		};
		return (await answers(hook, headers, timeout)) || (await answers(hook, headers, timeout));
	}
}

async function answers(
	{ uri }: EventHook,
	headers: VerificationHeaders,
	timeout: number,
): Promise<boolean> {
	try {
		const response = await fetch(uri, {
			headers,
			signal: AbortSignal.timeout(timeout),
			redirect: 'manual',
		});
		const body: unknown = await response.json();
		return (
			response.status === 200 &&
			typeof body === 'object' &&
			body !== null &&
			'verification' in body &&
			body.verification === headers['x-okta-verification-challenge']
		);
	} catch {
		return false;
	}
}
