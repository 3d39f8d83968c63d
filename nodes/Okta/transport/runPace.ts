import { bucketOf } from './buckets';
import { type Budget } from './budget';
import { type Clock, nap } from './machineClock';
import type { Guest, OrgPace } from './orgPace';
import type { Errand, Manners, OktaRequest, Pass, Traffic } from './types';

/** One execution's dealings with one org. */
export class RunPace implements Guest {
	readonly traffic: Traffic;
	/** Requests under way; the org's to count. */
	inFlight = 0;
	#standing = 0;
	#standsSince = 0;
	readonly #stopped: Promise<never>;
	readonly #budgets = new Set<Budget>();

	constructor(
		readonly settings: Manners,
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

	/** The same run, only that nothing stops it. */
	outliving(): RunPace {
		return new RunPace(this.settings, this.app, undefined, this.org, this.clock, this.nextNumber);
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
