import type { IDataObject } from 'n8n-workflow';

import { followPages, nextLink } from '../../../nodes/Okta/transport/pages';
import type { OktaReply, OktaRequest, Paging } from '../../../nodes/Okta/transport/types';

const users = 'https://acme.okta.com/api/v1/users';

describe('nextLink', () => {
	it.each([
		['nothing', undefined, undefined],
		['a self link alone', `<${users}?limit=2>; rel="self"`, undefined],
		[
			'two headers joined into one',
			`<${users}?after=a&limit=2>; rel="self", <${users}?after=b&limit=2>; rel="next"`,
			`${users}?after=b&limit=2`,
		],
		[
			'next before self',
			`<${users}?after=b>; rel="next", <${users}>; rel="self"`,
			`${users}?after=b`,
		],
		['no quotes', `<${users}?after=b>; rel=next`, `${users}?after=b`],
		[
			'commas in the URL',
			`<${users}?fields=id,status&after=b>; rel="next"`,
			`${users}?fields=id,status&after=b`,
		],
		['another relation of a similar name', `<${users}?after=b>; rel="nextish"`, undefined],
	])('reads %s', (_, header, expected) => {
		expect(nextLink(header)).toBe(expected);
	});
});

/** An org with so many rows, which pages as Okta does: a cursor in the link, none on the last page. */
function list(total: number) {
	const requests: OktaRequest[] = [];
	const send = async (request: OktaRequest): Promise<OktaReply> => {
		requests.push(request);
		const url = new URL(request.path, users);
		const limit = Number(request.query?.['limit'] ?? url.searchParams.get('limit') ?? 3);
		const start = Number(url.searchParams.get('after') ?? 0);
		const end = Math.min(start + limit, total);
		const body = Array.from({ length: end - start }, (_, index) => ({ id: start + index }));
		const headers: Record<string, string> =
			end < total ? { link: `<${users}?after=${end}&limit=${limit}>; rel="next"` } : {};
		return { status: 200, headers, body };
	};
	return { requests, send };
}

async function read(
	send: (request: OktaRequest) => Promise<OktaReply>,
	options: Paging,
): Promise<IDataObject[]> {
	const rows: IDataObject[] = [];
	const first: OktaRequest = { method: 'GET', path: '/api/v1/users', query: { q: 'x' } };
	for await (const page of followPages(send, first, options)) rows.push(...page);
	return rows;
}

describe('followPages', () => {
	it('reads until there is no next page', async () => {
		const { requests, send } = list(7);
		const rows = await read(send, { pageSize: 3 });
		expect(rows.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4, 5, 6]);
		expect(requests.map(({ path, query }) => [path, query])).toEqual([
			['/api/v1/users', { q: 'x', limit: 3 }],
			['/api/v1/users?after=3&limit=3', undefined],
			['/api/v1/users?after=6&limit=3', undefined],
		]);
	});

	it('asks for no more than the limit, and stops there', async () => {
		const { requests, send } = list(100);
		expect(await read(send, { pageSize: 3, limit: 2 })).toHaveLength(2);
		expect(requests.map(({ query }) => query?.['limit'])).toEqual([2]);
	});

	it('cuts the last page to the limit', async () => {
		const { requests, send } = list(100);
		expect(await read(send, { pageSize: 3, limit: 7 })).toHaveLength(7);
		expect(requests).toHaveLength(3);
	});

	it('leaves the page size to Okta where none is given', async () => {
		const { requests, send } = list(2);
		await read(send, {});
		expect(requests[0]?.query).toEqual({ q: 'x' });
	});

	it('goes on after a page that is short or empty', async () => {
		const replies: OktaReply[] = [
			{ status: 200, headers: { link: `<${users}?after=1>; rel="next"` }, body: [] },
			{ status: 200, headers: {}, body: [{ id: 1 }] },
		];
		const rows = await read(async () => replies.shift() ?? fail(), { pageSize: 3 });
		expect(rows).toEqual([{ id: 1 }]);
	});

	it.each([
		['itself', [1, 1]],
		['the first page', [1, 0]],
		['the first page, spelled otherwise', [1, 2, -1]],
		['one before the last', [1, 2, 3, 2]],
	])('does not follow a link back to %s, and says how far it came', async (_, places) => {
		const asked: OktaRequest[] = [];
		const send = async (request: OktaRequest): Promise<OktaReply> => {
			const place = places[asked.push(request) - 1] ?? fail();
			const query =
				new Map([
					[0, 'q=x&limit=3'],
					[-1, 'limit=3&q=x'],
				]).get(place) ?? `after=${place}`;
			return { status: 200, headers: { link: `<${users}?${query}>; rel="next"` }, body: [{}, {}] };
		};
		const reading = read(send, { pageSize: 3 });
		await expect(reading).rejects.toMatchObject({
			message: 'The next page that Okta named of a list was read already',
			description: expect.stringContaining(`${2 * places.length} rows came until then`) as string,
		});
		expect(asked).toHaveLength(places.length);
	});

	it('does not follow a link in the answer itself back to a page that was read', async () => {
		const body = { value: [{ id: 1 }], _links: { next: { href: `${users}?after=1` } } };
		const send = async () => ({ status: 200, headers: {}, body });
		await expect(read(send, { rowsIn: 'value' })).rejects.toThrow('was read already');
	});

	it.each([
		['of the Admin Console', 'https://acme-admin.okta.com/api/v1/users?after=1'],
		['of another name of the org', 'https://login.acme.example/api/v1/users?after=1'],
		['without a host', '/api/v1/users?after=1'],
		['that only looks like a path', '//elsewhere.example/api/v1/users?after=1'],
	])('follows a link %s as a path of its own org', async (_, next) => {
		const requests: OktaRequest[] = [];
		const send = async (request: OktaRequest): Promise<OktaReply> => {
			const headers: Record<string, string> =
				requests.push(request) === 1 ? { link: `<${next}>; rel="next"` } : {};
			return { status: 200, headers, body: [{ id: requests.length }] };
		};
		expect(await read(send, {})).toEqual([{ id: 1 }, { id: 2 }]);
		expect(requests[1]?.path).toBe('/api/v1/users?after=1');
	});

	it.each(['https://[', 'mailto:somebody'])(
		'fails where a link is no address: %s',
		async (next) => {
			const headers = { link: `<${next}>; rel="next"` };
			const send = async () => ({ status: 200, headers, body: [{ id: 1 }] });
			await expect(read(send, {})).rejects.toThrow('is no address');
		},
	);

	it.each([
		['half a body', '[{"id":1},{"i'],
		['an object', { id: 1 }],
		['a list of texts', ['a']],
	])('refuses %s', async (_, body) => {
		const send = async () => ({ status: 200, headers: {}, body });
		await expect(read(send, { pageSize: 3 })).rejects.toThrow('not a list');
	});
});

function fail(): never {
	throw new Error('more pages were asked for than there are');
}
