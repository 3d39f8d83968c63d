import { startOrg, type Org, type ServiceApp } from '../org';
import { refusalFrom } from '../unit/credential/refusal';
import { Machine } from './machine';

let org: Org;
let app: ServiceApp;
let machine: Machine;

beforeAll(async () => {
	org = await startOrg();
});

afterAll(() => org.close());

beforeEach(async () => {
	app = await org.serviceApp({ key: 'ES256' });
	machine = new Machine(org);
});

/** The credential with the app's first key, and a second one as next key. */
async function rotating({ registered = true } = {}) {
	const owner = registered ? app : await org.serviceApp({ key: 'none' });
	const next = await owner.addKey('ES384');
	return app.credential({
		rotateKey: 'true',
		nextPrivateKey: next.privatePem,
		nextKeyId: next.kid,
	});
}

const statuses = () => org.ledger.tokenRequests(app.clientId).map(({ status }) => status);

it('the next key rests while the current one is accepted', async () => {
	const { acceptedKey } = await machine.exchange(await rotating());

	expect(acceptedKey).toBe('current');
	expect(statuses()).toEqual([200]);
});

it('the next key takes over when the current one is deactivated', async () => {
	const fields = await rotating();
	app.deactivateKey(app.keys[0]?.kid ?? '');

	const { acceptedKey } = await machine.exchange(fields);

	expect(acceptedKey).toBe('next');
	expect(statuses()).toEqual([401, 200]);
});

it('the next key takes over when Okta never heard of the current key’s ID', async () => {
	const { acceptedKey } = await machine.exchange({ ...(await rotating()), keyId: 'unknown' });

	expect(acceptedKey).toBe('next');
});

it('the next key takes over when the current one is not what is registered', async () => {
	const stranger = await org.serviceApp({ key: 'ES256' });
	const fields = { ...(await rotating()), privateKey: stranger.keys[0]?.privatePem };

	const { acceptedKey } = await machine.exchange(fields);

	expect(acceptedKey).toBe('next');
});

it('the next key takes over where DPoP is demanded as well', async () => {
	app.requireDpop(true);
	const fields = await rotating();
	app.deactivateKey(app.keys[0]?.kid ?? '');

	expect(await machine.exchange(fields)).toMatchObject({ acceptedKey: 'next', tokenType: 'DPoP' });
	expect(statuses()).toEqual([401, 400, 400, 200]);
});

it('a rotation needs no downtime: register, switch over, deactivate, remove', async () => {
	const before = app.credential();
	const during = await rotating();
	const [old, next] = app.keys;
	const after = app.credential({ privateKey: next?.privatePem, keyId: next?.kid });

	const works = async (fields: object) => (await machine.exchange({ ...fields })).acceptedKey;
	expect(await works(before)).toBe('current');
	expect(await works(during)).toBe('current');
	app.deactivateKey(old?.kid ?? '');
	expect(await works(during)).toBe('next');
	expect(await works(after)).toBe('current');
});

it('both refusals are told when neither key is accepted', async () => {
	const fields = await rotating({ registered: false });

	const { title, description } = await refusalFrom(
		machine.exchange({ ...fields, keyId: 'unknown' }),
	);

	expect(title).toBe('Okta accepts neither the current nor the next private key');
	expect(description).toContain('the key ID “unknown”');
	expect(description).toContain(`the key ID “${String(fields['nextKeyId'])}”`);
	expect(statuses()).toEqual([401, 401]);
});

it('a next key that is accepted is not blamed for missing scopes', async () => {
	const fields = { ...(await rotating()), scopes: ['okta.logs.read'] };
	app.deactivateKey(app.keys[0]?.kid ?? '');
	app.revokeScope('okta.logs.read');

	const { title } = await refusalFrom(machine.exchange(fields));

	expect(title).toBe('None of the chosen scopes is granted to the service app');
});
