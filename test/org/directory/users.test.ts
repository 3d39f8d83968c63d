import { startOrg, type Org } from '..';
import { admin, type Admin, asking, idOf, person, refusal, matching } from './support/admin';

describe('users', () => {
	let org: Org;
	let okta: Admin;

	beforeEach(async () => {
		org = await startOrg({ users: 0, groups: 3, apps: 0 });
		okta = admin(org);
	});

	afterEach(() => org.close());

	const create = (name: string, more = {}, query = '') =>
		okta.object('POST', `/api/v1/users${query}`, { profile: person(name), ...more });

	describe('when created', () => {
		it.each([
			['PROVISIONED without a password', '', {}],
			['STAGED when not to be activated', '?activate=false', {}],
			['ACTIVE with a password', '', { credentials: { password: { value: 'Tr0ub4dour' } } }],
			[
				'STAGED with a password when not to be activated',
				'?activate=false',
				{ credentials: { password: { value: 'Tr0ub4dour' } } },
			],
			[
				'ACTIVE when another provider signs them in',
				'?provider=true',
				{ credentials: { provider: { type: 'FEDERATION', name: 'FEDERATION' } } },
			],
			[
				'PASSWORD_EXPIRED when they have to choose another',
				'?nextLogin=changePassword',
				{ credentials: { password: { value: 'Tr0ub4dour' } } },
			],
		])('are %s', async (expected, query, more) => {
			const user = await create('Ana', more, query);

			expect(user.status).toBe(expected.split(' ')[0]);
		});

		it('have an id, times, their profile, credentials without secrets, and links', async () => {
			const user = await create('Ana', {
				credentials: {
					password: { value: 'Tr0ub4dour' },
					recovery_question: { question: 'Pet?', answer: 'Rex the first' },
				},
			});

			expect(user).toMatchObject({
				id: matching(/^00u\w{17}$/),
				created: matching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
				profile: { ...person('Ana'), mobilePhone: null, secondEmail: null },
				credentials: {
					password: {},
					recovery_question: { question: 'Pet?' },
					provider: { type: 'OKTA', name: 'OKTA' },
				},
				_links: { self: { href: `${org.url}/api/v1/users/${idOf(user)}` } },
			});
			expect(JSON.stringify(user)).not.toMatch(/Tr0ub4dour|Rex/);
		});

		it('join the groups named', async () => {
			const [group] = await okta.list(
				`/api/v1/groups${asking({ filter: 'type eq "OKTA_GROUP"' })}`,
			);
			const groupId = idOf(group ?? {});
			const user = await create('Ana', { groupIds: [groupId] });

			const groups = await okta.list(`/api/v1/users/${idOf(user)}/groups`);
			expect(groups.map(({ id }) => id)).toContain(groupId);
		});

		it.each<[string, string, Record<string, unknown>, string, string | RegExp]>([
			[
				'an attribute that is not in the schema',
				'',
				{ profile: person('Ana', { shoeSize: 43 }) },
				'E0000001',
				/shoeSize/,
			],
			[
				'no last name',
				'',
				{ profile: person('Ana', { lastName: null }) },
				'E0000001',
				'lastName: The field cannot be left blank',
			],
			[
				'a login that is not shaped like an e-mail address',
				'',
				{ profile: person('Ana', { login: 'ana-example' }) },
				'E0000001',
				'login: Username must be in the form of an email address',
			],
			[
				'a number where the schema has text',
				'',
				{ profile: person('Ana', { department: 7 }) },
				'E0000001',
				/department: .*string/,
			],
			[
				'text where the schema has an integer',
				'',
				{ profile: person('Ana', { badgeNumber: '12' }) },
				'E0000001',
				/badgeNumber: .*integer/,
			],
			[
				'a value outside the enumeration',
				'',
				{ profile: person('Ana', { shirtSize: 'XXL' }) },
				'E0000001',
				/shirtSize: .*enumerated/,
			],
			[
				'a number in an array of text',
				'',
				{ profile: person('Ana', { skills: ['go', 1] }) },
				'E0000001',
				/skills: .*string/,
			],
			[
				'a name that is too long',
				'',
				{ profile: person('Ana', { lastName: 'x'.repeat(51) }) },
				'E0000001',
				'lastName: The field is too long',
			],
			[
				'an emoji in a name',
				'',
				{ profile: person('Ana', { lastName: 'Smile 😀' }) },
				'E0000001',
				/lastName/,
			],
			[
				'a weak password',
				'',
				{ profile: person('Ana'), credentials: { password: { value: 'password' } } },
				'E0000001',
				/Password requirements were not met/,
			],
			[
				'a password with the login in it',
				'',
				{ profile: person('Ana'), credentials: { password: { value: 'Xpeople12' } } },
				'E0000001',
				/no parts of your username/,
			],
			[
				'more than twenty groups',
				'',
				{ profile: person('Ana'), groupIds: Array<string>(21).fill('00g') },
				'E0000001',
				/groupIds/,
			],
			[
				'a group that does not exist',
				'',
				{ profile: person('Ana'), groupIds: ['00gnone'] },
				'E0000001',
				/groupIds/,
			],
			[
				'a user type that does not exist',
				'',
				{ profile: person('Ana'), type: { id: 'otynone' } },
				'E0000001',
				/otynone/,
			],
		])('are refused with %s', async (_what, query, body, errorCode, cause) => {
			const answer = refusal(await okta('POST', `/api/v1/users${query}`, body));

			expect(answer).toMatchObject({ status: 400, errorCode });
			expect(answer.causes.join('\n')).toMatch(cause);
			expect(org.users.list()).toHaveLength(0);
		});

		it('are refused with a read-only attribute', async () => {
			const answer = await okta('POST', '/api/v1/users', {
				profile: person('Ana', { legacyId: 'x' }),
			});

			expect(refusal(answer)).toMatchObject({ status: 403, errorCode: 'E0000077' });
		});

		it('are refused with a login somebody has, whatever its case', async () => {
			await create('Ana');
			const answer = await okta('POST', '/api/v1/users', {
				profile: person('Other', { login: 'ANA@People.example' }),
			});

			expect(refusal(answer)).toEqual({
				status: 400,
				errorCode: 'E0000001',
				causes: ['login: An object with this field already exists in the current organization'],
			});
		});

		it('may share an e-mail address', async () => {
			await create('Ana');
			const answer = await okta('POST', '/api/v1/users', {
				profile: person('Other', { email: 'ana@people.example' }),
			});

			expect(answer.status).toBe(200);
		});

		it('hear all that is missing at once', async () => {
			const answer = refusal(await okta('POST', '/api/v1/users', { profile: {} }));

			expect(answer.causes).toEqual([
				'login: The field cannot be left blank',
				'firstName: The field cannot be left blank',
				'lastName: The field cannot be left blank',
				'email: The field cannot be left blank',
				'login: Username must be in the form of an email address',
			]);
		});

		it.each([
			['a password that has to expire but is missing', '?nextLogin=changePassword', 'E0000124', {}],
			[
				'a password that has to expire before it can be used',
				'?nextLogin=changePassword&activate=false',
				'E0000125',
				{ credentials: { password: { value: 'Tr0ub4dour' } } },
			],
			['a parameter that is neither true nor false', '?activate=maybe', 'E0000037', {}],
		])('are refused with %s', async (_what, query, errorCode, more) => {
			const answer = await okta('POST', `/api/v1/users${query}`, {
				profile: person('Ana'),
				...more,
			});

			expect(refusal(answer)).toMatchObject({ status: 400, errorCode });
		});

		it.each([undefined, [], 'text', { profile: 'text' }])(
			'are refused when the body is %j',
			async (body) => {
				const { errorCode } = refusal(await okta('POST', '/api/v1/users', body));

				expect(errorCode).toBe('E0000003');
			},
		);

		it('answer to the schema of their type', async () => {
			const types = await okta.list('/api/v1/meta/types/user');
			const contractor = idOf(types.find(({ name }) => name === 'contractor') ?? {});
			const asContractor = (profile: object) =>
				okta('POST', '/api/v1/users', { profile, type: { id: contractor } });

			expect(refusal(await asContractor(person('Ana'))).causes).toEqual([
				'agency: The field cannot be left blank',
			]);
			expect((await asContractor(person('Ana', { agency: 'Acme', badgeNumber: 1 }))).status).toBe(
				400,
			);
			expect((await asContractor(person('Ana', { agency: 'Acme' }))).status).toBe(200);
		});
	});

	describe('when read', () => {
		it('are found by id, login and short name', async () => {
			const id = idOf(await create('Ana'));

			for (const name of [id, 'ana@people.example', 'ANA%40people.example', 'ana'])
				expect((await okta.object('GET', `/api/v1/users/${name}`)).id).toBe(id);
		});

		it('are not found by a short name that two people have', async () => {
			await create('Ana');
			await okta.object('POST', '/api/v1/users', {
				profile: person('Ana', { login: 'ana@other.example' }),
			});

			expect(refusal(await okta('GET', '/api/v1/users/ana'))).toMatchObject({
				status: 404,
				errorCode: 'E0000007',
			});
		});

		it('are told to be missing by the id asked for', async () => {
			const { body, status } = await okta('GET', '/api/v1/users/00unobody');

			expect(status).toBe(404);
			expect(body).toMatchObject({
				errorCode: 'E0000007',
				errorSummary: 'Not found: Resource not found: 00unobody (User)',
			});
		});

		it('leave out what the caller does without', async () => {
			const id = idOf(await create('Ana', { credentials: { password: { value: 'Tr0ub4dour' } } }));
			const contentType =
				'application/json; okta-response="omitCredentials,omitCredentialsLinks,omitTransitioningToStatus"';
			const { body } = await okta('GET', `/api/v1/users/${id}`, undefined, {
				'content-type': contentType,
			});

			expect(body).not.toHaveProperty('credentials');
			expect(body).not.toHaveProperty('_links.changePassword');
			expect(body).toHaveProperty('_links.suspend');
		});

		it('show what blocks them when asked', async () => {
			const id = idOf(await create('Ana'));

			expect(await okta.object('GET', `/api/v1/users/${id}?expand=blocks`)).toMatchObject({
				_embedded: { blocks: [] },
			});
		});
	});

	describe('when updated', () => {
		it('keep with POST what is not mentioned, and lose what is null', async () => {
			const id = idOf(
				await create('Ana', { profile: person('Ana', { city: 'Bonn', title: 'Lead' }) }),
			);
			const { profile } = await okta.object('POST', `/api/v1/users/${id}`, {
				profile: { title: 'Head', city: null },
			});

			expect(profile).toEqual({
				...person('Ana', { title: 'Head' }),
				mobilePhone: null,
				secondEmail: null,
			});
		});

		it('lose with PUT what is not mentioned', async () => {
			const id = idOf(await create('Ana', { profile: person('Ana', { city: 'Bonn' }) }));
			const { profile } = await okta.object('PUT', `/api/v1/users/${id}`, {
				profile: person('Ana', { title: 'Head' }),
			});

			expect(profile).not.toHaveProperty('city');
			expect(profile).toHaveProperty('title', 'Head');
		});

		it('are refused with PUT when something required is missing', async () => {
			const id = idOf(await create('Ana'));
			const answer = await okta('PUT', `/api/v1/users/${id}`, { profile: { firstName: 'Ana' } });

			expect(refusal(answer)).toMatchObject({ status: 400, errorCode: 'E0000001' });
		});

		it('change their type with PUT and not with POST', async () => {
			const types = await okta.list('/api/v1/meta/types/user');
			const type = { id: idOf(types.find(({ name }) => name === 'contractor') ?? {}) };
			const id = idOf(await create('Ana'));

			await okta.object('POST', `/api/v1/users/${id}`, { type, profile: { title: 'x' } });
			expect((await okta.object('GET', `/api/v1/users/${id}`)).type).not.toEqual(type);
			await okta.object('PUT', `/api/v1/users/${id}`, {
				type,
				profile: person('Ana', { agency: 'Acme' }),
			});
			expect((await okta.object('GET', `/api/v1/users/${id}`)).type).toEqual(type);
		});

		it('refuse a login somebody else has, and take their own', async () => {
			const id = idOf(await create('Ana'));
			await create('Ben');
			const rename = (login: string) => okta('POST', `/api/v1/users/${id}`, { profile: { login } });

			expect(refusal(await rename('ben@people.example')).causes[0]).toMatch(/already exists/);
			expect((await rename('Ana@people.example')).status).toBe(200);
		});

		it('refuse a caller who read an older version', async () => {
			const id = idOf(await create('Ana'));
			const etag = (await okta('GET', `/api/v1/users/${id}`)).headers.get('etag') ?? '';
			const update = (title: string) =>
				okta('POST', `/api/v1/users/${id}`, { profile: { title } }, { 'if-match': etag });

			expect((await update('one')).status).toBe(200);
			expect((await update('two')).status).toBe(412);
			expect((await okta.object('GET', `/api/v1/users/${id}`)).profile).toHaveProperty(
				'title',
				'one',
			);
		});

		it('keep their profile after deactivation', async () => {
			const id = idOf(await create('Ana'));
			await okta('DELETE', `/api/v1/users/${id}`);
			const { profile } = await okta.object('POST', `/api/v1/users/${id}`, {
				profile: { title: 'Ghost' },
			});

			expect(profile).not.toHaveProperty('title');
		});

		it('become active with a password set by an administrator', async () => {
			const id = idOf(await create('Ana'));
			const { status } = await okta.object('POST', `/api/v1/users/${id}`, {
				credentials: { password: { value: 'Tr0ub4dour' } },
			});

			expect(status).toBe('ACTIVE');
		});
	});

	it('are deactivated by the first DELETE and erased by the second', async () => {
		const id = idOf(await create('Ana'));

		expect((await okta('DELETE', `/api/v1/users/${id}`)).status).toBe(204);
		expect((await okta.object('GET', `/api/v1/users/${id}`)).status).toBe('DEPROVISIONED');
		expect((await okta('DELETE', `/api/v1/users/${id}`)).status).toBe(204);
		expect((await okta('GET', `/api/v1/users/${id}`)).status).toBe(404);
		expect((await okta('DELETE', `/api/v1/users/${id}`)).status).toBe(404);
		expect((await create('Ana')).id).not.toBe(id);
	});
});
