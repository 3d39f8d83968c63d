import type { IDataObject } from 'n8n-workflow';

import type { Occurrence } from './fold';
import { happened } from './logEvent';
import { absorb, emptyState, fromStored, type State, toStored } from './state';

/**
 * What the triggers of this process remember, by workflow and node. n8n loads a workflow's static
 * data anew for each delivery but once for all readings of the log, and each saves all of it: what
 * one wrote, the other would undo. Here both meet.
 */
const remembered = new Map<string, State>();

/** Which triggers are reading the log at present. */
const reading = new Set<string>();

const ofTest = 'oktaTriggerTest:';

/** One trigger's memory, opened over the static data of the call at hand. */
export class Memory {
	/** One object for all calls of a process. */
	readonly state: State;
	readonly #key: string;
	readonly #name: string;

	/**
	 * @param staticData n8n's global static data of the workflow: kept by node ID there, it survives a
	 * change of the node's name, and is the same for deliveries and readings with every scheduler
	 * @param workflowId undefined for a test: it has static data of its own and leaves none behind
	 */
	constructor(
		private readonly staticData: IDataObject,
		nodeId: string,
		workflowId: string | undefined,
	) {
		this.#key = `${workflowId ?? ''} ${nodeId}`;
		this.#name = `${workflowId === undefined ? ofTest : 'oktaTrigger:'}${nodeId}`;
		this.state = remembered.get(this.#key) ?? emptyState();
		absorb(this.state, fromStored(staticData[this.#name]));
		if (workflowId !== undefined) remembered.set(this.#key, this.state);
	}

	/** Whether this is the static data of a test, which n8n keeps apart from the workflow's own. */
	static isOfTest(staticData: IDataObject): boolean {
		return Object.keys(staticData).some((name) => name.startsWith(ofTest));
	}

	/**
	 * Takes occurrences for the caller to hand over, and leaves out those somebody took before. This
	 * is one step for the whole process, so that of a delivery and the log only one comes first.
	 */
	claim(occurrences: readonly Occurrence[]): Occurrence[] {
		const { seen } = this.state;
		return occurrences.filter(({ keys, event }) => {
			const isKnown = keys.some((key) => seen.has(key));
			for (const key of keys) seen.add(key, happened(event));
			return !isKnown;
		});
	}

	/** Gives back what was claimed and could not be handed over. */
	release(occurrences: readonly Occurrence[]): void {
		for (const key of occurrences.flatMap(({ keys }) => keys)) this.state.seen.delete(key);
	}

	/** Writes the state into the static data, with some changes, for n8n to save after the call. */
	save(changes: Partial<Pick<State, 'hook' | 'log'>> = {}): void {
		Object.assign(this.state, changes);
		this.staticData[this.#name] = toStored(this.state);
	}

	/** Does the work, unless this trigger is at it already: n8n doesn't wait for the last reading. */
	async readingAlone(work: () => Promise<void>): Promise<void> {
		if (reading.has(this.#key)) return;
		reading.add(this.#key);
		await work().finally(() => reading.delete(this.#key));
	}
}
