import type { Changes } from '../transport/types';
import { wordsFor } from './changeWords';

/** Of so many items it is told what was changed of them; an error is to be read. */
const MOST = 10;

/** What became of each item of a run: for who has to clear up when it ends early. */
export class Account {
	readonly #done: number[] = [];
	/** Nothing was changed. */
	readonly #failed: number[] = [];
	/** Something was changed, and not everything. */
	readonly #partly: number[] = [];
	/** Nobody knows whether something, or something more, was changed. */
	readonly #unknown: number[] = [];
	/** What was changed of items that have not come to their end. */
	readonly #changed = new Map<number, string>();

	/** @param all - how many items there are; those never mentioned were not done */
	constructor(private readonly all: number) {}

	done(item: number): void {
		this.#done.push(item);
	}

	/** An item has not come to its end, by a failure or because the run was stopped. */
	ended(
		item: number,
		{ made = [], unknown = 0, isStopped }: Partial<Changes> & { isStopped: boolean },
	): void {
		if (made.length > 0) this.#changed.set(item, wordsFor(made));
		if (unknown > 0) this.#unknown.push(item);
		else if (made.length > 0) this.#partly.push(item);
		else if (!isStopped) this.#failed.push(item);
	}

	/** Empty for a single item that failed, whose own error says all there is to say. */
	summary(isStopped: boolean): string {
		if (this.all > 1) return this.#ofMany();
		return isStopped ? this.#ofOne() : '';
	}

	#ofMany(): string {
		const begun = new Set([this.#done, this.#failed, this.#partly, this.#unknown].flat());
		const left = Array.from({ length: this.all }, (_, item) => item).filter((i) => !begun.has(i));
		const counts = [
			howMany(this.#done, 'was done', 'were done'),
			howMany(this.#failed, 'failed'),
			howMany(this.#partly, 'was done in part', 'were done in part'),
			howMany(this.#unknown, 'may have been done'),
			howMany(left, 'was not done', 'were not done'),
		];
		return [
			`Of ${String(this.all)} items, counted from 0, ${counts.filter(Boolean).join(', ')}.`,
			...[...this.#changed].slice(0, MOST).map(([item, did]) => `Of item ${String(item)}: ${did}.`),
			...(this.#changed.size > MOST
				? [`The same goes for ${String(this.#changed.size - MOST)} more.`]
				: []),
			...(this.#unknown.length > 0 ? ['Look in Okta for what may have been done.'] : []),
		].join(' ');
	}

	#ofOne(): string {
		const [did] = this.#changed.values();
		const said = did === undefined ? '' : `Its changes were made in part: ${did}.`;
		const isUnknown = this.#unknown.length > 0;
		const open = isUnknown ? 'A change was under way: Okta may have made it or not.' : '';
		return [said, open].filter(Boolean).join(' ') || 'Nothing was changed in Okta.';
	}
}

/** For example `3 were done (0–1, 5)`; empty for none. */
function howMany(items: readonly number[], one: string, several = one): string {
	if (items.length === 0) return '';
	const ranges: Array<{ first: number; last: number }> = [];
	for (const item of [...items].sort((a, b) => a - b)) {
		const range = ranges.at(-1);
		if (range?.last === item - 1) range.last = item;
		else ranges.push({ first: item, last: item });
	}
	const texts = ranges.map(({ first, last }) =>
		first === last ? String(first) : `${String(first)}–${String(last)}`,
	);
	const count = String(items.length);
	return `${count} ${items.length === 1 ? one : several} (${texts.join(', ')})`;
}
