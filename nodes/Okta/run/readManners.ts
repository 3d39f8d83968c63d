import type { FormContext } from '../form/context';
import { readRequestOptions } from '../form/readRequestOptions';
import { patient } from '../transport/manners';
import type { Manners } from '../transport/types';

/**
 * What the user allows an execution. Numbers beyond the limits are brought within them.
 *
 * @throws UserError when one of the options is no number
 */
export function readManners(context: FormContext): Manners {
	const options = readRequestOptions(context);
	const number = (name: string, from: number, to: number, otherwise: number): number =>
		Math.min(Math.max(options[name] ?? otherwise, from), to);
	return {
		...patient,
		parallel: Math.floor(number('parallel', 1, 75, patient.parallel)),
		share: number('share', 1, 100, patient.share * 100) / 100,
		longestWait: number('longestWait', 0, Infinity, patient.longestWait / 60_000) * 60_000,
		timeout: number('timeout', 1, 300, patient.timeout / 1000) * 1000,
	};
}
