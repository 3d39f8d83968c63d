import { type IDataObject, NodeApiError } from 'n8n-workflow';

import { hasCode, isOktasNo, isRefusal, toError } from '../../transport/refusals';
import { WaitTooLong } from '../../transport/waitTooLong';
import type { Okta } from '../../transport/types';

/** What became of a step. */
export type StepOutcome = 'done' | 'nothing to do' | 'refused' | 'skipped' | 'unknown';

/** One thing that was to be done, and what became of it. */
export interface Step {
	step: string;
	outcome: StepOutcome;
	/** What it is about, as people know it, with its ID. */
	what: string;
	/** Empty where the outcome says it all. */
	why: string;
	/** When, by Okta's clock. */
	at: string;
}

/** What a failure says of a step. */
interface Verdict {
	outcome: StepOutcome;
	why: string;
}

/** How a change is written down. */
export interface How {
	/** What there is to say where it was done. */
	why?: string;
	/** What of Okta's refusals means that there is nothing to do, or nothing that can be. */
	unlessSo?: (error: unknown) => Verdict | undefined;
	/** Whether it is put off, so that there is nothing to write down yet. */
	unless?: () => boolean;
}

/** The steps of one item in the order they came to their ends. A step that fails stops no other. */
export class Journal {
	readonly steps: Step[] = [];
	#hasChanged = false;

	constructor(
		private readonly okta: Okta,
		/** What all of it is about, where a step has nothing more special to name. */
		public whom: string,
	) {}

	/** Whether nothing is left that was to be done. */
	get complete(): boolean {
		return this.steps.every(({ outcome }) => outcome !== 'refused' && outcome !== 'unknown');
	}

	async add(step: string, outcome: StepOutcome, why = '', what = this.whom): Promise<Step> {
		const at = new Date(await this.okta.now()).toISOString();
		const entry = { step, outcome, what, why, at };
		this.steps.push(entry);
		return entry;
	}

	/**
	 * Reads what a step needs to know.
	 *
	 * @returns nothing where it can't be read, which is written down
	 */
	async read<T>(step: string, reading: () => Promise<T>): Promise<T | undefined> {
		try {
			return await reading();
		} catch (error) {
			const { outcome, why } = this.#verdictOn(error);
			await this.add(step, outcome, `It could not be read: ${why}`);
			return undefined;
		}
	}

	/**
	 * Changes something, and writes down what became of it.
	 *
	 * @returns the entry, which a look at Okta may still correct; none where there is nothing to write down
	 */
	async change(
		step: string,
		what: string,
		changing: () => Promise<unknown>,
		{ why = '', unlessSo = none, unless = () => false }: How = {},
	): Promise<Step | undefined> {
		try {
			await changing();
			if (unless()) return undefined;
			this.#hasChanged = true;
			return await this.add(step, 'done', why, what);
		} catch (error) {
			const verdict = unlessSo(error) ?? this.#verdictOn(error);
			return await this.add(step, verdict.outcome, verdict.why, what);
		}
	}

	/** @throws what has nothing to do with the step: Stop, and what forbids the whole item */
	#verdictOn(error: unknown): Verdict {
		if (this.okta.signal?.aborted === true) throw toError(error);
		if (isOktasNo(error)) return { outcome: 'refused', why: whyOf(error) };
		if (error instanceof NodeApiError) {
			this.#hasChanged = true;
			return { outcome: 'unknown', why: whyOf(error) };
		}
		// What n8n's user forbade of this item is forbidden before the first change of it.
		if (!this.#hasChanged && !(error instanceof WaitTooLong)) throw toError(error);
		return { outcome: 'refused', why: toError(error).message };
	}

	/** As the report has them. */
	toJson(): IDataObject[] {
		return this.steps.map((step) => ({ ...step }));
	}
}

const none = (): undefined => undefined;

/** Title, and what to do about it in one line. */
function whyOf(error: NodeApiError): string {
	const [advice = ''] = (error.description ?? '').split('\n');
	return [error.message, advice].filter(Boolean).join('. ').replace(/\.\. /g, '. ');
}

/** For what is to go: it has gone already. */
export function unlessGone(error: unknown): Verdict | undefined {
	return isRefusal(error, 404) ? { outcome: 'nothing to do', why: 'It has gone.' } : undefined;
}

/** For what not every org has. */
export function unlessLacking(lack: string) {
	return (error: unknown): Verdict | undefined =>
		isRefusal(error, 404, 405, 410, 501) || hasCode(error, ['E0000015', 'E0000060'])
			? { outcome: 'skipped', why: lack }
			: undefined;
}
