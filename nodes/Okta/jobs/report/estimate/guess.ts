/** A number that is not known for certain: what it is at the least, most likely, and at the most. */
export interface Guess {
	least: number;
	likely: number;
	most: number;
}

export const exactly = (count: number): Guess => ({ least: count, likely: count, most: count });

export const between = (least: number, likely: number, most: number): Guess => ({
	least: Math.min(least, likely),
	likely,
	most: Math.max(most, likely),
});

export const sumOf = (guesses: readonly Guess[]): Guess =>
	guesses.reduce(
		(sum, { least, likely, most }) =>
			between(sum.least + least, sum.likely + likely, sum.most + most),
		exactly(0),
	);

/** The same for each of so many. */
export const times = ({ least, likely, most }: Guess, factor: number): Guess =>
	between(least * factor, likely * factor, most * factor);

/** How many requests so many rows take, so many at a time; one where there are none. */
export const inPages = ({ least, likely, most }: Guess, size: number): Guess =>
	between(pages(least, size), pages(likely, size), pages(most, size));

const pages = (rows: number, size: number): number => Math.max(1, Math.ceil(rows / size));

/** Three standard deviations: one guess in some hundred is wrong. */
const Z = 3;

/**
 * The part of many that something holds of, when it holds of `found` of `looked` that were picked by chance
 * (E. B. Wilson's interval). All is possible where nothing was looked at.
 */
export function shareOf(found: number, looked: number): Guess {
	if (looked === 0) return between(0, 0.5, 1);
	const share = found / looked;
	const square = Z ** 2 / looked;
	const middle = (share + square / 2) / (1 + square);
	const half =
		(Z * Math.sqrt((share * (1 - share)) / looked + square / (4 * looked))) / (1 + square);
	return between(Math.max(0, middle - half), share, Math.min(1, middle + half));
}
