import { bits } from './random';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Puts the counter in the middle of its six digits, where ids of a grown org are. */
const FIRST = 1_600_000_000;
const CELL = '5d7';

function base62(value: number, width: number): string {
	let rest = value;
	let text = '';
	for (let place = 0; place < width; place++) {
		text = DIGITS.charAt(rest % 62) + text;
		rest = Math.floor(rest / 62);
	}
	return text;
}

function fromBase62(text: string): number {
	let value = 0;
	for (const digit of text) value = value * 62 + DIGITS.indexOf(digit);
	return value;
}

/**
 * Ids shaped like Okta's: twenty characters, the first three naming the kind (`00u` user, `00g`
 * group, `0oa` app). Position in the org and id can be computed from each other, and ids sort as
 * their positions do.
 */
export class Ids {
	readonly #seed: number;

	constructor(seed: number) {
		this.#seed = seed;
	}

	of(kind: string, position: number): string {
		const salt = kind.charCodeAt(2);
		return (
			kind +
			base62(FIRST + position, 6) +
			base62(bits(this.#seed, position, salt), 4) +
			base62(bits(this.#seed, position, salt + 256), 4) +
			CELL
		);
	}

	/** The position behind an id, or undefined when the org never gave this id out. */
	position(kind: string, id: string): number | undefined {
		if (id.length !== 20 || !id.startsWith(kind)) return undefined;
		const position = fromBase62(id.slice(3, 9)) - FIRST;
		return position >= 0 && this.of(kind, position) === id ? position : undefined;
	}
}
