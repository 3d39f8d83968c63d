import { startOrg, type Org } from '..';
import { totp, type Factor } from './factorStore';
import type { User } from './model';
import { admin, type Admin, type Answer, idOf, person, refusal } from './support/admin';

describe('factors', () => {
	let org: Org;
	let okta: Admin;

	beforeEach(async () => {
		org = await startOrg({ users: 40, groups: 0, apps: 0 });
		okta = admin(org);
	});

	afterEach(() => org.close());

	const newUser = async () =>
		idOf(await okta.object('POST', '/api/v1/users', { profile: person('Ana') }));
	const factors = (userId: string) => `/api/v1/users/${userId}/factors`;
	const enroll = async (userId: string, body: object, query = '') =>
		okta.object('POST', `${factors(userId)}${query}`, { provider: 'OKTA', ...body });
	const inside = (userId: string, factorId: string): Factor => {
		const user = org.directory.findUser(userId);
		const factor = user && org.directory.factorsOf(user).find(({ id }) => id === factorId);
		if (!factor) throw new Error('There is no such factor');
		return factor;
	};

	it('are known for seeded people, differ between them, and can be removed one by one', async () => {
		const numbers = new Set<number>();
		for (const { id } of org.users.list()) numbers.add((await okta.list(factors(id))).length);
		expect(numbers.size).toBeGreaterThan(1);
		const user = org.users
			.list()
			.find((candidate) => org.directory.factorsOf(candidate).length > 1);
		const path = factors(user?.id ?? '');
		const [first, ...others] = await okta.list(path);

		expect((await okta('DELETE', `${path}/${idOf(first ?? {})}`)).status).toBe(204);
		expect(await okta.list(path)).toEqual(others);
		await okta('POST', `/api/v1/users/${user?.id ?? ''}/lifecycle/reset_factors`);
		expect(await okta.list(path)).toEqual([]);
	});

	it('by SMS wait for the code that was sent', async () => {
		const userId = await newUser();
		const factor = await enroll(userId, {
			factorType: 'sms',
			profile: { phoneNumber: '+1-415-555-0100' },
		});
		const path = `${factors(userId)}/${idOf(factor)}`;
		const activate = (passCode: string) => okta('POST', `${path}/lifecycle/activate`, { passCode });

		expect(factor.status).toBe('PENDING_ACTIVATION');
		expect(refusal(await activate('none'))).toMatchObject({ status: 403, errorCode: 'E0000068' });
		expect((await activate(inside(userId, idOf(factor)).code?.value ?? '')).body).toMatchObject({
			status: 'ACTIVE',
		});
	});

	it('by SMS are active at once when the number is known to be right', async () => {
		const factor = await enroll(
			await newUser(),
			{ factorType: 'sms', profile: { phoneNumber: '+14155550100' } },
			'?activate=true',
		);

		expect(factor.status).toBe('ACTIVE');
	});

	it('by authenticator app give out a seed and take its codes, each once', async () => {
		const userId = await newUser();
		const factor = await enroll(userId, { factorType: 'token:software:totp' });
		expect(factor).toHaveProperty('_embedded.activation.sharedSecret');
		const path = `${factors(userId)}/${idOf(factor)}`;
		const code = () =>
			totp(inside(userId, idOf(factor)).secret ?? '', Math.floor(org.clock.now() / 30_000));

		expect((await okta('POST', `${path}/lifecycle/activate`, { passCode: code() })).status).toBe(
			200,
		);
		const used = code();
		expect((await okta('POST', `${path}/verify`, { passCode: used })).status).toBe(403);
		org.clock.advance(60_000);
		expect((await okta('POST', `${path}/verify`, { passCode: code() })).body).toEqual({
			factorResult: 'SUCCESS',
		});
	});

	it('compute codes as RFC 6238 does', () => {
		// Appendix B of the RFC: the seed is "12345678901234567890", the last six digits count.
		const seed = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

		expect(totp(seed, 1)).toBe('287082');
		expect(totp(seed, Math.floor(1111111109 / 30))).toBe('081804');
	});

	it('by question are verified by the answer', async () => {
		const userId = await newUser();
		const factor = await enroll(userId, {
			factorType: 'question',
			profile: { question: 'pet', answer: 'Rex' },
		});
		const verify = (answer: string) =>
			okta('POST', `${factors(userId)}/${idOf(factor)}/verify`, { answer });

		expect(factor.status).toBe('ACTIVE');
		expect((await verify('rex')).status).toBe(200);
		expect((await verify('max')).status).toBe(403);
		expect(JSON.stringify(await okta.list(factors(userId)))).not.toContain('Rex');
	});

	it('by SMS are challenged, but not twice in thirty seconds', async () => {
		const userId = await newUser();
		const factor = await enroll(
			userId,
			{ factorType: 'sms', profile: { phoneNumber: '+14155550100' } },
			'?activate=true',
		);
		const verify = () => okta('POST', `${factors(userId)}/${idOf(factor)}/verify`);

		expect((await verify()).body).toEqual({ factorResult: 'CHALLENGE' });
		expect(refusal(await verify())).toMatchObject({ status: 429, errorCode: 'E0000109' });
		org.clock.advance(30_000);
		expect((await verify()).status).toBe(200);
	});

	describe('by push', () => {
		let userId: string;
		let path: string;

		beforeEach(async () => {
			userId = await newUser();
			path = `${factors(userId)}/${idOf(await enroll(userId, { factorType: 'push' }))}`;
			await okta('POST', `${path}/lifecycle/activate`);
		});

		const challenge = async () => {
			const { status, body } = await okta('POST', `${path}/verify`);
			expect(status).toBe(201);
			const poll = /"poll":\{"href":"([^"]+)"/.exec(JSON.stringify(body))?.[1] ?? '';
			return { body, poll };
		};

		it('are waited for, until the person accepts', async () => {
			const { body, poll } = await challenge();

			expect(body).toMatchObject({ factorResult: 'WAITING' });
			expect(await okta.object('GET', poll)).toMatchObject({ factorResult: 'WAITING' });
			org.clock.advance(3_000);
			expect(await okta.object('GET', poll)).toEqual({ factorResult: 'SUCCESS' });
		});

		it('time out after five minutes without an answer', async () => {
			org.directory.factors.acceptPushAfter = undefined;
			const { poll } = await challenge();
			org.clock.advance(300_000);

			expect(await okta.object('GET', poll)).toMatchObject({ factorResult: 'TIMEOUT' });
		});

		it('can be rejected', async () => {
			const { poll } = await challenge();
			const id = decodeURIComponent(poll.slice(poll.lastIndexOf('/') + 1));
			const factor = inside(userId, path.slice(path.lastIndexOf('/') + 1));
			const transaction = org.directory.factors.transaction(factor, id);
			if (transaction) transaction.answer = 'REJECTED';

			expect(await okta.object('GET', poll)).toMatchObject({ factorResult: 'REJECTED' });
		});
	});

	it.each<[string, object, string]>([
		['a type nobody knows', { factorType: 'pigeon' }, 'E0000001'],
		['no phone number', { factorType: 'sms' }, 'E0000001'],
		[
			'a phone number that is none',
			{ factorType: 'sms', profile: { phoneNumber: 'x' } },
			'E0000001',
		],
	])('are refused with %s', async (_what, body, errorCode) => {
		const answer = await okta('POST', factors(await newUser()), { provider: 'OKTA', ...body });

		expect(refusal(answer)).toMatchObject({ status: 400, errorCode });
	});

	it('are set up once', async () => {
		const userId = await newUser();
		await enroll(userId, { factorType: 'push' });
		const answer = await okta('POST', factors(userId), { factorType: 'push', provider: 'OKTA' });

		expect(refusal(answer).causes).toEqual(['A factor of this type is already set up.']);
	});
});

describe('admin roles', () => {
	let org: Org;
	let okta: Admin;
	let user: User;

	beforeEach(async () => {
		org = await startOrg({ users: 20, groups: 3, apps: 0 });
		okta = admin(org);
		const free = org.users
			.list()
			.find(({ id, status }) => status === 'ACTIVE' && org.directory.roles.of(id).length === 0);
		if (!free) throw new Error('Everybody is an administrator');
		user = free;
	});

	afterEach(() => org.close());

	it('are given to a user once, shown and taken away', async () => {
		const path = `/api/v1/users/${user.id}/roles`;
		const { status, body } = await okta('POST', path, { type: 'HELP_DESK_ADMIN' });
		const [role] = await okta.list(path);

		expect(status).toBe(201);
		expect(role).toEqual(body);
		expect(role).toMatchObject({
			type: 'HELP_DESK_ADMIN',
			label: 'Help Desk Administrator',
			assignmentType: 'USER',
		});
		expect(refusal(await okta('POST', path, { type: 'HELP_DESK_ADMIN' }))).toMatchObject({
			status: 409,
			errorCode: 'E0000090',
		});
		expect((await okta('DELETE', `${path}/${idOf(role ?? {})}`)).status).toBe(204);
		expect(await okta.list(path)).toEqual([]);
	});

	it('of a custom kind name role and resource set', async () => {
		const path = `/api/v1/users/${user.id}/roles`;
		const custom = {
			type: 'CUSTOM',
			role: 'cr0Yq6IJxGIr0ouum0g3',
			'resource-set': 'iamoJDFKaJxGIr0oamd9g',
		};

		expect((await okta('POST', path, { type: 'CUSTOM' })).status).toBe(400);
		expect((await okta('POST', path, custom)).body).toMatchObject(custom);
	});

	it('do not exist under any name', async () => {
		expect(
			refusal(await okta('POST', `/api/v1/users/${user.id}/roles`, { type: 'KING' })),
		).toMatchObject({ status: 400, errorCode: 'E0000001' });
	});

	it('are given to groups of Okta only', async () => {
		const assign = (name: string) =>
			okta('POST', `/api/v1/groups/${org.groups.byName(name)[0]?.id ?? ''}/roles`, {
				type: 'REPORT_ADMIN',
			});

		expect((await assign('Sales')).body).toMatchObject({ assignmentType: 'GROUP' });
		expect(refusal(await assign('Everyone')).errorCode).toBe('E0000211');
	});

	it('make a user appear in the list of administrators, which pages in its body', async () => {
		await okta('POST', `/api/v1/users/${user.id}/roles`, { type: 'REPORT_ADMIN' });
		const seen: string[] = [];
		let path: string | undefined = '/api/v1/iam/assignees/users?limit=2';
		while (path) {
			const answer: Answer = await okta('GET', path);
			const page = JSON.stringify(answer.body);
			expect(answer.headers.get('link')).toBeNull();
			seen.push(...[...page.matchAll(/"id":"(00u\w+)"/g)].map(([, id = '']) => id));
			path = /"next":\{"href":"([^"]+)"/.exec(page)?.[1];
		}

		expect(seen).toEqual(org.directory.administrators());
		expect(seen).toContain(user.id);
	});

	it('come to a user through groups as well, under the ID they have for everybody', async () => {
		const [sales] = org.groups.byName('Sales');
		const groups = `/api/v1/groups/${sales?.id ?? ''}`;
		await okta('PUT', `${groups}/users/${user.id}`);
		for (const path of [groups, `/api/v1/users/${user.id}`])
			await okta('POST', `${path}/roles`, { type: 'APP_ADMIN' });

		const roles = await okta.list(`/api/v1/users/${user.id}/roles`);
		expect(roles.map(({ id, assignmentType }) => [id, assignmentType])).toEqual([
			['IFIFAX2BIRGUSTQ', 'USER'],
			['IFIFAX2BIRGUSTQ', 'GROUP'],
		]);
		expect(roles[1]).toMatchObject({ _links: { assignee: { href: org.url + groups } } });
		expect(org.directory.administrators()).toContain(user.id);
	});
});

describe('consents', () => {
	it('are listed and revoked, one or all', async () => {
		const org = await startOrg({ users: 3 });
		const okta = admin(org);
		try {
			const id = org.users.at(0)?.id ?? '';
			for (const scope of ['openid', 'profile', 'email'])
				org.directory.grants.add(id, '0oaclient', scope, org.clock.now());
			const path = `/api/v1/users/${id}/grants`;
			const { items, pages } = await okta.all(`${path}?limit=2`);

			expect(items.map(({ scopeId }) => scopeId)).toEqual(['openid', 'profile', 'email']);
			expect(pages).toBe(2);
			expect(await okta.list(`${path}?scopeId=email`)).toHaveLength(1);
			expect((await okta('DELETE', `${path}/${idOf(items[0] ?? {})}`)).status).toBe(204);
			expect(await okta.list(path)).toHaveLength(2);
			expect((await okta('DELETE', path)).status).toBe(204);
			expect(await okta.list(path)).toEqual([]);
		} finally {
			await org.close();
		}
	});
});
