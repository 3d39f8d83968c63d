import { UserError } from 'n8n-workflow';

import { bucketOf } from './buckets';
import { Budget, type Settlement } from './budget';
import { clock as machineClock, type Clock } from './machineClock';
import { isRateLimit } from './attempt';
import type { OktaReply, OktaRequest } from './request';
import type { Settings } from './manners';

/** What a run has sent and waited for so far. */
export interface Traffic {
	/** Requests sent to Okta's API, repetitions included. */
	requests: number;
	/** How many of them were repetitions. */
	retries: number;
	/** How often the run stood still because a rate limit was used up. */
	waits: number;
	/** How long it stood still for that, in milliseconds. */
	waitedMs: number;
	/** The part of its tightest rate limit that is used up, from 0 to 1; unknown before an answer. */
	readonly shareUsed?: number;
}

/** One request on its way, with all its repetitions. */
export interface Errand {
	readonly bucket: string;
	/** Earlier errands go first, also when they have to go again. */
	readonly number: number;
	/** When a limit first held it up. */
	heldSince?: number;
}

/** Leave to send one request. Whoever has it hands it back, whatever happens. */
export interface Pass {
	/** @param reply - undefined when no answer came */
	settle: (reply: OktaReply | undefined) => void;
}

interface Waiter {
	run: Run;
	errand: Errand;
	isHeld: boolean;
	admit: (pass: Pass) => void;
	reject: (reason: unknown) => void;
}

/** How many requests may be under way before the org has shown what it can take. */
const modestWidth = 4;

/** Milliseconds after the end of a window by Okta's clock; the longer one once that was too early. */
const margin = 100;
const cautiousMargin = 1_000;

/** By how much per millisecond our idea of Okta's clock gives way, should it have been wrong. */
const forgetting = 0.002;

/** The longest sleep in one piece: a sleep of n8n's can't be interrupted. */
const nap = 500;

/** More than one process ever deals with. */
const mostRemembered = 200;

/** A request would be held up for longer than the user allows. */
export class WaitTooLong extends UserError {
	/** @param wait - milliseconds it has waited and would still have to, at the least */
	constructor(limit: string, wait: number, { longestWait }: Settings) {
		super(`${limit} is used up, and waiting for it would take ${inWords(wait)} or more`, {
			description:
				`This request was not sent: the longest wait allowed is ${inWords(longestWait)}, which an ` +
				'execution sets by Longest Wait under Request Options. ' +
				'Okta counts by the minute, and other clients of the org may use up the same limit: ' +
				'Reports > Rate limits in the Okta Admin Console shows which.',
		});
	}
}

function inWords(milliseconds: number): string {
	const seconds = Math.round(milliseconds / 1000);
	if (seconds < 120) return `${String(seconds)} ${seconds === 1 ? 'second' : 'seconds'}`;
	return `${String(Math.round(seconds / 60))} minutes`;
}

/** What all runs of this process share with regard to one org. */
class OrgPace {
	readonly #clock: Clock;
	readonly #budgets = new Map<string, Budget>();
	#waiters: Waiter[] = [];
	#isWatching = false;
	/** How many requests may be under way; a fraction counts up to the next whole number. */
	#width = modestWidth;
	#inFlight = 0;
	#narrowedAt = -Infinity;
	#margin = margin;
	/** Okta's clock less ours, at the least: the truth is at most an answer's travelling time more. */
	#ahead: number | undefined;
	#aheadSince = 0;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	get isIdle(): boolean {
		return this.#inFlight === 0 && this.#waiters.length === 0;
	}

	/** How many requests may be under way at present. */
	get width(): number {
		return Math.floor(this.#width);
	}

	/** Okta's time of day in milliseconds since the epoch, if any answer has told. */
	timeOfDay(): number | undefined {
		return this.#ahead === undefined ? undefined : this.#clock.now() + this.#ahead;
	}

	budget(app: string, bucket: string): Budget {
		const key = `${app} ${bucket}`;
		const budget = this.#budgets.get(key) ?? new Budget();
		remember(this.#budgets, key, budget);
		return budget;
	}

	async admit(run: Run, errand: Errand): Promise<Pass> {
		return await new Promise((admit, reject) => {
			const place = this.#waiters.findIndex((other) => other.errand.number > errand.number);
			const waiter = { run, errand, isHeld: false, admit, reject };
			this.#waiters.splice(place < 0 ? this.#waiters.length : place, 0, waiter);
			this.#serve();
		});
	}

	/** Ends the waiting of a run that was stopped. */
	dismiss(run: Run, reason: unknown): void {
		const dismissed = this.#waiters.filter((waiter) => waiter.run === run);
		this.#waiters = this.#waiters.filter((waiter) => waiter.run !== run);
		for (const waiter of dismissed) {
			this.#release(waiter);
			waiter.reject(reason);
		}
		this.#serve();
	}

	/** Admits everybody who may be sent now, in the order of their errands. */
	#serve(): void {
		const now = this.#clock.now();
		const ahead = new Map<Budget, number>();
		for (const waiter of [...this.#waiters]) {
			const { run, errand } = waiter;
			const budget = this.budget(run.app, errand.bucket);
			const opensAt = budget.opensAt(now, run.settings.share);
			const isHeld = opensAt !== undefined && opensAt > now;
			if (isHeld) this.#hold(waiter, budget, ahead.get(budget) ?? 0, now);
			else this.#release(waiter);
			if (isHeld || opensAt === undefined || !this.#hasRoomFor(run)) {
				ahead.set(budget, (ahead.get(budget) ?? 0) + 1);
			} else {
				this.#send(waiter, budget, now);
			}
		}
		if (!this.#isWatching && this.#nextOpening() !== undefined) void this.#watch();
	}

	#hasRoomFor(run: Run): boolean {
		return this.#inFlight < this.width && run.inFlight < run.settings.parallel;
	}

	#hold(waiter: Waiter, budget: Budget, position: number, now: number): void {
		const { run, errand } = waiter;
		errand.heldSince ??= now;
		const { share, longestWait } = run.settings;
		const wait = now - errand.heldSince + budget.waitFor(position, now, share);
		if (wait > longestWait) {
			this.#leave(waiter);
			waiter.reject(new WaitTooLong(`Okta's rate limit for ${errand.bucket}`, wait, run.settings));
			return;
		}
		if (!waiter.isHeld) run.stand();
		waiter.isHeld = true;
	}

	#release(waiter: Waiter): void {
		if (waiter.isHeld) waiter.run.goOn();
		waiter.isHeld = false;
	}

	#leave(waiter: Waiter): void {
		this.#release(waiter);
		this.#waiters = this.#waiters.filter((other) => other !== waiter);
	}

	#send(waiter: Waiter, budget: Budget, sentAt: number): void {
		const { run } = waiter;
		this.#leave(waiter);
		budget.take();
		this.#inFlight++;
		run.inFlight++;
		let isOver = false;
		waiter.admit({
			settle: (reply) => {
				if (isOver) return;
				isOver = true;
				this.#inFlight--;
				run.inFlight--;
				const now = this.#clock.now();
				if (reply) this.#learnTime(reply, now);
				budget.settle(this.#read(reply, now), now);
				if (reply) this.#adapt(reply, sentAt, now, run.settings.parallel);
				this.#serve();
			},
		});
	}

	#read(reply: OktaReply | undefined, now: number): Settlement {
		if (!reply) return 'unknown';
		const limit = Number(reply.headers['x-rate-limit-limit']);
		const remaining = Number(reply.headers['x-rate-limit-remaining']);
		const reset = Number(reply.headers['x-rate-limit-reset']) * 1000;
		const isRefused = isRateLimit(reply);
		if (!(limit > 0 && remaining >= 0 && reset > 0 && this.#ahead !== undefined)) {
			if (isRefused) return 'uncounted';
			return reply.status < 400 ? 'unmetered' : 'unknown';
		}
		if (!isRefused) return { limit, remaining, reset, endsAt: reset - this.#ahead + this.#margin };
		this.#margin = cautiousMargin;
		// At least that long from now, in case the reset has passed and Okta still refuses.
		const endsAt = Math.max(reset - this.#ahead, now) + this.#margin;
		return { limit, remaining: 0, reset, endsAt };
	}

	/**
	 * `Date` has whole seconds and says what it was when the answer left: Okta's clock was at least
	 * there when it came. The highest of many such bounds is close to the truth.
	 */
	#learnTime({ headers }: OktaReply, now: number): void {
		const seen = Date.parse(headers['date'] ?? '') - now;
		if (Number.isNaN(seen)) return;
		const known = this.#ahead ?? seen;
		const faded = known - (now - this.#aheadSince) * forgetting;
		this.#ahead = this.#ahead === undefined ? seen : Math.max(faded, seen);
		this.#aheadSince = now;
	}

	/** Additive increase, multiplicative decrease; once for all that were sent before the last cut. */
	#adapt(reply: OktaReply, sentAt: number, now: number, parallel: number): void {
		if (!isRateLimit(reply)) {
			const isFull = this.#inFlight + 1 >= this.width;
			if (isFull && this.#width < parallel) {
				this.#width = Math.min(parallel, this.#width + 1 / this.#width);
			}
		} else if (sentAt > this.#narrowedAt) {
			this.#width = Math.max(1, this.#width / 2);
			this.#narrowedAt = now;
		}
	}

	/** The next moment at which somebody may be admitted without an answer having come. */
	#nextOpening(): number | undefined {
		const now = this.#clock.now();
		const openings = this.#waiters
			.filter(({ isHeld }) => isHeld)
			.map(({ run, errand }) =>
				this.budget(run.app, errand.bucket).opensAt(now, run.settings.share),
			)
			.filter((opening) => opening !== undefined);
		return openings.length > 0 ? Math.min(...openings) : undefined;
	}

	async #watch(): Promise<void> {
		this.#isWatching = true;
		for (let next = this.#nextOpening(); next !== undefined; next = this.#nextOpening()) {
			const left = next - this.#clock.now();
			if (left > 0) await this.#clock.sleep(Math.min(left, nap));
			this.#serve();
		}
		this.#isWatching = false;
	}
}

/** One execution's dealings with one org. */
export class Run {
	readonly traffic: Traffic;
	/** Requests under way; the org's to count. */
	inFlight = 0;
	#standing = 0;
	#standsSince = 0;
	readonly #stopped: Promise<never>;
	readonly #budgets = new Set<Budget>();

	constructor(
		readonly settings: Settings,
		readonly app: string,
		readonly signal: AbortSignal | undefined,
		private readonly org: OrgPace,
		private readonly clock: Clock,
		private readonly nextNumber: () => number,
	) {
		let stop: (reason: unknown) => void;
		this.#stopped = new Promise((_, reject) => {
			stop = reject;
		});
		// Nobody may be waiting.
		this.#stopped.catch(() => undefined);
		const shareUsed = () => this.#shareUsed();
		this.traffic = {
			requests: 0,
			retries: 0,
			waits: 0,
			waitedMs: 0,
			get shareUsed() {
				return shareUsed();
			},
		};
		signal?.addEventListener(
			'abort',
			() => {
				stop(signal.reason);
				this.org.dismiss(this, signal.reason);
			},
			{ once: true },
		);
	}

	/** A request that is to be sent, perhaps several times. */
	errand({ method, path }: OktaRequest): Errand {
		const bucket = bucketOf(method, path);
		this.#budgets.add(this.org.budget(this.app, bucket));
		return { bucket, number: this.nextNumber() };
	}

	/**
	 * Waits until the request may be sent.
	 *
	 * @throws WaitTooLong when the user doesn't allow for it; the signal's reason when it is stopped
	 */
	async admit(errand: Errand): Promise<Pass> {
		this.signal?.throwIfAborted();
		return await this.org.admit(this, errand);
	}

	/** Resolves after so many milliseconds; rejects with the signal's reason when stopped. */
	async pause(milliseconds: number): Promise<void> {
		const until = this.clock.now() + milliseconds;
		for (let left = milliseconds; left > 0; left = until - this.clock.now()) {
			this.signal?.throwIfAborted();
			await Promise.race([this.clock.sleep(Math.min(left, nap)), this.#stopped]);
		}
	}

	/** Milliseconds, of which only differences mean anything. */
	now(): number {
		return this.clock.now();
	}

	/** Okta's time of day in milliseconds since the epoch, if any answer has told. */
	timeOfDay(): number | undefined {
		return this.org.timeOfDay();
	}

	/** One more request of this run is held up by a limit. */
	stand(): void {
		if (this.#standing++ > 0) return;
		this.traffic.waits++;
		this.#standsSince = this.clock.now();
	}

	/** One request less of this run is held up. */
	goOn(): void {
		if (--this.#standing > 0) return;
		this.traffic.waitedMs += this.clock.now() - this.#standsSince;
	}

	#shareUsed(): number | undefined {
		const now = this.clock.now();
		const shares = [...this.#budgets]
			.map((budget) => budget.shareUsed(now))
			.filter((share) => share !== undefined);
		return shares.length > 0 ? Math.max(...shares) : undefined;
	}
}

/**
 * Lets requests pass as fast as Okta takes them and never faster: for each org, app and rate limit
 * what the answers' headers show is left, and for each org as many at a time as go well.
 */
export class Pacer {
	readonly #clock: Clock;
	readonly #orgs = new Map<string, OrgPace>();
	#count = 0;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/**
	 * Begins a run. Runs for one org share what it has left, whoever came first going first.
	 *
	 * @param app - client ID; Okta gives each app a part of every limit
	 * @param signal - ends all waiting of the run
	 */
	open(origin: string, app: string, settings: Settings, signal?: AbortSignal): Run {
		const org = this.#orgs.get(origin) ?? new OrgPace(this.#clock);
		remember(this.#orgs, origin, org);
		return new Run(settings, app, signal, org, this.#clock, () => this.#count++);
	}

	/** How many requests to an org may be under way at present. */
	widthOf(origin: string): number | undefined {
		return this.#orgs.get(origin)?.width;
	}
}

/** The one of this process: its executions share each org's limits. */
export const pacer = new Pacer(machineClock);

function remember<T extends { isIdle: boolean }>(map: Map<string, T>, key: string, value: T): void {
	map.delete(key);
	map.set(key, value);
	if (map.size <= mostRemembered) return;
	for (const [oldest, { isIdle }] of map) {
		if (!isIdle || oldest === key) continue;
		map.delete(oldest);
		return;
	}
}
