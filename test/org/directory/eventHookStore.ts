import { randomUUID } from 'node:crypto';
import { Collection } from './collection';
import type { Ids } from './ids';
import type { LogEvent } from './systemLog';

export interface EventHook {
	readonly id: string;
	name: string;
	description: string;
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

/** Okta waits this long for a receiver. Milliseconds. */
const TIMEOUT = 3_000;

/** Event hooks, and the delivery of events to them. */
export class EventHookStore extends Collection<EventHook> {
	readonly #deliveries = new Set<Promise<void>>();

	constructor(ids: Ids) {
		super(ids, 'who');
	}

	/** Asks the receiver to repeat a secret, as proof that it wants the events. One more try is made. */
	async verify(hook: EventHook): Promise<boolean> {
		const challenge = randomUUID();
		return (await answers(hook, challenge)) || (await answers(hook, challenge));
	}

	/** Sends an event to all hooks that asked for its type. A failure that may pass is retried once. */
	deliver(event: LogEvent, origin: string): void {
		const hooks = this.list().filter(
			({ status, verificationStatus, items }) =>
				status === 'ACTIVE' && verificationStatus === 'VERIFIED' && items.includes(event.eventType),
		);
		for (const hook of hooks) {
			const delivery = post(hook, event, origin).finally(() => this.#deliveries.delete(delivery));
			this.#deliveries.add(delivery);
		}
	}

	/** Resolves when nothing is on its way any more. */
	async delivered(): Promise<void> {
		while (this.#deliveries.size > 0) await Promise.all(this.#deliveries);
	}
}

function headersOf({ headers, auth }: EventHook): Record<string, string> {
	const all = [...headers, ...(auth ? [auth] : [])];
	return Object.fromEntries(all.map(({ key, value }) => [key, value]));
}

async function answers(hook: EventHook, challenge: string): Promise<boolean> {
	try {
		const response = await fetch(hook.uri, {
			headers: { ...headersOf(hook), 'x-okta-verification-challenge': challenge },
			signal: AbortSignal.timeout(TIMEOUT),
			redirect: 'manual',
		});
		const body: unknown = await response.json();
		return (
			response.status === 200 &&
			typeof body === 'object' &&
			body !== null &&
			'verification' in body &&
			body.verification === challenge
		);
	} catch {
		return false;
	}
}

async function post(hook: EventHook, event: LogEvent, origin: string): Promise<void> {
	const body = JSON.stringify({
		eventType: 'com.okta.event_hook',
		eventTypeVersion: '1.0',
		cloudEventsVersion: '0.1',
		source: `${origin}/api/v1/eventHooks/${hook.id}`,
		eventId: randomUUID(),
		data: { events: [event] },
		eventTime: event.published,
		contentType: 'application/json',
	});
	for (let attempt = 0; attempt < 2; attempt++) {
		const status = await send(hook, body);
		// A receiver that refuses is not asked again; one that is out of order is.
		if (status !== undefined && status < 500) return;
	}
}

async function send(hook: EventHook, body: string): Promise<number | undefined> {
	try {
		const { status } = await fetch(hook.uri, {
			method: 'POST',
			headers: { ...headersOf(hook), 'content-type': 'application/json' },
			body,
			signal: AbortSignal.timeout(TIMEOUT),
			redirect: 'manual',
		});
		return status;
	} catch {
		return undefined;
	}
}
