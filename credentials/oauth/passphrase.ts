import { ServiceAppError } from './errors';

/** Characters below which somebody who has the file may find the passphrase by trying. */
const SHORTEST = 20;

/** Of these, so many must not follow from the one before or repeat what was there already. */
const LEAST_SURPRISES = 12;

const HOW_TO_MAKE_ONE =
	'Let a password manager make one, or take five words that have nothing to do with each other; whoever has the file can try passphrases at leisure.';

/**
 * Makes sure that a passphrase protects a key that is stored or mailed with others.
 *
 * @throws ServiceAppError when it is short, or long by repetition only
 */
export function assertHolds(passphrase: string): void {
	if (passphrase.length < SHORTEST) {
		throw new ServiceAppError(
			'The passphrase is too short',
			`Use ${SHORTEST} characters or more. ${HOW_TO_MAKE_ONE}`,
		);
	}
	if (surprises(passphrase) < LEAST_SURPRISES) {
		throw new ServiceAppError(
			'The passphrase is too easy to guess',
			`It repeats itself or counts up. ${HOW_TO_MAKE_ONE}`,
		);
	}
}

/** Pairs of neighbours that are neither alike, nor next to each other in the alphabet, nor seen before. */
function surprises(passphrase: string): number {
	const codes = Array.from(passphrase.toLowerCase(), (character) => character.codePointAt(0) ?? 0);
	const pairs = codes.slice(1).flatMap((code, index) => {
		const before = codes[index] ?? code;
		return Math.abs(code - before) > 1 ? [`${before} ${code}`] : [];
	});
	return new Set(pairs).size;
}
