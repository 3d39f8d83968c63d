import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { byId, mapped, textOf } from './scenarios/scenario';
import {
	apiRequests,
	closeWorlds,
	complaint,
	openWorld,
	type World,
	type WorldOptions,
} from './world';

afterEach(closeWorlds);

const suspend = async (
	{ n8n, credential }: World,
	ids: readonly string[],
	safeguards: INodeParameters,
	more: IDataObject = {},
) =>
	await n8n.run({
		parameters: {
			resource: 'user',
			operation: 'suspend',
			userId: byId('={{ $json.id }}'),
			requestOptions: { parallel: 1 },
			safeguards,
		},
		items: ids.map((id) => ({ id, ...more })),
		credential,
	});

const inStatus = ({ org }: World, status: string) =>
	org.users
		.list()
		.filter((user) => user.status === status)
		.map(({ id }) => id);

const writes = ({ org }: World) => apiRequests(org).filter(({ method }) => method !== 'GET');

describe('Check All Items First', () => {
	it('changes nothing when one item would be refused, and names all that would', async () => {
		const world = await openWorld();
		const active = inStatus(world, 'ACTIVE').slice(0, 4);
		const [gone = ''] = inStatus(world, 'DEPROVISIONED');
		const outcome = await suspend(world, [...active, gone, '00uNobody0000000005d7'], {
			checkFirst: true,
		});
		expect(complaint(outcome)).toContain('2 items of 6 would be refused');
		expect(complaint(outcome)).toMatch(/Item 4: .+\nItem 5: /);
		expect(writes(world)).toEqual([]);
	});

	it('goes ahead when Okta would refuse none', async () => {
		const world = await openWorld();
		const active = inStatus(world, 'ACTIVE').slice(0, 3);
		const outcome = await suspend(world, active, { checkFirst: true });
		expect(outcome.error).toBeUndefined();
		expect(active.map((id) => world.org.directory.findUser(id)?.status)).toEqual(
			active.map(() => 'SUSPENDED'),
		);
	});

	it('looks up names and logins once for plan and run', async () => {
		const world = await openWorld({ app: { scopes: ['okta.groups.manage', 'okta.users.read'] } });
		const [group] = world.org.groups.list().filter(({ type }) => type === 'OKTA_GROUP');
		const active = world.org.users.list().filter(({ status }) => status === 'ACTIVE');
		const outcome = await world.n8n.run({
			parameters: {
				resource: 'group',
				operation: 'addMember',
				groupId: { __rl: true, mode: 'name', value: textOf(group?.profile ?? {}, 'name') },
				userId: { __rl: true, mode: 'login', value: '={{ $json.login }}' },
				safeguards: { checkFirst: true },
			},
			items: active.slice(0, 3).map(({ profile }) => ({ login: textOf(profile, 'login') })),
			credential: world.credential,
		});
		expect(outcome.error).toBeUndefined();
		const reads = apiRequests(world.org).filter(({ method }) => method === 'GET');
		const byName = reads.filter(
			({ path, query }) => path === '/api/v1/groups' || 'search' in query,
		);
		expect(byName).toHaveLength(1);
		expect(reads.filter(({ path }) => path.includes('@') || path.includes('%40'))).toHaveLength(3);
		expect(writes(world)).toHaveLength(3);
	});

	it.each([
		['a user nobody knows', 'setGroups', 2],
		['a group nobody knows', 'syncMembers', 1],
	])('names %s, where items are treated together', async (_, operation, bad) => {
		const world = await openWorld({ app: { scopes: ['okta.groups.manage', 'okta.users.read'] } });
		const [one = '', other = ''] = inStatus(world, 'ACTIVE');
		const [group] = world.org.groups.list().filter(({ type }) => type === 'OKTA_GROUP');
		const nobody = '00uNobody0000000005d7';
		const items = [one, nobody, other, nobody].map((id, index) => ({
			id,
			groupId: operation === 'syncMembers' && index === 1 ? '00gNothing0000000005d7' : group?.id,
			team: textOf(group?.profile ?? {}, 'name'),
		}));
		if (operation === 'syncMembers') items.pop();
		const run = async (safeguards: INodeParameters) =>
			await world.n8n.run({
				parameters: {
					resource: operation === 'setGroups' ? 'user' : 'group',
					operation,
					...(operation === 'setGroups'
						? { userId: byId('={{ $json.id }}'), groups: '={{ $json.team }}', membership: 'add' }
						: {
								groupId: byId('={{ $json.groupId }}'),
								member: '={{ $json.id }}',
								matchBy: 'id',
								membership: 'add',
							}),
					safeguards,
				},
				items,
				credential: world.credential,
			});
		const planned = await run({ dryRun: true });
		expect(planned.error).toBeUndefined();
		const refused = planned.items.filter(({ json }) => json['would'] === 'be refused');
		expect(refused.map(({ pairedItem }) => pairedItem)).toEqual(
			[{ item: 1 }, { item: 3 }].slice(0, bad),
		);
		expect(refused.every(({ json }) => json['why'] !== '' && json['seal'] !== '')).toBe(true);
		const said = complaint(await run({ checkFirst: true }));
		expect(said).toContain(`${String(bad)} item${bad === 1 ? '' : 's'} of ${String(items.length)}`);
		expect(said).toMatch(bad === 1 ? /Item 1: / : /Item 1: .+\nItem 3: /);
		expect(writes(world)).toEqual([]);
	});

	it('lets later items see what earlier ones would have made', async () => {
		const world = await openWorld();
		const outcome = await world.n8n.run({
			parameters: {
				resource: 'user',
				operation: 'create',
				profile: mapped(
					['login', 'string', 'twice@acme.example'],
					['email', 'string', 'twice@acme.example'],
					['firstName', 'string', 'Ada'],
					['lastName', 'string', 'Byron'],
				),
				safeguards: { dryRun: true },
			},
			items: [{}, {}],
			credential: world.credential,
		});
		expect(outcome.items.map(({ json }) => json['would'])).toEqual(['create', 'be refused']);
		expect(writes(world)).toEqual([]);
	});
});

describe('Stop Before More Than', () => {
	it('ends the run at the first item too many, and says what was done', async () => {
		const world = await openWorld();
		const active = inStatus(world, 'ACTIVE').slice(0, 5);
		const outcome = await suspend(world, active, { stopBefore: 2 });
		expect(complaint(outcome)).toContain('The run stopped before it changed more than 2 items');
		expect(complaint(outcome)).toContain('2 were done (0–1)');
		expect(writes(world)).toHaveLength(2);
	});

	it('refuses the whole run on its plan, together with Check All Items First', async () => {
		const world = await openWorld();
		const active = inStatus(world, 'ACTIVE').slice(0, 5);
		const outcome = await suspend(world, active, { checkFirst: true, stopBefore: 4 });
		expect(complaint(outcome)).toContain('The run would change 5 items');
		expect(writes(world)).toEqual([]);
	});

	it('does not count items that change nothing', async () => {
		const world = await openWorld();
		const [active = ''] = inStatus(world, 'ACTIVE');
		const suspended = inStatus(world, 'SUSPENDED').slice(0, 3);
		const outcome = await suspend(world, [...suspended, active], {
			checkFirst: true,
			stopBefore: 1,
		});
		expect(outcome.error).toBeUndefined();
	});
});

describe('Stop Before More Than Percent', () => {
	/** A group, so many who are not in it, and how many are. */
	const cast = ({ org }: World, count: number) => {
		const [group] = org.groups.list().filter(({ type }) => type === 'OKTA_GROUP');
		if (!group) throw new Error('The org has no group');
		const isMember = ({ position }: { position: number }) =>
			org.directory.isMember(group, position);
		const active = org.users.list().filter(({ status }) => status === 'ACTIVE');
		const strangers = active.filter((user) => !isMember(user)).slice(0, count);
		const members = [...org.directory.membersFrom(group, 0)].length;
		return { group, ids: strangers.map(({ id }) => id), members };
	};

	const add = async (
		{ n8n, credential }: World,
		groupId: string,
		ids: readonly string[],
		safeguards: INodeParameters,
	) =>
		await n8n.run({
			parameters: {
				resource: 'group',
				operation: 'addMember',
				groupId: byId(groupId),
				userId: byId('={{ $json.id }}'),
				safeguards,
			},
			items: ids.map((id) => ({ id })),
			credential,
		});

	const openPlanning = async () =>
		await openWorld({ app: { scopes: ['okta.groups.manage', 'okta.users.read'] } });

	it('changes nothing when it would be a larger part of the members of a group', async () => {
		const world = await openPlanning();
		const { group, ids, members } = cast(world, 4);
		const percent = Math.ceil((300 / members) * 100) / 100;
		const outcome = await add(world, group.id, ids, { stopBeforePercent: percent });
		expect(complaint(outcome)).toContain(
			`The run would change 4 of ${String(members)} members of the group`,
		);
		expect(writes(world)).toEqual([]);
	});

	it('goes ahead up to it', async () => {
		const world = await openPlanning();
		const { group, ids, members } = cast(world, 4);
		const percent = Math.ceil((400 / members) * 100) / 100;
		const outcome = await add(world, group.id, ids, { stopBeforePercent: percent });
		expect(outcome.error).toBeUndefined();
		expect(writes(world)).toHaveLength(4);
	});

	it('is a number up to a hundred', async () => {
		const world = await openPlanning();
		const { group, ids } = cast(world, 1);
		const outcome = await add(world, group.id, ids, { stopBeforePercent: 101 });
		expect(complaint(outcome)).toContain('is not a number from 0 to 100');
	});
});

describe('the roles of the service app', () => {
	const hintOf = async (app: WorldOptions['app'], roles?: readonly object[]) => {
		const world = await openWorld({ app });
		const headers = { 'content-type': 'application/json' };
		const then = { status: 200, headers, body: JSON.stringify(roles) };
		if (roles) world.org.faults.add({ path: /^\/oauth2\/v1\/clients\//, then });
		const ids = inStatus(world, 'ACTIVE').slice(0, 3);
		const { run } = await suspend(world, ids, { dryRun: true });
		const own = apiRequests(world.org).filter(({ path }) => path.startsWith('/oauth2/v1/clients/'));
		expect(own).toHaveLength(1);
		const hints = run.data.resultData.runData['Okta']?.at(-1)?.hints ?? [];
		return hints.map(({ message }) => message).join();
	};

	it('are said once for a plan, where they do not allow all', async () => {
		const scopes = ['okta.users.manage', 'okta.roles.read'];
		const helpDesk = { type: 'HELP_DESK_ADMIN', label: 'Help Desk Administrator' };
		expect(await hintOf({ scopes }, [helpDesk])).toContain(
			'The service app has the role Help Desk Administrator',
		);
		expect(await hintOf({ scopes }, [])).toContain('The service app has no admin role');
		expect(await hintOf({ scopes })).toMatch(/3 would change something\.$/);
	});

	it('are said to be unknown, where they cannot be read', async () => {
		expect(await hintOf({ scopes: ['okta.users.manage'] })).toContain('could not be read');
	});
});

describe('safeguards', () => {
	it.each([
		[
			'filled in by a model',
			{ dryRun: "={{ $fromAI('dry_run') }}" },
			/cannot be filled in by a model/,
		],
		[
			'filled in by a model, in small letters',
			{ dryRun: "={{ $fromai('dry_run') }}" },
			/cannot be filled in by a model/,
		],
		[
			'filled in by a call of a tool',
			{ stopBefore: '={{ $tool.parameters.most }}' },
			/cannot be filled in by a model/,
		],
		['that differ', { dryRun: '={{ $itemIndex === 0 }}' }, /hold for the whole run/],
		['that are no switch', { dryRun: '={{ "maybe" }}' }, /"Dry Run" is neither true nor false/],
		[
			'that are no number',
			{ stopBefore: '={{ "few" }}' },
			/"Stop Before More Than" is not a whole/,
		],
		['below zero', { stopBefore: '={{ -1 }}' }, /"Stop Before More Than" is not a whole/],
	])('are refused when %s, before anything is sent', async (_, safeguards, said) => {
		const world = await openWorld();
		const active = inStatus(world, 'ACTIVE').slice(0, 2);
		expect(complaint(await suspend(world, active, safeguards))).toMatch(said);
		expect(apiRequests(world.org)).toEqual([]);
	});

	it('may come as text from an expression that is the same for all', async () => {
		const world = await openWorld();
		const active = inStatus(world, 'ACTIVE').slice(0, 2);
		const outcome = await suspend(world, active, { dryRun: '={{ "true" }}' });
		expect(outcome.items.map(({ json }) => json['would'])).toEqual(['change', 'change']);
		expect(writes(world)).toEqual([]);
	});

	it('cost no request where none is set', async () => {
		const world = await openWorld();
		const active = inStatus(world, 'ACTIVE').slice(0, 2);
		await suspend(world, active, {});
		expect(apiRequests(world.org)).toHaveLength(2);
	});

	it('show no secret of what would be sent', async () => {
		const world = await openWorld();
		const [id = ''] = inStatus(world, 'ACTIVE');
		const outcome = await world.n8n.run({
			parameters: {
				resource: 'user',
				operation: 'setPassword',
				userId: byId(id),
				password: 'Correct-horse-9-battery',
				safeguards: { dryRun: true },
			},
			credential: world.credential,
		});
		expect(outcome.error).toBeUndefined();
		expect(JSON.stringify(outcome.items)).toContain('(hidden)');
		expect(JSON.stringify(outcome.run)).not.toMatch(/"body":[^}]*Correct-horse/);
		expect(JSON.stringify(outcome.items)).not.toContain('Correct-horse');
		expect(outcome.items[0]?.json).toMatchObject({ would: 'change', certain: false });
	});
});
