import type { Outcome } from '../engine/harness';

/** How a run of the node ended, in n8n's engine or in an n8n as people run it. */
export interface Ending {
	/** Whether it came to its end, and was not stopped by an error or by somebody. */
	completed: boolean;
	items: Array<{ json: Record<string, unknown>; pairedItem?: unknown }>;
	/** Message and description of the node's own error; empty when there is none. */
	complaint: string;
}

/** Of a run in n8n's engine. n8n keeps the node's error beside its own words, as after Stop. */
export function endingOf({ status, items, run }: Outcome): Ending {
	const error = run.data.resultData.runData.Okta?.at(-1)?.error;
	const description = error && 'description' in error ? String(error.description) : '';
	return {
		completed: status === 'success',
		items,
		complaint: error ? `${error.message}\n${description}` : '',
	};
}
