import type { Clock } from '../../../nodes/Okta/transport/machineClock';
import type { OktaReply } from '../../../nodes/Okta/transport/types';

/** A clock that only moves while everybody sleeps, and then straight to the first who wakes. */
export class SimulatedClock implements Clock {
	#now = 0;
	#count = 0;
	#sleepers: Array<{ at: number; number: number; wake: () => void }> = [];

	now = (): number => this.#now;

	sleep = async (milliseconds: number): Promise<void> =>
		await new Promise((wake) => {
			this.#sleepers.push({ at: this.#now + milliseconds, number: this.#count++, wake });
		});

	get sleepers(): number {
		return this.#sleepers.length;
	}

	/** Lets time pass until nobody sleeps any more, or it is so late. */
	async run(until = Infinity): Promise<void> {
		for (;;) {
			await settle();
			const next = this.#sleepers.toSorted((a, b) => a.at - b.at || a.number - b.number)[0];
			if (!next || next.at > until) break;
			this.#sleepers = this.#sleepers.filter((sleeper) => sleeper !== next);
			this.#now = Math.max(this.#now, next.at);
			next.wake();
		}
		if (until !== Infinity) this.#now = Math.max(this.#now, until);
	}
}

/** Lets everything happen that waits for nothing but its turn. */
export const settle = async (): Promise<void> => {
	await new Promise(setImmediate);
};

interface SimulatedOktaOptions {
	/** Requests a minute. */
	limit: number;
	/** Milliseconds on the way there, and as many back. */
	latency?: () => number;
	/** The org's time of day when our clock shows 0. */
	startsAt?: number;
	/** Whether windows begin with the minute, and not with the first request after the last. */
	isAligned?: boolean;
	/** More requests at a time are refused. */
	most?: number;
}

const minute = 60_000;

/** One rate limit of Okta's, as far as its answers show it. */
export class SimulatedOkta {
	readonly statuses: number[] = [];
	/** How many requests were let through in each window. */
	readonly windows: number[] = [];
	mostAtATime = 0;
	#endsAt = 0;
	#used = 0;
	#inFlight = 0;

	constructor(
		private readonly clock: SimulatedClock,
		private readonly options: SimulatedOktaOptions,
	) {}

	/** Somebody else uses up so much of the window. */
	take(requests: number): void {
		this.#turn();
		this.#used += requests;
	}

	async answer(): Promise<OktaReply> {
		const { limit, latency = () => 50, most = Infinity } = this.options;
		await this.clock.sleep(latency());
		this.mostAtATime = Math.max(this.mostAtATime, ++this.#inFlight);
		this.#turn();
		const isCrowded = this.#inFlight > most;
		const isRefused = isCrowded || this.#used >= limit;
		if (!isRefused) {
			this.#used++;
			this.windows[this.windows.length - 1] = this.#used;
		}
		const reply: OktaReply = {
			status: isRefused ? 429 : 200,
			headers: {
				date: new Date(this.#now()).toUTCString(),
				'x-rate-limit-limit': String(isCrowded ? 0 : limit),
				'x-rate-limit-remaining': String(isCrowded ? 0 : Math.max(0, limit - this.#used)),
				'x-rate-limit-reset': String(Math.ceil(this.#endsAt / 1000)),
			},
			body: isRefused ? { errorCode: 'E0000047' } : {},
		};
		this.statuses.push(reply.status);
		await this.clock.sleep(latency());
		this.#inFlight--;
		return reply;
	}

	#now(): number {
		return (this.options.startsAt ?? Date.UTC(2026, 10, 25, 12, 0, 17, 345)) + this.clock.now();
	}

	#turn(): void {
		const now = this.#now();
		if (now < this.#endsAt) return;
		this.#endsAt = this.options.isAligned ? (Math.floor(now / minute) + 1) * minute : now + minute;
		this.#used = 0;
		this.windows.push(0);
	}
}
