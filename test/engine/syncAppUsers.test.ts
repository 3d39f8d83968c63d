import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Org } from '../org';
import { byId, mapped, type Item } from './scenarios';
import { textOf } from './scenarios/scenario';
import {
	apiRequests,
	closeWorlds,
	complaint,
	openWorld,
	putOutFor,
	type World,
	type WorldOptions,
} from './world';

afterEach(closeWorlds);

const slack = ({ apps }: Org) => {
	const app = apps.list().find(({ name }) => name === 'slack');
	if (!app) throw new Error('The org has no Slack');
	return app;
};

const scopeOf = (org: Org, { position }: { position: number }) =>
	org.directory.assignmentScope(slack(org), position);

const having = (org: Org, scope: 'USER' | 'GROUP' | undefined, status = 'ACTIVE') =>
	org.users.list().filter((user) => user.status === status && scopeOf(org, user) === scope);

const personal = (org: Org) => org.users.list().filter((user) => scopeOf(org, user) === 'USER');

type User = ReturnType<typeof having>[number];

const loginOf = ({ profile }: Pick<User, 'profile'>) => textOf(profile, 'login');

const rowsFor = (users: readonly User[]): Item[] =>
	users.map((user) => ({ login: loginOf(user), id: user.id }));

const form = ({ org }: World, parameters: INodeParameters = {}): INodeParameters => ({
	resource: 'application',
	operation: 'syncUsers',
	appId: byId(slack(org).id),
	person: '={{ $json.login }}',
	...parameters,
});

const sync = async (world: World, items: IDataObject[], parameters: INodeParameters = {}) =>
	await world.n8n.run({ parameters: form(world, parameters), items, credential: world.credential });

const writes = ({ org }: World) => apiRequests(org).filter(({ method }) => method !== 'GET');

const outcomesOf = (items: ReadonlyArray<{ json: IDataObject }>) =>
	items.map(({ json }) => json['outcome']).filter((outcome) => outcome !== undefined);

/** Ten people who have the app personally. */
async function open(options: WorldOptions = {}): Promise<World> {
	const world = await openWorld(options);
	const app = slack(world.org);
	for (const user of having(world.org, undefined).slice(0, 10)) app.direct.add(user.position);
	return world;
}

/** A group through which some have the app. */
function giveTo(org: Org, name: string) {
	const [group] = org.groups.byName(name);
	if (!group) throw new Error(`The org has no ${name}`);
	slack(org).groups.set(group.id, { priority: 0, profile: {}, lastUpdated: 0 });
	return group;
}

describe('Exactly These', () => {
	test('assigns who is missing, takes it from who is not listed, and says so of each', async () => {
		const world = await open();
		const [left, ...kept] = personal(world.org);
		const [added] = having(world.org, undefined);
		if (!left || !added) throw new Error('The org is too small');
		const rows = rowsFor([...kept, added]);

		const { items, error } = await sync(world, rows);
		expect(error).toBeUndefined();
		expect(putOutFor(items, rows.length - 1)).toMatchObject([
			{ outcome: 'added', userId: added.id, appLabel: 'Slack' },
		]);
		expect(putOutFor(items, 1)).toMatchObject([{ outcome: 'unchanged' }]);
		expect(items.find(({ json }) => json['outcome'] === 'removed')?.json).toMatchObject({
			userId: left.id,
			login: loginOf(left),
		});
		expect(items.at(-1)?.json).toMatchObject({
			summary: true,
			appLabel: 'Slack',
			personalBefore: kept.length + 1,
			added: 1,
			removed: 1,
			unchanged: kept.length,
		});
		expect(personal(world.org).map(({ id }) => id)).toEqual(
			[...kept, added].map(({ id }) => id).toSorted(),
		);
		const again = await sync(world, rows);
		expect(new Set(outcomesOf(again.items))).toEqual(new Set(['unchanged']));
		expect(writes(world)).toHaveLength(2);
	});

	test('costs the app, pages of 500, a read for each who is new, and the writes', async () => {
		const world = await openWorld({ org: { users: 3_000 } });
		const all = having(world.org, undefined);
		for (const user of all.slice(0, 1_200)) slack(world.org).direct.add(user.position);
		const before = personal(world.org);
		const news = having(world.org, undefined).slice(0, 20);
		const has = [...world.org.directory.appUsersFrom(slack(world.org), 0)].length;
		world.org.ledger.clear();
		const { error } = await sync(world, rowsFor([...before.slice(20), ...news]));
		expect(error).toBeUndefined();
		expect(before.length).toBeGreaterThan(1_000);
		expect(apiRequests(world.org)).toHaveLength(1 + Math.ceil(has / 500) + news.length + 40);
	});

	test.each<[string, (users: User[]) => IDataObject[], RegExp]>([
		['an empty item', () => [{}], /The list names nobody, and would take the app "Slack"/],
		[
			'a single row',
			([one]) => rowsFor(one ? [one] : []),
			/would remove \d+ of \d+ personal assignments of the app "Slack"/,
		],
		['nobody anyone knows', () => [{ login: 'x@y.example' }], /The list names nobody/],
	])('takes %s for a list that came short', async (_, rows, said) => {
		const world = await open();
		const outcome = await sync(world, rows(personal(world.org)));
		expect(complaint(outcome)).toMatch(said);
		expect(writes(world)).toEqual([]);
	});

	test('leaves somebody whose login has just become what a row says', async () => {
		const world = await open();
		const { org } = world;
		const [renamed, ...others] = personal(org);
		if (!renamed) throw new Error('The org is too small');
		// The list still shows the login of before, and asked for the new one Okta knows nobody yet.
		const body = [renamed, ...others].map(({ id, status, profile }) => ({
			id,
			scope: 'USER',
			_embedded: { user: { id, status, profile: { ...profile } } },
		}));
		const list = `/api/v1/apps/${slack(org).id}/users`;
		org.faults.add({ method: 'GET', path: list, then: { status: 200, body } });
		const login = 'renamed@acme.example';
		org.faults.add({
			method: 'GET',
			path: /\/users\/renamed/,
			then: { status: 404, body: {} },
		});
		org.directory.users.put({ ...renamed, profile: { ...renamed.profile, login } });
		const { items, error } = await sync(world, [{ login }, ...rowsFor(others)]);
		expect(error).toBeUndefined();
		expect(outcomesOf(items)).toEqual(['refused', ...others.map(() => 'unchanged'), 'skipped']);
		expect(scopeOf(org, renamed)).toBe('USER');
	});
});

describe('the profile in the app', () => {
	const withRole = (role: string, more: INodeParameters = {}): INodeParameters => ({
		assignments: 'add',
		setAppProfile: true,
		profile: mapped(['role', 'string', role]),
		...more,
	});
	const roleOf = ({ org }: World, { position }: User) =>
		slack(org).assignments.get(position)?.profile['role'];

	test('is changed where it differs, and only that is sent', async () => {
		const world = await open();
		const [same, other] = personal(world.org);
		if (!same || !other) throw new Error('The org is too small');
		const { assignments, created } = slack(world.org);
		for (const [user, role] of [
			[same, 'admin'],
			[other, 'member'],
		] as const) {
			const profile = { role, licenceCount: 2 };
			assignments.set(user.position, { created, lastUpdated: created, profile });
		}
		const { items } = await sync(world, rowsFor([same, other]), withRole('admin'));
		expect(outcomesOf(items)).toEqual(['unchanged', 'updated']);
		expect(items[1]?.json['changes']).toEqual([{ field: 'role', from: 'member', to: 'admin' }]);
		expect(writes(world)).toMatchObject([
			{ path: `/api/v1/apps/${slack(world.org).id}/users/${other.id}` },
		]);
		expect(slack(world.org).assignments.get(other.position)?.profile).toEqual({
			role: 'admin',
			licenceCount: 2,
		});
	});

	test('is what each row says, by the names of its columns', async () => {
		const world = await open();
		const [one, two] = having(world.org, undefined);
		if (!one || !two) throw new Error('The org is too small');
		const rows = [
			{ login: loginOf(one), role: 'admin' },
			{ login: loginOf(two), role: '' },
		];
		const profile = { ...mapped(['role', 'string', '']), mappingMode: 'autoMapInputData' };
		const { error } = await sync(world, rows, withRole('', { profile }));
		expect(error).toBeUndefined();
		expect([roleOf(world, one), roleOf(world, two)]).toEqual(['admin', undefined]);
	});

	test('is emptied by choice, for who had the app before', async () => {
		const world = await open();
		const [had] = personal(world.org);
		const [added] = having(world.org, undefined);
		if (!had || !added) throw new Error('The org is too small');
		const { assignments, created } = slack(world.org);
		const profile = { role: 'admin' };
		assignments.set(had.position, { created, lastUpdated: created, profile });
		const empty = withRole('', { options: { emptyValues: 'clear' } });
		const { items, error } = await sync(world, rowsFor([had, added]), empty);
		expect(error).toBeUndefined();
		expect(outcomesOf(items)).toEqual(['updated', 'added']);
		expect(roleOf(world, had)).toBeNull();
		expect(roleOf(world, added)).toBeUndefined();
	});

	test('says what the app did not take', async () => {
		const world = await open();
		const [one] = personal(world.org);
		if (!one) throw new Error('The org is too small');
		const app = slack(world.org);
		const path = `/api/v1/apps/${app.id}/users/${one.id}`;
		const body = { id: one.id, scope: 'USER', profile: { role: 'member' } };
		world.org.faults.add({ method: 'POST', path, then: { status: 200, body } });
		const { items } = await sync(world, rowsFor([one]), withRole('admin'));
		expect(items[0]?.json).toMatchObject({ outcome: 'updated', notTaken: ['role'] });
	});
});

describe('somebody who has the app through a group', () => {
	test.each(['exactly', 'remove'])('keeps it, and the output names the group: %s', async (way) => {
		const world = await open();
		const before = personal(world.org);
		const group = giveTo(world.org, 'Engineering');
		const people = having(world.org, 'GROUP');
		const [one] = people;
		if (!one) throw new Error('The org is too small');
		const rows = rowsFor(way === 'exactly' ? before : [one]);
		const { items, error } = await sync(world, rows, { assignments: way });
		expect(error).toBeUndefined();
		expect(items.find(({ json }) => json['userId'] === one.id)?.json).toMatchObject({
			outcome: 'skipped',
			why: `Has the app through the group "${textOf(group.profile, 'name')}", and keeps it.`,
		});
		expect(writes(world)).toEqual([]);
	});

	test.each([
		['is left', {}, 'GROUP', 'unchanged'],
		[
			'is left when the profile differs, too',
			{ setAppProfile: true, profile: mapped(['role', 'string', 'admin']) },
			'GROUP',
			'skipped',
		],
		[
			'is assigned personally by choice',
			{ options: { throughGroup: 'assign' } },
			'USER',
			'updated',
		],
	] as const)('and is listed, %s', async (_, parameters: INodeParameters, scope, outcome) => {
		const world = await open();
		giveTo(world.org, 'Engineering');
		const [one] = having(world.org, 'GROUP');
		if (!one) throw new Error('The org is too small');
		const { items } = await sync(world, rowsFor([one]), { assignments: 'add', ...parameters });
		expect(items[0]?.json['outcome']).toBe(outcome);
		expect(scopeOf(world.org, one)).toBe(scope);
	});

	test('and personally, too, keeps it: Okta refuses to take it', async () => {
		const world = await open();
		const group = giveTo(world.org, 'Engineering');
		const both = org(world).find(({ position }) => world.org.directory.isMember(group, position));
		if (!both) throw new Error('Nobody is in the group');
		slack(world.org).direct.add(both.position);
		const parameters = { assignments: 'remove' };
		const planned = await sync(world, rowsFor([both]), {
			...parameters,
			safeguards: { dryRun: true },
		});
		expect(planned.items[0]?.json).toMatchObject({ would: 'nothing' });
		const { items, error } = await sync(world, rowsFor([both]), parameters);
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({
			outcome: 'skipped',
			why: 'Has the app through a group, too, and keeps it.',
		});
	});

	const org = (world: World) => world.org.users.list().filter(({ status }) => status === 'ACTIVE');
});

describe('rows that are not as they should be', () => {
	test('say what became of them', async () => {
		const world = await open();
		const [first] = personal(world.org);
		const [deactivated] = having(world.org, undefined, 'DEPROVISIONED');
		if (!first || !deactivated) throw new Error('The org is too small');
		const rows = [
			...rowsFor([first, first, deactivated]),
			{ login: 'nobody@acme.example' },
			{ login: '' },
		];
		const { items } = await sync(world, rows, { assignments: 'add' });
		expect(items.slice(0, -1).map(({ json }) => [json['outcome'], json['why']])).toEqual([
			['unchanged', undefined],
			['skipped', 'Item 1 names the same person as item 0.'],
			['skipped', 'The user is deactivated, and was not assigned.'],
			['refused', 'No user has nobody@acme.example as login.'],
			['refused', 'The row names nobody.'],
		]);
		const treated = await sync(world, rowsFor([deactivated]), {
			assignments: 'add',
			options: { deactivatedUsers: 'treat' },
		});
		expect(treated.items[0]?.json).toMatchObject({
			outcome: 'refused',
			why: 'Okta gives no app to a user who is deactivated.',
		});
		expect(writes(world)).toEqual([]);
	});

	test('mean the account that is open, where a closed one with the same number has the app', async () => {
		const world = await open();
		const [back] = having(world.org, undefined);
		const [closed] = having(world.org, undefined, 'DEPROVISIONED');
		if (!back || !closed) throw new Error('The org is too small');
		const number = textOf(back.profile, 'employeeNumber');
		world.org.users.put({ ...closed, profile: { ...closed.profile, employeeNumber: number } });
		slack(world.org).direct.add(closed.position);
		const { items } = await sync(world, [{ number }], {
			person: '={{ $json.number }}',
			matchBy: 'other',
			matchAttribute: 'employeeNumber',
			assignments: 'add',
		});
		expect(items[0]?.json).toMatchObject({ outcome: 'added', userId: back.id });
	});

	test.each(['unknownRows', 'duplicateRows'])('change nothing by choice: %s', async (choice) => {
		const world = await open();
		const [first, added] = [personal(world.org)[0], having(world.org, undefined)[0]];
		if (!first || !added) throw new Error('The org is too small');
		const rows = [...rowsFor([first, first, added]), { login: 'nobody@acme.example' }];
		const options = { [choice]: 'fail' };
		const outcome = await sync(world, rows, { assignments: 'add', options });
		expect(complaint(outcome)).toContain(choice === 'unknownRows' ? 'Item 3' : 'Item 1');
		expect(writes(world)).toEqual([]);
	});

	test('name nobody who has the app, by an attribute, and ask for nobody', async () => {
		const world = await open();
		const news = having(world.org, undefined).slice(0, 3);
		const rows = news.map(({ profile }) => ({ number: textOf(profile, 'employeeNumber') }));
		const { items } = await sync(world, rows, {
			person: '={{ $json.number }}',
			matchBy: 'other',
			matchAttribute: 'employeeNumber',
			assignments: 'remove',
		});
		expect(outcomesOf(items)).toEqual(news.map(() => 'unchanged'));
		expect(apiRequests(world.org).map(({ path }) => path)).not.toContain('/api/v1/users');
	});
});

describe('safeguards', () => {
	test('Dry Run shows a plan for each row and removal', async () => {
		const world = await open();
		const [left, ...kept] = personal(world.org);
		const [added] = having(world.org, undefined);
		if (!left || !added) throw new Error('The org is too small');
		const { items } = await sync(world, rowsFor([...kept, added]), {
			safeguards: { dryRun: true },
		});
		expect(items.map(({ json }) => json['would'])).toEqual([
			...kept.map(() => 'nothing'),
			'create',
			'remove',
		]);
		expect(writes(world)).toEqual([]);
	});

	test.each([
		['Stop Before More Than', { stopBefore: 2 }, /would change 3 items/],
		[
			'Stop Before More Than Percent',
			{ stopBeforePercent: 5 },
			/would change 3 of \d+ personal assignments of the app "Slack"/,
		],
	])('%s refuses the whole run beforehand', async (_, safeguards, said) => {
		const world = await open();
		const news = having(world.org, undefined).slice(0, 3);
		const outcome = await sync(world, rowsFor(news), { assignments: 'add', safeguards });
		expect(complaint(outcome)).toMatch(said);
		expect(writes(world)).toEqual([]);
	});

	test('what is protected is left out by choice, and the others are dealt with', async () => {
		const world = await open();
		const [held, other] = having(world.org, undefined);
		if (!held || !other) throw new Error('The org is too small');
		const { items } = await sync(world, rowsFor([held, other]), {
			assignments: 'add',
			safeguards: { protectedUsers: loginOf(held), ifProtected: 'skip' },
		});
		expect(items[0]?.json).toMatchObject({ outcome: 'skipped' });
		expect([scopeOf(world.org, held), scopeOf(world.org, other)]).toEqual([undefined, 'USER']);
	});
});

test.each(['assignUser', 'unassignUser'])(
	'Stop Before More Than Percent holds for %s, too',
	async (operation) => {
		const world = await open();
		const users = operation === 'assignUser' ? having(world.org, undefined) : personal(world.org);
		const outcome = await world.n8n.run({
			parameters: {
				resource: 'application',
				operation,
				appId: byId(slack(world.org).id),
				userId: byId('={{ $json.id }}'),
				safeguards: { stopBeforePercent: 5 },
			},
			items: rowsFor(users.slice(0, 3)),
			credential: world.credential,
		});
		expect(complaint(outcome)).toMatch(/3 of \d+ personal assignments of the app/);
		expect(writes(world)).toEqual([]);
	},
);
