import { type IDataObject, UserError } from 'n8n-workflow';

import { isObject } from '../../transport/json';
import { parse } from './csvParse';

/** The objects of a file, one after another: no more than a piece of it is in memory. */
export async function* rowsInFile(
	bytes: AsyncIterable<Uint8Array>,
	format: string,
): AsyncGenerator<IDataObject> {
	const pieces = wholeRows(bytes, format === 'csv');
	yield* format === 'csv' ? ofCsv(pieces) : ofJsonLines(pieces);
}

/** Parts text where a line ends, and in CSV no text in quotes goes on behind it. */
async function* wholeRows(
	bytes: AsyncIterable<Uint8Array>,
	hasQuotes: boolean,
): AsyncGenerator<string> {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	let rest = '';
	for await (const chunk of bytes) {
		rest += decoded(() => decoder.decode(chunk, { stream: true }));
		const end = hasQuotes ? lastEnd(rest) : rest.lastIndexOf('\n') + 1;
		if (end > 0) yield rest.slice(0, end);
		rest = rest.slice(end);
	}
	rest += decoded(() => decoder.decode());
	if (rest !== '') yield rest;
}

function decoded(read: () => string): string {
	const { value } = attempt(read);
	if (value !== undefined) return value;
	throw new UserError('The file is not in UTF-8', {
		description: 'Nothing was sent to Okta. Save it as CSV UTF-8, or as JSON Lines.',
	});
}

function attempt<T>(work: () => T): { value?: T; said: string } {
	try {
		return { value: work(), said: '' };
	} catch (error) {
		return { said: error instanceof Error ? error.message : '' };
	}
}

/** Where the last line ends that is followed by no text in quotes begun before. */
function lastEnd(text: string): number {
	let isQuoted = false;
	let end = 0;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === QUOTE) isQuoted = !isQuoted;
		else if (code === LINE_FEED && !isQuoted) end = at + 1;
	}
	return end;
}

const QUOTE = 0x22;
const LINE_FEED = 0x0a;

async function* ofCsv(pieces: AsyncIterable<string>): AsyncGenerator<IDataObject> {
	let names: string[] | undefined;
	let delimiter = '';
	let number = 0;
	for await (const whole of pieces) {
		const said: RegExpExecArray | null = delimiter === '' ? sep.exec(whole) : null;
		const piece = whole.slice(said?.[0].length ?? 0);
		if (delimiter === '') delimiter = said?.[1] ?? delimiterIn(piece);
		for (const cells of linesOf(piece, delimiter)) {
			if (names) yield toRow(names, cells, number++);
			else names = checkNames(cells.map((name) => name.trim()));
		}
	}
}

/** What Excel is told on a line before the names: what parts the cells. */
const sep = /^\uFEFF?sep=(.)\r?\n/i;

/** @throws UserError when cells stand where no column is: one of them may be two, and all behind it wrong */
function toRow(names: readonly string[], cells: readonly string[], number: number): IDataObject {
	const row: IDataObject = {};
	for (const [index, name] of names.entries()) if (name !== '') row[name] = cells[index] ?? '';
	const isLost = cells.some((cell, index) => cell !== '' && (names[index] ?? '') === '');
	if (!isLost) return row;
	throw new UserError(`Row ${String(number)} of the file has a cell in a column without a name`, {
		description:
			'Nothing was sent to Okta. Counted from 0. Is there a comma or a semicolon in a cell that is not in quotes?',
	});
}

function linesOf(piece: string, delimiter: string): string[][] {
	const { value, said } = attempt(() =>
		parse(piece, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: true }),
	);
	if (value) return value;
	throw new UserError('The file is not CSV', { description: `Nothing was sent to Okta. ${said}` });
}

/** What parts the names of the columns: whatever there is most of. */
function delimiterIn(piece: string): string {
	const [head = ''] = piece.split('\n', 1);
	const bare = head.replace(/"[^"]*"/g, '');
	const often = (delimiter: string) => bare.split(delimiter).length;
	const [best = ','] = [',', ';', '\t'].toSorted((a, b) => often(b) - often(a));
	return best;
}

function checkNames(names: string[]): string[] {
	const twice = names.find((name, index) => name !== '' && names.indexOf(name) !== index);
	if (twice === undefined) return names;
	throw new UserError(`The file has two columns of the name "${twice}"`, {
		description: 'Nothing was sent to Okta. Nobody can tell which of them counts.',
	});
}

async function* ofJsonLines(pieces: AsyncIterable<string>): AsyncGenerator<IDataObject> {
	let number = 0;
	for await (const piece of pieces) {
		for (const line of piece.split('\n')) {
			if (line.trim() === '') continue;
			number++;
			const row = parsed(line.replace(/^\uFEFF/, ''));
			if (row) yield row;
			else {
				throw new UserError(`Object ${String(number)} of the file is no JSON object`, {
					description: 'Nothing was sent to Okta. JSON Lines have one object on each line.',
				});
			}
		}
	}
}

function parsed(line: string): IDataObject | undefined {
	const { value } = attempt((): unknown => JSON.parse(line));
	return isObject(value) ? value : undefined;
}
