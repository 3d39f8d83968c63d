import type { Goal } from './figures';

/** How much is measured. */
export interface Scale {
	/** Fewer of everything, once, and goals that only something broken misses. */
	quick: boolean;
	/** How often everything is repeated. */
	rounds: number;
	/** Where this package is as it was built before, to be measured beside it. */
	before?: string;
}

/** What came of one part. */
export interface Result {
	/** Tables and what they mean, in Markdown, without a heading. */
	report: string;
	goals: Goal[];
	/** Everything that was measured. */
	raw: unknown;
}

/** A part of the benchmarks: a section of docs/benchmarks.md. */
export interface Part {
	title: string;
	/** Whether it takes minutes and hardly any CPU: single rounds of such parts run at the same time. */
	waits?: boolean;
	run: (scale: Scale) => Promise<Result>;
}
