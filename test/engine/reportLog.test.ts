import type { Org } from '../org';
import type { App } from '../org/directory/appStore';
import type { LogTarget } from '../org/directory/logEvent';
import type { User } from '../org/directory/model';
import { column, DAY, happen, ids, openFor, report as run, reported, sorted } from './reporting';
import { byId, textOf } from './scenarios/scenario';
import { apiRequests, closeWorlds, complaint } from './world';

afterEach(closeWorlds);

const userIn = ({ id, profile }: User): LogTarget => ({
	id,
	type: 'User',
	alternateId: textOf(profile, 'login'),
	displayName: textOf(profile, 'displayName'),
});

const appIn = ({ id, label }: App): LogTarget => ({
	id,
	type: 'AppInstance',
	alternateId: label,
	displayName: label,
});

const assignedTo = ({ directory }: Org, app: App) =>
	[...directory.appUsersFrom(app, 0)].flatMap((position) => directory.users.at(position) ?? []);

describe('an application assigned and unused', () => {
	const open = async (users = 400) => {
		const world = await openFor(['apps', 'logs', 'users', 'groups'], { users });
		const { org } = world;
		const [app] = org.apps
			.list()
			.filter((one) => assignedTo(org, one).length > 20)
			.toSorted((a, b) => assignedTo(org, b).length - assignedTo(org, a).length);
		const [other] = org.apps.list().filter((one) => one !== app);
		if (!app || !other) throw new Error('No app has users');
		return { world, org, app, other, people: assignedTo(org, app) };
	};

	test('by single sign-on and by tokens alike, to the day', async () => {
		const { world, org, app, other, people } = await open();
		const sso = (user: User, days: number, more = {}) =>
			happen(org, days, {
				eventType: 'user.authentication.sso',
				actor: userIn(user),
				targets: [appIn(app)],
				...more,
			});
		const used = new Set<string>();
		const actor = { ...appIn(app), type: 'PublicClientApp' };
		for (const [index, user] of people.entries()) {
			if (index % 7 === 0) {
				sso(user, 29);
				used.add(user.id);
			}
			// By a token, which the app asks for, or the user.
			if (index % 7 === 1) {
				const eventType = 'app.oauth2.as.token.grant.refresh_token';
				happen(org, 10, { eventType, actor, targets: [userIn(user)] });
				used.add(user.id);
			}
			if (index % 7 === 2) {
				const eventType = 'app.oauth2.authorize.code';
				happen(org, 1, { eventType, actor: userIn(user), targets: [appIn(app)] });
				used.add(user.id);
			}
			// Too long ago, refused, or another app.
			if (index % 7 === 3) sso(user, 31);
			if (index % 7 === 4) sso(user, 1, { result: 'FAILURE' });
			if (index % 7 === 5) sso(user, 1, { targets: [appIn(other)] });
		}
		const rows = await reported(world, 'unusedApp', { appId: byId(app.id), daysUnused: 30 });

		expect(ids(rows)).toEqual(sorted(people.filter(({ id }) => !used.has(id))));
		expect(new Set(column(rows, 'use'))).toEqual(new Set(['not in 30 days']));
		expect(JSON.stringify(rows)).not.toMatch(/never/i);
		for (const row of rows) {
			const user = people.find(({ id }) => id === row.id);
			if (!user) throw new Error('Nobody has that ID');
			const scope = org.directory.assignmentScope(app, user.position);
			const [group] =
				scope === 'GROUP' ? org.directory.assigningGroups(app, user.position) : [undefined];
			expect(row).toMatchObject({
				login: textOf(user.profile, 'login'),
				status: user.status,
				scope,
				throughGroupId: group?.id ?? null,
				throughGroup: group ? textOf(group.profile, 'name') : null,
			});
		}
		const pages = Math.ceil(people.length / 500);
		expect(apiRequests(org).filter(({ path }) => path.includes('/apps/'))).toHaveLength(1 + pages);
	});

	test('who got it since is not in it, nor who is excluded', async () => {
		const { world, org, app, people } = await open();
		const direct = people.filter(({ position }) => app.direct.has(position));
		const [fresh] = direct.length > 0 ? direct : people;
		if (!fresh) throw new Error('Nobody has the app');
		const now = org.clock.now() - DAY;
		app.assignments.set(fresh.position, { created: now, lastUpdated: now, profile: {} });
		const rows = await reported(world, 'unusedApp', {
			appId: byId(app.id),
			daysUnused: 90,
			includeManager: true,
			options: { excludeSearch: 'profile.userType eq "Contractor"' },
		});

		const left = people.filter(
			({ id, profile }) => id !== fresh.id && textOf(profile, 'userType') !== 'Contractor',
		);
		expect(ids(rows)).toEqual(sorted(left));
		const boss = new Map(org.users.list().map(({ id, profile }) => [id, profile]));
		for (const { managerId, managerEmail } of rows) {
			expect(managerEmail).toBe(textOf(boss.get(String(managerId)) ?? {}, 'email') || null);
		}
	});

	test('more days than the log reaches back are refused before anything is sent', async () => {
		const { world, org, app } = await open();
		const outcome = await run(world, 'unusedApp', { appId: byId(app.id), daysUnused: 91 });
		expect(complaint(outcome)).toContain('reaches back 90 days');
		expect(apiRequests(org)).toEqual([]);
	});
});

describe('administrators', () => {
	const open = async () => {
		const world = await openFor(['roles', 'users', 'groups', 'logs'], { users: 120 });
		const { org } = world;
		const { directory, clock } = org;
		const [first, second, third] = org.users.list().filter(({ status }) => status === 'ACTIVE');
		const [group, limit] = org.groups
			.list()
			.filter((one) => one.type === 'OKTA_GROUP' && !directory.membersFrom(one, 0).next().done);
		const [app] = org.apps.list();
		const [role] = directory.customRoles;
		const [set] = directory.resourceSets;
		if (!first || !second || !third || !group || !limit || !app || !role || !set)
			throw new Error('The org is too small');
		directory.roles.add(first.id, 'SUPER_ADMIN', clock.now());
		directory.roles.add(first.id, 'CUSTOM', clock.now(), { role: role.id, resourceSet: set.id });
		directory.roles.add(second.id, 'APP_ADMIN', clock.now()).targets.apps.add(app.id);
		directory.roles.add(group.id, 'HELP_DESK_ADMIN', clock.now()).targets.groups.add(limit.id);
		const visit = { eventType: 'user.session.access_admin_app', targets: [] };
		happen(org, 80, { ...visit, actor: userIn(first) });
		happen(org, 20, { ...visit, actor: userIn(first) });
		happen(org, 5, { ...visit, actor: userIn(second), result: 'FAILURE' });
		return { world, org, first, second, group, limit, app, role, set };
	};

	test('stand with each role, its way, its limits, the last visit and the factors', async () => {
		const { world, org, first, second, group, limit, app, role, set } = await open();
		const { directory } = org;
		const rows = await reported(world, 'administrators');

		const expected = org.users
			.list()
			.flatMap((user) =>
				directory
					.roleGivers(user)
					.flatMap((giver) =>
						directory.roles.of(giver).map(({ type }) => [user.id, type, giver].join(' ')),
					),
			);
		const found = rows.map(({ id, roleType, throughGroupId }) =>
			[id, roleType, throughGroupId ?? id].join(' '),
		);
		expect(found.toSorted()).toEqual(expected.toSorted());

		const of = (user: User, type: string) =>
			rows.find(({ id, roleType }) => id === user.id && roleType === type);
		expect(of(first, 'CUSTOM')).toMatchObject({ role: role.label, resourceSet: set.label });
		expect(of(first, 'SUPER_ADMIN')).toMatchObject({ assignedTo: 'user', limitedTo: [] });
		expect(of(second, 'APP_ADMIN')).toMatchObject({ limitedTo: [app.label] });
		const through = rows.find(({ throughGroupId }) => throughGroupId === group.id);
		expect(through).toMatchObject({
			assignedTo: 'group',
			throughGroup: textOf(group.profile, 'name'),
			limitedTo: [textOf(limit.profile, 'name')],
		});
		const visits = new Map(
			directory.log.events
				.filter(
					({ eventType, outcome }) =>
						[eventType, outcome.result].join() === 'user.session.access_admin_app,SUCCESS',
				)
				.map(({ actor, published }) => [actor.id, published]),
		);
		expect(of(first, 'SUPER_ADMIN')?.lastConsoleVisit).toBe(visits.get(first.id));
		expect(of(second, 'APP_ADMIN')).toMatchObject({
			lastConsoleVisit: null,
			consoleVisit: 'not in 90 days',
		});
		for (const row of rows) {
			const user = org.users.list().find(({ id }) => id === row.id);
			const types = user ? directory.factorsOf(user).map(({ factorType }) => factorType) : [];
			expect(row.factors).toEqual([...new Set<string>(types)].toSorted());
			expect(row.strong).toBe(types.includes('push'));
		}
	});

	test('cost two requests each, and what they share once', async () => {
		const { world, org } = await open();
		const rows = await reported(world, 'administrators');
		const people = new Set(column(rows, 'id')).size;
		const requests = apiRequests(org).filter(({ path }) => path.startsWith('/api/')).length;
		expect(people).toBeGreaterThan(5);
		expect(requests).toBeLessThanOrEqual(people * 2 + Math.ceil(people / 20) + 12);
	});

	test('whose roles cannot be read end the report', async () => {
		const { world, org } = await open();
		org.faults.add({ path: /\/roles$/, then: { status: 403, body: {} } });
		const outcome = await run(world, 'administrators');
		expect([outcome.status, outcome.items]).toEqual(['error', []]);
	});
});
