import { randomUUID } from 'node:crypto';
import { headersOf } from './hookDelivery';
import { type Consequence, consequenceOf, UNHEARD } from './inlineHookAnswers';
import { sampleOf } from './inlineHookSamples';
import type { InlineHook, InlineHookStore, InlineHookType } from './inlineHookStore';
import { isObject, type JsonObject } from './request';
import type { SystemLog } from './systemLog';

/** One request to the receiver of an inline hook. */
export interface InlineHookAttempt {
	/** Epoch milliseconds by the org's clock. */
	readonly at: number;
	readonly hookId: string;
	readonly attempt: 1 | 2;
	/** Of the answer; undefined when there was none. */
	readonly status?: number;
	readonly failure?: 'network' | 'timeout';
	/** Until the answer, or until nobody waited for it any longer. */
	readonly milliseconds: number;
}

/** The receiver gave no answer that Okta can use. */
export class InlineHookFailure extends Error {}

interface Occasioned {
	data?: JsonObject;
	requestType?: string;
	/** Null where none was chosen. */
	hook?: InlineHook | null;
}

/** What a process of the org came to, and whether a hook had a part in it. */
export interface Occurrence {
	/** The hook that was called; undefined when none is active. */
	readonly hookId?: string;
	/** Why the hook had no effect. */
	readonly failure?: string;
	readonly consequence: Consequence;
}

/** Bytes of an answer that Okta reads. */
const LARGEST = 256 * 1_024;

/** Calls the receivers of inline hooks as Okta does, and does what they answer. */
export class InlineHookCalls {
	/** How long a receiver is waited for. Milliseconds. */
	timeout = 3_000;
	/** In the order they ended. */
	readonly attempts: InlineHookAttempt[] = [];
	readonly #clock: { now(): number };
	readonly #hooks: InlineHookStore;
	readonly #log: SystemLog;

	constructor(clock: { now(): number }, hooks: InlineHookStore, log: SystemLog) {
		this.#clock = clock;
		this.#hooks = hooks;
		this.#log = log;
	}

	/**
	 * Has a process of the org come to the point where a hook of this type is asked: somebody registers,
	 * signs in, gets a token …
	 *
	 * @param more what the request has in place of, or beside, what it has in Okta's own samples, and
	 *   the hook that was chosen there: the active one of the type unless it says otherwise
	 */
	async occur(
		type: InlineHookType,
		origin: string,
		{ hook = this.#hooks.activeOf(type), ...more }: Occasioned = {},
	): Promise<Occurrence> {
		const { data, requestType } = { ...sampleOf(type), ...more };
		if (!hook) return { consequence: consequenceOf(type, data, undefined) };
		const body = {
			eventId: randomUUID().replaceAll('-', '').slice(0, 22),
			eventTime: new Date(this.#clock.now()).toISOString(),
			eventType: type,
			eventTypeVersion: '1.0',
			contentType: 'application/json',
			cloudEventVersion: '0.1',
			source: `${origin}/api/v1/inlineHooks/${hook.id}`,
			...(requestType !== undefined && { requestType }),
			data,
		};
		try {
			const { answer } = await this.send(hook, body);
			const consequence = consequenceOf(type, data, answer);
			this.#record(hook, 'response.processed', origin, consequence.error);
			return { hookId: hook.id, consequence };
		} catch (error) {
			if (!(error instanceof InlineHookFailure)) throw error;
			this.#record(hook, 'executed', origin, error.message);
			return { hookId: hook.id, failure: error.message, consequence: UNHEARD[type](data) };
		}
	}

	/**
	 * Sends a request to a hook's receiver, and once more if it got no answer or a server's error.
	 *
	 * @returns the answer; undefined for 204, by which a receiver leaves all as it is
	 * @throws InlineHookFailure
	 */
	async send(hook: InlineHook, body: JsonObject): Promise<{ answer: JsonObject | undefined }> {
		const first = await this.#attempt(hook, body, 1);
		const mayPass = first.status === undefined || first.status < 200 || first.status >= 500;
		const { status, failure, text } = mayPass ? await this.#attempt(hook, body, 2) : first;
		if (status === undefined) {
			const why = failure === 'timeout' ? 'timed out' : 'could not be reached';
			throw new InlineHookFailure(`The receiver ${why}`);
		}
		if (status === 204) return { answer: undefined };
		if (status !== 200) throw new InlineHookFailure(`The receiver answered ${status}`);
		if (Buffer.byteLength(text) > LARGEST) throw new InlineHookFailure('The answer is too large');
		const answer = parsed(text);
		if (!isObject(answer)) throw new InlineHookFailure('The answer is no JSON object');
		return { answer };
	}

	async #attempt(hook: InlineHook, body: JsonObject, attempt: 1 | 2) {
		const began = performance.now();
		const timeout = AbortSignal.timeout(this.timeout);
		const result = await fetch(hook.uri, {
			method: 'POST',
			headers: { ...headersOf(hook), 'content-type': 'application/json' },
			body: JSON.stringify(body),
			signal: timeout,
			redirect: 'manual',
		}).then(
			async (response) => ({
				status: response.status,
				text: await response.text(),
				failure: undefined,
			}),
			() => ({
				status: undefined,
				text: '',
				failure: timeout.aborted ? ('timeout' as const) : ('network' as const),
			}),
		);
		const { status, failure } = result;
		const milliseconds = Math.round(performance.now() - began);
		const at = this.#clock.now();
		this.attempts.push({ at, hookId: hook.id, attempt, status, failure, milliseconds });
		return result;
	}

	#record(hook: InlineHook, what: string, origin: string, reason: string | undefined): void {
		this.#log.recordOwn(
			{
				eventType: `inline_hook.${what}`,
				displayMessage: `Inline hook ${what}`,
				severity: reason === undefined ? 'INFO' : 'WARN',
				outcome: {
					result: reason === undefined ? 'SUCCESS' : 'FAILURE',
					reason: reason ?? null,
				},
				targets: [
					{ id: hook.id, type: 'InlineHook', alternateId: 'unknown', displayName: hook.name },
				],
			},
			origin,
		);
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
