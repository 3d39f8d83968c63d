import type { Position } from '../logReader';
import type { Mark } from './marks';

/** A part of the log whose events may still be at work. */
interface Page {
	/** Where the log goes on after it. */
	position: Position;
	/** Of each of its occurrences what it is known by. */
	occurrences: ReadonlyArray<readonly Mark[]>;
}

/** Behind the first, smaller parts become one. */
const worthwhile = 1_000;

/** The parts of the log that were read and aren't all done, in their order. */
export class PagesAtWork {
	readonly #pages: Page[] = [];

	get count(): number {
		return this.#pages.length;
	}

	add(position: Position, occurrences: ReadonlyArray<readonly Mark[]>): void {
		const last = this.#pages.at(-1);
		const isSmall = this.#pages.length > 1 && (last?.occurrences.length ?? 0) < worthwhile;
		if (last && (isSmall || occurrences.length === 0)) {
			last.position = position;
			last.occurrences = [...last.occurrences, ...occurrences];
		} else {
			this.#pages.push({ position, occurrences });
		}
	}

	clear(): void {
		this.#pages.length = 0;
	}

	/** Whether all of the first part is done. */
	isFirstDone(isDone: (occurrence: readonly Mark[]) => boolean): boolean {
		return this.#pages[0]?.occurrences.every(isDone) ?? false;
	}

	/** Leaves the first part behind. */
	shift(): Pick<Page, 'position' | 'occurrences'> | undefined {
		return this.#pages.shift();
	}
}
