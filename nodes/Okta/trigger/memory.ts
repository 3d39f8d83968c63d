import type { IDataObject } from 'n8n-workflow';

import type { Occurrence } from './fold';
import { Gathering } from './gathering';
import { happened } from '../objects/logEvent';
import { type Position, startingPosition } from './logReader';
import { absorb, emptyState, fromStored, type State, toStored } from './state';

/** Who took an event to hand it over, and what became of that. */
interface Handover {
	owner: string;
	/** When the event happened, and when it was taken. Epoch milliseconds. */
	happened: number;
	taken: number;
	/** Whether its execution runs, or ran, in this process. */
	isStarted: boolean;
}

/** A part of the log whose events may still be at work. */
interface PageAtWork {
	occurrences: readonly Occurrence[];
	/** Where the log goes on after it. */
	position: Position;
}

/**
 * What a trigger remembers, and what it alone knows of the present. Only the first is saved: when
 * n8n dies, what was at work is forgotten, and the log brings it again.
 */
interface Remembered {
	state: State;
	/** By key. */
	handovers: Map<string, Handover>;
	/** How far this process read the log; it goes on there. */
	readTo?: Position;
	/** In the order of the log. */
	pages: PageAtWork[];
	/** How many processes set out to hand over what is at work, this one included. */
	times: number;
	/** Whether the log is being read. */
	isReading: boolean;
	gathering: Gathering;
	/** When the hook was last looked at. Epoch milliseconds. */
	checked?: number;
}

/** Of how many keys the hand-over is known. */
const mostHandovers = 10_000;

/** How many parts of the log may be at work; those before them are taken to be done. */
const mostPages = 100;

/** What hasn't started in this process by then runs in another, or n8n has refused it. Milliseconds. */
const startsWithin = 2 * 60_000;

/** How often the hook is looked at. Milliseconds; n8n's timers aren't exact. */
const checkEvery = 55 * 60_000;

/** How often events are handed over whose executions are cut off by the end of n8n. */
const mostTimes = 2;

/**
 * What the triggers of this process remember, by workflow and node. n8n loads a workflow's static
 * data anew for each delivery but once for all readings of the log, and each saves all of it: what
 * one wrote, the other would undo. Here both meet.
 */
const remembered = new Map<string, Remembered>();

const prefix = 'oktaTrigger:';
const prefixOfTest = 'oktaTriggerTest:';

/** One trigger's memory, opened over the static data of the call at hand. */
export class Memory {
	readonly #staticData: IDataObject;
	readonly #name: string;
	readonly #remembered: Remembered;
	readonly #workflowId: string | undefined;

	/**
	 * @param staticData n8n's global static data of the workflow: kept by node ID there, it survives a
	 * change of the node's name, and is the same for deliveries and readings with every scheduler
	 * @param workflowId undefined for a test: it has static data of its own and leaves none behind
	 */
	constructor(staticData: IDataObject, nodeId: string, workflowId: string | undefined) {
		const key = `${workflowId ?? ''} ${nodeId}`;
		this.#staticData = staticData;
		this.#workflowId = workflowId;
		this.#name = `${workflowId === undefined ? prefixOfTest : prefix}${nodeId}`;
		const known = workflowId === undefined ? undefined : remembered.get(key);
		this.#remembered = known ?? {
			state: emptyState(),
			handovers: new Map(),
			pages: [],
			times: 1,
			isReading: false,
			gathering: new Gathering(),
		};
		absorb(this.state, fromStored(staticData[this.#name]));
		if (workflowId !== undefined) remembered.set(key, this.#remembered);
	}

	/** Whether this is the static data of a test, which n8n keeps apart from the workflow's own. */
	static isOfTest(staticData: IDataObject): boolean {
		return Object.keys(staticData).some((name) => name.startsWith(prefixOfTest));
	}

	/** One object for all calls of a process. */
	get state(): State {
		return this.#remembered.state;
	}

	/** What has been delivered and isn't handed over yet: one for all calls of a process, too. */
	get gathering(): Gathering {
		return this.#remembered.gathering;
	}

	/**
	 * Takes occurrences for the caller to hand over, and leaves out those somebody took before. This
	 * is one step for the whole process, so that of a delivery and the log only one comes first.
	 *
	 * @param owner the hand-over the occurrences are taken for
	 */
	claim(occurrences: readonly Occurrence[], owner: string, now = Date.now()): Occurrence[] {
		const { state, handovers } = this.#remembered;
		const taken = occurrences.filter(({ keys, event }) => {
			if (keys.some((key) => state.seen.has(key) || handovers.has(key))) return false;
			const handover = { owner, happened: happened(event), taken: now, isStarted: false };
			for (const key of keys) handovers.set(key, handover);
			return true;
		});
		for (const key of handovers.keys()) {
			if (handovers.size <= mostHandovers) break;
			handovers.delete(key);
		}
		return taken;
	}

	/** What was claimed could not be handed over: the log is read again from before it. */
	release(occurrences: readonly Occurrence[]): void {
		const { handovers } = this.#remembered;
		for (const key of occurrences.flatMap(({ keys }) => keys)) handovers.delete(key);
		this.#remembered.readTo = undefined;
		this.#remembered.pages = [];
	}

	/**
	 * Of the occurrences an execution starts with, those that are its own. What a process that died
	 * took is anybody's: n8n starts its executions anew, and the log brings their events again.
	 */
	start(occurrences: readonly Occurrence[], owner: string): Occurrence[] {
		this.claim(occurrences, owner);
		const { handovers } = this.#remembered;
		return occurrences.filter(({ keys: [key = ''] }) => {
			const handover = handovers.get(key);
			// After a crash, one that was saved as done may be the very one that n8n starts anew.
			if (handover?.owner !== owner) return handover === undefined;
			handover.isStarted = true;
			return true;
		});
	}

	/** The execution of the occurrences has ended. */
	end(occurrences: readonly Occurrence[]): void {
		for (const { keys, event } of occurrences) {
			for (const key of keys) this.state.seen.add(key, happened(event));
		}
	}

	/**
	 * Where to read on in the log.
	 *
	 * @param start what the form says about the start: a time, or empty for now
	 * @param oktaNow the present by Okta's clock. Epoch milliseconds
	 */
	readFrom(filter: string, start: string, now = Date.now(), oktaNow = now): Position {
		const mine = this.#remembered;
		this.#giveUpWaiting(now);
		const { log } = mine.state;
		if (mine.readTo === undefined && log.ahead) {
			// A process died over these events. Twice is enough: they may be why.
			if (log.ahead.times < mostTimes) mine.times = log.ahead.times + 1;
			else this.#move({ position: log.ahead.position });
		}
		const before = mine.readTo ?? mine.state.log.position;
		const position = startingPosition(before, filter, start, oktaNow);
		if (position !== before) {
			mine.pages = [];
			this.#move({ position });
		}
		mine.readTo = position;
		return position;
	}

	/** A part of the log was read, and this is what it had that is wanted. */
	pageRead(position: Position, occurrences: readonly Occurrence[]): void {
		this.#remembered.readTo = position;
		this.#remembered.pages.push({ position, occurrences });
		this.#settle();
	}

	/** Moves the position past all parts of the log of which nothing is at work any more. */
	#settle(): void {
		const { pages, state } = this.#remembered;
		let { position } = state.log;
		for (let [page] = pages; page; [page] = pages) {
			const isDone = page.occurrences.every(({ keys }) => keys.some((key) => state.seen.has(key)));
			if (!isDone && pages.length <= mostPages) break;
			({ position } = page);
			pages.shift();
		}
		const last = pages.at(-1);
		if (!last) this.#remembered.times = 1;
		const ahead = last && { position: last.position, times: this.#remembered.times };
		this.#move({ position, ...(ahead && { ahead }) });
	}

	#move(log: Omit<State['log'], 'moves'>): void {
		this.state.log = { ...log, moves: this.state.log.moves + 1 };
	}

	#giveUpWaiting(now: number): void {
		for (const [key, { isStarted, taken, happened: at }] of this.#remembered.handovers) {
			if (!isStarted && taken < now - startsWithin) this.state.seen.add(key, at);
		}
	}

	/** Writes the state into the static data, for n8n to save after the call. */
	save(changes: Partial<Pick<State, 'hook'>> = {}): void {
		Object.assign(this.state, changes);
		this.#staticData[this.#name] = this.#toStored();
	}

	/**
	 * Has n8n save, at the end of an execution, what all triggers of the workflow remember by then. A
	 * copy made now could be hours old, and would undo what other executions saved in between. That
	 * n8n saves is also how it is known here that the execution has ended.
	 */
	saveAtEnd(occurrences: readonly Occurrence[]): void {
		const workflow = `${this.#workflowId ?? ''} `;
		for (const [key, other] of remembered) {
			if (!key.startsWith(workflow)) continue;
			const toJSON = () => toStored(other.state);
			this.#staticData[`${prefix}${key.slice(workflow.length)}`] = { toJSON };
		}
		const toJSON = () => {
			this.end(occurrences);
			return this.#toStored();
		};
		this.#staticData[this.#name] = { toJSON };
	}

	#toStored(): IDataObject {
		if (this.#remembered.pages.length > 0) this.#settle();
		return toStored(this.state);
	}

	/** Whether it is time to look at the hook; at the start n8n has just done that. */
	isCheckDue(now = Date.now()): boolean {
		const mine = this.#remembered;
		const isDue = mine.checked !== undefined && now - mine.checked >= checkEvery;
		if (isDue || mine.checked === undefined) mine.checked = now;
		return isDue;
	}

	/** Does the work, unless this trigger is at it already: n8n doesn't wait for the last reading. */
	async readingAlone(work: () => Promise<void>): Promise<void> {
		if (this.#remembered.isReading) return;
		this.#remembered.isReading = true;
		await work().finally(() => (this.#remembered.isReading = false));
	}
}
