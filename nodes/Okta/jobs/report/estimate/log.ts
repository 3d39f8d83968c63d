import { isRefusal } from '../../../transport/refusals';
import { text } from '../../../transport/json';
import { DAY } from '../report';
import { type Cost, type Estimating, LOG } from './cost';
import { between, exactly, type Guess, inPages } from './guess';

const PAGE = 1000;

/** About how many events a sample is to have. */
const WANTED = 400;

/**
 * What it costs to read the events of some days. Where there are more than come at a time, those are counted whose
 * IDs begin with some digits: such IDs are spread over all hours and days, be they random or made from the time.
 */
export async function estimateLog(
	{ sampler, now }: Estimating,
	days: number,
	filter: string,
): Promise<Cost[]> {
	const range = {
		since: new Date(now - days * DAY).toISOString(),
		until: new Date(now).toISOString(),
		sortOrder: 'DESCENDING',
	};
	const take = async (where: string) =>
		await sampler.take(
			{ method: 'GET', path: LOG, query: { ...range, filter: where } },
			{ pageSize: PAGE },
		);
	const newest = await take(filter);
	const oldest = Date.parse(text(newest.rows.at(-1)?.['published']));
	const span = Math.max(1000, now - oldest);
	const roughly = (newest.rows.length * days * DAY) / span;
	const events = newest.isAll
		? exactly(newest.rows.length)
		: await countBySample(roughly, async (digits) => {
				const isPicked = digits.map((start) => `uuid sw "${start}"`).join(' or ');
				return await take(`${filter} and (${isPicked})`);
			});
	const { least, likely, most } = inPages(events, PAGE);
	const readers = newest.isAll ? 1 : sampler.okta.parallel + 3;
	const requests = between(least, Math.ceil(likely * 1.02), Math.ceil(most * 1.05) + readers);
	return [{ what: `for events of the System Log, ${PAGE} at a time`, path: LOG, requests }];
}

async function countBySample(
	roughly: number,
	take: (digits: string[]) => Promise<{ rows: unknown[]; isAll: boolean }>,
): Promise<Guess> {
	const { starts, share } = choose(Math.min(1, WANTED / roughly));
	const sample = await take(starts).catch((error: unknown) => {
		// An org that does not filter by ID.
		if (!isRefusal(error, 400)) throw error;
	});
	if (!sample) return between(PAGE, roughly, roughly * 10);
	const found = sample.rows.length;
	const off = 3 * Math.sqrt(found + 1);
	const likely = Math.max(PAGE, found / share);
	if (!sample.isAll) return between(found / share, Math.max(likely, roughly), roughly * 10);
	return between(Math.max(PAGE, (found - off) / share), likely, (found + off + 3) / share);
}

/** Beginnings of IDs that about such a part of all IDs has. */
function choose(part: number): { starts: string[]; share: number } {
	const digits = Math.max(1, Math.ceil(Math.log(1 / part) / Math.log(16)));
	const all = 16 ** digits;
	const count = Math.min(15, Math.max(1, Math.round(part * all)));
	const first = Math.floor(all / 3);
	const starts = Array.from({ length: count }, (_, index) =>
		((first + index) % all).toString(16).padStart(digits, '0'),
	);
	return { starts, share: count / all };
}
