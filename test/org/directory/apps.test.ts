import { startOrg, type Org } from '..';
import type { App } from './appStore';
import { text, type User } from './model';
import { admin, type Admin, asking, idOf, refusal } from './support/admin';

describe('apps', () => {
	let org: Org;
	let okta: Admin;

	beforeEach(async () => {
		org = await startOrg({ users: 60, groups: 14, apps: 8 });
		okta = admin(org);
	});

	afterEach(() => org.close());

	const labelled = (label: string): App => {
		const app = org.apps.list().find((candidate) => candidate.label === label);
		if (!app) throw new Error(`There is no app ${label}`);
		return app;
	};
	const somebody = (wanted: (user: User) => boolean): User => {
		const user = org.users.list().find((candidate) => wanted(candidate));
		if (!user) throw new Error('There is nobody like that');
		return user;
	};
	const outsider = (app: App): User =>
		somebody(
			({ position, status }) =>
				status === 'ACTIVE' && org.directory.assignmentScope(app, position) === undefined,
		);
	const users = (app: App) => `/api/v1/apps/${app.id}/users`;

	it('are listed in pages of twenty, and by the beginning of their label or name', async () => {
		expect(await okta.list('/api/v1/apps')).toHaveLength(8);
		expect((await okta.all('/api/v1/apps?limit=3')).pages).toBe(3);
		expect((await okta.list('/api/v1/apps?q=SAL')).map(({ label }) => label)).toEqual([
			'Salesforce',
		]);
		expect((await okta.list('/api/v1/apps?q=bookmark')).map(({ label }) => label)).toEqual([
			'Intranet',
			'Cafeteria Menu',
		]);
	});

	it('are listed by what the filter says', async () => {
		const zoom = labelled('Zoom');
		const labels = async (filter: string) =>
			(await okta.list(`/api/v1/apps${asking({ filter })}`)).map(({ label }) => label);
		await okta('POST', `/api/v1/apps/${zoom.id}/lifecycle/deactivate`);

		expect(await labels('status eq "INACTIVE"')).toEqual(['Zoom']);
		expect(await labels(`id eq "${zoom.id}"`)).toEqual(['Zoom']);
	});

	it('are listed for a user, whose assignment can be shown along', async () => {
		const user = somebody(({ position }) => org.directory.appsOf(position).length > 1);
		const apps = await okta.list(
			`/api/v1/apps${asking({ filter: `user.id eq "${user.id}"`, expand: `user/${user.id}` })}`,
		);

		expect(apps.map(idOf)).toEqual(org.directory.appsOf(user.position).map(({ id }) => id));
		for (const app of apps) expect(app).toMatchObject({ _embedded: { user: { id: user.id } } });
	});

	it.each([
		'label eq "Zoom"',
		'status sw "ACT"',
		'status eq ACTIVE',
		'user.id eq unquoted',
		'status eq "ACTIVE" and name eq "slack"',
	])('refuse the filter %s', async (filter) => {
		expect(refusal(await okta('GET', `/api/v1/apps${asking({ filter })}`))).toMatchObject({
			status: 400,
			errorCode: 'E0000031',
		});
	});

	it('are deactivated before they are deleted', async () => {
		const path = `/api/v1/apps/${labelled('Zoom').id}`;

		expect(refusal(await okta('DELETE', path))).toMatchObject({
			status: 403,
			errorCode: 'E0000056',
		});
		await okta('POST', `${path}/lifecycle/deactivate`);
		expect((await okta('DELETE', path)).status).toBe(204);
		expect((await okta('GET', path)).status).toBe(404);
	});

	it('have a label of their own', async () => {
		const zoom = await okta.object('GET', `/api/v1/apps/${labelled('Zoom').id}`);
		const rename = (label: string) => okta('PUT', `/api/v1/apps/${idOf(zoom)}`, { ...zoom, label });

		expect(refusal(await rename('slack')).errorCode).toBe('E0000040');
		expect((await rename('Zoom Meetings')).body).toMatchObject({
			id: zoom.id,
			label: 'Zoom Meetings',
		});
	});

	describe('are assigned', () => {
		it('to a user, with what the app has to know', async () => {
			const app = labelled('Salesforce');
			const user = outsider(app);
			const assigned = await okta.object('POST', users(app), {
				id: user.id,
				scope: 'USER',
				profile: { role: 'auditor' },
			});

			expect(assigned).toMatchObject({
				id: user.id,
				scope: 'USER',
				status: 'PROVISIONED',
				syncState: 'SYNCHRONIZED',
				credentials: { userName: user.profile.login },
				profile: { role: 'auditor', givenName: user.profile.firstName },
			});
			expect(await okta.object('GET', `${users(app)}/${user.id}`)).toEqual(assigned);
			expect(
				(await okta.list(`/api/v1/users/${user.id}/appLinks`)).map(
					({ appInstanceId }) => appInstanceId,
				),
			).toContain(app.id);
		});

		it('again without harm', async () => {
			const app = labelled('Salesforce');
			const { id } = outsider(app);

			for (let twice = 0; twice < 2; twice++)
				expect((await okta('POST', users(app), { id, scope: 'USER' })).status).toBe(200);
			const added = org.directory.log.events.filter(
				({ eventType }) => eventType === 'application.user_membership.add',
			);
			expect(added).toHaveLength(1);
		});

		it.each([
			['a property the app does not have', { profile: { rank: 1 } }, "Property 'rank' not found"],
			['a value that is not offered', { profile: { role: 'owner' } }, /^role: .*enumerated/],
			['a scope that does not exist', { scope: 'TEAM' }, /^scope/],
		])('but not with %s', async (_what, more, cause) => {
			const app = labelled('Salesforce');
			const answer = await okta('POST', users(app), { id: outsider(app).id, ...more });

			expect(refusal(answer)).toMatchObject({ status: 400, errorCode: 'E0000001' });
			expect(refusal(answer).causes.join()).toMatch(cause);
		});

		it('but not to somebody deactivated or unknown', async () => {
			const app = labelled('Salesforce');
			const gone = outsider(app);
			await okta('DELETE', `/api/v1/users/${gone.id}`);

			expect(refusal(await okta('POST', users(app), { id: gone.id }))).toMatchObject({
				status: 403,
				errorCode: 'E0000117',
			});
			expect((await okta('POST', users(app), { id: '00unobody' })).status).toBe(404);
			expect(refusal(await okta('POST', users(app), {})).errorCode).toBe('E0000001');
		});

		it('with changes to the profile', async () => {
			const app = labelled('Salesforce');
			const { id } = outsider(app);
			await okta.object('POST', users(app), { id, profile: { role: 'auditor' } });
			const { profile } = await okta.object('POST', `${users(app)}/${id}`, {
				profile: { licenceCount: 2 },
			});

			expect(profile).toMatchObject({ role: 'auditor', licenceCount: 2 });
		});

		it('until they are taken away', async () => {
			const app = labelled('Salesforce');
			const { id } = outsider(app);
			await okta.object('POST', users(app), { id });

			expect((await okta('DELETE', `${users(app)}/${id}`)).status).toBe(204);
			expect((await okta('GET', `${users(app)}/${id}`)).status).toBe(404);
			expect((await okta('DELETE', `${users(app)}/${id}`)).status).toBe(404);
		});
	});

	describe('come through groups', () => {
		it('to all members, which shows in the scope', async () => {
			const app = labelled('Intranet');
			const [group] = org.groups.byName('Legal');
			const groupId = group?.id ?? '';
			const member = somebody(
				({ position, profile, status }) =>
					profile.department === 'Legal' && status === 'ACTIVE' && !app.direct.has(position),
			);
			await okta.object('PUT', `/api/v1/apps/${app.id}/groups/${groupId}`, { priority: 1 });

			expect(await okta.object('GET', `${users(app)}/${member.id}`)).toMatchObject({
				scope: 'GROUP',
				_links: { group: { name: 'Legal' } },
			});
			expect((await okta.list(`/api/v1/groups/${groupId}/apps`)).map(idOf)).toContain(app.id);
			await okta('DELETE', `/api/v1/groups/${groupId}/users/${member.id}`);
			expect((await okta('GET', `${users(app)}/${member.id}`)).status).toBe(404);
		});

		it('and are not taken from a member alone', async () => {
			const app = org.apps.list().find(({ groups }) => groups.size > 0) ?? labelled('Zoom');
			const member = somebody(
				({ position, status }) =>
					status === 'ACTIVE' && org.directory.assigningGroups(app, position).length > 0,
			);

			expect(refusal(await okta('DELETE', `${users(app)}/${member.id}`))).toEqual({
				status: 403,
				errorCode: 'E0000046',
				causes: [
					'The application cannot be unassigned from the user while their group memberships grant them access',
				],
			});
		});

		it('with priority and profile, changed by PATCH', async () => {
			const app = labelled('Salesforce');
			const group = org.groups.byName('Legal')[0]?.id ?? '';
			const path = `/api/v1/apps/${app.id}/groups/${group}`;
			await okta.object('PUT', path, { priority: 3, profile: { role: 'member' } });
			const patched = await okta.object('PATCH', path, [
				{ op: 'replace', path: '/priority', value: 5 },
				{ op: 'replace', path: '/profile/role', value: 'admin' },
			]);

			expect(patched).toMatchObject({ id: group, priority: 5, profile: { role: 'admin' } });
			expect((await okta('DELETE', path)).status).toBe(204);
			expect((await okta('GET', path)).status).toBe(404);
		});

		it('and are listed twenty at a time at least', async () => {
			const app = labelled('Salesforce');
			for (const group of org.groups.list())
				await okta.object('PUT', `/api/v1/apps/${app.id}/groups/${group.id}`, {});

			expect(await okta.list(`/api/v1/apps/${app.id}/groups?limit=2`)).toHaveLength(16);
		});
	});

	it('list their users in pages, each once, however they came to the app', async () => {
		const app = org.apps.list().find(({ groups }) => groups.size > 0) ?? labelled('Zoom');
		const { items } = await okta.all(`${users(app)}?limit=3`);
		const expected = org.users
			.list()
			.filter(({ position }) => org.directory.assignmentScope(app, position) !== undefined);

		expect(items.map(idOf)).toEqual(expected.map(({ id }) => id));
		expect(new Set(items.map(({ scope }) => scope))).toEqual(new Set(['USER', 'GROUP']));
	});

	it('list users by the beginning of a name, with the Okta user where asked', async () => {
		const app = labelled('Intranet');
		const [first] = await okta.list(`${users(app)}?expand=user`);
		const lastName = text(org.directory.findUser(idOf(first ?? {}))?.profile ?? {}, 'lastName');
		const found = await okta.list(`${users(app)}${asking({ q: lastName })}`);

		expect(first).toMatchObject({ _embedded: { user: { id: first?.id } } });
		expect(found.map(idOf)).toContain(first?.id);
	});
});
