import { calculateJwkThumbprint } from 'jose';

import { grantedScopes } from '../../credentials/oauth/session';
import { startOrg, type Org } from '../org';
import { Machine } from './machine';

const algorithms = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'] as const;
const day = 24 * 60 * 60 * 1000;

let org: Org;
let machine: Machine;

beforeAll(async () => {
	org = await startOrg();
});

afterAll(() => org.close());

beforeEach(() => {
	org.ledger.clear();
	machine = new Machine(org);
});

describe.each(algorithms)('a token is issued for an assertion signed with %s', (alg) => {
	it.each([
		['Bearer', false],
		['DPoP', true],
	])('as %s, and the API takes it', async (tokenType, dpop) => {
		const app = await org.serviceApp({ key: alg, dpop });
		const [key] = app.keys;
		const fields = app.credential({ privateKey: JSON.stringify(key?.privateJwk) });

		const stored = await machine.renew(fields);

		expect(await machine.exchange(fields)).toMatchObject({ tokenType, expiresIn: 3600 });
		expect((await machine.call(stored, 'GET /api/v1/users?limit=1')).status).toBe(200);
		expect(org.ledger.tokenExchanges(app.clientId)[0]?.assertion?.header.alg).toBe(alg);
	});
});

describe('an app that demands DPoP, found out about', () => {
	it('costs three requests the first time and one each time after', async () => {
		const app = await org.serviceApp({ key: 'ES256', dpop: true });

		const first = await machine.exchange(app.credential());
		const statuses = org.ledger
			.tokenRequests(app.clientId)
			.map(({ status, body }) => ({ status, body }));
		org.ledger.clear();
		const second = await machine.exchange(app.credential(), first);

		expect(statuses).toMatchObject([{ status: 400 }, { status: 400 }, { status: 200 }]);
		expect(org.ledger.tokenRequests(app.clientId)).toHaveLength(1);
		expect(second.proofKey?.x).not.toBe(first.proofKey?.x);
	});

	it('uses up no assertion and no proof twice', async () => {
		const app = await org.serviceApp({ key: 'ES256', dpop: true });

		await machine.exchange(app.credential());

		const requests = org.ledger.tokenRequests(app.clientId);
		const assertions = requests.map(({ assertion }) => assertion?.claims.jti);
		const proofs = requests.flatMap(({ proof }) => proof?.claims.jti ?? []);
		expect(new Set(assertions).size).toBe(3);
		expect(new Set(proofs).size).toBe(2);
	});

	it('binds the token to the key the proofs carry', async () => {
		const app = await org.serviceApp({ key: 'ES256', dpop: true });

		const { accessToken, proofKey = {} } = await machine.exchange(app.credential());

		expect(org.tokens.get(accessToken)?.jkt).toBe(await calculateJwkThumbprint(proofKey));
	});

	it('keeps going while nonces change: an old one is good for days, then replaced at once', async () => {
		const app = await org.serviceApp({ key: 'ES256', dpop: true });
		let experience = await machine.exchange(app.credential());
		const requestsAfter = async (wait: number) => {
			machine.pass(wait);
			org.ledger.clear();
			experience = await machine.exchange(app.credential(), experience);
			return org.ledger.tokenRequests(app.clientId).length;
		};

		expect(await requestsAfter(day)).toBe(1);
		expect(await requestsAfter(day)).toBe(1);
		expect(await requestsAfter(4 * day)).toBe(2);
		expect(await requestsAfter(day)).toBe(1);
	});

	it('signs every call of the API anew, with any characters in its path', async () => {
		const app = await org.serviceApp({ key: 'ES256', dpop: true });
		const stored = await machine.renew(app.credential());

		for (const path of [
			'users?limit=1',
			'users?limit=1',
			'users/nobody%40acme.com',
			'users/a%20b',
		]) {
			expect([200, 404]).toContain((await machine.call(stored, `GET /api/v1/${path}`)).status);
		}
	});
});

describe('an app that does not demand DPoP', () => {
	it('stays on Bearer, in one request', async () => {
		const app = await org.serviceApp({ key: 'ES256' });

		const { tokenType } = await machine.exchange(app.credential());

		expect(tokenType).toBe('Bearer');
		expect(org.ledger.tokenRequests(app.clientId)).toHaveLength(1);
	});

	it('gives a DPoP token when the credential insists', async () => {
		const app = await org.serviceApp({ key: 'ES256' });
		const fields = app.credential({ dpop: 'always' });

		const stored = await machine.renew(fields);

		expect(org.ledger.tokenRequests(app.clientId).map(({ status }) => status)).toEqual([400, 200]);
		expect((await machine.call(stored, 'GET /api/v1/users?limit=1')).status).toBe(200);
	});

	it('is found out about when it changes its mind', async () => {
		const app = await org.serviceApp({ key: 'ES256' });
		const bearer = await machine.exchange(app.credential());
		app.requireDpop(true);
		const dpop = await machine.exchange(app.credential(), bearer);
		app.requireDpop(false);
		const stillDpop = await machine.exchange(app.credential(), dpop);

		expect([bearer, dpop, stillDpop].map(({ tokenType }) => tokenType)).toEqual([
			'Bearer',
			'DPoP',
			'DPoP',
		]);
	});
});

describe('the scopes of a token', () => {
	it('are what was both asked for and granted, and are remembered', async () => {
		const app = await org.serviceApp({ key: 'ES256', scopes: ['okta.users.read'] });
		const fields = app.credential({
			scopes: ['okta.users.read', 'okta.groups.read'],
			additionalScopes: 'okta.logs.read',
		});

		const stored = await machine.renew(fields);

		expect(org.ledger.tokenExchanges(app.clientId)[0]?.body).toMatchObject({
			scope: 'okta.groups.read okta.logs.read okta.users.read',
		});
		expect(grantedScopes(stored)).toEqual(['okta.users.read']);
		expect((await machine.call(stored, 'GET /api/v1/groups')).status).toBe(403);
	});
});
