import { invalidPaging } from '../errors';
import { pageCursor, pageLimit, pageReply, type PageSize } from '../paging';
import type { Call, Reply } from '../route';
import { bits } from './random';

/** An opaque `after`: the place reached, sealed so that one made up or of another list is refused. */
function seal(list: string, reached: number): string {
	return Buffer.from(`${reached}.${checksum(list, reached)}`).toString('base64url');
}

function unseal(list: string, cursor: string): number {
	const [reached = '', sum] = Buffer.from(cursor, 'base64url').toString().split('.');
	const place = Number(reached);
	if (!/^\d+$/.test(reached) || sum !== String(checksum(list, place))) throw invalidPaging();
	return place;
}

function checksum(list: string, reached: number): number {
	let sum = 7;
	for (const char of list) sum = bits(sum, char.charCodeAt(0), 0);
	return bits(sum, reached, 1);
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
}

/**
 * Answers one page. `next` is there exactly when a further row exists.
 *
 * @throws OktaError E0000029 for a `limit` or `after` the org can't read.
 */
export function page<Row>(
	call: Call,
	{ list, size, rows, show, paged = true }: Listing<Row>,
): Reply {
	const limit = pageLimit(call, size);
	const cursor = pageCursor(call);
	const from = cursor === undefined ? 0 : unseal(list, cursor);
	const items: unknown[] = [];
	for (const [place, row] of rows(from)) {
		if (items.length === limit)
			return pageReply(call, items, paged ? seal(list, place) : undefined);
		items.push(show(row));
	}
	return pageReply(call, items);
}

/** The rows of an array, for `page`. */
export const inOrder = <Row>(all: readonly Row[]) =>
	function* (from: number): Generator<readonly [number, Row]> {
		for (let index = from; index < all.length; index++) {
			const row = all[index];
			if (row !== undefined) yield [index, row];
		}
	};
