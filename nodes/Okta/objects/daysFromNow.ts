import type { Okta, OktaRequest } from '../transport/types';

/** Milliseconds. */
export const DAY = 86_400_000;

/** Nothing that anybody types: its ends are of the private use area of Unicode. */
const mark = /\uE000(-?\d+)\uE001/g;

/**
 * Stands in an expression for a moment so many days from the one at which it is sent; before today
 * where there are fewer than none.
 */
export function daysFromNow(days: number): string {
	return `\uE000${String(days)}\uE001`;
}

/**
 * The request with moments in ISO 8601 in place of what stands for them, by Okta's clock, with which
 * it compares them.
 */
export async function withMoments(
	{ now }: Pick<Okta, 'now'>,
	request: OktaRequest,
): Promise<OktaRequest> {
	const { query = {} } = request;
	const isRelative = Object.values(query).some((value) => String(value).search(mark) >= 0);
	if (!isRelative) return request;
	const time = await now();
	const at = (_: string, days: string) => new Date(time + Number(days) * DAY).toISOString();
	const entries = Object.entries(query).map(([name, value]): [string, typeof value] => [
		name,
		typeof value === 'string' ? value.replace(mark, at) : value,
	]);
	return { ...request, query: Object.fromEntries(entries) };
}
