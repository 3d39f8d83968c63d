import { remember } from '../../../credentials/oauth/remember';
import { isRateLimit } from './attempt';
import { Budget, type LimitReading, type Settlement } from './budget';
import { Kinship } from './kinship';
import { type Clock, nap } from './machineClock';
import { isMetered, readDate, readRateLimit } from './rateLimit';
import type { Errand, Manners, OktaReply, Pass } from './types';
import { WaitTooLong } from './waitTooLong';

/** A run, as far as its requests wait for their turn. */
export interface Guest {
	readonly app: string;
	readonly settings: Manners;
	/** Requests under way. */
	inFlight: number;
	/** One more request is held up by a limit. */
	stand: () => void;
	/** One request less is held up. */
	goOn: () => void;
}

interface Waiter {
	run: Guest;
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

/** More budgets and apps than one process ever deals with. */
const mostRemembered = 200;

/** What all runs of this process share with regard to one org. */
export class OrgPace {
	readonly #clock: Clock;
	readonly #budgets = new Map<string, Budget>();
	/** By app. */
	readonly #kinships = new Map<string, Kinship>();
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
		const key = `${app} ${this.#kinship(app).headOf(bucket)}`;
		const budget = this.#budgets.get(key) ?? new Budget();
		remember(this.#budgets, key, budget, mostRemembered, (other) => other.isIdle);
		return budget;
	}

	#kinship(app: string): Kinship {
		const kinship = this.#kinships.get(app) ?? new Kinship();
		remember(this.#kinships, app, kinship, mostRemembered);
		return kinship;
	}

	async admit(run: Guest, errand: Errand): Promise<Pass> {
		return await new Promise((admit, reject) => {
			const place = this.#waiters.findIndex((other) => other.errand.number > errand.number);
			const waiter = { run, errand, isHeld: false, admit, reject };
			this.#waiters.splice(place < 0 ? this.#waiters.length : place, 0, waiter);
			this.#serve();
		});
	}

	/** Ends the waiting of a run that was stopped. */
	dismiss(run: Guest, reason: unknown): void {
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

	#hasRoomFor(run: Guest): boolean {
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
		const { run, errand } = waiter;
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
				const settlement = this.#read(reply, now);
				budget.settle(settlement, now);
				if (typeof settlement === 'object') this.#learnKinship(run, errand, settlement, now);
				if (reply) this.#adapt(reply, sentAt, now, run.settings.parallel);
				this.#serve();
			},
		});
	}

	#read(reply: OktaReply | undefined, now: number): Settlement {
		if (!reply) return 'unknown';
		const { headers, status } = reply;
		const isRefusal = isRateLimit(reply);
		const read = readRateLimit(headers);
		if (!read || this.#ahead === undefined) {
			if (isRefusal) return 'uncounted';
			return status < 400 && !isMetered(headers) ? 'unmetered' : 'unknown';
		}
		const end = read.reset - this.#ahead;
		if (!isRefusal) return { ...read, endsAt: end + this.#margin, isRefusal };
		this.#margin = cautiousMargin;
		// At least that long from now, in case the reset has passed and Okta still refuses.
		return { ...read, remaining: 0, endsAt: Math.max(end, now) + this.#margin, isRefusal };
	}

	/** Has the limit know that counts the next request of the kind, which may be another by now. */
	#learnKinship({ app }: Guest, { bucket }: Errand, reading: LimitReading, now: number): void {
		if (!reading.isRefusal) {
			const sent = now + (this.#ahead ?? 0);
			this.#kinship(app).see(bucket, { ...reading, sent });
		}
		this.budget(app, bucket).read(reading, now);
	}

	/**
	 * `Date` has whole seconds and says what it was when the answer left: Okta's clock was at least
	 * there when it came. The highest of many such bounds is close to the truth.
	 */
	#learnTime({ headers }: OktaReply, now: number): void {
		const date = readDate(headers);
		if (date === undefined) return;
		const seen = date - now;
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
