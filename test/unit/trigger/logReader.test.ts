import type { OktaRequest } from '../../../nodes/Okta/transport/types';
import {
	latest,
	type Page,
	type Position,
	readLog,
	startingPosition,
} from '../../../nodes/Okta/trigger/logReader';
import { answering, at, event, refusal, START } from './support';

const now = () => START;
const beginning: Position = { since: at(-60), filter: 'eventType eq "x"', start: '' };
const host = 'https://acme.okta.com';
const link = (place: number) => `/api/v1/logs?after=${place}`;
const placeIn = ({ path }: OktaRequest) => Number(/after=(\d+)$/.exec(path)?.[1] ?? 0);

/** A log of so many events, a minute apart, of which Okta gives a thousand at a time. */
function logOf(count: number) {
	return answering((request) => {
		const place = placeIn(request);
		const body = Array.from({ length: Math.min(1_000, count - place) }, (_, index) =>
			event(String(place + index), { published: at((place + index) / 1_000) }),
		);
		const headers = {
			link: `<${host}${link(place + body.length)}>; rel="next"`,
			date: 'Wed, 25 Nov 2026 12:30:00 GMT',
		};
		return { body, headers };
	});
}

async function all(pages: AsyncIterable<Page>): Promise<Page[]> {
	const found: Page[] = [];
	for await (const page of pages) found.push(page);
	return found;
}

describe('startingPosition', () => {
	it('begins now, or at the time chosen', () => {
		expect(startingPosition(undefined, 'f', '', START)).toEqual({
			since: at(0),
			filter: 'f',
			start: '',
		});
		expect(startingPosition(undefined, 'f', at(-90), START).since).toBe(at(-90));
	});

	it('goes on where it was', () => {
		const before = { ...beginning, next: link(7) };
		expect(startingPosition(before, beginning.filter, '', START)).toBe(before);
	});

	it('reads again by time when something else is wanted: the link stands for the old filter', () => {
		const before = { ...beginning, next: link(7) };
		expect(startingPosition(before, 'g', '', START)).toEqual({ ...beginning, filter: 'g' });
	});

	it('begins again when another start is chosen', () => {
		const before = { ...beginning, next: link(7) };
		expect(startingPosition(before, beginning.filter, at(-500), START)).toEqual({
			since: at(-500),
			filter: beginning.filter,
			start: at(-500),
		});
	});
});

describe('readLog', () => {
	it('asks for what comes after a time, without an end', async () => {
		const okta = logOf(2);
		const [page] = await all(readLog(okta, beginning, now));
		expect(okta.requests).toEqual([
			{
				method: 'GET',
				path: '/api/v1/logs',
				query: {
					since: at(-60),
					sortOrder: 'ASCENDING',
					limit: 1_000,
					filter: 'eventType eq "x"',
				},
				answer: 'list',
			},
		]);
		expect(page?.events.map(({ uuid }) => uuid)).toEqual(['0', '1']);
		expect(page?.position.next).toBe(link(2));
	});

	it.each([
		['of now', ''],
		['of an earlier version, with a host', host],
		['of another name of the org', 'https://login.acme.example'],
	])('goes on by the link of the last page: one %s', async (_, at) => {
		const okta = logOf(5);
		await all(readLog(okta, { ...beginning, next: at + link(3) }, now));
		expect(okta.requests).toEqual([{ method: 'GET', path: link(3), answer: 'list' }]);
	});

	it('reads pages until one is not full', async () => {
		const okta = logOf(2_500);
		const pages = await all(readLog(okta, beginning, now));
		expect(pages.map(({ events }) => events.length)).toEqual([1_000, 1_000, 500]);
		expect(pages.map(({ position }) => position.next)).toEqual([
			link(1_000),
			link(2_000),
			link(2_500),
		]);
	});

	it('leaves more than ten pages for the next time', async () => {
		const okta = logOf(20_000);
		const pages = await all(readLog(okta, beginning, now));
		expect(pages).toHaveLength(10);
		expect(pages.at(-1)?.position.next).toBe(link(10_000));
	});

	it('remembers a time to start again from: a quarter of an hour before what was read', async () => {
		const [full, last] = await all(readLog(logOf(1_500), beginning, now));
		expect(full?.position.since).toBe(at(0.999 - 15));
		expect(last?.position.since).toBe(at(30 - 15));
	});

	it.each([400, 404, 410])(
		'starts again from that time when Okta refuses its link (%i)',
		async (status) => {
			const okta = answering((request) =>
				placeIn(request) === 3
					? refusal(status, 'Invalid paging request')
					: { body: [event('a')], headers: { link: `<${host}${link(9)}>; rel="next"` } },
			);
			const [page] = await all(readLog(okta, { ...beginning, next: link(3) }, now));
			expect(okta.requests.map(({ query }) => query?.since)).toEqual([undefined, at(-60)]);
			expect(page?.position.next).toBe(link(9));
		},
	);

	it('does not take other refusals for that', async () => {
		const okta = answering(() => refusal(403, 'The access token lacks the scope okta.logs.read'));
		await expect(all(readLog(okta, { ...beginning, next: link(3) }, now))).rejects.toThrow(
			'okta.logs.read',
		);
		expect(okta.requests).toHaveLength(1);
	});

	it('asks for no more than Okta keeps, after a long pause', async () => {
		const okta = logOf(0);
		await all(readLog(okta, { ...beginning, since: at(-200 * 24 * 60) }, now));
		expect(okta.requests[0]?.query?.since).toBe(at(-89 * 24 * 60));
	});

	it('starts again from that time when its link is no address', async () => {
		const okta = logOf(1);
		await all(readLog(okta, { ...beginning, next: 'https://[' }, now));
		expect(okta.requests.map(({ query }) => query?.since)).toEqual([at(-60)]);
	});

	it('remembers of a link to another host what it says of the place', async () => {
		const okta = answering(() => ({
			body: [event('a')],
			headers: { link: `<https://acme-admin.okta.com${link(9)}>; rel="next"` },
		}));
		const [page] = await all(readLog(okta, beginning, now));
		expect(page?.position.next).toBe(link(9));
	});

	it('remembers no link that is no address', async () => {
		const okta = answering(() => ({
			body: [event('a')],
			headers: { link: '<https://[>; rel="next"' },
		}));
		const [page] = await all(readLog(okta, beginning, now));
		expect(page?.position.next).toBeUndefined();
	});

	it('goes on behind a page without events, and stops at a second one', async () => {
		const bodies = [[], [event('a')], [], []];
		const okta = answering(({ path }) => ({
			body: bodies[okta.requests.length - 1] ?? fail(path),
			headers: { link: `<${host}${link(okta.requests.length)}>; rel="next"` },
		}));
		const first = await all(readLog(okta, beginning, now));
		expect(first.map(({ events }) => events.length)).toEqual([0, 1]);
		const second = await all(readLog(okta, first[1]?.position ?? beginning, now));
		expect(second.map(({ events }) => events.length)).toEqual([0, 0]);
		expect(second.at(-1)?.position.next).toBe(link(4));
	});

	it('asks once where nothing comes and the link stays the same', async () => {
		const okta = answering(() => ({
			body: [],
			headers: { link: `<${host}${link(3)}>; rel="next"` },
		}));
		await all(readLog(okta, { ...beginning, next: link(3) }, now));
		expect(okta.requests).toHaveLength(1);
	});

	it('does not go round in circles, and begins by time the next time', async () => {
		const full = Array.from({ length: 1_000 }, (_, index) => event(String(index)));
		const okta = answering((request) => ({
			body: full,
			headers: { link: `<${host}${link(placeIn(request) === 1 ? 2 : 1)}>; rel="next"` },
		}));
		const pages: Page[] = [];
		const reading = (async () => {
			for await (const page of readLog(okta, beginning, now)) pages.push(page);
		})();
		await expect(reading).rejects.toThrow(
			'The next page that Okta named of a list was read already',
		);
		expect(pages).toHaveLength(3);
		expect(pages.at(-1)?.position.next).toBeUndefined();
	});

	it.each(['<html>', {}, 7])('does not take %j for an empty page', async (body) => {
		const okta = answering(() => ({ body }));
		await expect(all(readLog(okta, beginning, now))).rejects.toThrow('not a list');
	});

	it('does not take a list of something else for a page', async () => {
		const okta = answering(() => ({ body: [{ id: '00u1' }] }));
		await expect(all(readLog(okta, beginning, now))).rejects.toThrow('not a part of its log');
	});
});

describe('latest', () => {
	const newestFirst = (...uuids: string[]) => ({
		body: uuids.map((uuid) => event(uuid)),
		headers: { link: `<${host}${link(1)}>; rel="next"` },
	});

	it('takes the newest that are wanted, over pages', async () => {
		const okta = answering((request) =>
			placeIn(request) === 0 ? newestFirst('a', 'no', 'b') : newestFirst('no', 'c', 'd'),
		);
		const found = await latest(okta, 'f', ({ uuid }) => uuid !== 'no', 3);
		expect(found.map(({ uuid }) => uuid)).toEqual(['c', 'b', 'a']);
		expect(okta.requests[0]?.query).toEqual({ sortOrder: 'DESCENDING', limit: 200, filter: 'f' });
	});

	it('gives up when there are no more', async () => {
		const okta = answering((request) => (placeIn(request) === 0 ? newestFirst('a') : { body: [] }));
		expect(await latest(okta, '', () => true, 3)).toHaveLength(1);
		expect(okta.requests).toHaveLength(2);
	});

	it('goes on behind a page without events', async () => {
		const okta = answering((request) =>
			placeIn(request) === 0
				? { body: [], headers: { link: `<${host}${link(1)}>; rel="next"` } }
				: { body: [event('a')] },
		);
		expect(await latest(okta, '', () => true, 3)).toHaveLength(1);
	});

	it('does not go round in circles', async () => {
		const okta = answering(() => newestFirst('a'));
		await expect(latest(okta, '', () => true, 9)).rejects.toThrow('was read already');
		expect(okta.requests).toHaveLength(2);
	});
});

function fail(path: string): never {
	throw new Error(`${path} was not to be asked for`);
}
