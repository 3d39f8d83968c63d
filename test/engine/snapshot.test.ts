import type { INodeParameters } from 'n8n-workflow';

import { isObject, text } from '../../nodes/Okta/transport/json';
import type { Org } from '../org';
import { byId, including, like, twoUsers } from './scenarios';
import { textOf } from './scenarios/scenario';
import { openOffice, setManager } from './offboarding';
import { apiRequests, closeWorlds, putOutFor, type World } from './world';

afterEach(closeWorlds);

/** Somebody who has one of everything, and who it is about. */
async function furnished(app = {}) {
	const world = await openOffice({ app });
	const { directory } = world.org;
	const [user, other] = twoUsers(world.org, 'ACTIVE');
	const [hand, ruled] = directory.groups.list().filter(({ type }) => type === 'OKTA_GROUP');
	const app0 = directory.apps.list().find(({ signOnMode }) => signOnMode === 'SAML_2_0');
	if (!hand || !ruled || !app0) throw new Error('The org lacks something');
	setManager(world.org, user.id, other.id);
	for (const group of [hand, ruled]) group.members?.add(user.position);
	hand.owners.set(user.id, { type: 'USER', lastUpdated: 0 });
	app0.direct.add(user.position);
	app0.assignments.set(user.position, {
		created: 0,
		lastUpdated: 0,
		profile: { nickName: 'Al' },
		userName: 'al',
	});
	for (const { id } of [user, other]) directory.roles.deleteAll(id);
	directory.roles.add(user.id, 'HELP_DESK_ADMIN', 0).targets.groups.add(hand.id);
	directory.roles.add(user.id, 'APP_ADMIN', 0).targets.apps.add(app0.id);
	const custom = { role: 'cr01', resourceSet: 'iam01' };
	directory.roles.add(user.id, 'CUSTOM', 0, custom);
	return { world, user, other, hand, ruled, app: app0, custom };
}

async function take({ n8n, credential }: World, ids: readonly string[], options: INodeParameters) {
	return await n8n.run({
		parameters: {
			resource: 'user',
			operation: 'takeSnapshot',
			userId: byId('={{ $json.id }}'),
			options,
		},
		credential,
		items: ids.map((id) => ({ id })),
	});
}

describe('a snapshot', () => {
	test('holds what is needed to put somebody back', async () => {
		const { world, user, other, hand, app, custom } = await furnished();
		const { items, error } = await take(world, [user.id], { ownedGroups: true });

		expect(error).toBeUndefined();
		const [snapshot] = putOutFor(items, 0);
		expect(snapshot).toEqual(
			like({
				kind: 'oktaUserSnapshot',
				complete: true,
				notRead: [],
				user: like({ id: user.id, status: 'ACTIVE', profile: like({ ...user.profile }) }),
				groups: including(
					like({ id: hand.id, name: textOf(hand.profile, 'name'), type: 'OKTA_GROUP' }),
				),
				apps: including(
					like({ id: app.id, label: app.label, userName: 'al', profile: like({ nickName: 'Al' }) }),
				),
				adminRoles: including(
					like({ type: 'HELP_DESK_ADMIN', groups: [hand.id], apps: [] }),
					like({ type: 'APP_ADMIN', groups: [], apps: [{ name: app.name, id: app.id }] }),
					like({ type: 'CUSTOM', ...custom }),
				),
				linkedObjects: [
					{
						primary: 'manager',
						associated: 'subordinate',
						primaryIds: [other.id],
						associatedIds: [],
					},
				],
				ownedGroups: including({ id: hand.id, name: textOf(hand.profile, 'name') }),
			}),
		);
	});

	test('names the rules that may have put somebody into a group', async () => {
		const { world, user, ruled } = await furnished();
		const { rules } = world.org.directory;
		const [rule] = rules.list();
		if (!rule) throw new Error('The org has no rule');
		rules.change(rule, { groupIds: [ruled.id], status: 'ACTIVE', excluded: [user.id] });
		const [snapshot] = putOutFor((await take(world, [user.id], {})).items, 0);

		expect(snapshot?.['groups']).toEqual(
			including(
				like({
					id: ruled.id,
					rules: including({ id: rule.id, name: rule.name, status: 'ACTIVE', excluded: true }),
				}),
			),
		);
	});

	test('leaves out what comes through groups', async () => {
		const { world, user, hand, app } = await furnished();
		app.direct.delete(user.position);
		app.groups.set(hand.id, { priority: 0, profile: {}, lastUpdated: 0 });
		const [snapshot] = putOutFor((await take(world, [user.id], {})).items, 0);

		expect(JSON.stringify(snapshot?.['apps'])).not.toContain(app.id);
	});

	test('has no secret in it, whatever Okta sends', async () => {
		const { world, user } = await furnished();
		const secret = 'JBSWY3DPEHPK3PXP';
		const factors = [
			{ id: 'opf1', factorType: 'token:software:totp', profile: { sharedSecret: secret } },
		];
		const path = new RegExp('/factors$');
		world.org.faults.add({ path, then: { status: 200, body: factors } });
		const { items } = await take(world, [user.id], { asFile: true });

		expect(JSON.stringify(items[0]?.json)).not.toContain(secret);
		const binary = items[0]?.binary?.['data'];
		if (!binary) throw new Error('There is no file');
		const file = Buffer.from(binary.data, 'base64').toString();
		expect(file).not.toContain(secret);
		expect(JSON.parse(file)).toEqual(items[0]?.json);
	});

	test('goes on without what it may not read, and says so', async () => {
		const { world, user } = await furnished({ scopes: ['okta.users.read', 'okta.groups.read'] });
		const [snapshot] = putOutFor((await take(world, [user.id], {})).items, 0);

		expect(snapshot).toEqual(like({ complete: false, groups: including(like({})) }));
		const notRead: unknown = snapshot?.['notRead'];
		const parts = Array.isArray(notRead)
			? notRead.filter(isObject).map((one) => text(one['part']))
			: [];
		expect(parts.toSorted()).toEqual(['adminRoles', 'apps', 'linkedObjects']);
	});

	test('takes eight requests, two for each relationship, one for each limited role', async () => {
		const { world, user, other } = await furnished();
		await take(world, [user.id, other.id], {});
		const asked = apiRequests(world.org).map(({ path }) => path);
		const shared = ['/api/v1/groups/rules', '/api/v1/meta/schemas/user/linkedObjects'];
		const of = (id: string) => asked.filter((path) => path.includes(id)).length;

		expect(asked.filter((path) => shared.includes(path))).toHaveLength(shared.length);
		expect(of(user.id)).toBe(5 + 2 + 2);
		expect(of(other.id)).toBe(5 + 2);
		expect(asked.filter((path) => path === '/api/v1/apps')).toHaveLength(2);
	});
});

test.each<[string, (org: Org) => string]>([
	['suspended', (org) => twoUsers(org, 'SUSPENDED')[0].id],
	['deactivated', (org) => twoUsers(org, 'DEPROVISIONED')[0].id],
])('somebody who is %s can be taken a snapshot of', async (_, idIn) => {
	const world = await openOffice();
	const { items } = await take(world, [idIn(world.org)], {});
	expect(putOutFor(items, 0)).toEqual([like({ userId: idIn(world.org), notRead: [] })]);
});
