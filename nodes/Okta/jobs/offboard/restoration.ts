import { isRefusal } from '../../transport/refusals';
import type { Exceptions } from './exceptions';
import type { HandedOver } from './handedOver';
import type { OfRun } from './ofRun';
import type { Taken } from './snapshot';

/** What a restoration goes by. */
export interface Plan extends Pick<Taken, 'snapshot' | 'notRead'> {
	steps: ReadonlySet<string>;
	/** What is known of an offboarding; none where there is a snapshot alone. */
	handedOver: HandedOver | undefined;
	/** Whether Okta emails a link to sign in to whoever is activated. */
	sendEmail: boolean;
}

/** What all restorations of a run have in common. */
export interface InCommon {
	run: OfRun;
	exceptions: Exceptions;
	/** New IDs of people whose accounts were erased, by the old ones. */
	renamed: Map<string, string>;
}

/** Reads what of a list isn't as it was to be, by step. */
export type Looks = Record<string, () => Promise<readonly string[]>>;

/** Of what is to be given back: it is there no more. */
export function unlessGone(why: string) {
	return (error: unknown) =>
		isRefusal(error, 404) ? ({ outcome: 'skipped', why } as const) : undefined;
}
