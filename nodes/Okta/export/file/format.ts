import type { Cell } from '../columns';

/** How the form wants a file written. */
export interface FormatOptions {
	/** Whether text begins with U+FEFF, by which Excel knows UTF-8. */
	byteOrderMark: boolean;
	/** Whether text that a spreadsheet would run as a formula is disarmed (OWASP, CSV injection). */
	guardFormulas: boolean;
}

/** A kind of file; each has a file in this folder. */
export interface Format {
	/** Without the dot. */
	extension: string;
	mimeType: string;
	/** What the file begins with, also when no rows follow. */
	head: (names: readonly string[], options: FormatOptions) => string;
	/** Rows of values in the order of the names. */
	body: (names: readonly string[], rows: readonly Cell[][], options: FormatOptions) => string;
}
