import type { IDataObject } from 'n8n-workflow';

import { happened } from '../../objects/logEvent';
import { isObject } from '../../transport/json';
import { noZones, type Zones } from '../conditions';
import { countedWith, type Counting } from '../counting';
import type { Occurrence } from '../fold';
import type { Gathering } from '../gathering';
import { type Position, startingPosition } from '../logReader';
import type { HandOver } from './handOvers';
import { type Fate, type Mark, markOf, minuteOf } from './marks';
import { anew, recall, type Remembered, remembered } from './remembered';
import { absorb, readHook, type State, toStored } from './state';

/** How many events are marked; that is 0.6 MB, which n8n also stores with each execution. */
const mostMarks = 100_000;

/** How long events of a hook are marked without a log, counted from the newest. Minutes. */
const longest = 24 * 60;

/** What the log's position has passed is marked for so long: Okta writes events down late. Minutes. */
const lateness = 15;

/** Where no execution runs in this process, what has been taken so long ago is done. Milliseconds. */
const startsWithin = 2 * 60_000;

/** How often the hook is looked at. Milliseconds; n8n's timers aren't exact. */
const checkEvery = 55 * 60_000;

const prefix = 'oktaTrigger:';
const prefixOfTest = 'oktaTriggerTest:';

function keyOf(nodeId: string, workflowId: string | undefined): string {
	return `${workflowId === undefined ? prefixOfTest : prefix}${nodeId}`;
}

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
		this.#staticData = staticData;
		this.#workflowId = workflowId;
		this.#name = keyOf(nodeId, workflowId);
		this.#remembered = workflowId === undefined ? anew() : recall(`${workflowId} ${nodeId}`);
		const stored = staticData[this.#name];
		// What this process wrote, it knows.
		if (isObject(stored) && stored.writer === this.#remembered.writer) return;
		absorb(this.state, isObject(stored) && 'toJSON' in stored ? written(stored) : stored);
	}

	/** Whether this is the static data of a test, which n8n keeps apart from the workflow's own. */
	static isOfTest(staticData: IDataObject): boolean {
		return Object.keys(staticData).some((name) => name.startsWith(prefixOfTest));
	}

	/**
	 * Of the secrets whoever has one of may deliver. What is marked isn't read for that: who has none is
	 * to cost nothing. The parameters are the constructor's.
	 */
	static digestsIn(
		staticData: IDataObject,
		nodeId: string,
		workflowId: string | undefined,
	): readonly string[] {
		const stored = staticData[keyOf(nodeId, workflowId)];
		const mine = workflowId === undefined ? undefined : remembered.get(`${workflowId} ${nodeId}`);
		const hook = readHook(isObject(stored) ? stored.hook : undefined);
		const isLater = !mine || hook.changed > mine.state.hook.changed;
		const { registration } = isLater ? hook : mine.state.hook;
		return [registration?.digest, mine?.coming].filter((digest) => digest !== undefined);
	}

	/** One object for all calls of a process. */
	get state(): State {
		return this.#remembered.state;
	}

	/** What has been delivered and isn't handed over yet: one for all calls of a process, too. */
	get gathering(): Gathering {
		return this.#remembered.gathering;
	}

	/** While a hook is made, Okta has the new secret already, or still the old one: both are let in. */
	async registering<Result>(digest: string, work: () => Promise<Result>): Promise<Result> {
		this.#remembered.coming = digest;
		this.#remembered.isChallenged = false;
		return await work().finally(() => (this.#remembered.coming = undefined));
	}

	/** Okta's challenge of a hook came to this process. */
	noteChallenge(): void {
		this.#remembered.isChallenged = true;
	}

	get isChallenged(): boolean {
		return this.#remembered.isChallenged;
	}

	/** The client ID of a credential, as it was at most a minute ago. */
	async clientId(
		credential: string,
		read: () => Promise<string>,
		now = Date.now(),
	): Promise<string> {
		return await this.#remembered.client.get(credential, read, now);
	}

	/** The network zones of these IDs, as they were some minutes ago at the most, if Okta lets us read. */
	async zones(
		ids: readonly string[],
		read: () => Promise<Zones>,
		now = Date.now(),
	): Promise<Zones> {
		return ids.length === 0 ? noZones : await this.#remembered.zones.get(ids.join(), read, now);
	}

	/**
	 * Takes occurrences for the caller to hand over, and leaves out those somebody took before. This
	 * is one step for the whole process, so that of a delivery and the log only one comes first.
	 *
	 * @param owner the hand-over the occurrences are taken for
	 */
	claim(occurrences: readonly Occurrence[], owner: string, now = Date.now()): Occurrence[] {
		this.#giveUpWaiting(now);
		return occurrences.filter((occurrence) => {
			const marks = marksOf(occurrence);
			if (this.#remembered.handOvers.isAtWork(occurrence.keys) || this.#isDone(marks)) return false;
			this.#take(occurrence, marks, owner, now, true);
			return true;
		});
	}

	/**
	 * The same for what a hook brings. What happened before all that is marked was there already, or
	 * comes through the log: whoever plays it back gets nowhere.
	 */
	claimDelivered(occurrences: readonly Occurrence[], owner: string, now = Date.now()) {
		const { markedFrom } = this.state;
		const timely = occurrences.filter(({ event }) => minuteOf(happened(event)) >= markedFrom);
		return this.claim(timely, owner, now);
	}

	/**
	 * Of claimed occurrences those that make up a number; the others have done their part when they are
	 * counted.
	 */
	countUp(occurrences: readonly Occurrence[], counting: Counting): Occurrence[] {
		return occurrences.flatMap((occurrence) => {
			const { keys, event } = occurrence;
			const who = countedWith(event, counting.by);
			// Of what is told of together, the second key is the same however it comes.
			const key = keys[1] ?? event.uuid;
			const count =
				who === undefined ? undefined : this.state.tally.add(key, who, happened(event), counting);
			if (count) return [{ ...occurrence, count }];
			this.#end(keys, marksOf(occurrence));
			return [];
		});
	}

	/** What was claimed could not be handed over: the log is read again from before it. */
	release(occurrences: readonly Occurrence[]): void {
		const { handOvers, state } = this.#remembered;
		for (const { marks, before } of handOvers.giveBack(occurrences.flatMap(({ keys }) => keys))) {
			for (const mark of marks) {
				if (before) state.marks.set(mark, before);
				else state.marks.delete(mark);
			}
		}
		this.#remembered.mustReadAgain = true;
	}

	/**
	 * Of the occurrences an execution starts with, those that are its own. What a process that died
	 * took is anybody's: n8n starts its executions anew, and the log brings their events again.
	 */
	start(occurrences: readonly Occurrence[], owner: string, now = Date.now()): Occurrence[] {
		const { handOvers } = this.#remembered;
		this.#remembered.runsHere = true;
		return occurrences.filter((occurrence) => {
			const marks = marksOf(occurrence);
			const holder = handOvers.ownerOf(occurrence.keys);
			const isMine = holder === undefined ? !this.#hasEnded(marks) : holder === owner;
			if (!isMine) return false;
			if (!handOvers.isAtWork(occurrence.keys)) this.#take(occurrence, marks, owner, now, false);
			handOvers.start(occurrence.keys);
			return true;
		});
	}

	/** The execution of the occurrences has ended. */
	end(occurrences: readonly Occurrence[]): void {
		for (const occurrence of occurrences) this.#end(occurrence.keys, marksOf(occurrence));
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
		if (!mine.hasRead) this.#leaveBehind();
		mine.hasRead = true;
		const { position } = mine.state.log;
		const readTo = (mine.mustReadAgain ? undefined : mine.readTo) ?? position;
		const isSame = readTo?.filter === filter && readTo.start === start;
		// What is read in another way is read from where all is done.
		const from = isSame ? readTo : startingPosition(position, filter, start, oktaNow);
		if (!isSame || mine.mustReadAgain) mine.pages.clear();
		if (!isSame) this.#move(from);
		mine.mustReadAgain = false;
		mine.readTo = from;
		return from;
	}

	/** A part of the log was read, and this is what it had that is wanted. */
	pageRead(position: Position, occurrences: readonly Occurrence[]): void {
		this.#remembered.readTo = position;
		this.#remembered.pages.add(position, occurrences.map(marksOf));
		this.#settle();
	}

	/** The log isn't read any more. What a hook brings meanwhile, it must not bring again one day. */
	leaveLog(): void {
		if (this.state.log.position === undefined) return;
		this.#remembered.readTo = undefined;
		this.#remembered.pages.clear();
		this.#move(undefined);
		this.save();
	}

	/** A process died over an event for the second time: the event may be why. */
	#leaveBehind(): void {
		const { handOvers, state } = this.#remembered;
		const here = new Set([...handOvers.atWork].flatMap(({ marks }) => marks).map(nameOf));
		for (const mark of state.marks.of('twice')) {
			if (!here.has(nameOf(mark))) state.marks.set(mark, 'done');
		}
	}

	/** @param isAnother whether it is handed over once more; only the log does that */
	#take(
		{ keys }: Occurrence,
		marks: readonly Mark[],
		owner: string,
		taken: number,
		isAnother: boolean,
	): void {
		const { handOvers, state } = this.#remembered;
		const before = triesOf(marks.map((mark) => state.marks.get(mark)));
		this.#giveUp(handOvers.take({ owner, keys, marks, taken, isStarted: false, before }));
		if (state.log.position === undefined) return;
		const tries = before && isAnother ? 'twice' : (before ?? 'once');
		for (const mark of marks) state.marks.set(mark, tries);
	}

	/** Whether it is known that the execution has ended. */
	#hasEnded(marks: readonly Mark[]): boolean {
		const { state } = this.#remembered;
		return marks.some((mark) => ['done', 'passed'].includes(state.marks.get(mark) ?? ''));
	}

	/** Whether nobody need take it any more. */
	#isDone(marks: readonly Mark[]): boolean {
		const { state } = this.#remembered;
		return this.#hasEnded(marks) || marks.some((mark) => state.marks.get(mark) === 'presumed');
	}

	#end(keys: readonly string[], marks: readonly Mark[]): void {
		const { handOvers, state } = this.#remembered;
		handOvers.end(keys);
		for (const mark of marks) {
			const isPassed = state.marks.get(mark) === 'passed' || state.log.position === undefined;
			state.marks.set(mark, isPassed ? 'passed' : 'done');
		}
	}

	#giveUp(givenUp: readonly HandOver[]): void {
		const { handOvers, state } = this.#remembered;
		for (const { keys, marks } of givenUp) {
			handOvers.end(keys);
			for (const mark of marks) state.marks.set(mark, 'presumed');
		}
	}

	#giveUpWaiting(now: number): void {
		const mine = this.#remembered;
		if (mine.runsHere || Math.abs(now - mine.lookedAt) < startsWithin / 4) return;
		mine.lookedAt = now;
		this.#giveUp(mine.handOvers.waitingSince(now - startsWithin));
	}

	/** Moves the position past all parts of the log of which nothing is at work any more. */
	#settle(): void {
		const { pages, state } = this.#remembered;
		const isDone = (marks: readonly Mark[]) => this.#isDone(marks);
		const isTooMuch = () => state.marks.count - state.marks.countOf(...unneeded) > mostMarks;
		let { position } = state.log;
		while (pages.isFirstDone(isDone) || (pages.count > 1 && isTooMuch())) {
			const page = pages.shift();
			if (!page) break;
			for (const mark of page.occurrences.flat()) {
				if (state.marks.get(mark) === 'done') state.marks.set(mark, 'passed');
			}
			({ position } = page);
		}
		if (position !== state.log.position) this.#move(position);
		this.#forget();
	}

	/** Forgets what can't come again, and of the rest the oldest if there is too much. */
	#forget(): void {
		const { state } = this.#remembered;
		const { marks, log } = state;
		const reached = log.position
			? minuteOf(Date.parse(log.position.since)) - lateness
			: (marks.newest ?? 0) - longest;
		// An event of the future, should somebody have sent one, shuts nobody out.
		const from = Math.min(reached, minuteOf(Date.now()));
		state.markedFrom = Math.max(state.markedFrom, from);
		marks.dropBefore(state.markedFrom, unneeded);
		state.tally.dropBefore((state.markedFrom - longest) * 60_000);
		// What the log hasn't brought by then, it won't.
		marks.dropBefore(from - longest, ['once', 'twice', 'done']);
		for (const some of [unneeded, ['done'], ['once', 'twice']] as const) {
			const knownFrom = marks.shrink(mostMarks, some);
			if (knownFrom !== undefined) state.markedFrom = Math.max(state.markedFrom, knownFrom);
		}
	}

	#move(position: Position | undefined): void {
		this.state.log = { ...(position && { position }), moves: this.state.log.moves + 1 };
	}

	/**
	 * Has n8n save the state, as it is by then: while a hook is made, or n8n writes an execution down,
	 * others end. A test's is kept by n8n without being written.
	 */
	save(changes: Partial<Pick<State, 'hook'>> = {}): void {
		Object.assign(this.state, changes);
		const toJSON = () => this.#toStored();
		const isTest = this.#workflowId === undefined;
		this.#staticData[this.#name] = isTest ? toJSON() : this.#whenSaved(toJSON);
	}

	/**
	 * Has n8n save, at the end of an execution, what all triggers of the workflow remember by then. A
	 * copy made now could be hours old, and would undo what other executions saved in between. That
	 * n8n saves is also how it is known here that the execution has ended.
	 */
	saveAtEnd(occurrences: readonly Occurrence[]): void {
		this.#addOthers();
		const ended = occurrences.map((occurrence) => ({
			keys: occurrence.keys,
			marks: marksOf(occurrence),
		}));
		const toJSON = () => {
			for (const { keys, marks } of ended) this.#end(keys, marks);
			return this.#toStored();
		};
		this.#staticData[this.#name] = this.#whenSaved(toJSON);
	}

	/**
	 * Has n8n save what was counted before it answers a delivery that starts nothing: it does so with all
	 * static data of the workflow.
	 */
	saveWithAnswer(): void {
		this.#addOthers();
		this.save();
	}

	/** All triggers of the workflow, as n8n saves them together. */
	#addOthers(): void {
		const workflow = `${this.#workflowId ?? ''} `;
		for (const [key, other] of remembered) {
			if (!key.startsWith(workflow)) continue;
			const toJSON = () => store(remembered.get(key) ?? other);
			this.#staticData[`${prefix}${key.slice(workflow.length)}`] = { writer: other.writer, toJSON };
		}
	}

	#whenSaved(toJSON: () => IDataObject): IDataObject {
		return { writer: this.#remembered.writer, toJSON };
	}

	#toStored(): IDataObject {
		this.#settle();
		return store(this.#remembered);
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

/** What n8n would read after it was saved. */
function written(unsaved: IDataObject): unknown {
	return JSON.parse(JSON.stringify(unsaved));
}

const store = ({ state, writer }: Remembered): IDataObject => ({ writer, ...toStored(state) });

const marksOf = ({ keys, event }: Pick<Occurrence, 'keys' | 'event'>): Mark[] =>
	keys.map((key) => markOf(key, happened(event)));

const nameOf = ({ minute, print }: Mark): string => `${minute} ${print}`;

/** How many processes took an event of which this is known. */
const triesOf = (known: ReadonlyArray<Fate | undefined>): Fate | undefined =>
	known.includes('twice') ? 'twice' : known.find((fate) => fate === 'once');

/** What the log won't bring again, unless it is read by time. */
const unneeded = ['passed', 'presumed'] as const;
