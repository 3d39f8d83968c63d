import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { isObjectList, text } from '../../nodes/Okta/transport/json';
import type { Org } from '../org';
import type { App } from '../org/directory/appStore';
import type { Group } from '../org/directory/groupStore';
import type { User } from '../org/directory/model';
import { Chooser } from './chooser';
import { everyScope } from './offboarding';
import { byId, including, like, twoUsers } from './scenarios';
import { textOf } from './scenarios/scenario';
import { withRule } from './withRule';
import { apiRequests, closeWorlds, complaint, openWorld, putOutFor, type World } from './world';

afterEach(closeWorlds);

const openOffice = async (scopes = everyScope, groups = 8) =>
	await openWorld({ org: { users: 60, groups, apps: 6 }, app: { scopes } });

/** What the service app itself is doesn't matter here. */
const appsOf = ({ directory, clients }: Org): App[] =>
	directory.apps.list().filter(({ id }) => clients.ofApp(id) === undefined);

const oktaGroups = ({ directory }: Org) =>
	directory.groups.list().filter(({ type }) => type === 'OKTA_GROUP');

const nameOf = ({ profile }: Pick<Group, 'profile'>) => textOf(profile, 'name');

async function explain(
	{ n8n, credential }: World,
	resource: 'user' | 'group' | 'application',
	parameters: INodeParameters,
	items: IDataObject[] = [{}],
) {
	return await n8n.run({
		parameters: { resource, operation: 'explainAccess', returnAll: true, ...parameters },
		credential,
		items,
		settings: { onError: 'continueRegularOutput' },
	});
}

async function explainUser(world: World, userId: string, parameters: INodeParameters = {}) {
	const { items } = await explain(world, 'user', { userId: byId(userId), ...parameters });
	const [report] = items;
	if (!report) throw new Error('There is no report');
	return report.json;
}

const listIn = (item: IDataObject | undefined, name: string) => {
	const list = item?.[name];
	return isObjectList(list) ? list : [];
};

const entryFor = (report: IDataObject, list: 'groups' | 'apps', id: string) =>
	listIn(report, list).find((entry) => entry['id'] === id);

const waysOf = (entry: IDataObject | undefined) => listIn(entry, 'how').map(({ how }) => how);

/** Somebody who is in none of Okta's own groups, and has no apps but through groups. */
function newcomer(org: Org): User {
	const [user] = twoUsers(org, 'ACTIVE');
	for (const group of oktaGroups(org)) group.members?.delete(user.position);
	org.directory.unassignAll(user.position);
	return user;
}

const day = 86_400_000;

describe('why somebody is in a group', () => {
	test('by a rule, by hand, from a directory, or because everybody is', async () => {
		const world = await openOffice(everyScope, 40);
		const { org } = world;
		const user = newcomer(org);
		const [ruled, hand] = oktaGroups(org);
		const fromApp = org.directory.groups.list().find(({ type }) => type === 'APP_GROUP');
		if (!ruled || !hand || !fromApp) throw new Error('The org lacks groups');
		fromApp.members?.add(user.position);
		const department = textOf(user.profile, 'department');
		await withRule(org, 'By department', `user.department == "${department}"`, [ruled.id]);
		await org.console.addToGroup(hand.id, user.id);

		const report = await explainUser(world, user.id);
		expect(report).toMatchObject({ complete: true, notRead: [], status: 'ACTIVE' });
		expect(entryFor(report, 'groups', ruled.id)).toMatchObject({
			why: `Is in the group "${nameOf(ruled)}" by the rule "By department".`,
			how: [{ how: 'by rule', rule: { name: 'By department', status: 'ACTIVE' } }],
			toEnd: [
				{
					do: 'Group: Remove Member',
					id: ruled.id,
					note: 'Okta makes the person an exception of "By department".',
				},
			],
		});
		const { administrator } = org.directory;
		expect(entryFor(report, 'groups', hand.id)).toMatchObject({
			how: [{ how: 'by hand' }],
			added: { by: administrator.alternateId, byId: administrator.id, ruleId: '' },
		});
		expect(entryFor(report, 'groups', fromApp.id)).toMatchObject({
			how: [{ how: 'from its source' }],
			toEnd: [{ do: 'At Its Source' }],
		});
		expect(text(entryFor(report, 'groups', fromApp.id)?.['why'])).toContain(nameOf(fromApp));
		const everyone = listIn(report, 'groups').find(({ type }) => type === 'BUILT_IN');
		expect(everyone).toMatchObject({ how: [{ how: 'everybody is' }], toEnd: [{ do: 'Nothing' }] });
	});

	test('by a rule that only Okta can decide: the log knows, and otherwise it may be', async () => {
		const world = await openOffice();
		const { org } = world;
		const user = newcomer(org);
		const [first, second] = oktaGroups(org);
		if (!first || !second) throw new Error('The org lacks groups');
		const login = textOf(user.profile, 'login');
		const odd = `String.stringContains(user.login, "${login.slice(0, 3)}") AND user.noSuch != "1"`;
		await withRule(org, 'Odd', odd, [first.id]);
		// Such as the practice org takes for no condition, and this node neither.
		const rule = org.directory.rules.list().find(({ name }) => name === 'Odd');
		if (!rule) throw new Error('There is no rule');
		org.directory.rules.change(rule, { expression: 'user.getInternalProperty("x") == "y"' });

		const known = await explainUser(world, user.id, { explain: 'group', groupId: byId(first.id) });
		expect(known).toMatchObject({ has: true, why: like0('by the rule "Odd"') });
		org.clock.advance(91 * day);
		const forgotten = await explainUser(world, user.id, {
			explain: 'group',
			groupId: byId(first.id),
		});
		expect(forgotten).toMatchObject({ has: true, why: like0('perhaps by the rule "Odd"') });
		expect(entryFor(forgotten, 'groups', first.id)).toMatchObject({
			added: null,
			notRemembered: 'The System Log goes back 90 days, and does not say.',
		});
	});

	test('by a rule about other groups of the person', async () => {
		const world = await openOffice();
		const { org } = world;
		const user = newcomer(org);
		const [cause, group] = oktaGroups(org);
		if (!cause || !group) throw new Error('The org lacks groups');
		await org.console.addToGroup(cause.id, user.id);
		await withRule(org, 'Nested', `isMemberOfAnyGroup("${cause.id}")`, [group.id]);
		org.clock.advance(91 * day);
		expect(
			await explainUser(world, user.id, { explain: 'group', groupId: byId(group.id) }),
		).toMatchObject({ why: `Is in the group "${nameOf(group)}" by the rule "Nested".` });
	});

	test('by a rule that has been switched off, or is gone, or from which the person is an exception', async () => {
		const world = await openOffice();
		const { org } = world;
		const user = newcomer(org);
		const [off, gone, not] = oktaGroups(org);
		if (!off || !gone || !not) throw new Error('The org lacks groups');
		const condition = `user.login == "${textOf(user.profile, 'login')}"`;
		const offId = await withRule(org, 'Off', condition, [off.id]);
		const goneId = await withRule(org, 'Gone', condition, [gone.id]);
		for (const id of [offId, goneId]) {
			await org.console.request('POST', `/api/v1/groups/rules/${id}/lifecycle/deactivate`);
		}
		await org.console.request('DELETE', `/api/v1/groups/rules/${goneId}`);
		const notId = await withRule(org, 'Not', condition, [not.id]);
		const rule = org.directory.rules.get(notId);
		if (rule) org.directory.rules.change(rule, { excluded: [user.id] });

		const report = await explainUser(world, user.id);
		const [byOff] = listIn(entryFor(report, 'groups', off.id), 'how');
		expect(byOff).toMatchObject({ how: 'by rule', rule: { name: 'Off', status: 'INACTIVE' } });
		const [byGone] = listIn(entryFor(report, 'groups', gone.id), 'how');
		expect(byGone).toMatchObject({ how: 'by rule', rule: { id: goneId, status: 'GONE' } });
		const [byNot] = listIn(entryFor(report, 'groups', not.id), 'how');
		expect(byNot).toMatchObject({ how: 'by rule', rule: { name: 'Not' } });
		expect(text(byNot?.['why'])).toContain('an exception of it by now');
	});

	test('not at all', async () => {
		const world = await openOffice();
		const user = newcomer(world.org);
		const [group] = oktaGroups(world.org);
		const groupId = byId(group?.id ?? '');
		expect(await explainUser(world, user.id, { explain: 'group', groupId })).toMatchObject({
			has: false,
			groups: [],
			toEnd: [],
		});
	});
});

const like0 = (part: string): unknown => expect.stringContaining(part);

describe('why somebody has an app', () => {
	test('personally and through groups, with what gives these groups', async () => {
		const world = await openOffice();
		const { org } = world;
		const user = newcomer(org);
		const [group] = oktaGroups(org);
		const [app] = appsOf(org).filter(({ direct }) => !direct.has(user.position));
		if (!group || !app) throw new Error('The org lacks something');
		await org.console.request('PUT', `/api/v1/apps/${app.id}/groups/${group.id}`, {});
		await withRule(org, 'Ours', `user.login == "${textOf(user.profile, 'login')}"`, [group.id]);
		await org.console.assignApp(app.id, user.id);

		const one = await explainUser(world, user.id, { explain: 'app', appId: byId(app.id) });
		const { administrator } = org.directory;
		expect(one).toMatchObject({
			has: true,
			complete: true,
			why: `Has the app "${app.label}" personally; through the group "${nameOf(group)}", where the person is by the rule "Ours".`,
			apps: [
				{
					how: [
						{ how: 'personally' },
						{
							how: 'through a group',
							groupId: group.id,
							assigned: { by: administrator.alternateId },
						},
					],
				},
			],
			groups: [{ id: group.id }],
			toEnd: [{ do: 'Group: Remove Member' }, { do: 'Application: Unassign User' }],
		});
		const all = await explainUser(world, user.id);
		expect(entryFor(all, 'apps', app.id)).toEqual(entryFor(one, 'apps', app.id));
		expect(listIn(all, 'apps').map(({ id }) => id)).toEqual(
			org.directory.appsOf(user.position).map(({ id }) => id),
		);
	});

	test('not at all, or not any more', async () => {
		const world = await openOffice();
		const { org } = world;
		const user = newcomer(org);
		const [app] = appsOf(org);
		const appId = byId(app?.id ?? '');
		const none = { has: false, apps: [], groups: [], complete: true };
		expect(await explainUser(world, user.id, { explain: 'app', appId })).toMatchObject(none);
		await org.console.assignApp(app?.id ?? '', user.id);
		await org.console.deactivate(user.id);
		org.clock.advance(10_000);
		expect(await explainUser(world, user.id, { explain: 'app', appId })).toMatchObject(none);
	});
});

describe('what would end it', () => {
	/** Does what a report says would end somebody's access. */
	async function end({ console: admin, directory }: Org, user: User, ends: IDataObject[]) {
		for (const { do: what, what: name, id } of ends) {
			if (what === 'Group: Remove Member') await admin.removeFromGroup(text(id), user.id);
			else if (what === 'Application: Unassign User') await admin.unassignApp(text(id), user.id);
			else if (what === 'Application: Unassign Group') {
				const [group] = directory.groups.byName(text(name));
				await admin.request('DELETE', `/api/v1/apps/${text(id)}/groups/${group?.id ?? ''}`);
			} else if (what === 'At Its Source') {
				directory.groups.get(text(id))?.members?.delete(user.position);
			} else if (what === 'Group Rule: Update') {
				const rule = directory.rules.get(text(id));
				if (rule) directory.rules.change(rule, { excluded: [...rule.excluded, user.id] });
			} else throw new Error(`Nobody can do ${text(what)}`);
		}
	}

	test.each([1, 2, 3, 4, 5, 6])('does end it, whatever gives the app (seed %i)', async (seed) => {
		const choose = new Chooser(seed);
		const world = await openOffice();
		const { org } = world;
		const user = newcomer(org);
		const apps = appsOf(org);
		const condition = `user.login == "${textOf(user.profile, 'login')}"`;
		for (const group of org.directory.groups.list()) {
			for (const app of apps) {
				if (choose.once(3)) app.groups.set(group.id, { priority: 0, profile: {}, lastUpdated: 0 });
			}
			if (choose.once(2)) group.members?.add(user.position);
			if (group.type === 'OKTA_GROUP' && choose.once(3)) {
				await withRule(org, `Rule ${group.id}`, condition, [group.id]);
			}
		}
		for (const app of apps) if (choose.once(3)) app.direct.add(user.position);

		const had = org.directory.appsOf(user.position);
		expect(had.length).toBeGreaterThan(0);
		for (const app of had) {
			if (!org.directory.assignmentScope(app, user.position)) continue;
			const report = await explainUser(world, user.id, { explain: 'app', appId: byId(app.id) });
			await end(org, user, listIn(report, 'toEnd'));
			expect([app.label, org.directory.assignmentScope(app, user.position)]).toEqual([
				app.label,
				undefined,
			]);
			// No rule brings it back when the profile changes.
			await org.console.updateUser(user.id, { nickName: app.id });
			expect(org.directory.assignmentScope(app, user.position)).toBeUndefined();
		}
	});
});

describe('what Okta does not let us read', () => {
	test.each([
		['okta.groups.read', ['groupRules']],
		['okta.apps.read', ['apps']],
		['okta.logs.read', ['systemLog']],
	])('without %s is named, and not called none', async (missing, parts) => {
		const family = missing.replace('.read', '');
		const world = await openOffice(everyScope.filter((scope) => !scope.startsWith(family)));
		const { org } = world;
		const user = newcomer(org);
		const [group] = oktaGroups(org);
		group?.members?.add(user.position);
		const report = await explainUser(world, user.id);
		expect(report).toMatchObject({ complete: false });
		expect(listIn(report, 'notRead').map(({ part }) => part)).toEqual(parts);
		const entry = entryFor(report, 'groups', group?.id ?? '');
		expect(waysOf(entry)).toEqual(['not known']);
		if (missing === 'okta.logs.read') {
			expect(entry).toMatchObject({ notRemembered: 'The System Log could not be read.' });
		}
	});

	test('of the groups of one app is named, and the others are told', async () => {
		const world = await openOffice();
		const { org } = world;
		const user = newcomer(org);
		const [app, other] = appsOf(org);
		if (!app || !other) throw new Error('The org lacks apps');
		for (const { id } of [app, other]) await org.console.assignApp(id, user.id);
		const path = new RegExp(`/apps/${app.id}/groups`);
		org.faults.add({ path, times: 1, then: { status: 403, body: {} } });
		const report = await explainUser(world, user.id);
		expect(listIn(report, 'notRead')).toEqual([
			{ part: 'groupsOfApp', what: app.label, why: expect.any(String) as unknown },
		]);
		expect(waysOf(entryFor(report, 'apps', other.id))).toEqual(['personally']);
		expect(waysOf(entryFor(report, 'apps', app.id))).toEqual(['personally']);
	});

	test('is no matter of chance: whatever else fails, fails the item', async () => {
		const world = await openOffice();
		const user = newcomer(world.org);
		world.org.faults.add({ path: /groups\/rules/, times: 20, then: { status: 400, body: {} } });
		const report = await explainUser(world, user.id);
		expect(report).toMatchObject({ complete: false });
		const unknownApp = await explain(world, 'user', {
			userId: byId(user.id),
			explain: 'app',
			appId: byId('0oa00000000000000000'),
		});
		expect(unknownApp.items[0]?.json).toMatchObject({ error: like0('Resource not found') });
	});
});

describe('who is in a group, or has an app', () => {
	test('tells of each what the report on the person tells', async () => {
		const world = await openOffice();
		const { org } = world;
		const [group] = oktaGroups(org);
		const [app] = appsOf(org);
		if (!group || !app) throw new Error('The org lacks something');
		await org.console.request('PUT', `/api/v1/apps/${app.id}/groups/${group.id}`, {});
		const [user] = twoUsers(org, 'ACTIVE');
		await org.console.assignApp(app.id, user.id);
		const department = textOf(user.profile, 'department');
		await withRule(org, 'By department', `user.department == "${department}"`, [group.id]);

		const members = await explain(world, 'group', { groupId: byId(group.id) });
		const holders = await explain(world, 'application', { appId: byId(app.id) });
		const [listed, having] = [members, holders].map(({ items }) => putOutFor(items, 0));
		expect(listed?.length).toBeGreaterThan(2);
		expect(having?.map(({ userId }) => userId)).toEqual(
			[...org.directory.appUsersFrom(app, 0)].map((position) => org.users.at(position)?.id),
		);
		for (const member of listed ?? []) {
			const userId = text(member['userId']);
			const own = await explainUser(world, userId, { explain: 'group', groupId: byId(group.id) });
			expect(member).toMatchObject({ why: own['why'], toEnd: own['toEnd'], complete: true });
		}
		for (const holder of having ?? []) {
			const userId = text(holder['userId']);
			const own = await explainUser(world, userId, { explain: 'app', appId: byId(app.id) });
			const { why, toEnd, groups } = own;
			expect(holder).toMatchObject({ why, toEnd, groups, complete: true });
		}
		expect(having).toEqual(including(like({ userId: user.id, scope: 'USER' })));
	});

	test('stops at the limit', async () => {
		const world = await openOffice();
		const everyone = world.org.directory.groups.list().find(({ type }) => type === 'BUILT_IN');
		const groupId = byId(everyone?.id ?? '');
		const { items } = await explain(world, 'group', { groupId, returnAll: false, limit: 3 });
		expect(items).toHaveLength(3);
	});

	test('says of a group that may not be read that it was not', async () => {
		const world = await openOffice(['okta.apps.read', 'okta.logs.read']);
		const { org } = world;
		const [group] = oktaGroups(org);
		const [app] = appsOf(org);
		if (!group || !app) throw new Error('The org lacks something');
		await org.console.request('PUT', `/api/v1/apps/${app.id}/groups/${group.id}`, {});
		const { items } = await explain(world, 'application', { appId: byId(app.id) });
		const [first] = items;
		expect(listIn(first?.json, 'notRead')).toEqual(
			including(
				like({ part: 'groupRules' }),
				like({ part: 'membersOfGroup', what: nameOf(group) }),
			),
		);
		const through = items.find(({ json }) => json['scope'] === 'GROUP')?.json;
		expect(waysOf(through)).toEqual(['through a group']);
		expect(text(listIn(through, 'how')[0]?.['why'])).toContain('could not be read');
	});
});

describe('what it costs', () => {
	test('three requests and a look into the log for each person; rules and groups of apps once', async () => {
		const world = await openOffice();
		const { org } = world;
		const ids = org.users
			.list()
			.filter(({ status }) => status === 'ACTIVE')
			.slice(0, 20)
			.map(({ id, position }) => ({ id, position }));
		const apps = new Set(ids.flatMap(({ position }) => org.directory.appsOf(position)));
		const sources = org.directory.groups.list().some(({ type }) => type === 'APP_GROUP') ? 1 : 0;
		const userId = byId('={{ $json.id }}');
		const outcome = await explain(
			world,
			'user',
			{ userId },
			ids.map(({ id }) => ({ id })),
		);
		expect(outcome.error).toBeUndefined();
		const requests = apiRequests(org);
		expect(requests.filter(({ method }) => method !== 'GET')).toEqual([]);
		expect(requests).toHaveLength(ids.length * 4 + apps.size + 1 + 1 + sources);
	});

	test('without the log, none of it is asked', async () => {
		const world = await openOffice();
		const user = newcomer(world.org);
		const report = await explainUser(world, user.id, { options: { askLog: false } });
		expect(world.org.ledger.filter({ path: /logs/ })).toEqual([]);
		expect(report).toMatchObject({ complete: true });
	});

	test('of an app: its people, its groups and their members, each in whole pages', async () => {
		const world = await openOffice();
		const { org } = world;
		const [group, other] = oktaGroups(org);
		const [app] = appsOf(org);
		for (const { id } of [group, other].filter((one) => one !== undefined)) {
			await org.console.request('PUT', `/api/v1/apps/${app?.id ?? ''}/groups/${id}`, {});
		}
		await explain(world, 'application', { appId: byId(app?.id ?? '') });
		// App, rules, groups, people, two of the log; and for each group its members and the log.
		expect(apiRequests(org)).toHaveLength(6 + 2 * 2);
	});
});

describe('what cannot be asked', () => {
	test('is refused before anything is sent', async () => {
		const world = await openOffice();
		const { n8n, credential, org } = world;
		const outcome = await n8n.run({
			parameters: {
				resource: 'user',
				operation: 'explainAccess',
				userId: byId(newcomer(org).id),
				explain: 'app',
				appId: byId('={{ $json.none }}'),
			},
			credential,
		});
		expect(complaint(outcome)).toContain('"Application" is empty');
		expect(org.ledger.requests).toEqual([]);
	});
});
