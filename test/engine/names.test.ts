import { lookupFor, lookups } from '../../nodes/Okta/objects/lookups';
import { namings, runNamed, writes, type Naming } from './named';
import type { Json } from '../org/directory/model';
import { usualScopes } from '../org/oauth/scopes';
import { mapped, type Item, scopesOf } from './scenarios';
import { textOf } from './scenarios/scenario';
import { part } from '../walks/part';
import { apiRequests, closeWorlds, complaint, openWorld, type World } from './world';

afterEach(closeWorlds);

const lag = 10_000;

/** An object with a name, as the practice org holds it. */
interface Holding {
	name: string;
	rename: (name: string) => void;
}

const groupOf = ({ org }: World, id: string): Holding | undefined => {
	const group = org.groups.get(id);
	return (
		group && {
			name: textOf(group.profile, 'name'),
			rename: (name) =>
				org.groups.rename(group, { ...group.profile, name }, org.directory.clock.now()),
		}
	);
};

const ruleOf = ({ org }: World, id: string): Holding | undefined => {
	const rule = org.directory.rules.get(id);
	return rule && { name: rule.name, rename: (name) => org.directory.rules.change(rule, { name }) };
};

const appOf = ({ org }: World, id: string): Holding | undefined => {
	const app = org.apps.get(id) ?? org.clients.get(id)?.app;
	return app && { name: app.label, rename: (label) => org.apps.change(app, { label }) };
};

const policyOf = ({ org: { directory } }: World, id: string): Holding | undefined => {
	const policy = directory.policies.get(id);
	return (
		policy && {
			name: policy.name,
			rename: (name) => directory.policies.change(policy, { name }),
		}
	);
};

const policyRuleOf = ({ org: { directory } }: World, id: string): Holding | undefined => {
	const policy = directory.policies.list().find(({ rules }) => rules.some((one) => one.id === id));
	const rule = policy?.rules.find((one) => one.id === id);
	return (
		policy &&
		rule && {
			name: rule.name,
			rename: (name) =>
				directory.policies.change(policy, {
					rules: policy.rules.map((one) => (one === rule ? { ...rule, name } : one)),
				}),
		}
	);
};

/** By field. Keys and granted scopes have no names that can change. */
const holdings: Record<string, (world: World, id: string) => Holding | undefined> = {
	groupId: groupOf,
	ownerId: groupOf,
	groupRuleId: ruleOf,
	appId: appOf,
	clientId: appOf,
	policyId: policyOf,
	ruleId: policyRuleOf,
};

const byName = namings.filter(({ mode }) => mode === 'name');

test('every field in which something can be named is looked at', () => {
	const fields = Object.keys(lookups).filter((field) => lookups[field]?.['name']);
	expect(Object.keys(holdings).toSorted()).toEqual(fields.toSorted());
	expect(new Set(byName.map(({ field }) => field))).toEqual(new Set(fields));
});

/** Okta's lists lag from the moment at which the scenario's items are there. */
async function openFor(naming: Naming) {
	const world = await openWorld({
		app: { scopes: [...usualScopes, ...scopesOf(naming.operation)] },
	});
	const items: Item[] = naming.scenario.items(world.org);
	world.org.directory.searchIndex.lag = lag;
	for (const item of items) {
		const holding = holdings[naming.field]?.(world, item[naming.member] ?? '');
		if (holding) return { world, item, holding };
	}
	// An owner is a group in none of the scenarios: any will do to be looked for.
	const group = world.org.groups.list().find(({ type }) => type === 'OKTA_GROUP');
	const holding = group && groupOf(world, group.id);
	const [item] = items;
	if (!item || !holding) throw new Error(`${naming.key} has nothing to name`);
	return { world, item, holding };
}

describe.each(byName)('$key, $field', (naming) => {
	test('an object renamed a moment ago is refused under its old name, and named', async () => {
		const { world, item, holding } = await openFor(naming);
		holding.rename('Renamed a Moment Ago');

		const outcome = await runNamed(world, naming, 'name', [{ ...item, named: holding.name }]);

		expect(complaint(outcome)).toMatch(/There is no [a-z ]+ named/);
		expect(complaint(outcome)).toContain('now named "Renamed a Moment Ago"');
		expect(writes(world)).toEqual([]);
	});

	test('one that no list shows yet is not found, and the error asks for its ID', async () => {
		const { world, item, holding } = await openFor(naming);
		holding.rename('Renamed a Moment Ago');

		const outcome = await runNamed(world, naming, 'name', [
			{ ...item, named: 'Renamed a Moment Ago' },
		]);

		expect(complaint(outcome)).toMatch(/There is no [a-z ]+ named "Renamed a Moment Ago"/);
		expect(complaint(outcome)).toMatch(/made or renamed seconds ago\?.* give its ID instead/);
		expect(writes(world)).toEqual([]);

		world.org.clock.advance(lag + 1);
		const later = await runNamed(world, naming, 'name', [
			{ ...item, named: 'Renamed a Moment Ago' },
		]);
		expect(later.error?.message ?? '').not.toContain('There is no');
	});
});

describe('what a language model writes where a locator stands at “From List”', () => {
	test.each(part(byName.filter(({ field }) => field !== 'clientId')))(
		'$key, $field: a name is looked up',
		async (naming) => {
			const [byItsName, onTheList] = await Promise.all(
				['name', 'list'].map(async (mode) => {
					const { world, item, holding } = await openFor(naming);
					world.org.clock.advance(lag + 1);
					const { error } = await runNamed(world, naming, mode, [{ ...item, named: holding.name }]);
					return { error: error?.message, sent: writes(world).map(({ method }) => method) };
				}),
			);
			expect(onTheList).toEqual(byItsName);
		},
	);

	test('a client ID may be of any form, and is no name', () => {
		expect(lookupFor('clientId', { mode: 'list', value: 'billing' })).toBeUndefined();
		expect(lookupFor('clientId', { mode: 'name', value: 'billing' })).toBeDefined();
	});
});

describe('an address of the Admin Console', () => {
	const page = 'https://acme-admin.okta.com/admin';
	const url = (value: string) => ({ __rl: true, mode: 'url', value });
	const firstOf = ({ org }: World) => ({
		user: org.users.list()[0]?.id ?? '',
		group: org.groups.list()[0]?.id ?? '',
		app: org.apps.list()[0]?.id ?? '',
	});

	test.each([
		['user', 'userId', 'user', (id: string) => `${page}/user/profile/view/${id}#tab-account`],
		['group', 'groupId', 'group', (id: string) => `${page}/group/${id}`],
		[
			'application',
			'appId',
			'app',
			(id: string) => `${page}/app/slack/instance/${id}/#tab-general`,
		],
	] as const)('names a %s', async (resource, field, kind, address) => {
		const world = await openWorld();
		const id = firstOf(world)[kind];
		const parameters = { resource, operation: 'get', [field]: url(address(id)) };
		const { items } = await world.n8n.run({ parameters, credential: world.credential });
		expect(items[0]?.json['id']).toBe(id);
	});

	test.each(['Engineering', `${page}/groups`, 'https://acme.example/00g'])(
		'without an ID is refused before anything is sent: %s',
		async (value) => {
			const world = await openWorld();
			const parameters = { resource: 'group', operation: 'get', groupId: url(value) };
			const outcome = await world.n8n.run({ parameters, credential: world.credential });
			expect(complaint(outcome)).toContain('"Group" holds no address with an ID');
			expect(apiRequests(world.org)).toEqual([]);
		},
	);
});

describe('what exists is updated', () => {
	const named = (name: string) =>
		mapped(['name', 'string', name], ['description', 'string', 'New']);
	const engineering = ({ org }: World) => {
		const [group] = org.groups.byName('Engineering');
		if (!group) throw new Error('The org has no such group');
		return group;
	};

	test('as it is now, whatever a list shows of it', async () => {
		const world = await openWorld();
		world.org.directory.searchIndex.lag = lag;
		const group = engineering(world);
		const profile = { ...group.profile, description: 'Changed a moment ago' };
		world.org.groups.rename(group, profile, world.org.clock.now());
		const outcome = await world.n8n.run({
			parameters: {
				resource: 'group',
				operation: 'create',
				ifExists: 'update',
				profile: mapped(['name', 'string', 'Engineering'], ['description', 'string', 'New']),
			},
			credential: world.credential,
		});
		expect(outcome.error).toBeUndefined();
		expect(group.profile).toMatchObject({ name: 'Engineering', description: 'New' });
	});

	test('and not the group that had the name before', async () => {
		const world = await openWorld();
		world.org.directory.searchIndex.lag = lag;
		const group = engineering(world);
		world.org.groups.rename(group, { name: 'Makers' }, world.org.clock.now());
		world.org.groups.add({
			type: 'OKTA_GROUP',
			objectClass: ['okta:user_group'],
			profile: { name: 'Engineering' },
			created: world.org.clock.now(),
		});
		const outcome = await world.n8n.run({
			parameters: {
				resource: 'group',
				operation: 'create',
				ifExists: 'update',
				profile: named('Engineering'),
			},
			credential: world.credential,
		});
		expect(outcome.error).toBeDefined();
		expect(group.profile).toEqual({ name: 'Makers' });
	});
});

describe('User: Create or Update, matched by another attribute', () => {
	/** The value somebody had until a moment ago, and has in the form; what they have now. */
	const cases: Array<
		[
			attribute: string,
			type: 'string' | 'number' | 'boolean',
			before: string | number | boolean,
			now: string | number | boolean | null,
		]
	> = [
		['employeeNumber', 'string', 'E-4711', 'E-4712'],
		['email', 'string', 'shared@acme.example', 'own@acme.example'],
		['badgeNumber', 'number', 4711, 4712],
		['badgeNumber', 'number', 0, null],
		['contractor', 'boolean', true, false],
	];
	const somebody = ({ org }: World) => {
		const user = org.users.list().find(({ status }) => status === 'ACTIVE');
		if (!user) throw new Error('The org has no active user');
		return user;
	};
	const upsert = async (
		world: World,
		attribute: string,
		type: 'string' | 'number' | 'boolean',
		value: string | number | boolean,
	) =>
		await world.n8n.run({
			parameters: {
				resource: 'user',
				operation: 'upsert',
				matchBy: 'other',
				matchAttribute: attribute,
				profile: mapped(
					['login', 'string', 'new@acme.example'],
					['email', 'string', 'new@acme.example'],
					['firstName', 'string', 'New'],
					['lastName', 'string', 'Comer'],
					// Of columns of one name the last counts.
					[attribute, type, value],
				),
			},
			credential: world.credential,
		});
	/** One user alone has the value, and everybody else none. */
	const openWith = async (attribute: string, value: Json) => {
		const world = await openWorld({ org: { users: 3 } });
		for (const user of world.org.users.list()) {
			const { [attribute]: _, ...profile } = user.profile;
			world.org.users.put({ ...user, profile });
		}
		const { id } = somebody(world);
		const put = (held: Json) => {
			const user = world.org.directory.findUser(id);
			if (user) world.org.users.put({ ...user, profile: { ...user.profile, [attribute]: held } });
		};
		put(value);
		const profileNow = () => world.org.directory.findUser(id)?.profile;
		return { world, put, profileNow };
	};

	test.each(cases)(
		'%s (%s) %j, of somebody who had it a moment ago and now has %j',
		async (attribute, type, before, now) => {
			const { world, put, profileNow } = await openWith(attribute, before);
			world.org.directory.searchIndex.lag = lag;
			put(now);
			const untouched = profileNow();

			const outcome = await upsert(world, attribute, type, before);

			expect(outcome.error).toBeUndefined();
			expect(outcome.items.map(({ json }) => json['outcome'])).toEqual(['created']);
			expect(profileNow()).toEqual(untouched);
		},
	);

	test.each([
		...cases.map(([attribute, type, value]) => [attribute, type, value, value] as const),
		['email', 'string', 'Shared@Acme.example', 'shared@acme.example'] as const,
	])('%s (%s) %j, of somebody who has %j', async (attribute, type, value, held) => {
		const { world, profileNow } = await openWith(attribute, held);
		const outcome = await upsert(world, attribute, type, value);
		expect(outcome.error).toBeUndefined();
		expect(writes(world)).toHaveLength(1);
		expect(writes(world)[0]?.path).toMatch(/^\/api\/v1\/users\/00u/);
		expect(profileNow()).toMatchObject({ firstName: 'New' });
	});

	test('a list is refused', async () => {
		const world = await openWorld();
		const outcome = await world.n8n.run({
			parameters: {
				resource: 'user',
				operation: 'upsert',
				matchBy: 'other',
				matchAttribute: 'skills',
				profile: mapped(['skills', 'array', '={{ ["excel"] }}']),
			},
			credential: world.credential,
		});
		expect(complaint(outcome)).toContain('"skills" is a list');
		expect(world.org.ledger.requests).toEqual([]);
	});
});
