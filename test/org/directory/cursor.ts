import { invalidPaging } from '../errors';
import { pageCursor, pageLimit, pageReply, type PageSize } from '../paging';
import type { Call, OktaError, Reply } from '../route';
import { bits } from './random';

/** How far a list was read: the place of its next row, and how many rows came before. */
interface Reached {
	place: number;
	rows: number;
}

/** An opaque `after`: what was reached, sealed so that one made up or of another list is refused. */
function seal(list: string, { place, rows }: Reached): string {
	return Buffer.from([place, rows, checksum(list, place, rows)].join('.')).toString('base64url');
}

function unseal(list: string, cursor: string, refusal: () => OktaError): Reached {
	const parts = Buffer.from(cursor, 'base64url').toString().split('.');
	const [place = NaN, rows = NaN, sum] = parts.map(Number);
	if (parts.length !== 3 || sum !== checksum(list, place, rows)) throw refusal();
	return { place, rows };
}

function checksum(list: string, place: number, rows: number): number {
	let sum = 7;
	for (const char of list) sum = bits(sum, char.charCodeAt(0), 0);
	return bits(bits(sum, place, 1), rows, 2);
}

export interface Listing<Row> {
	/** Names the list, so that cursors of one list don't fit another. */
	list: string;
	size: PageSize;
	/** Rows in order with the place each has, beginning at `from`. Only as many are taken as needed. */
	rows: (from: number) => Iterable<readonly [place: number, row: Row]>;
	show: (row: Row) => unknown;
	/** False for a list that ends with its first page. */
	paged?: boolean;
	/** What a cursor that isn't of this list is refused with. Default: E0000029. */
	badCursor?: () => OktaError;
	/** How many rows can be read page by page, and the refusal of the page after them. */
	most?: { rows: number; refusal: () => OktaError };
}

/**
 * Answers one page. `next` is there exactly when a further row exists.
 *
 * @throws OktaError E0000029 for a `limit` or `after` the org can't read, and what `most` refuses with.
 */
export function page<Row>(
	call: Call,
	{ list, size, rows, show, paged = true, badCursor = invalidCursor, most }: Listing<Row>,
): Reply {
	const limit = pageLimit(call, size);
	const cursor = pageCursor(call);
	const reached = cursor === undefined ? { place: 0, rows: 0 } : unseal(list, cursor, badCursor);
	if (most && reached.rows >= most.rows) throw most.refusal();
	const items: unknown[] = [];
	const isTold = !size.unannounced || call.query.has('limit');
	const told = isTold ? limit : undefined;
	for (const [place, row] of rows(reached.place)) {
		if (items.length === limit) {
			const next = { place, rows: reached.rows + limit };
			return pageReply(call, items, { limit: told, next: paged ? seal(list, next) : undefined });
		}
		items.push(show(row));
	}
	return pageReply(call, items, { limit: told });
}

const invalidCursor = (): OktaError => invalidPaging('Invalid cursor.');

/** The rows of an array, for `page`. */
export const inOrder = <Row>(all: readonly Row[]) =>
	function* (from: number): Generator<readonly [number, Row]> {
		for (let index = from; index < all.length; index++) {
			const row = all[index];
			if (row !== undefined) yield [index, row];
		}
	};
