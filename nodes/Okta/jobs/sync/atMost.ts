import { UserError } from 'n8n-workflow';

/** Nobody has to say that three may go. */
const FEW = 3;

/**
 * How many of so many may be taken away: a number, or a part in percent.
 *
 * @param chosen - empty for the larger of a tenth and three
 * @throws UserError when it is neither
 */
export function atMost(chosen: string, of: number): number {
	if (chosen === '') return Math.max(FEW, Math.floor(of / 10));
	const [, number, percent] = /^(\d+)\s*(%?)$/.exec(chosen) ?? [];
	if (number === undefined) {
		throw new UserError('"Remove at Most" is neither a number nor a percentage', {
			description: 'Nothing was changed. It looks like 25 or 10 %.',
		});
	}
	return percent === '%' ? Math.floor((of * Number(number)) / 100) : Number(number);
}
