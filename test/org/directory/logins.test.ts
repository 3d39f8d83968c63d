import { startOrg, type Org } from '..';
import { ath, dpopToken, ProofKey } from '../support/client';
import { admin, asking, idOf, person, type Admin } from './support/admin';

let org: Org;
let okta: Admin;
let token: string;
let key: ProofKey;

beforeAll(async () => {
	org = await startOrg({ users: 3 });
	okta = admin(org);
	key = await ProofKey.generate();
	token = await dpopToken(org, await org.serviceApp({ dpop: true }), key);
});
afterAll(() => org.close());

const create = async (login: string): Promise<string> =>
	idOf(await okta.object('POST', '/api/v1/users', { profile: person('Jane', { login }) }));

/** Reads a user with a proof for the path as a client should name it. */
async function read(path: string, named: string): Promise<{ status: number; id?: unknown }> {
	const proof = await key.proof(org, `GET ${named}`, { claims: { ath: ath(token) } });
	const response = await fetch(org.url + path, {
		headers: { authorization: `DPoP ${token}`, dpop: proof },
	});
	if (!response.ok) return { status: response.status };
	const body: unknown = await response.json();
	return { status: 200, id: typeof body === 'object' && body !== null && Reflect.get(body, 'id') };
}

const users = '/api/v1/users/';

describe.each([
	{ login: 'plain.jane@acme.example', named: 'plain.jane@acme.example', status: 200 },
	{ login: 'j+tag@acme.example', named: 'j+tag@acme.example', status: 200 },
	{ login: 'jane_x.example#EXT#@acme.example', named: 'jane_x.example%23EXT%23@acme.example' },
	{ login: '100%@acme.example', named: '100%25@acme.example' },
	{ login: 'why?@acme.example', named: 'why?@acme.example' },
	{ login: '"jane"@acme.example', named: '%22jane%22@acme.example' },
	{ login: 'zoë@acme.example', named: 'zoë@acme.example' },
	{ login: 'semi;colon@acme.example', named: 'semi;colon@acme.example', status: 404 },
	{ login: 'back\\slash@acme.example', named: 'back\\slash@acme.example', status: 400 },
	{ login: 'sla/sh@acme.example', named: 'sla/sh@acme.example', status: 400 },
])('a user with the login $login', ({ login, named, status = 200 }) => {
	let id: string;
	beforeAll(async () => {
		id = await create(login);
	});

	it(`is answered with ${status} when read by it`, async () => {
		expect(await read(users + encodeURIComponent(login), users + named)).toEqual(
			status === 200 ? { status, id } : { status },
		);
	});

	it.each(['filter', 'search'])('is found by %s', async (expression) => {
		const value = login.replace(/["\\]/g, '\\$&');
		const found = await okta.list(
			`/api/v1/users${asking({ [expression]: `profile.login eq "${value}"` })}`,
		);
		expect(found.map(idOf)).toEqual([id]);
	});

	it('is read by ID', async () => {
		expect(await read(users + id, users + id)).toEqual({ status: 200, id });
	});
});

it('what stands before a `;` may be the short name of somebody else', async () => {
	const other = await create('max@acme.example');
	await create('max;power@acme.example');
	const path = `${users}max;power@acme.example`;
	expect(await read(`${users}max%3Bpower%40acme.example`, path)).toEqual({
		status: 200,
		id: other,
	});
});
