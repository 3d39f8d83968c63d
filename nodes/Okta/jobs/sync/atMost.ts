import { UserError } from 'n8n-workflow';

/** Nobody has to say that three may go. */
const FEW = 3;

/**
 * How many of so many may be taken away: a number, or a part in percent.
 *
 * @param chosen - empty for the larger of a tenth and three
 * @param field - where it is chosen
 * @throws UserError when it is neither
 */
export function atMost(chosen: string, of: number, field = 'Remove at Most'): number {
	if (chosen === '') return Math.max(FEW, Math.floor(of / 10));
	const [, number, percent] = /^(\d+|\d+[.,]\d+(?=\s*%))\s*(%?)$/.exec(chosen) ?? [];
	if (number === undefined) {
		throw new UserError(`"${field}" is neither a number nor a percentage`, {
			description: 'Nothing was changed. It looks like 25 or 10 %.',
		});
	}
	const many = Number(number.replace(',', '.'));
	return percent === '%' ? Math.floor((of * many) / 100) : many;
}

/** What a list would take away from an object. */
export interface Removal {
	/** Whether whoever isn't listed goes. */
	isExact: boolean;
	/** How many people the list names. */
	listed: number;
	/** How many would go. */
	removed: number;
	/** Of how many. */
	of: number;
	/** How many may go, as it was chosen; empty for what goes without saying. */
	chosen: string;
	/** What they are of, as people say it: `members of the group "Sales"`. */
	whole: string;
	/** What an empty list would do: `empty the group "Sales"`. */
	emptying: string;
	/** How to do that where it is meant. */
	onPurpose: string;
}

/** Why a list is not taken at its word: it may have come empty, or cut short. */
export function objectionTo(removal: Removal): UserError | undefined {
	const { isExact, listed, removed, of, chosen, whole, emptying, onPurpose } = removal;
	if (isExact && removed > 0 && listed === 0) {
		return new UserError(`The list names nobody, and would ${emptying}`, {
			description: `Nothing was changed. Did the node before this one bring anything? ${onPurpose}`,
		});
	}
	const most = atMost(chosen, of);
	if (removed <= most || (!isExact && chosen === '')) return undefined;
	return new UserError(`The list would remove ${String(removed)} of ${String(of)} ${whole}`, {
		description: `Nothing was changed. Remove at Most allows ${String(most)}: the larger of 10 % and 3, unless set under Options. Is the list complete?`,
	});
}
