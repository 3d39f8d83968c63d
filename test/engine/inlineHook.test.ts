import type { INodeParameters } from 'n8n-workflow';
import { placeOf } from '../../nodes/Okta/inlineHook/places';
import { hookKinds, type HookType } from '../../nodes/Okta/objects/inlineHooks';
import type { TriggerHost } from './harness';
import { unchanged } from '../n8n/answering';
import { isObject } from '../org/directory/request';
import { hookChosenAt, type Occasion } from '../org/directory/hookChoices';
import { byId, matching } from './scenarios';
import { textOf } from './scenarios/scenario';
import { closeWorlds, openWorld, type World, type WorldOptions } from './world';

const aNumber: unknown = expect.any(Number);
const scopes = ['okta.inlineHooks.manage'];
const REGISTRATION = 'com.okta.user.pre-registration';
const TOKEN = 'com.okta.oauth2.tokens.transform';
const TELEPHONY = 'com.okta.telephony.provider';
const SAML = 'com.okta.saml.tokens.transform';
const PASSWORD = 'com.okta.user.credential.password.import';
const IMPORT = 'com.okta.import.transform';

const hosts: TriggerHost[] = [];

afterEach(async () => {
	await Promise.all(hosts.splice(0).map(async (host) => await host.close()));
	await closeWorlds();
});

interface Scene extends World {
	host: TriggerHost;
	/** Has Okta ask. */
	ask: (
		more?: Parameters<World['org']['inlineHooks']['occur']>[2],
	) => ReturnType<World['org']['inlineHooks']['occur']>;
}

/** A practice org, and a workflow that answers by a node with this form, not active yet. */
async function openScene(
	type: HookType,
	answer: INodeParameters = {},
	form: INodeParameters = {},
	options: WorldOptions = {},
): Promise<Scene> {
	const world = await openWorld({ ...options, app: { scopes, ...options.app } });
	// A machine that is busy keeps the trigger from its timer; a test that times it says so.
	world.org.inlineHooks.timeout = 10_000;
	const host = await world.n8n.host({
		type: 'n8n-nodes-okta.oktaInlineHook',
		parameters: { hookType: type, ...form },
		credential: world.credential,
		then: {
			resource: 'inlineHook',
			operation: hookKinds.find((kind) => kind.type === type)?.answer ?? '',
			...answer,
		},
	});
	hosts.push(host);
	const ask: Scene['ask'] = async (more) =>
		await world.org.inlineHooks.occur(type, world.org.url, more);
	return { ...world, host, ask };
}

const hooksOf = ({ org }: World) => org.directory.inlineHooks.list();

/** What was asked of the hooks, as lines. */
const hookCalls = ({ org }: World) =>
	org.ledger
		.filter({ path: /^\/api\/v1\/inlineHooks/ })
		.map(({ method, path }) => `${method} ${path.replace(/cal\w+/, '{id}')}`);

const rows = (...assigned: Array<[name: string, value: unknown, type: string]>) => ({
	assignments: assigned.map(([name, value, type]) => ({
		id: name,
		name,
		value: String(value),
		type,
	})),
});

describe('the hook in Okta', () => {
	test('is made when the workflow is activated, with a secret that is kept nowhere', async () => {
		const scene = await openScene(REGISTRATION);
		await scene.host.activate();
		const [hook] = hooksOf(scene);

		expect(hook).toMatchObject({
			name: 'n8n: Host / Trigger',
			type: REGISTRATION,
			version: '1.0.0',
			status: 'ACTIVE',
			auth: { key: 'Authorization' },
		});
		expect(hook?.auth?.value).toHaveLength(43);
		expect(scene.host.stored).not.toContain(hook?.auth?.value);
	});

	test('is switched off and on with the workflow, and stays the same to Okta', async () => {
		const scene = await openScene(REGISTRATION);
		await scene.host.activate();
		const before = { ...hooksOf(scene)[0] };
		await scene.host.deactivate();
		expect(hooksOf(scene)).toMatchObject([{ id: before.id, status: 'INACTIVE' }]);
		await scene.host.activate();

		expect(hooksOf(scene)).toEqual([{ ...before, lastUpdated: aNumber }]);
		expect(hookCalls(scene).slice(-3)).toEqual([
			'GET /api/v1/inlineHooks/{id}',
			'GET /api/v1/inlineHooks',
			'POST /api/v1/inlineHooks/{id}/lifecycle/activate',
		]);
		expect(await scene.ask()).toMatchObject({ consequence: { decision: 'ALLOW' } });
	});

	test('is deleted with the workflow where the form says so', async () => {
		const scene = await openScene(REGISTRATION, {}, { whenDeactivated: 'delete' });
		await scene.host.activate();
		await scene.host.deactivate();
		expect(hooksOf(scene)).toEqual([]);
	});

	test('stays as it is when n8n starts again, also when Okta cannot be asked', async () => {
		const scene = await openScene(REGISTRATION);
		await scene.host.activate();
		const before = hookCalls(scene).length;
		scene.host.kill();
		await scene.host.activate('init');
		expect(hookCalls(scene).slice(before)).toEqual(['GET /api/v1/inlineHooks/{id}']);

		scene.host.kill();
		scene.org.faults.add({ path: /inlineHooks/, times: 1, then: { status: 403, body: {} } });
		await scene.host.activate('init');
		expect(await scene.ask()).toMatchObject({ consequence: { decision: 'ALLOW' } });
	});

	test('is adopted with a new secret when n8n has forgotten it', async () => {
		const scene = await openScene(REGISTRATION);
		await scene.host.activate();
		const [hook] = hooksOf(scene);
		const before = hook?.auth?.value;
		scene.host.stored = '{}';
		scene.host.kill();
		await scene.host.activate('init');

		expect(hooksOf(scene)).toMatchObject([{ id: hook?.id }]);
		expect(hook?.auth?.value).not.toBe(before);
		expect(await scene.ask()).toMatchObject({ consequence: { decision: 'ALLOW' } });
	});

	test('is made anew where another type is chosen, and takes a name that is free', async () => {
		const scene = await openScene(REGISTRATION);
		scene.org.directory.inlineHooks.add((id) => ({
			id,
			name: 'n8n: Host / Trigger',
			type: TOKEN,
			version: '1.0.0',
			status: 'ACTIVE',
			created: 0,
			lastUpdated: 0,
			uri: 'https://acme.example/',
			headers: [],
		}));
		await scene.host.activate();
		const [, first] = hooksOf(scene);
		expect(first?.name).toBe('n8n: Host / Trigger (2)');

		await scene.host.deactivate();
		scene.host.parameters = { hookType: TELEPHONY };
		await expect(scene.host.activate()).rejects.toThrow('No node of this workflow answers Okta');
		expect(hooksOf(scene)).toHaveLength(2);
	});

	test('says that another telephony hook is in the way', async () => {
		const scene = await openScene(TELEPHONY);
		scene.org.directory.inlineHooks.add((id) => ({
			id,
			name: 'Old provider',
			type: TELEPHONY,
			version: '1.0.0',
			status: 'ACTIVE',
			created: 0,
			lastUpdated: 0,
			uri: 'https://acme.example/',
			headers: [],
			auth: { key: 'Authorization', value: 'x' },
		}));
		await expect(scene.host.activate()).rejects.toThrow(
			'Okta sends codes through another hook already, “Old provider”',
		);
	});

	test('says which scope is missing, and that the org is full', async () => {
		const lacking = await openScene(REGISTRATION, {}, {}, { app: { scopes: ['okta.users.read'] } });
		await expect(lacking.host.activate()).rejects.toThrow(
			'The access token lacks the scope okta.inlineHooks.manage',
		);
		const full = await openScene(REGISTRATION);
		for (let number = 0; number < 100; number++) {
			full.org.directory.inlineHooks.add((id) => ({
				id,
				name: `Hook ${number}`,
				type: TOKEN,
				version: '1.0.0',
				status: 'INACTIVE',
				created: 0,
				lastUpdated: 0,
				uri: 'https://acme.example/',
				headers: [],
			}));
		}
		await expect(full.host.activate()).rejects.toThrow('The org has 100 inline hooks');
	});
});

describe('a question of Okta’s', () => {
	test('is answered, and the flow goes on', async () => {
		const scene = await openScene(TOKEN, {
			accessClaims: rows(['level', 7, 'number'], ['ok', 'true', 'boolean'], ['a/b', 'x', 'string']),
			idClaims: rows(['team', '["red"]', 'array']),
			options: {
				accessClaimsToRemove: 'department, nothing',
				idClaimsToRemove: 'locale',
				accessLifetime: 600,
			},
		});
		await scene.host.activate();
		const { consequence, failure } = await scene.ask();
		await scene.host.idle();

		expect(failure).toBeUndefined();
		expect(consequence).toMatchObject({
			decision: 'ISSUED',
			result: {
				access: {
					claims: { level: 7, ok: true, 'a/b': 'x' },
					token: { lifetime: { expiration: 600 } },
				},
				identity: { claims: { team: ['red'] } },
			},
		});
		expect(JSON.stringify(consequence.result)).not.toMatch(/department|locale/);
		expect(consequence.error).toBeUndefined();
		expect(scene.host.executions).toMatchObject([
			{
				status: 'success',
				items: [{ hook: 'Token', hookType: TOKEN, data: { identity: {} } }],
				after: [
					{ answered: 'Token', leftOut: ['The access token has no claim nothing to remove'] },
				],
			},
		]);
	});

	test('about somebody who completes a profile is answered by the command for that', async () => {
		const scene = await openScene(REGISTRATION, {
			decision: 'ALLOW',
			attributes: rows(['department', 'R&D', 'string']),
		});
		await scene.host.activate();
		const { consequence } = await scene.ask({
			requestType: 'progressive.profile',
			data: { userProfileUpdate: { mobilePhone: '+1' }, action: 'ALLOW' },
		});
		expect(consequence).toMatchObject({
			decision: 'ALLOW',
			result: { profile: { mobilePhone: '+1', department: 'R&D' } },
		});
	});

	test('that changes nothing is answered by no commands', async () => {
		const scene = await openScene(REGISTRATION, { decision: 'ALLOW' });
		await scene.host.activate();
		expect(await scene.ask()).toMatchObject({ consequence: { decision: 'ALLOW' } });
		expect(scene.host.answers).toEqual([200]);
		await scene.host.idle();
		expect(scene.host.executions).toMatchObject([{ after: [{ commands: [] }] }]);
	});

	test('starts nothing when it has another secret, or is none', async () => {
		const scene = await openScene(REGISTRATION);
		await scene.host.activate();
		const { uri = '', auth } = hooksOf(scene)[0] ?? {};
		const post = async (authorization: string, body: unknown) => {
			const headers = { authorization, 'content-type': 'application/json' };
			const sent = await fetch(uri, { method: 'POST', headers, body: JSON.stringify(body) });
			return sent.status;
		};
		const secret = auth?.value ?? '';
		const good = { eventType: REGISTRATION, data: {} };
		expect([
			await post('another', good),
			await post('', good),
			await post(secret, { eventType: TOKEN, data: {} }),
			await post(secret, { eventType: REGISTRATION }),
			await post(secret, []),
		]).toEqual([401, 401, 400, 400, 400]);
		await scene.host.idle();
		expect(scene.host.executions).toEqual([]);
	});

	test('is answered by the trigger in time, once, when the flow fails', async () => {
		const scene = await openScene(
			REGISTRATION,
			{ decision: 'PERHAPS' },
			{ whenLate: 'refuse', lateMessage: 'Try again' },
		);
		await scene.host.activate();
		const { consequence } = await scene.ask();
		await scene.host.idle();

		expect(consequence).toMatchObject({ decision: 'DENY', error: 'Try again' });
		const [attempt, ...others] = scene.org.inlineHooks.attempts;
		expect(others).toEqual([]);
		expect(attempt).toMatchObject({ status: 200 });
		expect(attempt?.milliseconds).toBeGreaterThan(2_400);
		expect(attempt?.milliseconds).toBeLessThan(3_000);
		expect(scene.host.executions).toMatchObject([
			{ status: 'error', error: matching(/"Decision" is none of its options/) },
		]);
	});

	const change = (path: string, value: string) => ({ changes: { change: [{ path, value }] } });
	const nameless = rows(['', 'x', 'string']);

	const leftAside = [
		[TOKEN, 'a claim of Okta’s own', { accessClaims: rows(['cid', 'x', 'string']) }, 'claim cid'],
		[
			TOKEN,
			'an ID’s own claim',
			{ idClaims: rows(['okta_emailVerified', 1, 'number']) },
			'claim okta',
		],
		[TOKEN, 'to take one away', { options: { idClaimsToRemove: 'sub' } }, 'claim sub'],
		[
			TOKEN,
			'a lifetime of a minute',
			{ options: { accessLifetime: 60 } },
			'"Access Token Lifetime"',
		],
		[
			TOKEN,
			'a number that is none',
			{ accessClaims: rows(['level', 'high', 'number']) },
			'"Access Token Claims: level" is not a number',
		],
		[TOKEN, 'a row without a name', { idClaims: nameless }, '"ID Token Claims"'],
		[SAML, 'a place that cannot be changed', { options: change('/issuer', 'x') }, '/issuer'],
		[SAML, 'a row without a name', { attributes: nameless }, '"Attributes to Set"'],
		[SAML, 'a format there is not', { options: { nameFormat: 'xml' } }, '"Name Format"'],
		[TELEPHONY, 'a delivery there is not', { delivery: 'LOST' }, '"Delivery"'],
		[PASSWORD, 'neither right nor wrong', { verdict: 'MAYBE' }, 'none of its options'],
		[
			IMPORT,
			'nobody to link to',
			{ result: 'LINK_USER', linkedUserId: 'ada' },
			'“ada” is not the ID',
		],
		[IMPORT, 'a result there is not', { result: 'DELETE_USER' }, 'none of its options'],
		[IMPORT, 'a row without a name', { userAttributes: nameless }, 'row without a name'],
		[REGISTRATION, 'neither yes nor no', { decision: 'PERHAPS' }, '"Decision"'],
		[
			REGISTRATION,
			'a row without a name',
			{ decision: 'ALLOW', attributes: nameless },
			'row without',
		],
	] as const;

	test('is not answered with what Okta would leave aside', async () => {
		// All at a time: each waits until the trigger answers by itself.
		const outcomes = await Promise.all(
			leftAside.map(async ([type, what, answer, message]) => {
				const scene = await openScene(type, answer);
				await scene.host.activate();
				const { consequence } = await scene.ask();
				await scene.host.idle();
				const { decision, error } = consequence;
				const said = scene.host.executions[0]?.error ?? '';
				return { what, decision, error, said: said.includes(message) ? message : said };
			}),
		);
		expect(outcomes).toEqual(
			leftAside.map(([type, what, , message]) => ({
				what,
				decision: unchanged[type],
				error: undefined,
				said: message,
			})),
		);
	}, 20_000);

	test.each([
		[
			TOKEN,
			{
				accessClaims: rows(['/team/lead', 'x', 'string'], ['level', 7, 'number']),
				options: { accessClaimsToRemove: 'department, department' },
			},
			[
				'The access token has no place to set /team/lead in',
				'The access token has no claim department to remove',
			],
			{ access: { claims: { level: 7 } } },
		],
		[
			TOKEN,
			{
				accessClaims: rows(['team', '{}', 'object'], ['/team/lead', 'x', 'string']),
			},
			undefined,
			{ access: { claims: { team: { lead: 'x' } } } },
		],
		[
			SAML,
			{
				attributes: rows(['/role/attributeValues/9/value', 'x', 'string']),
				options: { subjectName: 'ada', ...change('/conditions/proxyRestriction', '1') },
			},
			[
				'The assertion has no /claims/role/attributeValues/9/value',
				'The assertion has no /conditions/proxyRestriction',
			],
			{ subject: { nameId: 'ada' } },
		],
	] as const)(
		'(%s) is answered without what has no place, which is said',
		async (type, answer, leftOut, result) => {
			const scene = await openScene(type, answer);
			await scene.host.activate();
			const { consequence } = await scene.ask();
			await scene.host.idle();
			expect(consequence.error).toBeUndefined();
			expect(consequence).toMatchObject({ decision: 'ISSUED', result });
			expect(scene.host.executions[0]?.after?.[0]?.['leftOut']).toEqual(leftOut);
		},
	);
});

describe('where Okta is to ask', () => {
	const within = {
		[REGISTRATION]: 'okta.policies.manage',
		[SAML]: 'okta.apps.manage',
		[TOKEN]: 'okta.authorizationServers.manage',
	} as const;
	type Placed = keyof typeof within;
	const types: Placed[] = [REGISTRATION, SAML, TOKEN];

	const newSamlApp = async ({ org }: World, label: string): Promise<string> => {
		const app: unknown = await org.console.request('POST', '/api/v1/apps', {
			label,
			signOnMode: 'SAML_2_0',
			settings: {
				signOn: {
					ssoAcsUrl: 'https://expenses.acme.example/saml',
					audience: 'expenses',
					recipient: 'https://expenses.acme.example/saml',
					destination: 'https://expenses.acme.example/saml',
				},
			},
		});
		return isObject(app) ? textOf(app, 'id') : '';
	};

	/** Two places for a hook of each type: as the form says them, and as the org knows them. */
	const placesOf: Record<Placed, (world: World) => Promise<Array<[INodeParameters, Occasion]>>> = {
		[REGISTRATION]: async ({ org }) => {
			const [first] = org.directory.policies
				.list()
				.filter(({ type }) => type === 'PROFILE_ENROLLMENT');
			const made = await org.console.request('POST', '/api/v1/policies', {
				type: 'PROFILE_ENROLLMENT',
				name: 'Partners',
			});
			return [first?.id ?? '', isObject(made) ? textOf(made, 'id') : ''].map((policyId) => [
				{ profilePolicyId: byId(policyId) },
				{ policyId },
			]);
		},
		[SAML]: async (world) => {
			const ids = [await newSamlApp(world, 'Expenses'), await newSamlApp(world, 'Travel')];
			return ids.map((appId) => [{ samlAppId: byId(appId) }, { appId }]);
		},
		[TOKEN]: async ({ org }) => {
			const [server] = org.directory.authorizationServers.list();
			const [policy] = server?.policies ?? [];
			return await Promise.resolve(
				(policy?.rules ?? []).map(({ id: ruleId }) => [
					{
						authServerId: byId('default'),
						accessPolicyId: byId(policy?.id ?? ''),
						tokenRuleId: byId(ruleId),
					},
					{ ruleId },
				]),
			);
		},
	};

	const openPlaced = async (type: Placed, more: INodeParameters = {}, granted = [within[type]]) => {
		const scene = await openScene(type, {}, {}, { app: { scopes: [...scopes, ...granted] } });
		const [one, other] = await placesOf[type](scene);
		if (!one || !other) throw new Error('There are no two places');
		const choose = (form: INodeParameters) => {
			scene.host.parameters = { hookType: type, ...more, ...form };
		};
		choose(one[0]);
		const chosenAt = ([, occasion]: typeof one) =>
			hookChosenAt(scene.org.directory, occasion)?.name;
		const changes = () =>
			scene.org.ledger
				.filter({ method: 'PUT' })
				.map(({ path }) => path)
				.filter((path) => !path.startsWith('/api/v1/inlineHooks'));
		return { ...scene, one, other, choose, chosenAt, changes };
	};

	test.each(types)('(%s) is chosen with the workflow, and stays while it is off', async (type) => {
		const { host, one, other, chosenAt, changes, ask, org } = await openPlaced(type);
		await host.activate();
		expect([chosenAt(one), chosenAt(other)]).toEqual(['n8n: Host / Trigger', undefined]);
		const hook = hookChosenAt(org.directory, one[1]);
		const { hookId, failure } = await ask({ hook });
		expect({ hookId, failure }).toEqual({ hookId: hook?.id, failure: undefined });

		await host.deactivate();
		expect(chosenAt(one)).toBeUndefined();
		await host.activate();
		expect(chosenAt(one)).toBe('n8n: Host / Trigger');
		expect(changes()).toHaveLength(1);
	});

	test.each(types)('(%s) keeps all else of what names the hook', async (type) => {
		const { host, one, org } = await openPlaced(type, { whenDeactivated: 'delete' });
		const { apps, policies, authorizationServers } = org.directory;
		/** All of the org that could name a hook, without when it was changed and without empty lists. */
		const all = (): unknown =>
			JSON.parse(
				JSON.stringify([apps.list(), policies.list(), authorizationServers.list()]),
				(name, value: unknown) =>
					name === 'lastUpdated' || (Array.isArray(value) && value.length === 0)
						? undefined
						: value,
			);
		const before = all();
		await host.activate();
		expect(hookChosenAt(org.directory, one[1])).toBeDefined();
		expect(all()).not.toEqual(before);
		await host.deactivate();
		expect(all()).toEqual(before);
	});

	test.each(types)('(%s) goes elsewhere with the form, or nowhere', async (type) => {
		const { host, one, other, choose, chosenAt } = await openPlaced(type);
		await host.activate();
		await host.deactivate();
		choose(other[0]);
		await host.activate();
		expect([chosenAt(one), chosenAt(other)]).toEqual([undefined, 'n8n: Host / Trigger']);

		await host.deactivate();
		choose({});
		await host.activate();
		expect([chosenAt(one), chosenAt(other)]).toEqual([undefined, undefined]);
	});

	test.each(types)('(%s) is not taken from another hook', async (type) => {
		const scene = await openPlaced(type);
		const { host, one, other, choose, chosenAt, org } = scene;
		await host.activate();
		const [ours] = hooksOf(scene);
		if (!ours) throw new Error('There is no hook');
		ours.uri = 'https://acme.example/';
		ours.name = 'Somebody else’s';
		host.stored = '{}';
		host.kill();
		await expect(host.activate()).rejects.toThrow(
			'Okta asks another inline hook there already, “Somebody else’s”',
		);
		expect(chosenAt(one)).toBe('Somebody else’s');

		choose(other[0]);
		await host.activate();
		expect(chosenAt(other)).toBe('n8n: Host / Trigger');

		await host.deactivate();
		org.directory.inlineHooks.delete(ours);
		choose(one[0]);
		await host.activate();
		expect(chosenAt(one)).toBe('n8n: Host / Trigger');
	});

	test.each(types)('(%s) asks for the scope that allows it', async (type) => {
		const { host } = await openPlaced(type, {}, []);
		await expect(host.activate()).rejects.toThrow(
			`The access token lacks the scope ${within[type]}`,
		);
	});

	test.each([
		[
			REGISTRATION,
			async ({ org }: World) => {
				const [policy] = org.directory.policies.list();
				return await Promise.resolve({ profilePolicyId: byId(policy?.id ?? '') });
			},
			'This is no user profile policy',
		],
		[
			SAML,
			async ({ org }: World) => {
				const app = org.apps.list().find(({ label }) => label === 'Expense Portal');
				return await Promise.resolve({ samlAppId: byId(app?.id ?? '') });
			},
			'Nobody signs in to “Expense Portal” by SAML 2.0',
		],
		[
			TOKEN,
			async () => await Promise.resolve({ authServerId: byId('default') }),
			'"Access Policy" is empty',
		],
	] as const)('(%s) is refused where there is no place for it', async (type, form, message) => {
		const scene = await openPlaced(type);
		scene.choose(await form(scene));
		await expect(scene.host.activate()).rejects.toThrow(message);
	});

	/** Where a place is in Okta's API. */
	const pathOf = (type: Placed, [form]: [INodeParameters, Occasion]): string => {
		const path = placeOf(type, (field) => {
			const value = form[field];
			return isObject(value) ? textOf(value, 'value') : '';
		});
		if (path === undefined) throw new Error('The form names no place');
		return path;
	};

	test.each(types)(
		'(%s) leaves a place to whoever takes it, until published again',
		async (type) => {
			const scene = await openPlaced(type);
			const { host, one, org, chosenAt } = scene;
			await host.activate();
			const ours = hookChosenAt(org.directory, one[1]);
			const theirs = await org.console.request('POST', '/api/v1/inlineHooks', {
				name: 'Theirs',
				type,
				version: '1.0.0',
				channel: { type: 'HTTP', version: '1.0.0', config: { uri: 'https://acme.example/' } },
			});
			if (!ours || !isObject(theirs)) throw new Error('There are no two hooks');
			const path = pathOf(type, one);
			const now = await org.console.request('GET', path);
			const [object, at] =
				Array.isArray(now) && isObject(now[0])
					? [now[0], `${path}/${textOf(now[0], 'id')}`]
					: [now, path];
			const changed: unknown = JSON.parse(
				JSON.stringify(object).replaceAll(ours.id, textOf(theirs, 'id')),
			);
			await org.console.request('PUT', at, changed);
			expect(chosenAt(one)).toBe('Theirs');

			await host.deactivate();
			expect(chosenAt(one)).toBe('Theirs');
			await expect(host.activate()).rejects.toThrow(
				'Okta asks another inline hook there already, “Theirs”',
			);
			expect(chosenAt(one)).toBe('Theirs');
		},
	);

	const notFound = { status: 404, body: { errorCode: 'E0000007', errorSummary: 'Not found' } };
	test.each([
		[REGISTRATION, 'the policy is gone', notFound],
		[REGISTRATION, 'the policy has no rule', { status: 200, body: [] }],
		[
			REGISTRATION,
			'the policy is of another kind',
			{
				status: 200,
				body: [{ id: 'rul1', name: 'Catch-all', actions: { appSignOn: { access: 'ALLOW' } } }],
			},
		],
		[SAML, 'the app is gone', notFound],
		[
			SAML,
			'people sign in otherwise',
			{ status: 200, body: { label: 'Wiki', signOnMode: 'BOOKMARK' } },
		],
		[TOKEN, 'the rule is gone', notFound],
		[TOKEN, 'the rule has no actions', { status: 200, body: { name: 'Machines' } }],
	] as const)('(%s) can be switched off when %s', async (type, _, answer) => {
		const scene = await openPlaced(type, { whenDeactivated: 'delete' });
		const { host, one, org } = scene;
		await host.activate();
		expect(hooksOf(scene)).toHaveLength(1);
		org.faults.add({ method: 'GET', path: pathOf(type, one), times: 1, then: answer });
		await host.deactivate();
		expect(org.faults.taken).toBe(1);
		expect(hooksOf(scene)).toEqual([]);
	});

	test('says where Okta leaves the hook out', async () => {
		const scene = await openPlaced(SAML);
		const { one, org, host } = scene;
		const body = org.apps.get(one[1].appId ?? '');
		const answer = { label: body?.label, signOnMode: 'SAML_2_0', settings: { signOn: {} } };
		org.faults.add({ method: 'PUT', path: /apps/, times: 1, then: { status: 200, body: answer } });
		await expect(host.activate()).rejects.toThrow('Okta did not take the inline hook');
	});

	test('has no part in a test', async () => {
		const scene = await openPlaced(REGISTRATION);
		await scene.host.listen();
		expect(hooksOf(scene)).toMatchObject([{ name: 'n8n test: Host / Trigger' }]);
		expect(scene.chosenAt(scene.one)).toBeUndefined();
	});

	test('is offered in lists', async () => {
		const scene = await openPlaced(TOKEN, {}, Object.values(within));
		const { one, n8n, credential } = scene;
		await newSamlApp(scene, 'Expenses');
		const names = async (method: string) => {
			const query = {
				type: 'n8n-nodes-okta.oktaInlineHook',
				method,
				parameters: { hookType: TOKEN, ...one[0] },
				credential,
			};
			const { results } = await n8n.listSearch(query);
			return results.map(({ name }) => name);
		};
		expect(await names('searchAuthorizationServers')).toEqual(['default', 'Payroll API']);
		expect(await names('searchServerPolicies')).toEqual(['Default Policy']);
		expect(await names('searchServerRules')).toEqual(['Default Policy Rule', 'Machines']);
		expect(await names('searchProfilePolicies')).toEqual(['Default Policy']);
		expect(await names('searchSamlApps')).toContain('Expenses');
	});
});
