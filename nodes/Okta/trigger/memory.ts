import type { IDataObject } from 'n8n-workflow';

import type { Occurrence } from './fold';
import { happened } from './logEvent';
import { absorb, emptyState, fromStored, type State, toStored } from './state';

/** What a trigger remembers, and what it alone knows of the present. */
interface Remembered {
	state: State;
	/**
	 * By key, who took an event to hand it over. What n8n hasn't written an execution down for yet is
	 * here only, and not saved: whatever ends n8n now, the log brings it again.
	 */
	owners: Map<string, string>;
	/** Whether the log is being read. */
	isReading: boolean;
}

/** Of how many keys the owner is known. */
const mostOwners = 10_000;

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
		this.#remembered = known ?? { state: emptyState(), owners: new Map(), isReading: false };
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

	/**
	 * Takes occurrences for the caller to hand over, and leaves out those somebody took before. This
	 * is one step for the whole process, so that of a delivery and the log only one comes first.
	 *
	 * @param owner the hand-over the occurrences are taken for
	 */
	claim(occurrences: readonly Occurrence[], owner: string): Occurrence[] {
		const { state, owners } = this.#remembered;
		return occurrences.filter(({ keys }) => {
			const isKnown = keys.some((key) => state.seen.has(key) || owners.has(key));
			if (!isKnown) for (const key of keys) owners.set(key, owner);
			return !isKnown;
		});
	}

	/**
	 * Of occurrences that were handed over, those that are the owner's. What a process that died took
	 * is anybody's: n8n starts its executions anew, and the log brings their events again.
	 */
	owned(occurrences: readonly Occurrence[], owner: string): Occurrence[] {
		const { owners } = this.#remembered;
		return occurrences.filter(({ keys: [key = ''] }) => {
			if (!owners.has(key)) owners.set(key, owner);
			return owners.get(key) === owner;
		});
	}

	/** What was claimed has been handed over: n8n has an execution for it. */
	confirm(occurrences: readonly Occurrence[]): void {
		for (const { keys, event } of occurrences) {
			for (const key of keys) this.state.seen.add(key, happened(event));
		}
		const { owners } = this.#remembered;
		for (const key of owners.keys()) {
			if (owners.size <= mostOwners) break;
			owners.delete(key);
		}
	}

	/** What was claimed could not be handed over. */
	release(occurrences: readonly Occurrence[]): void {
		for (const key of occurrences.flatMap(({ keys }) => keys)) this.#remembered.owners.delete(key);
	}

	/** Writes the state into the static data, with some changes, for n8n to save after the call. */
	save(changes: Partial<Pick<State, 'hook' | 'log'>> = {}): void {
		Object.assign(this.state, changes);
		this.#staticData[this.#name] = toStored(this.state);
	}

	/**
	 * Has n8n save, at the end of an execution, what all triggers of the workflow remember by then. A
	 * copy made now could be hours old, and would undo what other executions saved in between.
	 */
	saveAtEnd(): void {
		const workflow = `${this.#workflowId ?? ''} `;
		for (const [key, { state }] of remembered) {
			if (!key.startsWith(workflow)) continue;
			const latest = { toJSON: () => toStored(state) };
			this.#staticData[`${prefix}${key.slice(workflow.length)}`] = latest;
		}
	}

	/** Does the work, unless this trigger is at it already: n8n doesn't wait for the last reading. */
	async readingAlone(work: () => Promise<void>): Promise<void> {
		if (this.#remembered.isReading) return;
		this.#remembered.isReading = true;
		await work().finally(() => (this.#remembered.isReading = false));
	}
}
