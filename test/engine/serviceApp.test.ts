import { createPrivateKey } from 'node:crypto';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { isObjectList, text } from '../../nodes/Okta/transport/json';
import type { ServiceAppOptions } from '../org';
import { byId, including, like, matching } from './scenarios';
import { apiRequests, closeWorlds, complaint, openWorld, type World } from './world';

const administrator: ServiceAppOptions = {
	scopes: [
		'okta.apps.read',
		'okta.apps.manage',
		'okta.appGrants.read',
		'okta.appGrants.manage',
		'okta.roles.read',
		'okta.roles.manage',
	],
};

const serviceApp = (operation: string, parameters: INodeParameters = {}) => ({
	resource: 'serviceApp',
	operation,
	...parameters,
});

const examine = async ({ n8n, credential }: World) => {
	const outcome = await n8n.run({ parameters: serviceApp('checkAccess'), credential });
	expect(outcome.error).toBeUndefined();
	return outcome.items[0]?.json ?? {};
};

const checksOf = ({ checks }: IDataObject): string[] =>
	isObjectList(checks)
		? checks.map(({ check, ok }) => `${text(check)} ${String(ok === true)}`)
		: [];

const check = (name: string, ok: boolean, detail: RegExp, advice: RegExp): unknown =>
	including(like({ check: name, ok, detail: matching(detail), advice: matching(advice) }));

afterEach(async () => {
	jest.restoreAllMocks();
	await closeWorlds();
});

describe('Check Access', () => {
	test('tells everything about a credential that works', async () => {
		const world = await openWorld({ app: { dpop: true } });
		const report = await examine(world);
		const [key] = world.app.keys;
		expect(report).toEqual(
			like({
				ok: true,
				summary: 'Everything is all right',
				orgUrl: world.org.url,
				clientId: world.app.clientId,
				key: { kind: 'EC P-256', algorithm: 'ES256', thumbprint: key?.kid, keyId: key?.kid },
				tokenType: 'DPoP',
				expiresAt: matching(/^\d{4}-\d\d-\d\dT/),
			}),
		);
		expect(checksOf(report)).toEqual([
			'Okta Domain true',
			'Client ID true',
			'Private Key true',
			'Host true',
			'Clock true',
			'Sign-In true',
			'Token true',
			'Scopes true',
			'Admin Role: users true',
			'Admin Role: groups true',
			'Admin Role: apps true',
			'Operations true',
		]);
		expect(apiRequests(world.org).map(({ method }) => method)).toEqual(['GET', 'GET', 'GET']);
	});

	test('keeps the private key, the token and the proofs to itself', async () => {
		const world = await openWorld({ app: { dpop: true } });
		const report = JSON.stringify(await examine(world));
		const { accessToken } = await world.n8n.stored(world.credential);
		const secret = createPrivateKey(String(world.app.keys[0]?.privatePem)).export({
			format: 'jwk',
		});
		expect(text(accessToken).length).toBeGreaterThan(40);
		expect(report).not.toContain(text(accessToken));
		expect(report).not.toContain(String(secret.d));
		expect(report).not.toMatch(/PRIVATE KEY|eyJ/);
	});

	test('fetches a token anew, so that what was granted since counts', async () => {
		const world = await openWorld({ app: { scopes: ['okta.users.read', 'okta.apps.read'] } });
		world.app.revokeScope('okta.users.read');
		expect(await examine(world)).toEqual(
			like({
				ok: false,
				scopes: like({ granted: ['okta.apps.read'], missing: ['okta.users.read'] }),
				checks: check('Scopes', false, /did not grant okta\.users\.read/, /Okta API Scopes/),
			}),
		);
		world.app.grantScope('okta.users.read');
		const { now } = Date;
		jest.spyOn(Date, 'now').mockImplementation(() => now() + 6_000);
		expect(await examine(world)).toEqual(like({ ok: true, scopes: like({ missing: [] }) }));
	});

	test('says which operations will work', async () => {
		const world = await openWorld({ app: { scopes: ['okta.users.read', 'okta.groups.manage'] } });
		expect(await examine(world)).toEqual(
			like({
				operations: {
					work: including('User: Get', 'Group: Get Many', 'Group: Add Member'),
					doNotWork: including(
						{ operation: 'User: Create', because: 'The token lacks the scope okta.users.manage' },
						{
							operation: 'Application: Get',
							because: 'The token lacks the scope okta.apps.read',
						},
					),
				},
			}),
		);
	});

	test('says of what is done in steps which of them will work', async () => {
		const world = await openWorld({ app: { scopes: ['okta.users.manage', 'okta.apps.manage'] } });
		const lacks = (operation: string, scope: string) => ({
			operation: `User: ${operation}`,
			because: `The token lacks the scope ${scope}`,
		});
		expect(await examine(world)).toEqual(
			like({
				operations: {
					work: including('User: Offboard', 'User: Offboard (Unassign Personal Apps)'),
					doNotWork: including(
						lacks('Offboard (Remove Admin Roles)', 'okta.roles.manage'),
						lacks('Offboard (Leave Groups, Hand Over Owned Groups)', 'okta.groups.manage'),
						lacks('Contain (Put Into Quarantine Group)', 'okta.groups.manage'),
						lacks('Restore (Assign Admin Roles)', 'okta.roles.manage'),
					),
				},
			}),
		);
	});

	test('tells a missing role from a missing scope', async () => {
		const report = await examine(await openWorld({ app: { roles: [] } }));
		expect(report).toEqual(
			like({
				ok: false,
				checks: check('Admin Role: users', false, /sees none, as without an admin/, /Admin roles/),
				operations: like({
					doNotWork: including({
						operation: 'User: Get',
						because: 'The admin role shows the app no users',
					}),
				}),
			}),
		);
		expect(checksOf(report)).toContain('Scopes true');
	});

	test('tells a role that does not cover something from none', async () => {
		const report = await examine(await openWorld({ app: { roles: ['REPORT_ADMIN'] } }));
		expect(report).toEqual(
			like({
				ok: false,
				checks: check('Admin Role: users', false, /admin role .* does not allow/, /Admin roles/),
				operations: like({
					doNotWork: including({
						operation: 'User: Get',
						because: 'The admin role does not cover users',
					}),
				}),
			}),
		);
	});

	test.each([
		['users', 'User: Get'],
		['groups', 'Group: Get'],
		['apps', 'Application: Get'],
	])('takes an empty list of %s for no right to them', async (area, operation) => {
		const world = await openWorld();
		world.org.faults.add({ path: `/api/v1/${area}`, then: { status: 200, body: [] } });
		const report = await examine(world);
		const { operations } = report;

		expect(report).toEqual(
			like({
				ok: false,
				checks: check(`Admin Role: ${area}`, false, /sees none/, new RegExp(`covers ${area}`)),
				operations: like({
					doNotWork: including({
						operation,
						because: `The admin role shows the app no ${area}`,
					}),
				}),
			}),
		);
		expect(operations).not.toEqual(like({ work: including(operation) }));
	});

	test('goes on where the role covers something else', async () => {
		const report = await examine(await openWorld({ app: { roles: ['REPORT_ADMIN'] } }));
		expect(checksOf(report)).toEqual(
			expect.arrayContaining(['Admin Role: users false', 'Operations true']),
		);
	});

	test('reads no more than the scopes allow', async () => {
		const world = await openWorld({ app: { scopes: ['okta.groups.read'] } });
		expect(checksOf(await examine(world))).not.toContain('Admin Role: users true');
		expect(apiRequests(world.org).map(({ path }) => path)).toEqual(['/api/v1/groups']);
	});

	test('goes on where Okta refuses to sign in', async () => {
		const world = await openWorld();
		world.app.deactivateKey(String(world.app.keys[0]?.kid));
		const report = await examine(world);
		expect(report).toEqual(
			like({ ok: false, checks: check('Sign-In', false, /no public key yet/, /Public Keys/) }),
		);
		expect(checksOf(report)).toEqual(expect.arrayContaining(['Host true', 'Private Key true']));
	});

	test('says that the next key took over', async () => {
		const world = await openWorld();
		const next = await world.app.addKey('RS256');
		world.app.deactivateKey(String(world.app.keys[0]?.kid));
		await world.n8n.edit(world.credential, {
			rotateKey: true,
			nextPrivateKey: next.privatePem,
			nextKeyId: next.kid,
		});
		expect(await examine(world)).toEqual(
			like({
				ok: true,
				nextKey: like({ kind: 'RSA 2048', keyId: next.kid }),
				checks: check('Sign-In', true, /accepted the next one/, /Move the next private key/),
			}),
		);
	});

	test.each([
		[{ domain: 'acme' }, 'Okta Domain', /not a full domain name/],
		[{ clientId: '' }, 'Client ID', /client ID is empty/],
		[
			{ privateKey: '-----BEGIN PUBLIC KEY-----\nAA==\n-----END PUBLIC KEY-----' },
			'Private Key',
			/public key/,
		],
		[{ rotateKey: true, nextPrivateKey: 'no key at all' }, 'Next Private Key', /not a private key/],
	])('reports %j without asking for a token', async (edits, name, detail) => {
		const world = await openWorld();
		await world.n8n.edit(world.credential, edits);
		expect(await examine(world)).toEqual(
			like({ ok: false, checks: check(name, false, detail, /./) }),
		);
		expect(world.org.ledger.tokenRequests()).toEqual([]);
	});

	test('reports a host that cannot be reached', async () => {
		const world = await openWorld();
		await world.org.close();
		expect(await examine(world)).toEqual(
			like({ ok: false, checks: check('Host', false, /could not be reached/, /Okta domain/) }),
		);
	});

	test('reports a host that is no Okta org', async () => {
		const world = await openWorld();
		world.org.faults.add({ path: /^\/.well-known/, then: { status: 404, body: 'Not here' } });
		expect(await examine(world)).toEqual(
			like({ checks: check('Host', false, /not answer like an Okta org \(HTTP 404\)/, /Domain/) }),
		);
	});

	test('reports a clock that is off, and signs in all the same', async () => {
		const world = await openWorld();
		world.org.clock.advance(-120_000);
		const report = await examine(world);
		expect(report).toEqual(
			like({ ok: false, checks: check('Clock', false, /1\d\d seconds ahead of/, /NTP/) }),
		);
		expect(checksOf(report)).toContain('Sign-In true');
	});
});

describe('what belongs to a service app', () => {
	const listIn = async (world: World, method: string, filter?: string) =>
		await world.n8n.listSearch({
			method,
			parameters: serviceApp('deactivateKey', { appId: byId(world.app.appId) }),
			credential: world.credential,
			filter,
		});

	test('is chosen from lists', async () => {
		const world = await openWorld({ app: { ...administrator, label: 'n8n provisioning' } });
		const { app } = world;
		const entry = { name: 'n8n provisioning', value: app.appId };
		expect((await listIn(world, 'searchServiceApps')).results).toEqual([like(entry)]);
		expect((await listIn(world, 'searchServiceApps', 'n8n')).results).toEqual([like(entry)]);
		expect((await listIn(world, 'searchServiceApps', 'Sla')).results).toEqual([]);
		expect((await listIn(world, 'searchClients')).results).toEqual([
			like({ name: 'n8n provisioning', value: app.clientId }),
		]);
		expect((await listIn(world, 'searchKeys')).results).toEqual([
			like({ name: app.keys[0]?.kid, value: matching(/^pks/) }),
		]);
		expect((await listIn(world, 'searchGrantedScopes', 'roles.m')).results).toEqual([
			like({ name: 'okta.roles.manage', value: matching(/^oag/) }),
		]);
	});

	test('is found by its name, in the app that is meant', async () => {
		const { n8n, org, credential } = await openWorld({ app: administrator });
		const labels = ['One', 'Two'];
		const clients = labels.map((label) =>
			org.clients.register({
				label,
				clientId: `client-${label}`,
				grants: ['okta.logs.read'],
				keys: [{ kty: 'EC', kid: 'old' }],
			}),
		);
		const run = async (operation: string, parameters: INodeParameters) => {
			const { error, items } = await n8n.run({
				parameters: serviceApp(operation, parameters),
				credential,
				items: labels.map((label) => ({ label })),
			});
			expect(error).toBeUndefined();
			return items;
		};
		const named = (mode: string, value: string) => ({ __rl: true, mode, value });
		const appId = named('name', '={{ $json.label }}');

		await run('deactivateKey', { appId, keyId: named('kid', 'old') });
		expect(clients.map(({ keys }) => keys[0]?.status)).toEqual(['INACTIVE', 'INACTIVE']);
		await run('revokeScope', { appId, grantId: named('scope', 'okta.logs.read') });
		expect(clients.map(({ grants }) => grants)).toEqual([[], []]);
		await run('assignRole', { clientId: appId, type: 'REPORT_ADMIN' });
		expect(clients.map(({ roles }) => roles[0]?.type)).toEqual(['REPORT_ADMIN', 'REPORT_ADMIN']);
	});
});

test('an app is made, given a key, a scope and a role, and signs in', async () => {
	const { n8n, org, credential } = await openWorld({ app: administrator });
	const step = async (parameters: INodeParameters): Promise<IDataObject> => {
		const { error, items } = await n8n.run({ parameters, credential });
		expect(error).toBeUndefined();
		return items[0]?.json ?? {};
	};
	const passphrase = 'correct horse battery';
	const pair = await step({
		resource: 'keyPair',
		operation: 'generate',
		kind: 'EC P-384',
		privateKeyForm: 'encryptedPem',
		passphrase,
	});
	const { id } = await step(
		serviceApp('create', {
			keySource: 'jwks',
			publicKey: `={{ ${JSON.stringify(pair.jwks)} }}`,
			label: 'Made by n8n',
			dpop: true,
		}),
	);
	await step(serviceApp('grantScope', { appId: byId(text(id)), scopes: ['okta.users.read'] }));
	await step(serviceApp('assignRole', { clientId: byId(text(id)), type: 'READ_ONLY_ADMIN' }));

	const made = await n8n.credential('oktaServiceAppApi', {
		domain: org.url,
		clientId: text(id),
		privateKey: text(pair.privateKey),
		passphrase,
		keyId: text(pair.keyId),
		scopes: ['okta.users.read'],
	});
	const { items } = await n8n.run({ parameters: serviceApp('checkAccess'), credential: made });
	expect(items[0]?.json).toEqual(
		like({ ok: true, tokenType: 'DPoP', key: like({ thumbprint: pair.thumbprint }) }),
	);
});

describe('a refusal says where the scope got lost', () => {
	const create = { resource: 'user', operation: 'get', userId: byId('00u1') };

	test('in the credential', async () => {
		const { n8n, credential } = await openWorld();
		await n8n.edit(credential, { scopes: ['okta.groups.read'] });
		expect(complaint(await n8n.run({ parameters: create, credential }))).toContain(
			'The credential does not ask for it',
		);
	});

	test('at Okta', async () => {
		const { n8n, app, credential } = await openWorld();
		app.revokeScope('okta.users.read');
		app.revokeScope('okta.users.manage');
		expect(complaint(await n8n.run({ parameters: create, credential }))).toContain(
			'The credential asks for it, but Okta did not grant it',
		);
	});

	test('at Okta, where the credential asks for the scope that allows more', async () => {
		const { n8n, app, credential } = await openWorld();
		await n8n.edit(credential, { scopes: ['okta.users.manage', 'okta.groups.read'] });
		app.revokeScope('okta.users.read');
		app.revokeScope('okta.users.manage');
		expect(complaint(await n8n.run({ parameters: create, credential }))).toContain(
			'The credential asks for it, but Okta did not grant it',
		);
	});
});
