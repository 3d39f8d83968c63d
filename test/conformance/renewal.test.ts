import * as session from '../../credentials/oauth/session';
import { readHolding } from '../../credentials/oauth/storedToken';
import { startOrg, type Org, type ServiceApp } from '../org';
import { headersOf, Machine } from './machine';

const seconds = 1000;
const minutes = 60 * seconds;
const { RenewalWanted } = session;
const users = 'GET /api/v1/users?limit=1';

let org: Org;

beforeAll(async () => {
	org = await startOrg();
});

afterAll(() => org.close());

describe.each([
	['Bearer', false],
	['DPoP', true],
])('a %s token', (_type, dpop) => {
	let app: ServiceApp;
	let machine: Machine;

	beforeEach(async () => {
		app = await org.serviceApp({ key: 'ES256', dpop });
		machine = new Machine(org);
		org.ledger.clear();
	});

	const exchanges = () => org.ledger.tokenExchanges(app.clientId).length;
	const wasted = () => org.ledger.filter({ status: 401, path: /^\/api/ }).length;

	it('is exchanged once for 500 requests on an empty credential', async () => {
		const fields = app.credential();

		const all = await Promise.all(
			Array.from({ length: 500 }, async () => await machine.renew(fields)),
		);

		expect(exchanges()).toBe(1);
		expect(new Set(all.map(({ accessToken }) => accessToken)).size).toBe(1);
	});

	it('is exchanged once again for 500 when it has expired, before anything is wasted', async () => {
		const stored = await machine.renew(app.credential());
		machine.pass(60 * minutes);

		const all = await Promise.all(
			Array.from({ length: 500 }, async () => {
				await expect(machine.call(stored, users)).rejects.toBeInstanceOf(RenewalWanted);
				return await machine.renew(stored);
			}),
		);

		const [renewed = {}] = all;
		expect(new Set(all.map(({ accessToken }) => accessToken)).size).toBe(1);
		expect((await machine.call(renewed, users)).status).toBe(200);
		expect(exchanges()).toBe(2);
		expect(wasted()).toBe(0);
	});

	it('serves up to its margin and not a moment longer', async () => {
		const stored = await machine.renew(app.credential());

		machine.pass(59 * minutes - 5 * seconds);
		expect((await machine.call(stored, users)).status).toBe(200);

		machine.pass(10 * seconds);
		await expect(machine.call(stored, users)).rejects.toBeInstanceOf(RenewalWanted);
	});

	it('that was revoked is replaced once for all who notice', async () => {
		const stored = await machine.renew(app.credential());
		machine.pass(minutes);
		app.revokeTokens();

		const statuses = await Promise.all(
			Array.from({ length: 50 }, async () => {
				const refused = await machine.call(stored, users);
				const retried = await machine.call(await machine.renew(stored), users);
				return [refused.status, retried.status];
			}),
		);

		expect(new Set(statuses.map(String))).toEqual(new Set(['401,200']));
		expect(exchanges()).toBe(2);
		expect(wasted()).toBe(50);
	});

	it('survives a restart of the process in the store', async () => {
		const stored = await machine.renew(app.credential());
		const reread: Record<string, unknown> = { ...stored };

		const restarted = restart();
		const url = `${org.url}/api/v1/users?limit=1`;
		const signed = await restarted.authorize(reread, { method: 'GET', url }, machine.now());

		expect(restarted.authorize).not.toBe(session.authorize);
		expect((await fetch(url, { headers: headersOf(signed) })).status).toBe(200);
		expect(exchanges()).toBe(1);
	});
});

describe('a token is not used any more after an edit of', () => {
	it.each<[field: string, edit: (app: ServiceApp) => Promise<object>]>([
		['the scopes', async () => ({ scopes: ['okta.groups.read'] })],
		['additional scopes', async () => ({ additionalScopes: 'okta.logs.read' })],
		['key and key ID', async (app) => newKey(app)],
		['the client ID', async () => otherApp()],
		['DPoP', async () => ({ dpop: 'always' })],
	])('%s, and the next one is right at once', async (_field, edit) => {
		const app = await org.serviceApp({ key: 'ES256' });
		const machine = new Machine(org);
		const stored = await machine.renew(app.credential());
		const edited = { ...stored, ...(await edit(app)) };

		await expect(machine.call(edited, users)).rejects.toBeInstanceOf(RenewalWanted);
		const renewed = await machine.renew(edited);

		expect(renewed.accessToken).not.toBe(stored.accessToken);
		expect(readHolding(renewed).token).toBeDefined();
		expect((await machine.call(renewed, 'GET /api/v1/groups?limit=1')).status).toBe(200);
	});

	it('the domain, at the old org or the new one', async () => {
		const app = await org.serviceApp({ key: 'ES256' });
		const machine = new Machine(org);
		const stored = await machine.renew(app.credential());

		await expect(
			machine.call({ ...stored, domain: 'https://other.okta.com' }, users),
		).rejects.toBeInstanceOf(RenewalWanted);
	});

	async function newKey(app: ServiceApp): Promise<object> {
		const { privatePem, kid } = await app.addKey('ES384');
		return { privateKey: privatePem, keyId: kid };
	}

	async function otherApp(): Promise<object> {
		const { clientId, privateKey, keyId } = (await org.serviceApp({ key: 'ES256' })).credential();
		return { clientId, privateKey, keyId };
	}
});

/** The module with all state, as a process finds it that has just begun. */
function restart(): typeof session {
	let fresh = session;
	jest.isolateModules(() => {
		fresh = jest.requireActual<typeof session>('../../credentials/oauth/session');
	});
	return fresh;
}
