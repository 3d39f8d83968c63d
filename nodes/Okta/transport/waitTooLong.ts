import { UserError } from 'n8n-workflow';

import type { Manners } from './types';

/** A request would be held up for longer than the user allows. */
export class WaitTooLong extends UserError {
	/** @param wait - milliseconds it has waited and would still have to, at the least */
	constructor(limit: string, wait: number, { longestWait }: Manners) {
		super(`${limit} is used up, and waiting for it would take ${inWords(wait)} or more`, {
			description:
				`This request was not sent: the longest wait allowed is ${inWords(longestWait)}, which an ` +
				'execution sets by Longest Wait under Request Options. ' +
				'Okta counts by the minute, and other clients of the org may use up the same limit: ' +
				'Reports > Rate limits in the Okta Admin Console shows which.',
		});
	}
}

function inWords(milliseconds: number): string {
	const seconds = Math.round(milliseconds / 1000);
	if (seconds < 120) return `${String(seconds)} ${seconds === 1 ? 'second' : 'seconds'}`;
	return `${String(Math.round(seconds / 60))} minutes`;
}
