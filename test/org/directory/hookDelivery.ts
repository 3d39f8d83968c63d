import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventHook } from './eventHookStore';
import type { LogEvent, LogTarget } from './logEvent';
import { bits } from './random';
import type { SystemLog } from './systemLog';

/** Shares of deliveries, 0 to 1 and together at most 1, that something happens to. */
export interface Shares {
	/** Never sent. */
	dropped: number;
	/** Sent twice at the same time with the same `eventId`, by which Okta tells receivers to know them. */
	doubled: number;
	/** Sent twice, one after the other, each with its own `eventId`: only the events are the same. */
	doubledAnew: number;
	/** Held back until the next delivery to the same hook was made, its events the last first. */
	reordered: number;
	/** Sent late. */
	delayed: number;
	/** The first attempt never arrives, so that the one retry is what does. */
	failedFirst: number;
	/** The first attempt arrives, its answer doesn't: the one retry is a second time. */
	answerLost: number;
}

export type Fate = keyof Shares;

export interface Trouble extends Partial<Shares> {
	/** The same seed gives each hook the same fates, delivery by delivery. Default 1. */
	seed?: number;
	/** Milliseconds late deliveries are late, at most. Default 500. */
	delay?: number;
}

const FATES: readonly Fate[] = [
	'dropped',
	'doubled',
	'doubledAnew',
	'reordered',
	'delayed',
	'failedFirst',
	'answerLost',
];

/** One attempt to hand events to a receiver. */
export interface DeliveryAttempt {
	/** Epoch milliseconds by the org's clock. */
	readonly at: number;
	readonly hookId: string;
	readonly eventId: string;
	/** `uuid` of each event. */
	readonly events: readonly string[];
	/** 1, or 2 for the retry; 0 for a delivery that was never tried. */
	readonly attempt: 0 | 1 | 2;
	/** Of the answer; undefined when there was none, or when it was lost. */
	readonly status?: number;
	/** Why there was no answer. */
	readonly failure?: 'dropped' | 'network' | 'timeout';
	/** Until the answer, or until nobody waited for it any longer. */
	readonly milliseconds: number;
	/** What the delivery suffered. */
	readonly fate?: Fate;
}

const DAY = 86_400_000;

interface Batch {
	readonly events: LogEvent[];
	/** Ends the collecting. */
	close(): void;
}

interface Delivery {
	readonly hook: EventHook;
	readonly eventId: string;
	readonly events: readonly LogEvent[];
	readonly origin: string;
	readonly fate?: Fate;
}

type Result = Pick<DeliveryAttempt, 'status' | 'failure' | 'milliseconds'>;

/**
 * Brings events to hooks as Okta does: those of a short while together, at most one retry, in no
 * promised order and, when there is trouble, late, twice, or never.
 */
export class HookDelivery {
	/** How long events to a hook are collected, and how many at most. Milliseconds. */
	collecting = { milliseconds: 100, most: 100 };
	/** How long a receiver is waited for. Milliseconds. */
	timeout = 3_000;
	/** Events in 24 hours; more of them are not delivered. */
	dailyCap = 400_000;
	/** In the order they ended. */
	readonly attempts: DeliveryAttempt[] = [];
	readonly #clock: { now(): number };
	readonly #log: SystemLog;
	readonly #collected = new Map<string, Batch>();
	readonly #underWay = new Set<Promise<void>>();
	/** By hook, what waits for its next delivery. */
	readonly #held = new Map<string, Set<() => void>>();
	readonly #closing = new AbortController();
	#trouble: Trouble | undefined;
	/** How many each hook had. */
	readonly #deliveries = new Map<string, number>();
	#day = { endsAt: 0, events: 0 };

	constructor(clock: { now(): number }, log: SystemLog) {
		this.#clock = clock;
		this.#log = log;
	}

	/** Makes trouble from now on; without `trouble`, ends it. */
	trouble(trouble?: Trouble): void {
		this.#trouble = trouble;
		this.#deliveries.clear();
	}

	/** Takes an event for hooks that asked for its type. */
	take(event: LogEvent, hooks: readonly EventHook[], origin: string): void {
		if (!this.#countToday()) return;
		for (const hook of hooks) {
			const batch = this.#collected.get(hook.id) ?? this.#collect(hook, origin);
			batch.events.push(event);
			if (batch.events.length >= this.collecting.most) batch.close();
		}
	}

	/** Resolves when nothing is on its way any more. */
	async delivered(): Promise<void> {
		while (this.#underWay.size > 0) await Promise.all(this.#underWay);
	}

	/** Gives up what is on its way. */
	async end(): Promise<void> {
		this.#closing.abort();
		for (const batch of this.#collected.values()) batch.close();
		await this.delivered();
	}

	#collect(hook: EventHook, origin: string): Batch {
		const events: LogEvent[] = [];
		let close: () => void = () => undefined;
		const collected = new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, this.collecting.milliseconds);
			close = () => {
				clearTimeout(timer);
				this.#collected.delete(hook.id);
				resolve();
			};
		});
		const batch: Batch = { events, close };
		this.#collected.set(hook.id, batch);
		this.#follow(
			collected.then(() => {
				batch.close();
				return this.#dispatch(hook, events, origin);
			}),
		);
		return batch;
	}

	#follow(work: Promise<void>): void {
		const followed: Promise<void> = work.finally(() => this.#underWay.delete(followed));
		this.#underWay.add(followed);
	}

	async #dispatch(hook: EventHook, events: readonly LogEvent[], origin: string): Promise<void> {
		const number = this.#deliveries.get(hook.id) ?? 0;
		this.#deliveries.set(hook.id, number + 1);
		const fate = this.#fateOf(number);
		const delivery: Delivery = { hook, eventId: randomUUID(), events, origin, fate };
		switch (fate) {
			case 'dropped':
				this.#record(delivery, 0, { failure: 'dropped', milliseconds: 0 });
				return;
			case 'doubled':
				await Promise.all([this.#deliver(delivery), this.#deliver(delivery)]);
				return;
			case 'doubledAnew':
				await this.#deliver(delivery);
				await this.#deliver({ ...delivery, eventId: randomUUID() });
				return;
			case 'reordered':
				await this.#holdBack(hook);
				await this.#deliver({ ...delivery, events: events.toReversed() });
				return;
			case 'delayed':
				await this.#wait(this.#draw(number, 1) * this.#delay);
				break;
		}
		await this.#deliver(delivery);
	}

	/** Makes the one or two attempts. A receiver that refuses is not asked again. */
	async #deliver(delivery: Delivery): Promise<void> {
		const { hook } = delivery;
		if (!isReceiving(hook) || this.#isEnding()) return;
		const first = await this.#attempt(delivery, 1);
		this.#release(hook);
		if (isDelivered(first) || this.#isEnding()) return;
		const last = mayPass(first) ? await this.#attempt(delivery, 2) : first;
		if (!isDelivered(last) && !this.#isEnding()) this.#recordFailure(delivery, last);
	}

	async #attempt(delivery: Delivery, attempt: 1 | 2): Promise<Result> {
		const suffers = attempt === 1 ? delivery.fate : undefined;
		const result: Result =
			suffers === 'failedFirst'
				? { failure: 'network', milliseconds: 0 }
				: await post(delivery, this.timeout, this.#closing.signal);
		const seen: Result =
			suffers === 'answerLost' ? { ...result, status: undefined, failure: 'network' } : result;
		this.#record(delivery, attempt, seen);
		return seen;
	}

	#record({ hook, eventId, events, fate }: Delivery, attempt: 0 | 1 | 2, result: Result): void {
		this.attempts.push({
			at: this.#clock.now(),
			hookId: hook.id,
			eventId,
			events: events.map(({ uuid }) => uuid),
			attempt,
			...result,
			fate,
		});
	}

	#recordFailure({ hook, eventId, origin }: Delivery, { status, failure }: Result): void {
		this.#log.recordOwn(
			{
				eventType: 'event_hook.delivery',
				displayMessage: 'Event hook delivery failed',
				severity: 'WARN',
				outcome: {
					result: 'FAILURE',
					reason: status === undefined ? (failure ?? null) : `HTTP status ${status}`,
				},
				targets: [hookTarget(hook)],
				debugData: { eventId },
			},
			origin,
		);
	}

	/** Whether one more event may be delivered today. A day begins with its first event. */
	#countToday(): boolean {
		const now = this.#clock.now();
		if (now >= this.#day.endsAt) this.#day = { endsAt: now + DAY, events: 0 };
		return ++this.#day.events <= this.dailyCap;
	}

	/** Waits until the next delivery to the hook was tried, or until none came for a while. */
	async #holdBack(hook: EventHook): Promise<void> {
		const waiting = this.#held.get(hook.id) ?? new Set();
		this.#held.set(hook.id, waiting);
		let release: () => void = () => undefined;
		const next = new Promise<void>((resolve) => {
			release = resolve;
			waiting.add(release);
		});
		await Promise.race([next, this.#wait(this.#delay)]);
		waiting.delete(release);
	}

	#release(hook: EventHook): void {
		for (const release of this.#held.get(hook.id) ?? []) release();
	}

	#isEnding(): boolean {
		return this.#closing.signal.aborted;
	}

	async #wait(milliseconds: number): Promise<void> {
		await sleep(milliseconds, undefined, { signal: this.#closing.signal }).catch(() => undefined);
	}

	#fateOf(number: number): Fate | undefined {
		let drawn = this.#draw(number, 0);
		return FATES.find((fate) => (drawn -= this.#trouble?.[fate] ?? 0) < 0);
	}

	/** From 0 to 1, for the delivery of this number. */
	#draw(number: number, salt: number): number {
		return bits(this.#trouble?.seed ?? 1, number, salt) / 2 ** 32;
	}

	get #delay(): number {
		return this.#trouble?.delay ?? 500;
	}
}

export const isReceiving = ({ status, verificationStatus }: EventHook): boolean =>
	status === 'ACTIVE' && verificationStatus === 'VERIFIED';

const isDelivered = ({ status = 0 }: Result): boolean => status >= 200 && status < 300;

/** Whether trying again may help: no answer, or a receiver out of order. */
const mayPass = ({ status }: Result): boolean => status === undefined || status >= 500;

export const hookTarget = ({ id, name }: EventHook): LogTarget => ({
	id,
	type: 'EventHook',
	alternateId: 'unknown',
	displayName: name,
});

/** Headers of every request to a receiver. */
export function headersOf({
	headers,
	auth,
}: Pick<EventHook, 'headers' | 'auth'>): Record<string, string> {
	const all = [...headers, ...(auth ? [auth] : [])];
	return {
		accept: 'application/json',
		'user-agent': 'Okta-Integrations',
		...Object.fromEntries(all.map(({ key, value }) => [key, value])),
	};
}

async function post(
	{ hook, eventId, events, origin }: Delivery,
	milliseconds: number,
	closing: AbortSignal,
): Promise<Result> {
	const began = performance.now();
	const body = JSON.stringify({
		eventType: 'com.okta.event_hook',
		eventTypeVersion: '1.0',
		cloudEventsVersion: '0.1',
		source: `${origin}/api/v1/eventHooks/${hook.id}`,
		eventId,
		data: { events },
		eventTime: new Date().toISOString(),
		contentType: 'application/json',
	});
	const timeout = AbortSignal.timeout(milliseconds);
	const answer: Pick<Result, 'status' | 'failure'> = await fetch(hook.uri, {
		method: 'POST',
		headers: { ...headersOf(hook), 'content-type': 'application/json' },
		body,
		signal: AbortSignal.any([timeout, closing]),
		redirect: 'manual',
	}).then(
		async (response) => {
			await response.body?.cancel();
			return { status: response.status };
		},
		() => ({ failure: timeout.aborted ? ('timeout' as const) : ('network' as const) }),
	);
	return { ...answer, milliseconds: Math.round(performance.now() - began) };
}
