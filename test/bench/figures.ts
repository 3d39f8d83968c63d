/** The middle of them, and how far they spread. */
export interface Spread {
	min: number;
	median: number;
	max: number;
}

export function spread(values: readonly number[]): Spread {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = (sorted.length - 1) / 2;
	const at = (index: number): number => sorted[index] ?? NaN;
	return {
		min: at(0),
		median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
		max: at(sorted.length - 1),
	};
}

/** Three digits that count: 0.812, 4.05, 73.1, 1,204. */
export function digits(value: number): string {
	if (!Number.isFinite(value)) return '–';
	const size = Math.abs(value);
	const decimals = size === 0 || size >= 100 ? 0 : size >= 10 ? 1 : 2;
	return value.toLocaleString('en', {
		minimumFractionDigits: Number.isInteger(value) ? 0 : decimals,
		maximumFractionDigits: decimals,
	});
}

/** A table in Markdown; the first column is text, the others are numbers. */
export function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
	const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
	return [head, rule, ...rows].map(line).join('\n');
}

/** Something the package promises of itself. */
export interface Goal {
	/** For example `speed of the bare loop, at 0 ms`. */
	of: string;
	reached: number;
	/** The least or the most it may be. */
	least?: number;
	most?: number;
	unit?: string;
}

export const isMet = ({ reached, least = -Infinity, most = Infinity }: Goal): boolean =>
	reached >= least && reached <= most;

/** A goal as a sentence. */
export function sentence(goal: Goal): string {
	const { of, reached, least, most, unit = '' } = goal;
	const bound =
		least === undefined ? `at most ${digits(most ?? NaN)}` : `at least ${digits(least)}`;
	return `- ${isMet(goal) ? 'Met' : '**Missed**'}: ${of}, ${bound}${unit}: **${digits(reached)}${unit}**.`;
}
