import type { Outcome } from '../engine/harness';

/** What the node said when its run ended; n8n keeps it beside its own words, as after Stop. */
export function complaintOf({ run }: Outcome): string {
	const error = run.data.resultData.runData.Okta?.at(-1)?.error;
	if (!error) return '';
	const description = 'description' in error ? String(error.description) : '';
	return `${error.message}\n${description}`;
}
