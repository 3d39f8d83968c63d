import { randomUUID } from 'node:crypto';

import { clock as machineClock, type Clock } from '../transport/machineClock';
import type { Occurrence } from './fold';
import { happened } from '../objects/logEvent';

/**
 * How long a hand-over waits, at the most, for the execution before it to begin. Milliseconds: Okta
 * waits for three seconds, and n8n takes some tenths of one to write an execution down.
 */
const longest = 400;

/** A round of as many occurrences is handed over at once. */
const most = 200;

/** Something that will be known, and how to make it known. */
class Knowledge {
	readonly known: Promise<boolean>;
	readonly tell: (what: boolean) => void;

	constructor() {
		let tell: Knowledge['tell'] = () => undefined;
		this.known = new Promise((resolve) => (tell = resolve));
		this.tell = tell;
	}
}

/** Occurrences of several deliveries that start the workflow together. */
export class Round {
	/** What they are claimed for. */
	readonly owner = randomUUID();
	/** Whether n8n took it and wrote the execution down. */
	readonly isTaken = new Knowledge();
	readonly hasBegun = new Knowledge();
	readonly hasFilled = new Knowledge();
	readonly #occurrences: Occurrence[] = [];

	/** By the time they happened. */
	get occurrences(): Occurrence[] {
		return this.#occurrences.toSorted((a, b) => happened(a.event) - happened(b.event));
	}

	get isFull(): boolean {
		return this.#occurrences.length >= most;
	}

	/** @returns whether they are the first, and whoever adds them is to hand the round over */
	add(occurrences: readonly Occurrence[]): boolean {
		const isFirst = this.#occurrences.length === 0;
		this.#occurrences.push(...occurrences);
		if (this.isFull) this.hasFilled.tell(true);
		return isFirst;
	}
}

/**
 * Puts deliveries together that come faster than n8n begins executions. To begin one costs n8n as
 * much as hundreds of events do, and in a flood it would be late with its answers.
 */
export class Gathering {
	readonly #clock: Clock;
	#open: Round | undefined;
	/** What was handed over last, until its execution has begun. */
	#last: { round: Round; handedOver: number } | undefined;

	constructor(clock: Clock = machineClock) {
		this.#clock = clock;
	}

	/** What a delivery joins that comes now. */
	get round(): Round {
		this.#open = this.#open?.isFull ? undefined : this.#open;
		return (this.#open ??= new Round());
	}

	/** Resolves when the round is to be handed over: when the one before it is at work. */
	async complete(round: Round): Promise<void> {
		const left = this.#last ? this.#last.handedOver + longest - this.#clock.now() : 0;
		if (this.#last && left > 0) {
			const { hasBegun } = this.#last.round;
			await Promise.race([hasBegun.known, round.hasFilled.known, this.#clock.sleep(left)]);
		}
		if (this.#open === round) this.#open = undefined;
		this.#last = { round, handedOver: this.#clock.now() };
	}

	/** The execution of a round has begun. */
	begun(owner: string): void {
		if (this.#last?.round.owner !== owner) return;
		this.#last.round.hasBegun.tell(true);
		this.#last = undefined;
	}
}
