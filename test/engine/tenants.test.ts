import type { INodeParameters } from 'n8n-workflow';

import type { Org } from '../org';
import { type CredentialData, EngineCredentialsHelper } from './harness/credentials';
import { byId, mapped, matching } from './scenarios';
import { textOf } from './scenarios/scenario';
import { apiRequests, closeWorlds, complaint, openWorld, putOutFor, theEngine } from './world';

afterEach(closeWorlds);

/** A credential whose fields the items give, and the two orgs they lead to. */
async function twoOrgs(fields: CredentialData = {}) {
	const [here, there] = [await openWorld(), await openWorld({ org: { seed: 2 } })];
	const tenants = [here, there].map(({ org, app }) => ({ org, given: app.credential() }));
	const expressions = Object.fromEntries(
		['domain', 'clientId', 'privateKey', 'keyId'].map((name) => [name, `={{ $json.${name} }}`]),
	);
	const n8n = await theEngine();
	const given = { ...here.app.credential(), ...expressions, ...fields };
	const credential = await n8n.credential('oktaServiceAppApi', given);
	/** Items for the first org, the second, the first and so on. */
	const alternating = <T extends object>(members: readonly T[]) =>
		members.map((member, item) => {
			const { domain, clientId, privateKey, keyId } =
				tenants[item % 2]?.given ?? here.app.credential();
			return { domain, clientId, privateKey, keyId, ...member };
		});
	return { n8n, here: here.org, there: there.org, credential, alternating };
}

const create = {
	resource: 'user',
	operation: 'create',
	profile: mapped(
		['login', 'string', '={{ $json.login }}'],
		['email', 'string', '={{ $json.login }}'],
		['firstName', 'string', 'New'],
		['lastName', 'string', 'Hire'],
	),
} satisfies INodeParameters;

const logins = ['a', 'b', 'c', 'd'].map((name) => ({ login: `${name}@acme.example` }));
const created = (org: Org) =>
	org.users
		.list()
		.map(({ profile }) => textOf(profile, 'login'))
		.filter((login) => logins.some((one) => one.login === login))
		.sort();
const nothingSent = (...orgs: Org[]) =>
	orgs.forEach(({ ledger }) => expect(ledger.requests).toEqual([]));
const writesTo = (org: Org) => apiRequests(org).filter(({ method }) => method !== 'GET');

describe('a credential whose fields differ from item to item', () => {
	test('creates each user in the org of the item', async () => {
		const { n8n, here, there, credential, alternating } = await twoOrgs();
		const outcome = await n8n.run({
			parameters: create,
			credential,
			items: alternating(logins),
		});

		expect(outcome.error).toBeUndefined();
		expect(outcome.items.map(({ json }) => json['login'])).toEqual(logins.map((one) => one.login));
		expect(created(here)).toEqual(['a@acme.example', 'c@acme.example']);
		expect(created(there)).toEqual(['b@acme.example', 'd@acme.example']);
		for (const org of [here, there]) expect(org.ledger.tokenExchanges()).toHaveLength(1);
	});

	test('keeps its expressions, and no token of one of the orgs', async () => {
		const { n8n, credential, alternating } = await twoOrgs();
		await n8n.run({ parameters: create, credential, items: alternating(logins) });

		const { domain, privateKey, accessToken = '' } = await n8n.stored(credential);
		expect({ domain, privateKey, accessToken }).toEqual({
			domain: '={{ $json.domain }}',
			privateKey: '={{ $json.privateKey }}',
			accessToken: '',
		});
	});

	test('takes no token anew in the next execution', async () => {
		const { n8n, here, there, credential, alternating } = await twoOrgs();
		const parameters = { resource: 'user', operation: 'getAll', limit: 1 };
		for (let times = 0; times < 3; times++) {
			await n8n.run({ parameters, credential, items: alternating([{}, {}]) });
		}
		for (const org of [here, there]) expect(org.ledger.tokenExchanges()).toHaveLength(1);
	});

	test.each([
		['domain', /The credential is wrong for item 2: The Okta domain is empty/],
		['clientId', /The credential is wrong for item 2: The client ID is empty/],
		['privateKey', /The credential is wrong for item 2: The private key/],
	])('sends nothing at all where an item lacks the %s, and names the item', async (name, told) => {
		const { n8n, here, there, credential, alternating } = await twoOrgs();
		const items = alternating(logins).map((item, index) =>
			index === 2 ? { ...item, [name]: '' } : item,
		);
		const outcome = await n8n.run({ parameters: create, credential, items });

		expect(complaint(outcome)).toMatch(told);
		expect(outcome.error).toMatchObject({ context: { itemIndex: 2 } });
		nothingSent(here, there);
	});

	test('does the other items, where the node goes on after errors', async () => {
		const { n8n, here, there, credential, alternating } = await twoOrgs();
		const items = alternating(logins).map((item, index) =>
			index === 2 ? { ...item, domain: '' } : item,
		);
		const { items: outputs } = await n8n.run({
			parameters: create,
			credential,
			items,
			settings: { onError: 'continueRegularOutput' },
		});

		expect(putOutFor(outputs, 2)).toEqual([
			{
				error: matching(/wrong for item 2: The Okta domain is empty/),
				message: matching(/Nothing was sent for this item/),
			},
		]);
		expect(created(here)).toEqual(['a@acme.example']);
		expect(created(there)).toEqual(['b@acme.example', 'd@acme.example']);
	});

	test('fails with what the one org refuses, and says of each item what became of it', async () => {
		const { n8n, here, there, credential, alternating } = await twoOrgs();
		there.faults.add({ method: 'POST', path: '/api/v1/users', then: { status: 403, body: {} } });
		const { items } = await n8n.run({
			parameters: create,
			credential,
			items: alternating(logins),
			settings: { onError: 'continueRegularOutput' },
		});

		expect(created(here)).toEqual(['a@acme.example', 'c@acme.example']);
		expect(items.map(({ json }) => 'error' in json)).toEqual([false, true, false, true]);

		const stopped = await n8n.run({
			parameters: create,
			credential,
			items: alternating(['e', 'f', 'g'].map((name) => ({ login: `${name}@acme.example` }))),
		});
		expect(stopped.error).toMatchObject({ context: { itemIndex: 1 }, httpCode: '403' });
	});

	test('is not held up in one org by another that is slow', async () => {
		const { n8n, here, there, credential, alternating } = await twoOrgs();
		here.faults.add({ path: '/api/v1/users', then: { delayMs: 400 } });
		await n8n.run({
			parameters: {
				resource: 'user',
				operation: 'getAll',
				limit: 1,
				requestOptions: { parallel: 1 },
			},
			credential,
			items: alternating(Array.from({ length: 8 }, () => ({}))),
		});
		const [slow, quick] = [here, there].map((org) => apiRequests(org).at(-1)?.at ?? 0);
		expect(slow).toBeGreaterThan(Number(quick) + 400);
	});
});

describe('what items share, they share within their org', () => {
	/** The group of a name and an active user in each of two orgs. */
	const found = (org: Org) => {
		const [group] = org.groups.byName('Engineering');
		const [user] = org.users.list().filter(({ status }) => status === 'ACTIVE');
		if (!group || !user) throw new Error('The org has no active user or no such group');
		return { org, group, user };
	};
	const addMember = {
		resource: 'group',
		operation: 'addMember',
		groupId: { __rl: true, mode: 'name', value: 'Engineering' },
		userId: byId('={{ $json.id }}'),
	} satisfies INodeParameters;

	test('the same name means another group in each org', async () => {
		const { n8n, here, there, credential, alternating } = await twoOrgs();
		const members = [here, there].map(found);
		const [one, other] = members.map(({ group }) => group.id);
		expect(one).not.toBe(other);

		const outcome = await n8n.run({
			parameters: addMember,
			credential,
			items: alternating(members.map(({ user }) => ({ id: user.id }))),
		});

		expect(outcome.error).toBeUndefined();
		for (const { org, group, user } of members) {
			expect(writesTo(org).map(({ path }) => path)).toEqual([
				`/api/v1/groups/${group.id}/users/${user.id}`,
			]);
		}
	});

	test('items on one user are done in their order, in each org', async () => {
		const { n8n, here, there, credential, alternating } = await twoOrgs();
		const users = [here, there].map(({ users }) => users.list()[5]?.id ?? '');
		const titles = ['First', 'First', 'Second', 'Second'];
		for (const org of [here, there]) {
			org.faults.add({ method: 'POST', times: 1, then: { delayMs: 200 } });
		}
		const outcome = await n8n.run({
			parameters: {
				resource: 'user',
				operation: 'update',
				userId: byId('={{ $json.id }}'),
				profile: mapped(['title', 'string', '={{ $json.title }}']),
			},
			credential,
			items: alternating(titles.map((title, item) => ({ id: users[item % 2], title }))),
		});

		expect(outcome.error).toBeUndefined();
		expect(
			[here, there].map(
				({ directory }, at) => directory.findUser(users[at] ?? '')?.profile['title'],
			),
		).toEqual(['Second', 'Second']);
	});

	test('a plan foresees each org by itself', async () => {
		const { n8n, here, there, credential, alternating } = await twoOrgs();
		const items = alternating(['a', 'a', 'a'].map((name) => ({ login: `${name}@acme.example` })));
		const { items: plans } = await n8n.run({
			parameters: { ...create, safeguards: { dryRun: true } },
			credential,
			items: items.map((item, index) => (index === 2 ? { ...item, domain: '' } : item)),
		});

		expect(plans.map(({ json }) => json['would'])).toEqual(['create', 'create', 'be refused']);
		expect(plans[2]?.json['why']).toMatch(/wrong for item 2: The Okta domain is empty/);
		for (const org of [here, there]) expect(writesTo(org)).toEqual([]);
	});

	test('Check All Items First changes neither org where one would refuse', async () => {
		const { n8n, here, there, credential, alternating } = await twoOrgs();
		const { user } = found(there);
		const outcome = await n8n.run({
			parameters: { ...create, safeguards: { checkFirst: true } },
			credential,
			items: alternating([
				{ login: 'a@acme.example' },
				{ login: textOf(user.profile, 'login') },
				{ login: textOf(user.profile, 'login').replace('@', '.new@') },
			]),
		});

		expect(complaint(outcome)).toMatch(/1 item of 3 would be refused/);
		for (const org of [here, there]) expect(writesTo(org)).toEqual([]);
	});
});

describe('what is done for all items together', () => {
	const parameters = { resource: 'directory', operation: 'export', dataSet: 'users' };

	test.each<[string, INodeParameters]>([
		['Directory: Export', parameters],
		[
			'Group: Sync Members',
			{
				resource: 'group',
				operation: 'syncMembers',
				groupId: byId('00g1'),
				member: '={{ $json.login }}',
			},
		],
	])('is refused for two orgs, before a request: %s', async (_, parameters) => {
		const { n8n, here, there, credential, alternating } = await twoOrgs();
		const outcome = await n8n.run({ parameters, credential, items: alternating([{}, {}]) });

		expect(complaint(outcome)).toMatch(/2 different credentials.*one org at a time/s);
		nothingSent(here, there);
	});

	test('is done for two items of one org', async () => {
		const { n8n, here, credential, alternating } = await twoOrgs();
		const [item] = alternating([{}]);
		const outcome = await n8n.run({ parameters, credential, items: [item ?? {}, item ?? {}] });

		expect(outcome.error).toBeUndefined();
		expect(outcome.items).toHaveLength(2 * here.users.list().length);
	});
});

describe('the other fields of a credential', () => {
	const suspend = {
		resource: 'user',
		operation: 'suspend',
		userId: byId('={{ $json.id }}'),
	} satisfies INodeParameters;
	const active = (org: Org) => org.users.list().filter(({ status }) => status === 'ACTIVE');

	test('Scopes are read for each item', async () => {
		const { n8n, credential, alternating } = await twoOrgs({ scopes: '={{ $json.scopes }}' });
		const items = alternating(
			['okta.users.read', 'okta.groups.read', 'okta.users.read'].map((scopes) => ({ scopes })),
		);
		const { items: outputs } = await n8n.run({
			parameters: { resource: 'user', operation: 'getAll', limit: 1 },
			credential,
			items,
			settings: { onError: 'continueRegularOutput' },
		});
		expect(outputs.map(({ json }) => 'error' in json)).toEqual([false, true, false]);
	});

	test('Protected IDs are no expression for n8n: one that looks like it lets nothing through', async () => {
		const { n8n, here, there, credential, alternating } = await twoOrgs({
			protectedIds: '={{ $json.protected }}',
		});
		const items = alternating([here, there].map((org) => ({ id: active(org)[0]?.id })));
		const outcome = await n8n.run({ parameters: suspend, credential, items });

		expect(complaint(outcome)).toMatch(/wrong for item 0: Entry 1 of Protected IDs/);
		nothingSent(here, there);
	});

	test('Protected IDs hold in every org', async () => {
		const [glass] = active((await openWorld({ org: { seed: 2 } })).org);
		const { n8n, here, there, credential, alternating } = await twoOrgs({
			protectedIds: glass?.id ?? '',
		});
		const items = alternating([active(here)[0], glass].map((user) => ({ id: user?.id })));
		const { items: outputs } = await n8n.run({
			parameters: suspend,
			credential,
			items,
			settings: { onError: 'continueRegularOutput' },
		});

		expect(outputs.map(({ json }) => 'error' in json)).toEqual([false, true]);
		expect(writesTo(there)).toEqual([]);
	});
});

describe('how often the credential is read', () => {
	const read = jest.spyOn(EngineCredentialsHelper.prototype, 'getDecrypted');
	const fields: Array<[string, CredentialData, number]> = [
		['once, without expressions', {}, 1],
		['once for each item, with one in the domain', { domain: '={{ $json.domain }}' }, 50],
		['once for each item, with one in the scopes', { scopes: "={{ ['okta.users.read'] }}" }, 50],
		['once for each item, with one n8n added', { allowedDomains: '={{ $json.domains }}' }, 50],
	];

	test.each(fields)('%s', async (_, field, times) => {
		const { n8n, org, app } = await openWorld();
		const credential = await n8n.credential('oktaServiceAppApi', {
			...app.credential(),
			...field,
		});
		read.mockClear();
		const { error } = await n8n.run({
			parameters: { resource: 'user', operation: 'getAll', limit: 1 },
			credential,
			items: Array.from({ length: 50 }, () => ({ domain: org.url, domains: '127.0.0.1' })),
		});

		expect(error).toBeUndefined();
		expect(read).toHaveBeenCalledTimes(times);
		expect(org.ledger.tokenExchanges()).toHaveLength(1);
	});
});
